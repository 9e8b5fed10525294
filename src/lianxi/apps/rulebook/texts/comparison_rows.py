"""A comparison in reading order: what changed, row by row; what did not, folded; headings between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

Plain = dict[str, Any]


class Keyed(Protocol):
    """A row that a link can lead to; a dataclass."""

    key: str


AnyRow = TypeVar("AnyRow", bound=Keyed)

KINDS = {
    "edited": ("修改", "blue"), "inserted": ("新增", "green"), "deleted": ("删去", "red"), "moved": ("移动", "teal"),
    "merged": ("合并", "teal"), "split": ("拆分", "teal"), "suggested": ("疑似", "gold"), "same": ("未变", "muted"),
}  # fmt: skip
"""Kind of a row → its word and tone, in the order of the tiles."""
AWAY = "away"
"""Kind of a line that stands where a provision has moved away."""
_AROUND = {
    "title": "标题", "caption": "题注", "toc": "目录", "part": "编名", "subpart": "分编名", "chp": "章名",
    "sec": "节名", "preamble": "序言", "att": "附件", "signature": "落款", "footer": "版记",
}  # fmt: skip
_TITLE = 18
_MARKS = {"equal": "", "deleted": "del", "inserted": "ins"}
_LEVELS = {"title": 1, "part": 2, "subpart": 3, "chp": 4, "sec": 5}
_NOT_OF_A_NAME = re.compile(r"[_~0-9]")
_BLANKS = "　 、.．:：\t\u00a0"


@dataclass(frozen=True)
class Piece:
    """A run of words; `mark` says what became of it: "" kept, "del", "ins"."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Side:
    """One text's part of a row: the numbers as printed, and its words."""

    number: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Row:
    """A pair of the comparison as the page shows it.

    key:    by which a link finds it, the same with other switches.
    kind:   one of `KINDS`, or `AWAY`.
    note:   what the table of articles writes beside it.
    name:   number of the provision, or what stands around the provisions: 题注, 目录.
    level:  1 the title, 2 to 5 headings from 编 to 节, 0 anything else.
    old:    with what was deleted; new: with both, what was deleted being hidden where the old text stands beside it.
    """

    key: str
    kind: str
    name: str
    note: str
    provision: bool
    level: int
    renumbered: bool
    old: Side
    new: Side
    shape: str = "change"

    @property
    def label(self) -> str:
        """Its word; more of it where a reader has to confirm the pair."""
        return "疑似改写，待确认" if self.kind == "suggested" else KINDS[self.kind][0]

    @property
    def title(self) -> str:
        """What a list of changes calls it: its number, or the words of a heading."""
        words = "".join(piece.text for piece in (self.new.pieces or self.old.pieces)) if self.level else ""
        return words[:_TITLE] or self.name

    @property
    def tone(self) -> str:
        """Its colour."""
        return KINDS[self.kind][1]


@dataclass
class Fold:
    """Rows without a change that stand together, behind one line."""

    rows: list[Row] = field(default_factory=list)
    shape: str = "fold"

    @property
    def line(self) -> str:
        """Which they are: 第三条至第九条 → 第四条至第十条."""
        if not self.rows[0].provision:
            return "、".join(dict.fromkeys(row.name for row in self.rows))
        old, new = (_range([side.number for side in sides]) for sides in zip(*self._sides(), strict=True))
        return old if old == new else f"{old} → {new}"

    @property
    def note(self) -> str:
        """How many, and whether their numbers changed."""
        if not self.rows[0].provision:
            return "未变"
        return f"{len(self.rows)} {unit_of(self.rows)}未变" + ("，只有条序变动" if self.rows[0].renumbered else "")

    def takes(self, row: Row) -> bool:
        """Whether a row belongs behind the same line."""
        return (self.rows[0].provision, self.rows[0].renumbered) == (row.provision, row.renumbered)

    def _sides(self) -> Iterator[tuple[Side, Side]]:
        return ((row.old, row.new) for row in self.rows)


@dataclass(frozen=True)
class Heading:
    """A heading that did not change; `quiet` where nothing beneath it did either."""

    text: str
    level: int
    quiet: bool = False
    shape: str = "heading"


def rows_of(found: Plain) -> list[Row]:
    """Every pair and what stands around the pairs, in reading order."""
    pairs = [(one, True) for one in found["pairs"]] + [(one, False) for one in found["surroundings"]]
    pairs.sort(key=lambda pair: pair[0]["order"])
    printed = {side: _printed(found["pairs"], side) for side in ("old", "new")}
    return with_own_keys([_row(one, printed if provision else None) for one, provision in pairs])


