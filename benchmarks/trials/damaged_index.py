"""The index damaged in every way: found by `lianxi index check`, healed by the server or `lianxi index rebuild`.

    python benchmarks/trials/damaged_index.py [SEED [files|folder|disk]]

Each file of it is cut, emptied, filled with zeros, one byte flipped, removed
(files); the folder or what names it is lost, belongs to another database, is of a
future format, is left by `kill -9` within a commit and within a rebuild (folder);
the disk is full, for a new index or for changes to a good one (disk; as root only,
it mounts a small one). No page may fail.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from browsers import Browser
from clerks import clerks
from installs import ROOT, SQLITE, Install, Server, demo, install

HEALS = 40.0
PAGES = (
    "/search/?q={0}",
    "/search/?q={0}&scope=document&sort=newest",
    "/search/?q={0}+-%E6%97%A0&format=csv",
    "/search/",
    "/",
)
WORDS = ("条例", "人", "监督 办法", "预算|规定")
GROW = """
import sys
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.search import note_rule
from lianxi.composition.search import indexer
from django.db import transaction
sys.stdout.write("go\\n"); sys.stdout.flush()
for round in range(10_000):
    with transaction.atomic():
        for work in Work.objects.all():
            note_rule(work)
    indexer().catch_up()
"""
CHANGE = """
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.search import note_rule
from django.db import transaction
with transaction.atomic():
    for work in Work.objects.all():
        note_rule(work)
"""
FUTURE = """
from lianxi.composition.search import indexer
from lianxi.apps.search import replica, schema, writing
for module in (replica, schema, writing):
    if hasattr(module, "FORMAT"):
        module.FORMAT = "9999"
replica.State.__init__.__defaults__ = ("9999",)
indexer().rebuild()
"""


def main() -> None:
    """All damages, one table."""
    dice = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    parts = sys.argv[2:] or ["files", "folder", "disk"]
    with demo(SQLITE) as whole, install(SQLITE, like=whole) as other:
        whole.json("index", "rebuild")
        other.python("from lianxi.apps.search.changes import begin_generation; begin_generation()")
        other.json("index", "rebuild")
        trial = Trial(whole, other, dice)
        rows, met = [], Counter[str]()
        for part in parts:
            if part == "disk":
                rows += [trial.full_disk(), trial.full_disk(growing=True)]
                continue
            for title, damage in (trial.files if part == "files" else trial.folder_damages)():
                met[title] += 1
                rows.append((trial.with_server if met[title] == 1 else trial.within)(title, damage))
    told(rows)
    sys.exit(1 if any(row["how"] == "never" or row["failed"] for row in rows) else 0)


def told(rows: list[dict]) -> None:
    """A line for each kind of damage; on stderr what was not found, not healed, or failed a page."""
    print("| 损坏 | 次 | 核对发现 | 自己修好 | 重建修好 | 没有修好 | 页面 500 | 最久 秒 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for title in dict.fromkeys(row["title"] for row in rows):
        some = [row for row in rows if row["title"] == title]
        how = Counter(row["how"] for row in some)
        print(
            f"| {title} | {len(some)} | {sum(row['noticed'] for row in some)} | {how['itself']} | {how['rebuild']} "
            f"| {how['never']} | {sum(row['failed'] for row in some)} | {max(row['seconds'] for row in some):.1f} |"
        )
    for row in rows:
        if row["how"] == "never" or row["failed"] or not row["noticed"]:
            print(f"{row['title']} {row['what']}: {row}", file=sys.stderr)


def _root(*command: str) -> None:
    subprocess.run(command, check=True)


class Inside:
    """The install's pages and indexer within this process."""

    def __init__(self, made: Install) -> None:
        os.environ.update(
            {name: value for name, value in made.environment.items() if name.startswith(("LIANXI", "DJ"))}
        )
        import django

        django.setup()
        from django.test import Client

        from lianxi.apps.search import replica
        from lianxi.apps.search.checking import check_index
        from lianxi.composition.search import SOURCES, indexer

        self._client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        self._opened, self._indexer = replica._opened, indexer
        self._check = lambda: check_index(replica.replica().folder, SOURCES, whole=True).drift

    def opened_anew(self) -> tuple[list, Callable[[str], int], Callable[[], bool], Callable[[], object]]:
        """What the check finds; how to ask for a page, to check again, to rebuild."""
        self._opened.clear()
        drift = list(self._check())
        following = self._indexer()

        def sound() -> bool:
            following.catch_up()
            return not self._check()

        return drift, lambda page: self._client.get(page).status_code, sound, lambda: self._indexer().rebuild()


