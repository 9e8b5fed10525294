"""A proposal for one field, with the place it was read, to be confirmed by a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A field of a rule's metadata."""

    TITLE = "title"
    INSTRUMENT = "instrument"
    NUMBER = "number"
    ISSUER = "issuer"
    KIND = "kind"
    ADOPTED = "adopted"
    APPROVED = "approved"
    PUBLISHED = "published"
    ISSUED = "issued"
    AMENDED = "amended"
    COMMENCES = "commences"
    LAST_DAY = "last_day"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    Field.TITLE: "标题",
    Field.INSTRUMENT: "印发它的文件",
    Field.NUMBER: "文号",
    Field.ISSUER: "制定机关",
    Field.KIND: "种类",
    Field.ADOPTED: "通过日期",
    Field.APPROVED: "批准日期",
    Field.PUBLISHED: "公布日期",
    Field.ISSUED: "成文日期",
    Field.AMENDED: "最近修改日期",
    Field.COMMENCES: "施行日期",
    Field.LAST_DAY: "有效期至",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One of several places that together made a proposal: what it is, and where it stands."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field.

    value:      as it would be kept; a day as 2024-03-01.
    start, end: the words it was read from.
    ground:     why, as a sentence for the reader.
    sure:       False where a person has to look before it is taken.
    signs:      the places that made it so, where there are several.
    """

    field: Field
    value: str
    start: int
    end: int
    ground: str
    sure: bool = True
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """All proposals of a text, at most one for a field; what was not found is not there.

    doubts: sentences for the reader.
    """

    proposals: tuple[Proposal, ...]
    doubts: tuple[str, ...] = ()

    def value(self, field: Field) -> str | None:
        """The value proposed for a field."""
        return next((one.value for one in self.proposals if one.field is field), None)


def plain(metadata: Metadata) -> dict[str, object]:
    """`{"proposals": [{"field", "label", "value", "start", "end", "ground", "sure"}], "doubts": [...]}`.

    One read from several places has them as "signs": [{"label", "start", "end"}].
    """
    return {"proposals": [_plain(one) for one in metadata.proposals], "doubts": list(metadata.doubts)}


def _plain(one: Proposal) -> dict[str, object]:
    said: dict[str, object] = {
        "field": one.field.value,
        "label": one.field.label,
        "value": one.value,
        "start": one.start,
        "end": one.end,
        "ground": one.ground,
        "sure": one.sure,
    }
    if one.signs:
        said["signs"] = [{"label": sign.label, "start": sign.start, "end": sign.end} for sign in one.signs]
    return said
