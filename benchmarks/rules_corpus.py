"""An invented repository of rules for measuring: 60,000 works with 1,000,000 provisions, or any other size.

    python benchmarks/rules_corpus.py                                  2,000 works: how fast, how much memory
    python benchmarks/rules_corpus.py documents FILE [WORKS PROVISIONS [SEED]]
    python benchmarks/rules_corpus.py tables [WORKS PROVISIONS [SEED]]

`documents` writes a line of JSON for each provision as search knows it: work, eid, title, text, kind, issuer, number,
day, commences, last_day. `tables` fills the database that LIANXI_DATABASE_URL and LIANXI_VAR name, which has to be a
demo; the index is to be rebuilt afterwards. The same numbers give the same repository on any machine.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rules.works import Made, invented

WORKS, PROVISIONS = 60_000, 1_000_000


def main() -> None:
    """Do what is asked."""
    what, *given = sys.argv[1:] or ["facts"]
    if what == "documents":
        write_documents(Path(given[0]), *_numbers(given[1:]))
    elif what == "tables":
        fill_tables(*_numbers(given))
    else:
        say_facts(2_000, 33_333, 6)


def _numbers(given: Sequence[str]) -> tuple[int, int, int]:
    works, provisions, seed = [*map(int, given), *(WORKS, PROVISIONS, 6)[len(given) :]]
    return works, provisions, seed


def say_facts(works: int, provisions: int, seed: int) -> None:
    """How it is made and what it is like."""
    began, digest, lengths, terms = time.process_time(), sha256(), list[int](), 0
    for one in invented(works, provisions, seed):
        terms += one.last_day is not None
        for eid, words in one.documents():
            digest.update(words.encode())
            if eid != "title":
                lengths.append(len(words))
    spent = time.process_time() - began
    cuts = statistics.quantiles(lengths, n=20)
    print(f"{works:,} 件，{works + len(lengths):,} 条（题目算一条），{sum(lengths):,} 字，{terms:,} 件有期限")
    middle = statistics.median(lengths)
    print(f"条文字数：中位数 {middle:.0f}，p5 {cuts[0]:.0f}，p95 {cuts[-1]:.0f}，最长 {max(lengths)}")
    print(f"每秒 {provisions / spent:,.0f} 条（CPU），内存峰值 {_peak():.0f} MiB，摘要 {digest.hexdigest()[:12]}")


def write_documents(file: Path, works: int, provisions: int, seed: int) -> None:
    """A line for each provision."""
    began = time.perf_counter()
    with file.open("w", encoding="utf-8") as out:
        for one in invented(works, provisions, seed):
            said = _said(one)
            for eid, words in one.documents():
                out.write(json.dumps({**said, "eid": eid, "text": words}, ensure_ascii=False) + "\n")
    size, spent = file.stat().st_size / 2**20, time.perf_counter() - began
    print(f"{provisions:,} 条，{size:,.0f} MiB，{spent:.0f} 秒，内存峰值 {_peak():.0f} MiB")


def _said(one: Made) -> dict[str, object]:
    return {
        "work": one.index, "title": one.title, "kind": one.kind, "issuer": one.issuer, "number": one.number,
        "day": one.day.isoformat(), "commences": one.commences.isoformat(),
        "last_day": one.last_day.isoformat() if one.last_day else None,
    }  # fmt: skip


def fill_tables(works: int, provisions: int, seed: int) -> None:
    """Into the tables of a demo."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.config.settings.base")
    import django

    django.setup()
    from benchmarks.rules.tables import fill
    from lianxi.web.day import is_demo

    if not is_demo():
        sys.exit("这不是示例库，不放入语料。请先执行 lianxi demo。")
    began = time.perf_counter()
    for kept in fill(invented(works, provisions, seed)):
        if kept % 5_000 == 0 or kept == works:
            spent = time.perf_counter() - began
            print(f"{kept:,} 件，{spent:.0f} 秒，内存 {_peak():.0f} MiB", flush=True)
    print("请接着执行 lianxi index rebuild。")


def _peak() -> float:
    """MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
