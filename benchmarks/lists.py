"""List pages at working size, on SQLite and PostgreSQL: median and p95 of a whole answer, in milliseconds.

    python benchmarks/lists.py [ROUNDS]        default 60

The demo, with 100,000 audit entries in one chain and 20,000 people in one body
added in bulk. Every page is asked for as a signed-in office head asks for it,
in one process, first page, last page and filtered.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import date

from audit import fill
from databases import MEASURE, each_database

ENTRIES, PEOPLE, BODY = 100_000, 20_000, "990100"
PAGES = {
    "审计 首页": f"/audit/?chain={BODY}",
    "审计 末页": f"/audit/?chain={BODY}&page=5000",
    "审计 关键词": f"/audit/?chain={BODY}&q=第99999件",
    "人员 首页": "/people/",
    "人员 末页": "/people/?page=1000",
    "人员 关键词": "/people/?q=示例19999",
    "账号": "/accounts/",
    "机构": "/bodies/",
    "轮次": "/mechanisms/demo-river-joint-conference/wheel/",
    "今天要办": "/",
}


def main() -> None:
    """Measure both databases and print one table."""
    if len(sys.argv) == 3 and sys.argv[1] == MEASURE:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"列表页：{ENTRIES:,} 条审计、{PEOPLE:,} 名人员，每页 {rounds} 次，毫秒（中位数 / p95）\n")
    found = dict(each_database(__file__, rounds))
    print("| 页面 | " + " | ".join(found) + " |\n|---|" + "---:|" * len(found))
    for page in PAGES:
        cells = (f"{figures[f'{page} p50']:.0f} / {figures[f'{page} p95']:.0f}" for figures in found.values())
        print(f"| {page} | " + " | ".join(cells) + " |")


def measure(rounds: int) -> dict[str, float]:
    """Median and p95 of every page in the database the settings name."""
    client = prepare()
    figures: dict[str, float] = {}
    for name, address in PAGES.items():
        times = []
        for _ in range(rounds + 2):
            began = time.perf_counter()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, (address, answer.status_code)
        warm = times[2:]
        figures[f"{name} p50"] = statistics.median(warm)
        figures[f"{name} p95"] = statistics.quantiles(warm, n=20)[-1]
    return figures


def prepare() -> object:
    """The demo with many rows more, and a client that has signed in."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from lianxi.apps.bodies.models import Person, Post, Seat
    from lianxi.cli.demo import build_demo
    from lianxi.cli.static_files import collect_static
    from lianxi.loaders.demo import load_demo_accounts

    settings.ALLOWED_HOSTS = ["testserver"]
    build_demo()
    collect_static()
    empty_chain_and_fill()
    people = Person.objects.bulk_create(
        (Person(body_id=BODY, name=f"示例{number}") for number in range(PEOPLE)), batch_size=2000
    )
    post = Post.objects.exclude(single=True).first()
    Seat.objects.bulk_create(
        (Seat(person=person, body_id=BODY, post=post, start=date(2022, 1, 1)) for person in people), batch_size=2000
    )
    client = Client()
    client.post("/sign-in/", {"username": "jia.head", "password": load_demo_accounts().password})
    return client


def empty_chain_and_fill() -> None:
    """Put a long chain in the place of the demo's short one."""
    from django.db import connection

    from lianxi.apps.audit import triggers
    from lianxi.apps.audit.models import Chain, Entry

    triggers.remove(connection)
    Entry.objects.filter(chain_id=BODY).delete()
    Chain.objects.filter(key=BODY).delete()
    triggers.install(connection)
    fill(ENTRIES)


if __name__ == "__main__":
    main()
