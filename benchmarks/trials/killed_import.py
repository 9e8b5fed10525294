"""An import that is killed again and again, by the command and by the page: every file accounted for exactly once.

    python benchmarks/trials/killed_import.py [FILES [BROKEN [KILLS [SEED [SQLite|PostgreSQL [WAY]]]]]]
        default 2000 500 6 1 SQLite; WAY is command or page, default both

`kill -9` goes to the whole process group at random moments; the same command, or
the server started anew, goes on. In the end every file stands in the batch once,
with its bytes in the store under their SHA-256, and nothing else is left behind.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from browsers import Browser
from installs import SQLITE, Install, Server, demo, install
from strange_files import Strange, packed, strange_files, write

_CHINESE = re.compile("[\u4e00-\u9fff]{4}")
LONGEST = 3600
SOONEST, LATEST = 10.0, 60.0
"""Seconds between which a kill comes."""
Way = Callable[[Install, list[Strange], int, random.Random], tuple[int, str, int]]
FACTS = """
import json
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.services import check_store
from lianxi.apps.rulebook.models import Batch, Item
found = check_store()
print(json.dumps({
    "batches": [[str(one.pk), one.state, one.name] for one in Batch.objects.order_by("created")],
    "items": [[str(one.batch_id), one.path, one.sha256, one.state, one.problem, str(one.file or "")]
              for one in Item.objects.all()],
    "files": list(map(str, StoredFile.objects.values_list("uuid", flat=True))),
    "missing": found.missing, "damaged": found.damaged, "orphans": list(map(str, found.orphans)),
}))
"""


def main() -> None:
    """Both ways, one table."""
    total, broken, kills, seed = (int(one) for one in (sys.argv[1:5] + ["2000", "500", "6", "1"][len(sys.argv) - 1 :]))
    kind = sys.argv[5] if len(sys.argv) > 5 else SQLITE
    ways = {"命令": by_command, "网页": by_page}
    if len(sys.argv) > 6:
        ways = {title: way for title, way in ways.items() if way.__name__ == f"by_{sys.argv[6]}"}
    files = strange_files(total, broken, seed)
    faults: list[str] = []
    print("| 途径 | 数据库 | 文件 | 中断 | 秒 | 已入列 | 待确认 | 读不出 | 差错 |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    with demo(kind) as whole:
        for title, way in ways.items():
            with install(kind, like=whole) as made:
                line, said = tried(made, way, files, kills, seed)
                print(f"| {title} | {kind} | {line}", flush=True)
                faults += [f"{title}: {one}" for one in said]
    print("\n".join(faults[:40]), file=sys.stderr)
    sys.exit(1 if faults else 0)


def tried(made: Install, way: Way, files: list[Strange], kills: int, seed: int) -> tuple[str, list[str]]:
    """One way in; answers a line of the table, and all that is not as it should be."""
    passing = made.folder / "tmp"
    passing.mkdir()
    made.environment["TMPDIR"] = str(passing)
    began = time.monotonic()
    killed, prefix, more = way(made, files, kills, random.Random(seed))
    took = time.monotonic() - began
    found, said = accounted(made, files, prefix, more)
    said += [f"left in the folder for passing files: {path.name}" for path in passing.iterdir()]
    said += left_running(made)
    line = (
        f"{len(files):,} | {killed} | {took:.0f} | {sum(found.values()):,} | {found['read']:,} | {found['failed']:,} "
        f"| {len(said)} |"
    )
    return line, said


def clerk_of(made: Install) -> str:
    """The first clerk of the demo."""
    return next(one["username"] for one in made.json("demo", "accounts") if one["roles"][:1] == ["clerk"])


def by_command(made: Install, files: list[Strange], kills: int, dice: random.Random) -> tuple[int, str, int]:
    """`lianxi import FOLDER`, killed, and the same command again. Answers how often it was killed."""
    folder = made.folder / "来 文"
    folder.mkdir()
    write(files, folder)
    arguments = ("import", str(folder), "--as", clerk_of(made), "--json")
    killed = 0
    for _ in range(kills):
        with (made.folder / "import.log").open("ab") as log:
            process = made.start(*arguments, stdout=subprocess.DEVNULL, stderr=log)
        try:
            process.wait(timeout=dice.uniform(SOONEST, LATEST))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    answer = made.json(*arguments)
    (made.folder / "answer.json").write_text(json.dumps(answer, ensure_ascii=False))
    return killed, f"{folder.name}/", 0


def by_page(made: Install, files: list[Strange], kills: int, dice: random.Random) -> tuple[int, str, int]:
    """A ZIP handed in on the page; the server killed while it comes in, and while it is read."""
    content = packed(files)
    server, killed = Server(made), 0
    server.up()
    try:
        before = threading.Timer(dice.uniform(0.2, 1.5), server.kill)
        before.start()
        try:
            _hand_in(server, made, content)
        except (OSError, RuntimeError, ValueError):
            killed += 1
        before.join()
        server.kill()
        server.up()
        if not json.loads(made.python(FACTS))["batches"]:
            _hand_in(server, made, content)
        for _ in range(kills - 1):
            time.sleep(dice.uniform(SOONEST, LATEST))
            server.kill()
            killed += 1
            server.up()
        _until_read(made, server)
    finally:
        server.kill(signal.SIGTERM)
    return killed, "来文/", 1


def _hand_in(server: Server, made: Install, content: bytes) -> None:
    browser = Browser(server.url)
    browser.sign_in(clerk_of(made))
    body = next(one["body"] for one in made.json("demo", "accounts") if one["username"] == clerk_of(made))
    said = {"body": body, "visibility": "body", "no_secrets": "on", "step": "take"}
    answer = browser.post("/rules/intake/", said, [("files", "来文.zip", content)])
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {answer.text[:500]}")


def _until_read(made: Install, server: Server) -> None:
    """Wait until nothing waits; a batch whose request was cut off has to be asked for once more, as a person would."""
    browser = Browser(server.url)
    browser.sign_in(clerk_of(made))
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        facts = json.loads(made.python(FACTS))
        if facts["batches"] and all(state in ("ready", "closed") for _, state, _ in facts["batches"]):
            return
        for key, state, _ in facts["batches"]:
            if state == "receiving":
                browser.post(f"/rules/intake/{key}/", {"step": "read"})
        time.sleep(5)
    raise RuntimeError(f"not read in {LONGEST} s: {facts['batches']}")


def accounted(made: Install, files: list[Strange], prefix: str, more: int) -> tuple[Counter[str], list[str]]:
    """How many files stand where, and everything that is not as it should be."""
    facts = json.loads(made.python(FACTS))
    there = {path: (sha, state, problem, file) for _, path, sha, state, problem, file in facts["items"]}
    wanted = {prefix + _name(one.path): one for one in files}
    said = [f"not there: {path!r}" for path in wanted.keys() - there.keys()]
    said += [f"nobody's: {path!r} {there[path]}" for path in sorted(there.keys() - wanted.keys()) if path != "来文.zip"]
    if len(facts["batches"]) != 1 or len(facts["items"]) != len(there) or len(there) != len(files) + more:
        said.append(f"{facts['batches']} {len(facts['items'])} items {len(there)} paths {len(files)} files")
    for path, one in wanted.items():
        if path in there:
            said += _faults_of(path, one, there[path])
    kept = {file for _, _, _, _, _, file in facts["items"] if file}
    said += [f"a stored file nobody has: {one}" for one in set(facts["files"]) - kept]
    if len(facts["files"]) != len(set(kept)):
        said.append(f"{len(facts['files'])} stored files for {len(kept)}")
    said += [f"{name}: {facts[name][:5]}" for name in ("missing", "damaged", "orphans") if facts[name]]
    sorts = Counter((one.sort, there[path][1]) for path, one in wanted.items() if path in there)
    print("\n".join(f"  {sort}: {state} {number}" for (sort, state), number in sorted(sorts.items())), file=sys.stderr)
    return Counter(state for _, _, _, state, _, _ in facts["items"]), said


def _faults_of(path: str, one: Strange, row: tuple[str, str, str, str]) -> list[str]:
    sha, state, problem, file = row
    said = []
    if one.content and one.sort != "broken archive" and (sha != one.sha256 or not file):
        said.append(f"not as handed in: {path!r}")
    if state == "waiting" or (one.sort == "good" and state != "read"):
        said.append(f"{state}: {path!r} {problem}")
    if state == "failed" and not _CHINESE.search(problem):
        said.append(f"not explained: {path!r} {problem!r}")
    return said


def _name(path: bytes) -> str:
    """As it stands in the batch."""
    try:
        return path.decode()
    except UnicodeDecodeError:
        return path.decode("gb18030")


def left_running(made: Install) -> list[str]:
    """Processes of this install that outlived it."""
    time.sleep(3)
    said, mark = [], f"LIANXI_VAR={made.environment['LIANXI_VAR']}".encode()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                said.append(f"still running: {(entry / 'cmdline').read_bytes().decode().replace(chr(0), ' ')}")
        except OSError:
            continue
    return said


if __name__ == "__main__":
    main()
