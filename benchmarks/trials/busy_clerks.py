"""Five clerks save while two thousand files come in: nobody is told that the database is locked, no page fails.

    python benchmarks/trials/busy_clerks.py [FILES [SQLite|PostgreSQL …]]        default 2000, both

`lianxi import` takes the files in beside a running `lianxi serve`. Meanwhile the
five sign in, hand in and confirm files, record and withdraw what happens to rules,
put right what is known of them, and look for them, without a pause, until the import is done.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict

from browsers import Browser
from clerks import admit, clerks, found, hand_in, until_read
from installs import POSTGRES, SQLITE, Install, demo, install, percentile
from strange_files import rule_text, strange_files, write

_LOCKED = re.compile("locked|Traceback|deadlock|OperationalError")
_RECORD = re.compile(r'href="(/rules/cn[^"]*happenings/\d+/withdraw/)')


def main() -> None:
    """Each kind of database, one line for each thing that is done."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print("| 数据库 | 做什么 | 次 | p50 毫秒 | p95 | 最久 | 差错 |\n|---|---|---:|---:|---:|---:|---:|")
    wrong = 0
    for kind in sys.argv[2:] or (SQLITE, POSTGRES):
        with demo(kind) as whole, install(kind, like=whole) as made:
            wrong += tried(made, total)
    sys.exit(1 if wrong else 0)


def tried(made: Install, total: int) -> int:
    """One install; answers how much went wrong."""
    folder = made.folder / "来文"
    folder.mkdir()
    write(strange_files(total, total // 4, 3), folder)
    people = clerks(made)
    made.environment["LIANXI_SESSIONS_PER_ACCOUNT"] = "9"  # there may be fewer clerks than five
    done, log = threading.Event(), made.folder / "import.log"
    with made.serving() as server:
        five = [Clerk(server.url, people[at % len(people)][0], at, done) for at in range(5)]
        began = time.monotonic()
        with log.open("wb") as said:
            importing = made.start(
                "import", str(folder), "--as", people[0][0], "--json", stdout=subprocess.DEVNULL, stderr=said
            )
            for one in five:
                one.start()
            importing.wait()
        done.set()
        for one in five:
            one.join()
        took = time.monotonic() - began
        served = server.log.read_text()
    return told(made, five, took, total, importing.returncode, log.read_text() + served)


class Clerk(threading.Thread):
    """One of the five. took: seconds of each thing done, by its name; wrong: what went wrong, in words."""

    def __init__(self, url: str, account: str, number: int, done: threading.Event) -> None:
        super().__init__(daemon=True)
        self.browser, self.account, self.number, self.done = Browser(url), account, number, done
        self.dice = random.Random(number)
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    def run(self) -> None:
        self.browser.sign_in(self.account)
        at = 10_000 * (self.number + 1)
        while not self.done.is_set():
            at += 1
            try:
                self._round(at)
            except (RuntimeError, OSError, StopIteration) as error:
                self.wrong.append(f"{type(error).__name__} {error}"[:600])
        self.wrong += [f"{one.status} {one.url}" for one in self.browser.answers if one.status >= 500]

    def _round(self, at: int) -> None:
        """Hand in, confirm, record, withdraw, put right, look for it."""
        batch = self._timed("上传", lambda: hand_in(self.browser, [(f"{at} 号.txt", rule_text(at).encode())]))
        until_read(self.browser, f"{batch}1/", 600)
        self._timed("确认入库", lambda: admit(self.browser, f"{batch}1/", visibility="bodies"))
        link = self._timed("检索", lambda: found(self.browser, "示例甲市 管理办法")) or "/rules/"
        mine = self._until_found(f"第{at}号事项")
        said = self.browser.filled(f"{mine}happenings/add/", "kind", kind="repeal", day="2024-06-01",
                                   instrument="关于废止的决定")  # fmt: skip
        self._timed("登记废止", lambda: self._saved(f"{mine}happenings/add/", said))
        withdraw = _RECORD.search(self.browser.get(mine).text)
        if withdraw:
            self._timed("撤回登记", lambda: self._saved(withdraw[1], {"why": "登记有误"}))
        put_right = self.browser.filled(
            f"{mine}correct/", "seen", document_number=f"示例〔2024〕{at}号", why="文号漏了"
        )
        self._timed("更正信息", lambda: self._saved(f"{mine}correct/", put_right))
        self._timed("看一件", lambda: self.browser.get(link))

    def _until_found(self, words: str) -> str:
        began = time.monotonic()
        while not (link := found(self.browser, words)):
            if time.monotonic() - began > 60:
                raise RuntimeError(f"not found within a minute: {words}")
            time.sleep(0.05)
        self.took["入库后查到"].append(time.monotonic() - began)
        return link

    def _saved(self, path: str, said: dict[str, str]) -> None:
        answer = self.browser.post(path, said)
        if answer.status != 200 or answer.url.endswith(path):
            raise RuntimeError(f"not saved: {answer.status} {path} {answer.text[-1500:]}")

    def _timed(self, name: str, do):
        """The last request is what counts: a form is looked at before it is sent."""
        answer = do()
        self.took[name].append(self.browser.answers[-1].seconds)
        return answer


def told(made: Install, five: list[Clerk], took: float, total: int, code: int, logs: str) -> int:
    """The table, and what went wrong."""
    wrong = [f"{one.account}: {said}" for one in five for said in one.wrong]
    wrong += [line for line in logs.splitlines() if _LOCKED.search(line)][:10]
    wrong += [
        f"not done once: {name}"
        for name in ("确认入库", "登记废止", "更正信息")
        if not any(one.took[name] for one in five)
    ]
    if code:
        wrong.append(f"the import ended with {code}: {logs[-500:]}")
    names = dict.fromkeys(name for one in five for name in one.took)
    for name in names:
        times = [1000 * second for one in five for second in one.took[name]]
        print(
            f"| {made.kind} | {name} | {len(times)} | {percentile(times, 0.5):.0f} | {percentile(times, 0.95):.0f} "
            f"| {max(times):.0f} | |"
        )
    requests = [answer for one in five for answer in one.browser.answers]
    slowest = sorted(requests, key=lambda answer: -answer.seconds)[:5]
    print("\n".join(f"{one.seconds:.1f} s {one.status} {one.url}" for one in slowest), file=sys.stderr)
    print(f"| {made.kind} | 全部请求；导入 {total:,} 份用 {took:.0f} 秒 | {len(requests):,} | | | "
          f"{1000 * max(answer.seconds for answer in requests):.0f} | {len(wrong)} |", flush=True)  # fmt: skip
    print("\n".join(wrong[:30]), file=sys.stderr)
    return len(wrong)


if __name__ == "__main__":
    main()
