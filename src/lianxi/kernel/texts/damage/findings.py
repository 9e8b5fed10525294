"""Findings 体检发现: one place of a text that is not as it was issued, and what may have stood there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SURE = 0.9
"""From this confidence on a proposal may be applied unseen; such a proposal must never be wrong."""


class Damage(StrEnum):
    """Classes of damage 损坏类别 (domain notes, appendix M)."""

    PINYIN = "pinyin"
    GBK_SHIFT = "gbk_shift"
    GBK_CODE_POINT = "gbk_code_point"
    MIXED_SCRIPT = "mixed_script"
    VOCABULARY = "vocabulary"
    SPUN = "spun"
    WIDTH = "width"
    ZERO_WIDTH = "zero_width"
    DOUBLED_PUNCTUATION = "doubled_punctuation"
    INNER_SPACE = "inner_space"
    BROKEN_LINE = "broken_line"
    LOST_DIGIT = "lost_digit"
    REDACTION = "redaction"
    INJECTED = "injected"
    PAGE_RESIDUE = "page_residue"
    MOJIBAKE = "mojibake"
    REPEATED_CLAUSE = "repeated_clause"
    NUMBERING = "numbering"
    CUT_END = "cut_end"
    ALIAS_DRIFT = "alias_drift"
    FOREIGN_CLAUSE = "foreign_clause"
    CONTRADICTION = "contradiction"

    @property
    def label(self) -> str:
        """Chinese name."""
        return _LABELS[self]


_LABELS = {
    Damage.PINYIN: "夹注拼音",
    Damage.GBK_SHIFT: "国标码错位",
    Damage.GBK_CODE_POINT: "国标码当作统一码",
    Damage.MIXED_SCRIPT: "繁简混用",
    Damage.VOCABULARY: "用语被转换",
    Damage.SPUN: "同义词改写",
    Damage.WIDTH: "全角半角混用",
    Damage.ZERO_WIDTH: "不可见字符",
    Damage.DOUBLED_PUNCTUATION: "标点重叠",
    Damage.INNER_SPACE: "词中空格",
    Damage.BROKEN_LINE: "句中断行",
    Damage.LOST_DIGIT: "丢失数字或文字",
    Damage.REDACTION: "隐去内容",
    Damage.INJECTED: "插入的无关内容",
    Damage.PAGE_RESIDUE: "网页残留",
    Damage.MOJIBAKE: "乱码",
    Damage.REPEATED_CLAUSE: "条款重复",
    Damage.NUMBERING: "编号不连续",
    Damage.CUT_END: "结尾中断",
    Damage.ALIAS_DRIFT: "简称前后不一",
    Damage.FOREIGN_CLAUSE: "说的是别的文件",
    Damage.CONTRADICTION: "前后矛盾",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One damaged place.

    start, end:  offsets in characters of the text as it came.
    original:    what stands there.
    proposal:    what should stand there instead; "" to take it out; None where nothing can be said.
    confidence:  0 to 1: with a proposal, how sure that it is right; without one, how sure that the
                 place is damaged. From `SURE` on a proposal may be applied unseen.
    note:        why, in a Chinese sentence, with the rule or the other place it rests on.
    alternatives: other readings, best first, each with its weight.
    """

    kind: Damage
    start: int
    end: int
    original: str
    proposal: str | None
    confidence: float
    note: str = ""
    alternatives: tuple[tuple[str, float], ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether the proposal may be applied without anybody looking at it."""
        return self.proposal is not None and self.confidence >= SURE
