"""What a verification has to say: plain values, the same for page, command line and JSON 核验结果."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from lianxi.apps.audit.journal import Head

KINDS = {
    "altered": "条目被改动",
    "unreadable": "条目读不出",
    "removed": "条目缺失",
    "duplicate": "编号重复",
    "link": "前后不相接",
    "head_row": "链头行不符",
    "tail": "尾部被截",
    "rewritten": "与库外链头不符",
    "rollback": "库被回退",
    "unwitnessed": "没有库外链头",
    "unrecorded_restore": "恢复没有入账",
    "restore": "恢复过备份",
    "late": "链头系补记",
    "torn_line": "链头文件有残行",
}


def span(first: int, last: int) -> str:
    """第 3 条, or 第 3–5 条."""
    return f"第 {first} 条" if first == last else f"第 {first}–{last} 条"


@dataclass(frozen=True)
class Finding:
    """One thing found 发现: in which chain, from which number to which (0: none in particular), what, in words."""

    kind: str
    chain: str
    first: int
    last: int
    message: str

    @property
    def label(self) -> str:
        """Chinese name of the kind."""
        return KINDS[self.kind]


@dataclass(frozen=True)
class ChainSeen:
    """One chain as walked: how many entries, and where it ends."""

    chain: str
    entries: int
    number: int
    hash: str


@dataclass(frozen=True)
class Report:
    """Findings (nothing explains them), what is explained but stays listed, and what cannot be known."""

    findings: list[Finding]
    explained: list[Finding]
    chains: list[ChainSeen]
    unknowable: list[str]
    seconds: float

    @property
    def entries(self) -> int:
        """Entries walked in all chains."""
        return sum(chain.entries for chain in self.chains)

    def as_json(self) -> dict[str, Any]:
        """Documented shape of `lianxi audit verify --json`."""
        return {**asdict(self), "seconds": round(self.seconds, 3), "entries": self.entries}


@dataclass(frozen=True)
class Restore:
    """A recorded restore 恢复: heads before and after it, and the entry of the system chain that records it."""

    id: str
    old: dict[str, int]
    new: dict[str, Head]
    entry: int
    on: str

    def abandoned(self, chain: str, number: int) -> bool:
        """Whether entry `number` stood before this restore and was given up by it."""
        kept = self.new[chain].number if chain in self.new else 0
        return kept < number <= self.old.get(chain, 0)
