"""Pages of the repository of rules at working size: CPU time of a whole answer, in milliseconds, and its size.

    python benchmarks/rulebook.py                    2,000 works in a temporary SQLite database
    python benchmarks/rulebook.py fill [WORKS [PROVISIONS]]
    python benchmarks/rulebook.py pages [ROUNDS [NAME …]]

`fill` makes a demo in the database that LIANXI_DATABASE_URL and LIANXI_VAR name, with an invented repository whose
works end, are renewed and cite one another; `pages` asks for every page there as a signed-in office head asks for it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

WORKS, PROVISIONS, BODY = 20_000, 200_000, "990100"
PAGES = {
    "台账": "/rules/",
    "台账 末页": "/rules/?page=300",
    "台账 有效的": "/rules/?status=in_force",
    "台账 已废止": "/rules/?status=repealed",
    "台账 名称里的字": "/rules/?title=保护",
    "台账 制定年份": "/rules/?year=2019",
    "各单位体检": "/rules/health/",
    "引用": "/rules/citations/",
    "引用网络": "/rules/citations/network/",
    "待核": "/rules/stale/",
    "待核 本机构": f"/rules/stale/?body={BODY}",
    "待核 修订的": f"/rules/stale/?body={BODY}&verdict=revise",
    "有效期": "/rules/watch/",
    "有效期 依据失效": "/rules/watch/?list=groundless",
    "有效期 失效仍作依据": "/rules/watch/?list=lapsed_ground",
    "有效期 试行": "/rules/watch/?list=trial",
    "有效期 长期没有修改": "/rules/watch/?list=left_alone",
    "实时数据": "/rules/figures/",
    "实时数据 大屏": "/rules/figures/?screen=1&part=2",
    "数字后面的制度": "/rules/figures/rows/?lapsing=3",
    "今天要办": "/",
    "台账 导出 CSV": f"/rules/?format=csv&body={BODY}",
    "待核 导出 CSV": f"/rules/stale/?format=csv&body={BODY}",
}


def main() -> None:
    """Do what is asked."""
    what, *given = sys.argv[1:] or ["all"]
    if what == "fill":
        works, provisions = [*map(int, given), *(WORKS, PROVISIONS)[len(given) :]]
        fill(works, provisions)
    elif what == "pages":
        measure(int(given[0]) if given else 3, given[1:])
    else:
        with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder:
            given_env = {"LIANXI_VAR": folder, "LIANXI_DATABASE_URL": ""}
            for step in (("fill", "2000", "20000"), ("pages", "3")):
                subprocess.run([sys.executable, __file__, *step], env={**os.environ, **given_env}, check=True)


def _connect() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.config.settings.base")
    import django

    django.setup()


def fill(works: int, provisions: int) -> None:
    """The demo, the invented repository, and its life."""
    _connect()
    from benchmarks.rules.lives import enliven
    from benchmarks.rules.tables import fill as keep
    from benchmarks.rules.works import invented
    from lianxi.cli.demo import build_demo
    from lianxi.cli.static_files import collect_static

    build_demo()
    collect_static()
    for step in (keep(invented(works, provisions, 6)), enliven()):
        for kept in step:
            if kept % 5_000 == 0:
                print(f"{kept:,} 件", file=sys.stderr, flush=True)


def measure(rounds: int, only: Sequence[str] = ()) -> None:
    """One table; of some pages where these are named."""
    _connect()
    from django.conf import settings
    from django.test import Client

    from lianxi.apps.rulebook.models import Citation, Work
    from lianxi.loaders.demo import load_demo_accounts

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.post("/sign-in/", {"username": "jia.head", "password": load_demo_accounts().password})
    print(f"{Work.objects.count():,} 件，{Citation.objects.count():,} 处引用\n", flush=True)
    print("| 页面 | CPU 毫秒 | KB |\n|---|---:|---:|", flush=True)
    for name, address in PAGES.items():
        if only and name not in only:
            continue
        times = []
        for _ in range(rounds + (rounds > 1)):
            began = time.process_time()
            answer = client.get(address)
            size = len(answer.getvalue()) / 1024
            times.append(1000 * (time.process_time() - began))
        assert answer.status_code == 200, (address, answer.status_code)
        print(f"| {name} | {statistics.median(times[rounds > 1 :]):,.0f} | {size:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
