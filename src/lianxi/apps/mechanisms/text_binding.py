"""Binding a version to a work of the repository, and confirming provisions that changed there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.mechanisms import acts, selectors
from lianxi.apps.mechanisms.bindings import sees
from lianxi.apps.mechanisms.kept_text import (
    FIRST_BOUND,
    Held,
    PlacedItems,
    binding_row,
    confirmed_rows,
    held_on,
    place_items,
)
from lianxi.apps.mechanisms.models import BoundProvision, LoadedVersion, TextBinding
from lianxi.apps.mechanisms.original_text import items_of_document
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.selectors import NOT_THERE, version_on, visible_work
from lianxi.apps.rulebook.services.version_order import newest_of
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding, ClauseBinding, bind
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.outline import Item

LONGEST_NOTE = 300


@dataclass(frozen=True)
class MechanismBound:
    """What binding did: the row in force, how the version stands to the text of the day, and whether it is new."""

    row: TextBinding
    binding: Binding
    new: bool


@transaction.atomic
def bind_mechanism(
    *, slug: str, effective: date, address: str, actor: Actor, on: date, number: int | None = None, note: str = ""
) -> MechanismBound:
    """Bind a version to a work of the repository 绑定库中的制度, clause by clause to its provisions.

    number: of the work's version; None for the text in force. note: what was checked, asked for where a clause does
    not read as it was confirmed before. Clauses that are missing or lack words are left open, their rules 待核.
    """
    mechanism, version = selectors.loaded_version(slug, effective)
    require(actor, acts.BIND_MECHANISM, circle=mechanism.circle)
    work = visible_work(address, actor, on)
    text = text_of(work, number, on)
    items_of_document(text.text, f"《{text.title}》", mechanism, version)
    LoadedVersion.objects.select_for_update().get(slug=slug, effective=effective)
    before, placed, note = held_on(version, on), place_items(text, version.title), _note(note)
    if before and (before.row.work_id, before.row.version_id) == (work.pk, text.pk):
        return MechanismBound(before.row, before.binding, new=False)
    _require_note(version, differing(version, placed), note)
    row = TextBinding.objects.create(
        slug=slug, effective=effective, work=work, version=text, bound_on=on, bound_by=actor.person, body=actor.body
    )
    _keep(row, placed, _open_clauses(version, placed, {}), actor, on, note or FIRST_BOUND)
    binding = _held(version, on).binding
    record(
        act=acts.BIND_MECHANISM, actor=actor, body=actor.body, target=row.get_absolute_url(), on=on,
        title=f"绑定《{version.title}》", clause=str(version.ref()), note=note,
        before={"work": before.row.work.address, "version": before.row.version.number} if before else None,
        after={"work": work.address, "version": text.number, "failed": told(binding.failed)},
    )  # fmt: skip
    return MechanismBound(row, binding, new=True)


def confirm_provisions(version: MechanismVersion, row: TextBinding, note: str, actor: Actor, on: date) -> Binding:
    """Take the present words and numbers of all changed clauses as confirmed; part of `confirm_binding`."""
    if not sees(actor, row):
        raise Refused("rule_visible", NOT_THERE, remedy="请由看得到所依制度的联席办成员核对。")
    held = _held(version, on)
    if not held.binding.changed:
        raise nothing_changed()
    placed, confirmed = held.now, confirmed_rows(row, held.now.version.number)
    changed = [
        (one.number, placed.item(confirmed[one.number].wid, confirmed[one.number].place))
        for one in held.binding.changed
    ]
    _keep(row, placed, [*changed, *_open_clauses(version, placed, confirmed)], actor, on, note)
    after = _held(version, on).binding
    record(
        act=acts.CONFIRM_BINDING, actor=actor, body=actor.body, target=row.get_absolute_url(), on=on,
        title=f"确认《{version.title}》{'、'.join(number for number, _ in changed)}", clause=str(version.ref()),
        before={"failed": told(held.binding.failed)},
        after={"failed": told(after.failed), "version": placed.version.number}, note=note,
    )  # fmt: skip
    return after


def text_of(work: Work, number: int | None, on: date) -> Version:
    """The version of a work by its number; without one the text in force, else the newest."""
    if number is None:
        found = version_on(work, on) or newest_of(work)
    else:
        found = work.versions.filter(number=number).first()
    if found is None:
        raise Refused("version_there", f"这件制度没有第{number}版。", remedy="请在它的“全部版本”里选。")
    return found


def differing(version: MechanismVersion, placed: PlacedItems) -> list[str]:
    """The clauses that do not read in a text as they were last confirmed, here or in a file."""
    confirmed, items = _confirmed_words(version), {item.number: item for item in placed.items}
    return [
        clause.number
        for clause in version.clauses
        if clause.number in items
        and confirmed.get(clause.number, items[clause.number].fingerprint) != items[clause.number].fingerprint
    ]


def nothing_changed() -> Refused:
    """The refusal of a confirmation that nothing waits for."""
    return Refused(
        "something_changed",
        "没有待确认的变动。",
        remedy="缺条款、缺关键词、已废止的不能靠确认解决：请核对原文，或修订机制的定义。",
    )


def told(bound: Iterable[ClauseBinding]) -> list[str]:
    """As the audit keeps it: numbers and states, no words of the text."""
    return [f"{one.number} {one.state.label}" for one in bound]


def _held(version: MechanismVersion, on: date) -> Held:
    held = held_on(version, on)
    if held is None:
        raise Refused("text_bound", "这个版本未绑定。", remedy="请先绑定库中的制度。")
    return held


def _confirmed_words(version: MechanismVersion) -> dict[str, str]:
    """By clause the fingerprint of the words confirmed last: of the work in force, else of the files imported."""
    row = binding_row(version)
    if row is None:
        return selectors.confirmed_items(version)
    texts: dict[int, PlacedItems] = {}
    found: dict[str, str] = {}
    for one in row.provisions.select_related("version").order_by("pk"):
        if one.version_id not in texts:
            texts[one.version_id] = place_items(one.version, version.title)
        item = texts[one.version_id].item(one.wid, one.place)
        found |= {one.clause: item.fingerprint} if item else {}
    return found


def _open_clauses(
    version: MechanismVersion, placed: PlacedItems, confirmed: dict[str, BoundProvision]
) -> list[tuple[str, Item | None]]:
    """Clauses that hold in a text and rest on no provision yet."""
    named = {clause.number for clause in version.clauses} - confirmed.keys()
    holds = bind(version, placed.items, {}).clauses
    return [(one.number, one.item) for one in holds if one.number in named and not one.state.failed]


def _keep(
    row: TextBinding, placed: PlacedItems, clauses: Iterable[tuple[str, Item | None]], actor: Actor, on: date, note: str
) -> None:
    """A row for each clause that is a provision of the text."""
    found = [(clause, item, placed.provision(item)) for clause, item in clauses if item]
    BoundProvision.objects.bulk_create(
        BoundProvision(
            binding=row, clause=clause, version=placed.version, place=item.number, wid=one.wid, sha=one.sha,
            confirmed_on=on, confirmed_by=actor.person, body=actor.body, note=note,
        )
        for clause, item, one in found
        if one
    )  # fmt: skip


def _note(note: str) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Refused("note_required", f"说明不超过 {LONGEST_NOTE} 字。", remedy="请写短一些。")
    return note


def _require_note(version: MechanismVersion, clauses: list[str], note: str) -> None:
    if clauses and not note:
        raise Refused(
            "note_required",
            f"{'、'.join(clauses)}的文字与上次确认的不同。",
            remedy="请逐条核对规则是否仍然成立，写明核对的情况，再绑定。",
            source=str(version.ref()),
        )
