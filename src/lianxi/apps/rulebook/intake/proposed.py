"""Particulars as read, for a person to confirm 待确认的信息; what a table gives goes before what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.apps.bodies.models import Unit
from lianxi.apps.rulebook.models import Batch, Item, ItemState, Version, Visibility, Work
from lianxi.apps.rulebook.services.days import why_no_term
from lianxi.apps.rulebook.services.keeping import Particulars
from lianxi.apps.rulebook.services.shown_to import why_not_shown
from lianxi.exporters.akoma_ntoso.slugs import slug_of
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.metadata import Field

NEEDED = (Field.TITLE, Field.KIND, Field.ISSUER)
SOUND = 90
"""Points of the check-up from which on a text needs no eye for its wording."""
_COMPARED = frozenset({
    Field.TITLE, Field.NUMBER, Field.ISSUER, Field.ADOPTED, Field.APPROVED, Field.PUBLISHED, Field.ISSUED,
    Field.COMMENCES, Field.LAST_DAY,
})  # fmt: skip
_DAYS = (Field.ADOPTED, Field.PUBLISHED, Field.ISSUED, Field.COMMENCES)
"""From which day the address takes its date: of adoption, else of publication, else of signing, else in force."""
_KEPT = {field.value: field.label for field in (Field.TITLE, Field.NUMBER, Field.ISSUER, Field.INSTRUMENT)}


@dataclass(frozen=True)
class Proposed:
    """Particulars as far as they are known.

    values:  by field code; set for several files at once, else from the table, the text, or the batch's defaults.
    missing: labels of what a person has to add before the text can be taken.
    unsure:  labels of what a person has to look at.
    """

    values: Mapping[str, str]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]


def proposed(item: Item) -> Proposed:
    """What is known of a file that was read."""
    read = {one["field"]: one for one in item.proposals.get("proposals", ())}
    defaults, chosen = item.batch.defaults, item.chosen.get("values", {})
    # What somebody chose for the whole batch goes before a guess, not before what the text says.
    read = {code: one for code, one in read.items() if one["sure"] or not defaults.get(code)}
    values = {**defaults, **{code: one["value"] for code, one in read.items()}}
    values |= {key: str(value) for key, value in item.given.items() if value}
    values |= chosen
    missing = [field.label for field in NEEDED if not values.get(field.value)]
    if not any(values.get(field.value) for field in _DAYS):
        missing.append("通过、公布或成文日期")
    told = {*item.given, *chosen}
    unsure = [one["label"] for code, one in read.items() if not one["sure"] and code not in told]
    if values.get("unit") and "unit_key" not in chosen:
        units = [unit for unit in _units_of(item.batch) if values["unit"] in (unit.name, unit.short_name)]
        values["unit_key"] = str(units[0].pk) if len(units) == 1 else ""
        unsure += [] if values["unit_key"] else [f"责任单位“{values['unit']}”"]
    return Proposed(values, tuple(missing), tuple(unsure))


def _units_of(batch: Batch) -> Sequence[Unit]:
    """The units of a batch's body, asked for once however many files it has."""
    if "units_known" not in batch.__dict__:
        batch.__dict__["units_known"] = list(Unit.objects.filter(body=batch.body_id))
    known: Sequence[Unit] = batch.__dict__["units_known"]
    return known


def unit_named(batch: Batch, key: str) -> str:
    """The name of the unit of that key; "" for none."""
    return next((unit.name for unit in _units_of(batch) if str(unit.pk) == key), "")


def unclear(item: Item) -> tuple[str, ...]:
    """Why a file needs an eye before it goes in, in words; () where it needs none."""
    if item.state != ItemState.READ:
        return (ItemState(item.state).label,)
    known = proposed(item)
    why = [f"缺{label}" for label in known.missing] + [f"{label}待核" for label in known.unsure]
    said = (*item.proposals.get("doubts", []), *_odds_said(item), *item.warnings, *_faults(known.values))
    why += [sentence.rstrip("。") for sentence in said if sentence]
    if item.near:
        why.append("库中有相近的")
    if item.report["score"] < SOUND:
        why.append(f"体检 {item.report['score']} 分")
    return tuple(why)


def at_odds(item: Item) -> dict[str, Mapping[str, Any]]:
    """Proposals, by field, other than what its row of the table says: perhaps it is the row of another file.

    What somebody set for several files at once was looked at, and asks no more.
    """
    chosen = item.chosen.get("values", {})
    compared = {
        one["field"]: one
        for one in item.proposals.get("proposals", ())
        if one["sure"] and one["field"] in _COMPARED and one["field"] not in chosen
    }
    told = {code: _bare(str(item.given.get(code) or "")) for code in compared}
    return {code: one for code, one in compared.items() if told[code] and told[code] != _bare(one["value"])}


def _odds_said(item: Item) -> Iterator[str]:
    for code, one in at_odds(item).items():
        yield f"表格里的{one['label']}是“{item.given[code]}”，文中是“{one['value']}”，请核对"


def _bare(said: str) -> str:
    return re.sub(r"[\s《》]", "", said)


def _faults(values: Mapping[str, Any]) -> Iterator[str]:
    """What is known, but cannot be so."""
    shown = values.get("visibility") or Visibility.BODY
    yield why_not_shown(shown, values.get("unit_key"), values.get("circle", ""), values.get("readers") or ())
    yield why_no_term(_day(values.get(Field.COMMENCES)), _day(values.get(Field.LAST_DAY)))


def particulars(values: Mapping[str, Any]) -> Particulars:
    """The particulars of values; `Refused` where a needed one is missing or longer than can be kept."""
    days = [values[field.value] for field in _DAYS if values.get(field.value)]
    missing = [field.label for field in NEEDED if not values.get(field.value)]
    if missing or not days:
        said = f"还缺{'、'.join([*missing, *([] if days else ['通过、公布或成文日期'])])}。"
        raise Refused("particulars_complete", said, remedy="请打开这一份，对着左边的原文补上。")
    for name, label in _KEPT.items():
        model = Work if name == "issuer" else Version
        most = model._meta.get_field({"number": "document_number"}.get(name, name)).max_length or 0
        if len(values.get(name) or "") > most:
            said = f"{label}有 {len(values[name])} 字，最多 {most} 字。"
            raise Refused("particulars_fit", said, remedy="请打开这一份，对着左边的原文改正。")
    return _particulars(values, date.fromisoformat(days[0]))


def _particulars(values: Mapping[str, Any], day: date) -> Particulars:
    return Particulars(
        title=values["title"], kind=values["kind"], issuer=values["issuer"], day=day,
        slug=values.get("slug") or slug_of(values["title"]), document_number=values.get("number", ""),
        instrument=values.get("instrument", ""), caption=values.get("caption", ""), issued=_day(values.get("issued")),
        commences=_day(values.get("commences")), last_day=_day(values.get("last_day")),
        visibility=values.get("visibility") or Visibility.BODY, circle=values.get("circle", ""),
        unit=int(values["unit_key"]) if values.get("unit_key") else None, readers=tuple(values.get("readers") or ()),
    )  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
