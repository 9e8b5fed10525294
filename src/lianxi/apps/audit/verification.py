"""Whether the chains still say what was written: walked by themselves, then held against heads from outside 核验."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from lianxi.apps.audit.comparison import Comparison
from lianxi.apps.audit.journal import Head, heads_file
from lianxi.apps.audit.models import Chain, Entry
from lianxi.apps.audit.report import Finding, Report, Restore
from lianxi.apps.audit.restores import recorded_restores, told
from lianxi.apps.audit.walk import walk_chain
from lianxi.kernel.errors import Refused

IN_FLIGHT_SECONDS = 0.5  # an act just committed may not have reached the heads file yet

NO_OUTSIDE_HEAD = (
    "没有库外链头可比：整条链被重算改写、尾部连同链头行一起被截、整库退回旧状态，这三样无从知道。"
    "请保留链头文件，并用 --head 给出抄存在别处的链头。"
)
ONLY_OWN_JOURNAL = (
    "只比了本机的链头文件：能同时改动数据库和这个文件的人，改写之后无从发现。"
    "请用 --head 给出抄存在别处的链头或备份清单。"
)
NEVER_KNOWABLE = "核验只说明记下之后没有被动过；记下的内容当时是否属实、有没有事情根本没有记，核验不能知道。"


def current_heads() -> list[Head]:
    """Number and hash of the last entry of every chain, as the database has them now."""
    rows = Chain.objects.filter(last_number__gt=0).order_by("key")
    return [Head(row.key, row.last_number, row.last_hash) for row in rows if isinstance(row.last_number, int)]


def verify_chains(heads: Iterable[Path] = (), journal: Path | None = None) -> Report:
    """Verify all chains against themselves, the heads journal of this install and outside heads files.

    What is explained by a recorded restore is listed apart from the findings;
    what no comparison made here can show is said in words.
    """
    began = time.perf_counter()
    path = journal or heads_file()
    before, restores = current_heads(), recorded_restores()
    walks = [walk_chain(key) for key in _keys()]
    own = compare_journal(path, before, restores)
    outside = [_compare_outside(file, restores) for file in heads if file.resolve() != path.resolve()]
    findings = [finding for _, found in walks for finding in found] + own.unwitnessed(before)
    explained = [told(restore) for restore in restores]
    for comparison in (own, *outside):
        findings += comparison.findings()
        explained += comparison.explained()
    return Report(
        findings=_once(findings),
        explained=_once(explained),
        chains=[seen for seen, _ in walks],
        unknowable=_unknowable(own, outside, before),
        seconds=time.perf_counter() - began,
    )


def compare_journal(path: Path, before: list[Head], restores: list[Restore]) -> Comparison:
    """Compare the journal of this install; look twice where the last acts seem to lack their heads."""
    comparison = Comparison(path, restores).run()
    if path.exists() and comparison.unwitnessed(before):
        time.sleep(IN_FLIGHT_SECONDS)
        comparison = Comparison(path, restores).run()
    return comparison


def _compare_outside(file: Path, restores: list[Restore]) -> Comparison:
    """Compare heads kept elsewhere; a file that is not there or holds none is refused, not passed over."""
    comparison = Comparison(file, restores).run()
    if comparison.lines == len(comparison.torn):
        raise Refused("no_heads", f"{file} 不存在，或里面没有链头。", remedy="请给出链头文件的副本，或备份清单。")
    return comparison


def _keys() -> list[str]:
    """Every chain there is, also one whose head row has gone."""
    with_entries = Entry.objects.order_by().values_list("chain_id", flat=True).distinct()
    return sorted({*Chain.objects.values_list("key", flat=True), *with_entries})


def _once(findings: list[Finding]) -> list[Finding]:
    """The same thing seen through two files is told once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: (finding.chain, finding.first))


def _unknowable(own: Comparison, outside: list[Comparison], before: list[Head]) -> list[str]:
    """What remains unknown, given what there was to compare with."""
    if not outside:
        return [ONLY_OWN_JOURNAL if own.lines else NO_OUTSIDE_HEAD, NEVER_KNOWABLE]
    beyond = []
    for head in before:
        seen = max(comparison.reaches(head.chain) for comparison in outside)
        if seen < head.number:
            what = f"{head.chain} 链：抄存在别处的链头" + (f"到第 {seen} 条为止" if seen else "里没有这条链")
            beyond.append(f"{what}，其后 {head.number - seen} 条只有本机链头文件为证。")
    return [*beyond, NEVER_KNOWABLE]