def with_own_keys(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """The rows, each with a key no other has: a stray （一） and 第一条 are both called 1."""
    seen: Counter[str] = Counter()
    made: list[AnyRow] = []
    for row in rows:
        seen[row.key] += 1
        made.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key}~{seen[row.key]}"))
    return made


def unit_of(rows: Sequence[Row]) -> str:
    """What the provisions are counted in: 条, or 段 where a text has none."""
    return "条" if any(row.provision and "条" in row.name for row in rows) else "段"


def folded(rows: Sequence[Row]) -> list[Row | Fold | Heading]:
    """The rows with those that did not change behind one line each time they stand together."""
    shown: list[Row | Fold | Heading] = []
    for row in rows:
        last = shown[-1] if shown else None
        if row.kind != "same":
            shown.append(row)
        elif row.level:
            shown.append(Heading("".join(piece.text for piece in row.new.pieces), row.level, _is_quiet(row, rows)))
        elif isinstance(last, Fold) and last.takes(row):
            last.rows.append(row)
        else:
            shown.append(Fold([row]))
    return shown


def _is_quiet(heading: Row, rows: Sequence[Row]) -> bool:
    at = next(place for place, row in enumerate(rows) if row is heading)
    for row in rows[at + 1 :]:
        if row.level and row.level <= heading.level:
            return True
        if row.kind != "same":
            return False
    return True


def _printed(pairs: Sequence[Plain], side: str) -> dict[str, str]:
    """Id of a provision → its number as printed."""
    return {
        eid: (number or "").strip(_BLANKS)
        for pair in pairs
        for eid, number in zip(pair[f"{side}_eids"], pair[f"{side}_numbers"], strict=True)
    }


def _row(pair: Plain, printed: dict[str, dict[str, str]] | None) -> Row:
    kind = "suggested" if pair["suggested"] else pair["relation"]
    old_no, new_no = (_numbers(pair, side, printed[side]) if printed else "" for side in ("old", "new"))
    old, new = _sides(pair, old_no, new_no)
    around = "" if printed else _segment(pair)
    name = _AROUND.get(around, "其他文字") if around else new_no or old_no
    key = "~".join(".".join(pair[side]) or "none" for side in ("old", "new"))
    note = _note(pair, old_no, new_no)
    return Row(key, kind, name, note, bool(printed), _LEVELS.get(around, 0), pair["renumbered"], old, new)


def _numbers(pair: Plain, side: str, printed: dict[str, str]) -> str:
    """第五条、第六条; 三（二） for what stands in a numbered paragraph; 第 4 段 where nothing is numbered."""
    named = []
    for key, eid in zip(pair[side], pair[f"{side}_eids"], strict=True):
        parts = eid.split("__")
        number = "".join(printed.get("__".join(parts[: end + 1]), "") for end in range(len(parts)))
        named.append(number or f"第 {key} 段")
    return "、".join(named)


def _segment(pair: Plain) -> str:
    eid: str = (pair["new_eids"] or pair["old_eids"])[0]
    return _NOT_OF_A_NAME.split(eid.rpartition("__")[2])[0] or "text"


def _sides(pair: Plain, old_no: str, new_no: str) -> tuple[Side, Side]:
    """The words of both sides; a whole provision is one piece."""
    if pair["redline"]:
        return Side(old_no, _pieces(pair["old_redline"])), Side(new_no, _pieces(pair["redline"]))
    old, new = (_body(pair, side) for side in ("old", "new"))
    if not pair["new"]:
        return Side(old_no, (Piece(old, "del"),)), Side("", (Piece(old, "del"),))
    if not pair["old"]:
        return Side(""), Side(new_no, (Piece(new, "ins"),))
    return Side(old_no, (Piece(old),)), Side(new_no, (Piece(new),))


def _body(pair: Plain, side: str) -> str:
    """The words as printed, without the number in front."""
    text: str = pair[f"{side}_text"].strip()
    numbers = pair[f"{side}_numbers"]
    return text.removeprefix(numbers[0]).lstrip(_BLANKS) if numbers and numbers[0] else text


def _pieces(redline: Sequence[Sequence[str]]) -> tuple[Piece, ...]:
    """Without the line ends behind the last words, which would leave empty lines."""
    pieces = [Piece(words, _MARKS[change]) for change, words in redline]
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].mark)
    return tuple(pieces)


def _note(pair: Plain, old_no: str, new_no: str) -> str:
    """What the table of articles writes beside the pair."""
    changed = "，并有修改" if pair["edited"] else ""
    said = {
        "moved": f"{old_no}移至{new_no}{changed}",
        "merged": f"{old_no}合并为{new_no}",
        "split": f"{old_no}拆分为{new_no}",
    }.get(pair["relation"], "")
    if said or not pair["renumbered"]:
        return said
    return f"条序调整：{old_no} → {new_no}"


def _range(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}至{numbers[-1]}"
