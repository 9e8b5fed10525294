"""Particulars as read, for a person to confirm 待确认的信息; what a table gives goes before what the text says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.apps.rulebook.models import Item, Visibility
from lianxi.apps.rulebook.services.keeping import Particulars
from lianxi.exporters.akoma_ntoso.slugs import slug_of
from lianxi.kernel.texts.metadata import Field

NEEDED = (Field.TITLE, Field.KIND, Field.ISSUER)
_DAYS = (Field.ADOPTED, Field.PUBLISHED, Field.ISSUED, Field.COMMENCES)
"""From which day the address takes its date: of adoption, else of publication, else of signing, else in force."""


@dataclass(frozen=True)
class Proposed:
    """Particulars as far as they are known.

    values:  by field code; from the table, the text, or the defaults of the batch.
    missing: labels of what a person has to add before the text can be taken.
    unsure:  labels of what a person has to look at.
    """

    values: Mapping[str, str]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]


def proposed(item: Item) -> Proposed:
    """What is known of a file that was read."""
    read = {one["field"]: one for one in item.proposals.get("proposals", ())}
    values = {code: one["value"] for code, one in read.items()}
    values = {**item.batch.defaults, **values, **{key: str(value) for key, value in item.given.items() if value}}
    missing = [field.label for field in NEEDED if not values.get(field.value)]
    if not any(values.get(field.value) for field in _DAYS):
        missing.append("通过、公布或成文日期")
    unsure = [one["label"] for code, one in read.items() if not one["sure"] and code not in item.given]
    return Proposed(values, tuple(missing), tuple(unsure))


def particulars(values: Mapping[str, Any]) -> Particulars:
    """The particulars of complete values; `KeyError` where a needed one is missing."""
    day = next(date.fromisoformat(values[field.value]) for field in _DAYS if values.get(field.value))
    return Particulars(
        title=values["title"], kind=values["kind"], issuer=values["issuer"], day=day,
        slug=values.get("slug") or slug_of(values["title"]), document_number=values.get("number", ""),
        instrument=values.get("instrument", ""), caption=values.get("caption", ""), issued=_day(values.get("issued")),
        commences=_day(values.get("commences")), last_day=_day(values.get("last_day")),
        visibility=values.get("visibility") or Visibility.BODY, circle=values.get("circle", ""),
    )  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
