"""What a comparison says in words 备注: names of provisions, what became of them, how many, the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from lianxi.exporters.official import Mark, Paragraph, Run
from lianxi.kernel.texts.compare import Pair, Reading, Relation, ThreeVersions, Unit, read_units
from lianxi.kernel.texts.structure import Kind

SUGGESTED = "疑似"
STEPS = ("①", "②")
"""From the first of three versions to the second, and from the second to the third."""
_BLANKS = "\u3000 、.．:：\t\u00a0"
_AROUND = {
    Kind.TITLE: "标题", Kind.CAPTION: "题注", Kind.TOC: "目录", Kind.PREAMBLE: "序言", Kind.ATTACHMENT: "附件",
    Kind.SIGNATURE: "落款", Kind.FOOTER: "版记",
}  # fmt: skip
_UNITS = {Kind.ARTICLE: "条", Kind.LEVEL: "项", Kind.PARAGRAPH: "段"}
_COUNTED = (
    Relation.EDITED, Relation.INSERTED, Relation.DELETED, Relation.MOVED, Relation.MERGED, Relation.SPLIT,
)  # fmt: skip
_LEGEND = ((Mark.DELETED, "删去的文字"), (Mark.INSERTED, "新增的文字"), (Mark.MOVED, "移动的条文"))


class Names:
    """Numbers of the provisions of a text as a reader cites them: 第五条, 三（二）, 第4段."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._printed = {unit.eid: (unit.number or "").strip(_BLANKS) for unit in units if unit.provision}

    def of(self, units: Sequence[Unit]) -> str:
        """The names of some units, one behind the other; 无 for none."""
        return "、".join(dict.fromkeys(map(self._name, units))) or "无"

    def _name(self, unit: Unit) -> str:
        if not unit.provision:
            heading = " ".join(unit.text.split()).lstrip("# ")
            return _AROUND.get(unit.kind) or (heading if len(heading) <= 20 else f"{heading[:19]}…")
        parts = unit.eid.split("__")
        number = "".join(self._printed.get("__".join(parts[: end + 1]), "") for end in range(len(parts)))
        within = f"附件{parts[0].removeprefix('att_')}之" if parts[0].startswith("att_") else ""
        return within + (number or f"第{unit.key}段")


def names_of(pairs: Sequence[Pair]) -> tuple[Names, Names]:
    """The names of both sides of a comparison."""
    return Names(unit for pair in pairs for unit in pair.old), Names(unit for pair in pairs for unit in pair.new)


def note(pair: Pair, names: tuple[Names, Names]) -> str:
    """What stands beside a pair in the column 备注; "" where nothing happened."""
    old, new = names[0].of(pair.old), names[1].of(pair.new)
    if pair.suggested:
        return f"疑似由{old}改写，待确认"
    said = {
        Relation.SAME: "", Relation.EDITED: "修改", Relation.DELETED: "删去", Relation.INSERTED: "新增",
        Relation.MOVED: f"由{old}移至{new}" if old != new else "移动位置", Relation.MERGED: f"由{old}合并",
        Relation.SPLIT: f"由{old}拆分",
    }[pair.relation]  # fmt: skip
    if pair.relation is Relation.MOVED:
        return f"{said}，并有修改" if pair.edited else said
    renumbered = pair.renumbered and pair.relation in (Relation.SAME, Relation.EDITED)
    return "，".join(part for part in (said, "条序调整" if renumbered else "") if part)


def summary(pairs: Iterable[Pair], before: str = "") -> str:
    """修改 2 条，新增 1 条，…; how many provisions of each kind, and how many changes around them."""
    counted, others = _counted(list(pairs))
    counts = Counter(SUGGESTED if pair.suggested else pair.relation.label for pair in counted)
    kinds = {unit.kind for pair in counted for unit in (*pair.old, *pair.new)}
    unit = _UNITS[kinds.pop()] if len(kinds) == 1 else "处"
    named = [kind.label for kind in _COUNTED] + [SUGGESTED, Relation.SAME.label]
    said = "，".join(f"{name} {counts[name]} {unit}" for name in named if counts[name])
    around = sum(pair.relation is not Relation.SAME for pair in others)
    more = f"；标题、题注、章名、附件等另有 {around} 处变化" if around else ""
    return f"{before}{said or '没有可对照的条文'}{more}。"


def _counted(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The articles of a text that has some, else all its provisions; and everything else."""
    has_articles = any(unit.kind is Kind.ARTICLE for pair in pairs for unit in (*pair.old, *pair.new))

    def counts(pair: Pair) -> bool:
        units = (*pair.old, *pair.new)
        return any(unit.kind is Kind.ARTICLE if has_articles else unit.provision for unit in units)

    return [pair for pair in pairs if counts(pair)], [pair for pair in pairs if not counts(pair)]


def step_summaries(versions: ThreeVersions, names: Sequence[str]) -> list[str]:
    """Both steps of three versions, each behind its sign."""
    compared = zip(STEPS, (versions.first, versions.second), pairwise(names), strict=True)
    return [summary(step.pairs, f"{sign} {old} → {new}：") for sign, step, (old, new) in compared]


def passed_over(reading: Reading) -> str:
    """Which differences do not count, beyond white space and width."""
    said = ["标点不同"] if reading.ignore_width_and_punctuation else []
    said += ["只因条序变动而改的引用"] if reading.renumbered else []
    return f"{'、'.join(said)}不算修改。" if said else ""


def legend(marks: Collection[Mark]) -> list[Paragraph]:
    """A line that explains the marks that occur; none where none does."""
    shown = [Run(words, mark) for mark, words in _LEGEND if mark in marks]
    if not shown:
        return []
    parts = [part for run in shown for part in (run, Run("　"))][:-1]
    return [Paragraph((Run("图例：", Mark.STRONG), *parts))]


def titled(text: str, kind: str) -> str:
    """《示例条例》条文对照表; the kind alone for a text without a title."""
    found = next((unit for unit in read_units(text) if unit.kind is Kind.TITLE), None)
    title = "".join(found.body.split()).strip("*《》") if found else ""
    return f"《{title}》{kind}" if title else kind
