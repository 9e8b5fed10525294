"""Exact search beside its peers in one run: build, total with the first 20, facets; milliseconds, warm.

    python benchmarks/search.py [PROVISIONS] [QUESTIONS] [alone]        default 1000000 200, beside the peers

An invented corpus and questions (`benchmarks/searching/corpus.py`), as many with no hit, 1–5, 6–100, 101–1,000 and
more, asked of all engines in turn.
The slow engines are asked every fifth question. Every total is compared. The target at 1,000,000: p50 2, p95 15,
p99 60; facets p95 20; build 6,000 a second; memory 600 MiB; a saved document found within 100 ms.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.config.settings.test")
sys.path.insert(0, str(ROOT / "src"))

import django  # noqa: E402

django.setup()

import tantivy  # noqa: E402
from searching.corpus import corpus, questions  # noqa: E402
from searching.peers import Like, Pairs, Peer, Trigrams, rows_of  # noqa: E402

from lianxi.apps.search.asking import Request  # noqa: E402
from lianxi.apps.search.changes import Position  # noqa: E402
from lianxi.apps.search.finding import ask  # noqa: E402
from lianxi.apps.search.replica import POINTER, Replica, State  # noqa: E402
from lianxi.apps.search.schema import build_schema, indexed, object_term, seen_term  # noqa: E402
from lianxi.kernel.texts.search import parse_query  # noqa: E402

BUILD = "--build"
ON = date(2026, 11, 29)
SLOW = 5
PORTION = 20_000


class Synthetic:
    """The source that the invented documents say they come from."""

    code, number = "plain", 1


SIGHT = [seen_term(Synthetic.code, "public")]


def main() -> None:
    """Build everything, ask everything, print one table."""
    if sys.argv[1:2] == [BUILD]:
        print(json.dumps(build(Path(sys.argv[2]), int(sys.argv[3]))))
        return
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        command = [sys.executable, __file__, BUILD, name, str(amount)]
        own = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        print(f"{amount:,} 条，{count} 个检索式\n")
        peers = built([] if "alone" in sys.argv else [Pairs(folder), Trigrams(folder), Like(folder)], amount)
        replica = Replica(folder)
        asked = questions(count, lambda typed: ask(replica, Request(parse_query(typed)), SIGHT, ON).found().total)
        report(own, peers, replica, asked)
        print(f"\n存入一件到能检索到：中位数 / 最大 {visible(folder, Replica(folder))} 毫秒")


def build(folder: Path, amount: int) -> dict[str, float]:
    """The index, in a process of its own so that its memory is its own; without the time to invent the corpus."""
    at = folder / "index-1"
    at.mkdir()
    writer = tantivy.Index(build_schema(), path=str(at)).writer(256_000_000, 1)
    took, worked, made = 0.0, 0.0, 0
    for start in range(0, amount, PORTION):
        documents = list(corpus(min(PORTION, amount - start), seed=1 + start, first=start))
        began, working = time.perf_counter(), time.process_time()
        for one in documents:
            writer.add_document(indexed(one, Synthetic(), start + one.group))
        took, worked = took + time.perf_counter() - began, worked + time.process_time() - working
        made += len(documents)
    began, working = time.perf_counter(), time.process_time()
    writer.add_document(State("x", Position(), "").as_document())
    writer.commit()
    writer.wait_merging_threads()
    took, worked = took + time.perf_counter() - began, worked + time.process_time() - working
    (folder / POINTER).write_text(at.name)
    size = sum(path.stat().st_size for path in at.iterdir())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": took, "cpu": worked, "rate": made / took, "size": size / 2**20, "memory": memory}


def built(peers: list[Peer], amount: int) -> list[tuple[Peer, float]]:
    """Each peer with the seconds it took to fill, the time to invent and to normalise the corpus not included."""
    took = dict.fromkeys(peers, 0.0)
    for peer in peers:
        peer.prepare()
    if not peers:
        return []
    for start in range(0, amount, PORTION):
        rows = rows_of(corpus(min(PORTION, amount - start), seed=1 + start, first=start), start)
        for peer in peers:
            began = time.perf_counter()
            peer.fill(rows)
            took[peer] += time.perf_counter() - began
    return list(took.items())


def report(own: dict[str, float], peers: list[tuple[Peer, float]], replica: Replica, asked: list[str]) -> None:
    """Ask in turn; one line for each engine."""
    times: dict[str, list[float]] = {}
    wrong, hits = dict.fromkeys((peer.name for peer, _ in peers), 0), 0

    def measured(name: str, step: Callable[[], int]) -> int:
        began = time.perf_counter()
        answer = step()
        times.setdefault(name, []).append(1000 * (time.perf_counter() - began))
        return answer

    for number, typed in enumerate(asked):
        query = parse_query(typed)
        request = Request(query)
        ask(replica, request, SIGHT, ON).found()
        total = measured("联席（Tantivy 二字组）", lambda: ask(replica, request, SIGHT, ON).found().total)  # noqa: B023
        measured("联席，分面", lambda: len(ask(replica, request, SIGHT, ON).facets()))  # noqa: B023
        measured("联席，准确件数", lambda: ask(replica, request, SIGHT, ON).works())  # noqa: B023
        hits += total
        for peer, _ in peers:
            if isinstance(peer, Like) and number % SLOW:
                continue
            wrong[peer.name] += measured(peer.name, lambda: peer.total_and_page(query)) != total  # noqa: B023
    print("| | p50 | p95 | p99 | 建 秒 | 大小 MiB |\n|---|---:|---:|---:|---:|---:|")
    sizes = {peer.name: (seconds, peer.path.stat().st_size / 2**20) for peer, seconds in peers}
    sizes["联席（Tantivy 二字组）"] = own["seconds"], own["size"]
    for name, every in times.items():
        cuts = statistics.quantiles(every, n=100)
        seconds, size = sizes.get(name, (0, 0))
        print(f"| {name} | {cuts[49]:.1f} | {cuts[94]:.1f} | {cuts[98]:.1f} | {seconds:.0f} | {size:.0f} |")
    print(f"\n{hits:,} 处命中，与各家总数不同的次数 {wrong}；建索引内存峰值 {own['memory']:.0f} MiB，"
          f"每秒 {own['rate']:.0f} 条，CPU 时间 {own['cpu']:.0f} 秒")  # fmt: skip


def visible(folder: Path, replica: Replica) -> str:
    """From writing one document to finding it, with a writer opened for it as the indexer does."""
    times = []
    at = folder / "index-1"
    for number, one in enumerate(corpus(40, seed=77)):
        began = time.perf_counter()
        writer = tantivy.Index.open(str(at)).writer(15_000_000, 1)
        writer.delete_documents_by_term("object", object_term("new", number))
        writer.add_document(indexed(one, Synthetic(), number))
        writer.commit()
        replica.view()
        times.append(1000 * (time.perf_counter() - began))
        writer.wait_merging_threads()
    return f"{statistics.median(times):.0f} / {max(times):.0f}"


if __name__ == "__main__":
    main()
