"""Two machines on one PostgreSQL with one folder for files: what is saved on one is found and handed out on the other.

    python benchmarks/trials/two_nodes.py [TIMES]        default 5

Also with transactions that end in another order than they began, and with one
left open by somebody else on the same server.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from browsers import Browser
from clerks import admit, clerks, found, hand_in, until_found, until_read
from installs import POSTGRES, ROOT, SERVER, Install, demo, percentile
from strange_files import rule_text, word

OPEN = 3.0
KEEP = """
import sys
from datetime import date
from django.db import transaction
from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_work
from lianxi.web.day import today
account, number, text = sys.argv[1:4]
actor = actor_for(account, on=today())
said = Particulars(title=f"示例甲市第{number}号事项管理办法", kind="guifan", issuer="示例甲市", day=date(2024, 2, 1),
                   slug=f"trial-{number}", visibility="bodies")
with transaction.atomic():
    keep_work(text=text, particulars=said, source=Source(), body=Body.objects.get(pk=actor.body), actor=actor,
              on=today())
    print("open", flush=True)
    sys.stdin.readline()
"""


def main() -> None:
    """Everything, and a table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with demo(POSTGRES) as made:
        shared = {"LIANXI_FILES": str(made.folder / "shared"), "LIANXI_SECRET_KEY": "trial-" * 12}
        first, second = made.node("a", **shared), made.node("b", **shared)
        with first.serving() as one, second.serving() as other:
            account, elsewhere = (one for one, _ in clerks(made)[:2])
            a, b = Browser(one.url), Browser(other.url)
            for browser in (a, b):
                browser.sign_in(account)
            there, back = across(a, b, 1000, times), across(b, a, 2000, times)
            print("| 试什么 | 结果 |\n|---|---|")
            for way, seconds in (("甲存乙查", there), ("乙存甲查", back)):
                figures = f"中位数 {percentile(seconds, 0.5):.2f} 秒，最久 {max(seconds):.2f} 秒"
                print(f"| {way}，{times} 件，原件逐字节相同 | {figures} |", flush=True)
            print(f"| 早开始的后提交：两件在两台都查到 | {out_of_order(made, elsewhere, a, b):.2f} 秒 |")
            print(f"| 同一服务器别的库里有事务开着 {OPEN:g} 秒 | {foreign_transaction(a, b):.2f} 秒后查到 |")
            print(f"| 索引与数据库 | 甲 {sound(first)}，乙 {sound(second)} |")


def across(a: Browser, b: Browser, number: int, times: int) -> list[float]:
    """Saved at one, found at the other, its original handed out there: seconds from the answer until it is found."""
    seconds = []
    for at in range(number, number + times):
        content = word(rule_text(at))
        item = f"{hand_in(a, [(f'{at} 号.docx', content)])}1/"
        until_read(a, item)
        admit(a, item)
        link, took = until_found(b, f"第{at}号事项")
        original = b.get(f"{link}original/1/")
        if original.status != 200 or original.body != content:
            raise RuntimeError(f"not the original: {original.status} {len(original.body)} bytes")
        seconds.append(took)
    return seconds


def out_of_order(made: Install, account: str, a: Browser, b: Browser) -> float:
    """An older transaction is kept open while a younger one commits; seconds until both are found everywhere.

    The older one is of another body: within a body the chain of the audit lets one save after another.
    """
    with kept_open(made, account, 3001) as older:
        content = word(rule_text(3002))
        item = f"{hand_in(a, [('3002.docx', content)])}1/"
        until_read(a, item)
        admit(a, item)
        time.sleep(1)
        if found(b, "第3001号事项"):
            raise RuntimeError("found before it was committed")
        older.stdin.write("\n")
        older.stdin.flush()
        older.wait(timeout=60)
    began = time.monotonic()
    for browser in (a, b):
        for number in (3001, 3002):
            until_found(browser, f"第{number}号事项")
    return time.monotonic() - began


@contextmanager
def kept_open(made: Install, account: str, number: int) -> Iterator[subprocess.Popen]:
    """A process that has kept a work and does not commit until it is told a line."""
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{KEEP}", account, str(number), rule_text(number)]
    with subprocess.Popen(
        command, cwd=ROOT, env=made.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdout.readline() != "open\n":
            raise RuntimeError("it did not begin")
        yield process


def foreign_transaction(a: Browser, b: Browser) -> float:
    """Another database of the server has a transaction open that has written: how long the index waits for it."""
    item = f"{hand_in(a, [('4001.docx', word(rule_text(4001)))])}1/"
    until_read(a, item)
    with psycopg.connect(SERVER) as other:
        other.execute("SELECT txid_current()")
        admit(a, item)
        began = time.monotonic()
        while time.monotonic() - began < OPEN:
            if found(b, "第4001号事项"):
                return time.monotonic() - began
            time.sleep(0.1)
        other.rollback()
        until_found(b, "第4001号事项")
        return time.monotonic() - began


def sound(node: Install) -> str:
    """What `lianxi index check` says on that machine."""
    drift = node.json("index", "check", "--all", codes=(0, 1))["drift"]
    return f"出入 {len(drift)} 处" if drift else "一致"


if __name__ == "__main__":
    main()
