"""One heads file held against the database, line by line 与库外链头比对."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db.models import Max

from lianxi.apps.audit.journal import Head
from lianxi.apps.audit.models import SYSTEM, Entry
from lianxi.apps.audit.report import Finding, Restore, span
from lianxi.apps.audit.restores import told
from lianxi.apps.audit.witness import Spans, Torn, Witnessed, read_heads, read_markers

AT_ONCE = 500
GAPS_TOLD = 20


class Comparison:
    """What one heads file shows. Holds one counter per chain and kind, however long the file is."""

    def __init__(self, path: Path, restores: list[Restore]) -> None:
        self.path = path
        self.lines = 0
        self.torn: list[int] = []
        self.late: list[Witnessed] = []
        self.spans: dict[str, Spans] = defaultdict(Spans)
        self.against: dict[tuple[str, str], tuple[int, int, int]] = {}
        self.tops: dict[str, int] = {}
        self.markers = read_markers(path) if path.exists() else []
        self.restores, self.unrecorded = _believed(restores, self.markers)

    def run(self) -> Comparison:
        """Read the file through, in portions."""
        if self.path.exists():
            lines = read_heads(self.path)
            while portion := list(islice(lines, AT_ONCE)):
                self.lines += len(portion)
                self.torn += [line.line for line in portion if isinstance(line, Torn)]
                self._judge([line for line in portion if isinstance(line, Witnessed)])
        return self

    def _judge(self, portion: list[Witnessed]) -> None:
        """Hold a portion of heads against the entries of the same numbers."""
        by_chain: dict[str, list[Witnessed]] = defaultdict(list)
        for line in portion:
            by_chain[line.head.chain].append(line)
        for chain, lines in by_chain.items():
            hashes = _hashes(chain, {line.head.number for line in lines})
            for line in lines:
                self._judge_line(line, hashes.get(line.head.number))

    def _judge_line(self, line: Witnessed, found: str | None) -> None:
        """One head: vouches for its entries, is explained by a restore, or speaks against the database."""
        head = line.head
        if found != head.hash and self._explained(line):
            return
        self.spans[head.chain].add(line.first, head.number)
        if found != head.hash:
            key = (head.chain, "rollback" if head.number > self._top(head.chain) else "rewritten")
            first, last, count = self.against.get(key, (head.number, head.number, 0))
            self.against[key] = min(first, head.number), max(last, head.number), count + 1
        elif line.late:
            self.late.append(line)

    def _top(self, chain: str) -> int:
        """Highest number the database has on `chain`."""
        if chain not in self.tops:
            top = Entry.objects.filter(chain=chain).aggregate(top=Max("number"))["top"]
            self.tops[chain] = top if isinstance(top, int) else 0
        return self.tops[chain]

    def _explained(self, line: Witnessed) -> bool:
        """Whether a restore that came after this line gave the entry up."""
        return any(
            restore.abandoned(line.head.chain, line.head.number) and line.line < marker
            for marker, restore in self.restores
        )

    def findings(self) -> list[Finding]:
        """What speaks against the database."""
        found = [self._told(chain, kind, *counted) for (chain, kind), counted in self.against.items()]
        for restore in self.unrecorded:
            message = f"链头文件 {self.path.name} 里有一次恢复（{restore.on}）的标记，系统链里没有相应条目。"
            found.append(Finding("unrecorded_restore", SYSTEM, restore.entry, restore.entry, message))
        return found

    def _told(self, chain: str, kind: str, first: int, last: int, count: int) -> Finding:
        where = f"链头文件 {self.path.name} 见证过 {chain} 链{span(first, last)}"
        what = {
            "rollback": "库里的链没有这么长：尾部被截，或数据库被退回旧状态，而没有恢复的记录",
            "rewritten": f"其中 {count} 条与库内摘要不同：链被改写，或被退回旧状态后又续写",
        }[kind]
        return Finding(kind, chain, first, last, f"{where}，{what}。")

    def explained(self) -> list[Finding]:
        """What is listed although something recorded explains it."""
        found = [told(restore) for _, restore in self.restores]
        for line in self.late:
            message = f"{span(line.first, line.head.number)}的链头是 {line.late} 补记的，不是当时所记。"
            found.append(Finding("late", line.head.chain, line.first, line.head.number, message))
        if self.torn:
            rows = "、".join(map(str, self.torn[:GAPS_TOLD]))
            message = f"链头文件 {self.path.name} 有 {len(self.torn)} 行读不出（第 {rows} 行），多半是写入中途被打断。"
            found.append(Finding("torn_line", "", self.torn[0], self.torn[-1], message))
        return found

    def reaches(self, chain: str) -> int:
        """Highest number of `chain` this file vouches for, 0 for none."""
        return self.spans[chain].spans[-1][1] if self.spans[chain].spans else 0

    def gaps(self, heads: list[Head]) -> Iterator[tuple[str, int, int]]:
        """Spans of entries up to `heads` that no line vouches for."""
        for head in heads:
            for first, last in self.spans[head.chain].missing(head.number):
                yield head.chain, first, last

    def unwitnessed(self, heads: list[Head]) -> list[Finding]:
        """Entries without a line of their own: what an act cut off, a full disk and an inserted entry all look like."""
        why = (
            "没有链头：写入链头文件失败、进程在提交后被中断，或有人绕过系统写入条目。"
            if self.path.exists()
            else f"没有链头：链头文件 {self.path.name} 不存在。"
        )
        gaps = list(self.gaps(heads))
        more = f"（此类共 {len(gaps)} 段，只列出前 {GAPS_TOLD} 段）" if len(gaps) > GAPS_TOLD else ""
        return [
            Finding("unwitnessed", chain, first, last, f"{chain} 链{span(first, last)}{why}{more}")
            for chain, first, last in gaps[:GAPS_TOLD]
        ]


def _hashes(chain: str, numbers: set[int]) -> dict[int, str]:
    """Hashes the database has under `numbers`; numbers that lie close together are asked for as a span."""
    first, last = min(numbers), max(numbers)
    close = last - first < 2 * AT_ONCE
    wanted = {"number__range": (first, last)} if close else {"number__in": numbers}
    return dict(Entry.objects.filter(chain=chain, **wanted).values_list("number", "hash"))


def _believed(
    recorded: list[Restore], markers: list[tuple[int, Restore]]
) -> tuple[list[tuple[float, Restore]], list[Restore]]:
    """Restores that explain, each with the line of its marker, and markers nobody has recorded.

    A marker counts when the system chain records it, or when the record itself
    was given up by a later restore that counts.
    """
    lines = {restore.id: line for line, restore in markers}
    counted: list[tuple[float, Restore]] = [(lines.get(restore.id, float("inf")), restore) for restore in recorded]
    known, unrecorded = {restore.id for restore in recorded}, []
    for line, restore in reversed(markers):
        if restore.id in known:
            continue
        if any(later > line and other.abandoned(SYSTEM, restore.entry) for later, other in counted):
            counted.append((line, restore))
        else:
            unrecorded.append(restore)
    return counted, unrecorded