class Trial:
    """One install whose index is damaged, tried, healed and set back."""

    def __init__(self, made: Install, other: Install, dice: random.Random) -> None:
        self.made, self.other, self.dice = made, other, dice
        self.folder = made.folder / "var" / "index"
        self.good = made.folder / "good-index"
        shutil.copytree(self.folder, self.good)
        self.account = clerks(made)[0][0]
        self.title = self.what = ""
        self.inside = Inside(made)

    def files(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What can happen to each file."""
        for file in sorted(path.relative_to(self.good) for path in self.good.rglob("*") if path.is_file()):
            if file.name.endswith(".lock"):
                continue
            size = (self.good / file).stat().st_size
            for title, change in (
                ("截去一半", lambda content: content[: len(content) // 2]),
                ("截去末一字节", lambda content: content[:-1]),
                ("成了空文件", lambda content: b""), ("全成了零", lambda content: bytes(len(content))),
                ("改了一个字节", self._flipped),
            ):  # fmt: skip
                if size:
                    yield title, lambda file=file, change=change: self._rewrite(file, change)
            yield "文件没有了", lambda file=file: self._remove(file)

    def folder_damages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What can happen to the folder as a whole."""
        yield "整个文件夹没有了", lambda: shutil.rmtree(self.folder)
        yield (
            "索引的文件夹没有了，指针还在",
            lambda: [shutil.rmtree(path) for path in self.folder.glob("index-*")] and None,
        )
        yield "指针没有了", (self.folder / "current").unlink
        yield "别的库的索引", lambda: self._replace(self.other.folder / "var" / "index")
        yield "将来的格式", lambda: self.made.python(FUTURE) and None
        for _ in range(3):
            yield (
                "写入时 kill -9",
                lambda: self._killed([sys.executable, "-c", f"import django\ndjango.setup()\n{GROW}"]),
            )
            yield "重建时 kill -9", lambda: self._killed([sys.executable, "-m", "lianxi", "index", "rebuild"])

    def with_server(self, title: str, damage: Callable[[], None]) -> dict:
        """One damage in full: `lianxi index check`, then `lianxi serve`, asked for pages until the index is sound."""
        self._begin(title, damage)
        drift = self.made.json("index", "check", "--all", codes=(0, 1))["drift"]
        server = Server(self.made)
        server.up()
        try:
            browser = Browser(server.url)
            browser.sign_in(self.account)
            return self._until_sound(
                drift, lambda page: browser.get(page).status,
                lambda: not self.made.json("index", "check", "--all", codes=(0, 1))["drift"],
                lambda: self.made.json("index", "rebuild"), HEALS,
            )  # fmt: skip
        finally:
            server.kill(signal.SIGTERM)

    def within(self, title: str, damage: Callable[[], None]) -> dict:
        """The same with the indexer and the pages in this process, which takes a tenth of the time."""
        self._begin(title, damage)
        return self._until_sound(*self.inside.opened_anew(), 1.5)

    def _begin(self, title: str, damage: Callable[[], None]) -> None:
        self._replace(self.good)
        self.title = self.what = title
        damage()

    def _until_sound(
        self, drift: list, status: Callable[[str], int], sound: Callable[[], bool], rebuild: Callable[[], object],
        patience: float,
    ) -> dict:  # fmt: skip
        began, failed, how = time.monotonic(), 0, "itself"
        while True:
            word = quote(self.dice.choice(WORDS))
            failed += sum(status(page.format(word)) == 500 for page in PAGES)  # 503 is how it is said
            if sound():
                break
            if how == "rebuild":
                how = "never"
                break
            if time.monotonic() - began > patience:
                rebuild()
                how = "rebuild"
        # Left by a killed writer is nothing or what a commit made: whole either way, and not found fault with.
        noticed = bool(drift) or "kill" in self.title
        return {
            "title": self.title, "what": self.what, "noticed": noticed, "how": how, "failed": failed,
            "seconds": time.monotonic() - began, "said": list(map(str, drift[:2])),
        }  # fmt: skip

    def full_disk(self, *, growing: bool = False) -> dict:
        """A disk on which a new index (growing: what changes in a good one) has no room, until there is some.

        A rebuild says so in one sentence, a server answers its pages, and makes the index by itself later on.
        """
        self._begin("磁盘满，改动写不进" if growing else "磁盘满，新索引写不进", lambda: None)
        size = sum(path.stat().st_size for path in self.folder.rglob("*")) + 64 * 1024 if growing else 128 * 1024
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        _root("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(self.folder))
        server = Server(self.made)
        try:
            if growing:
                shutil.copytree(self.good, self.folder, dirs_exist_ok=True)
                self.made.python(CHANGE)
            said = self.made.run("index", "rebuild")
            if said.returncode != 2 or "Traceback" in said.stderr:
                print(f"{self.title}：说得不清：{said.returncode} {said.stderr[-1500:]}", file=sys.stderr)
            self.what = said.stderr.strip().splitlines()[-1] if said.stderr.strip() else ""
            server.up()
            browser = Browser(server.url)
            browser.sign_in(self.account)
            statuses = Counter(browser.get(page.format(quote(word))).status for word in WORDS for page in PAGES)
            print(f"{self.title}：{self.what} 页面：{dict(statuses)}", file=sys.stderr)
            drift = self.made.json("index", "check", "--all", codes=(0, 1))["drift"]
            _root("mount", "-o", "remount,size=100m", str(self.folder))
            row = self._until_sound(
                drift, lambda page: browser.get(page).status,
                lambda: not self.made.json("index", "check", "--all", codes=(0, 1))["drift"],
                lambda: self.made.json("index", "rebuild"), HEALS,
            )  # fmt: skip
            return row | {"failed": row["failed"] + statuses[500]}
        finally:
            server.kill(signal.SIGTERM)
            _root("umount", "-l", str(self.folder))

    def _rewrite(self, file: Path, change: Callable[[bytes], bytes]) -> None:
        self.what = str(file)
        (self.folder / file).write_bytes(change((self.folder / file).read_bytes()))

    def _flipped(self, content: bytes) -> bytes:
        at = self.dice.randrange(len(content))
        return content[:at] + bytes([content[at] ^ (1 << self.dice.randrange(8))]) + content[at + 1 :]

    def _remove(self, file: Path) -> None:
        self.what = str(file)
        (self.folder / file).unlink()

    def _replace(self, source: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(source, self.folder)

    def _killed(self, command: list[str]) -> None:
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.made.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        if "-c" in command:
            process.stdout.readline()
        else:
            while not list(self.folder.glob("progress.json*")) and process.poll() is None:
                time.sleep(0.005)
        time.sleep(self.dice.uniform(0, 0.6))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


if __name__ == "__main__":
    main()
