"""data/circles/<slug>.toml → circles 联席圈: members and names over time, conferences on record, agreed changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.rules.circles import Circle, CircleNote
from lianxi.kernel.rules.parties import CollectiveName, Known, Membership, Parties
from lianxi.kernel.rules.rotation import Consent, EventKind, HeldConference, RotationEvent, SlotKey
from lianxi.loaders.reading import Reading
from lianxi.loaders.toml_files import definitions_root, read_toml, relative_name

FOLDER = "data/circles"
BODIES = "data/bodies.toml"
MOST_A_YEAR = 12
# what each kind of event cannot do without, beside `kind`, `on` and `slot`
NEEDS = {
    EventKind.SWAP: ("body", "other", "other_slot", "consents"),
    EventKind.SKIP: ("body", "consents"),
    EventKind.NO_MEETING: ("reason",),
    EventKind.ACTING: ("body", "other", "consents"),
}


def load_circles(root: Path | None = None) -> dict[str, Circle]:
    """All circles by slug, or `DefinitionError` with the faults of all files at once."""
    circles, faults = read_circles(root or definitions_root())
    if faults:
        raise DefinitionError(tuple(faults))
    return circles


def read_circles(root: Path) -> tuple[dict[str, Circle], list[Fault]]:
    """The circles that are right, by slug, and the faults of those that are not."""
    bodies = known_bodies(root)
    circles: dict[str, Circle] = {}
    faults: list[Fault] = []
    for path in sorted((root / FOLDER).glob("*.toml")):
        circle, found = read_circle(path, root, bodies)
        faults += found
        if circle:
            circles[circle.slug] = circle
    return circles, faults


def read_circle(path: Path, root: Path, bodies: frozenset[str] | None) -> tuple[Circle | None, list[Fault]]:
    """One circle, or nothing and its faults; `bodies` are the known codes, None where there is no list of them."""
    faults: list[Fault] = []
    try:
        file = Reading(relative_name(path, root), read_toml(path, root), faults)
    except DefinitionError as error:
        return None, list(error.faults)
    circle = _circle(file, path.stem, bodies)
    file.finish()
    return (None if faults else circle), faults


def known_bodies(root: Path) -> frozenset[str] | None:
    """Codes of the bodies file, or None where it is missing or unreadable, which its own loader reports."""
    try:
        rows = read_toml(root / BODIES, root).get("bodies", [])
    except DefinitionError:
        return None
    return frozenset(str(row["code"]) for row in rows if isinstance(row, dict) and "code" in row)


def _circle(file: Reading, slug: str, bodies: frozenset[str] | None) -> Circle:
    member_rows, name_rows = file.rows("members", required=True), file.rows("names")
    members = tuple(_member(row, bodies) for row in member_rows)
    names = tuple(_name(row) for row in name_rows)
    _no_overlap([(row, m.body, m.start, m.end) for row, m in zip(member_rows, members, strict=True)])
    _no_overlap([(row, "", n.start, n.end) for row, n in zip(name_rows, names, strict=True)])
    known = frozenset(member.body for member in members)
    conferences = tuple(_conference(row, known) for row in file.rows("conferences"))
    _each_once(file, [conference.ordinal for conference in conferences])
    return Circle(
        slug=slug,
        name=file.text("name", required=True, longest=60),
        parties=Parties(members, names),
        conferences=conferences,
        events=tuple(_event(row, known) for row in file.rows("events")),
        notes=tuple(
            CircleNote(row.text("text", required=True), row.text("source", required=True), row.day("on"))
            for row in file.rows("notes")
        ),
        sample=file.flag("sample"),
        source=file.text("source"),
        note=file.text("note"),
    )


def _member(row: Reading, bodies: frozenset[str] | None) -> Membership:
    body = row.body("body", required=True)
    if body and bodies is not None and body not in bodies:
        row.fault("body", f"机构“{body}”不在 {BODIES} 中，请核对代码，或先在那里补上这个机构。")
    start, end, known = _span(row)
    return Membership(body, row.text("short_name", required=True, longest=20), start, end, known, row.text("source"))


def _name(row: Reading) -> CollectiveName:
    start, end, known = _span(row)
    return CollectiveName(row.text("name", required=True, longest=40), start, end, known, row.text("source"))


def _span(row: Reading) -> tuple[date, date | None, Known]:
    """First and last day of a row; a span that ends before it begins is a fault."""
    start, known = row.since("from") or (date.max, Known.DAY)
    end = row.day("to")
    if end and start != date.max and end < start:
        row.fault("to", f"to（{end}）早于 from（{start}），请改正。")
    return start, end, known


def _no_overlap(spans: list[tuple[Reading, str, date, date | None]]) -> None:
    """The same body cannot be a member twice on one day, nor two names be right at once."""
    for number, (row, who, start, end) in enumerate(spans):
        for _, other, first, last in spans[:number]:
            if who == other and start <= (last or date.max) and first <= (end or date.max) and start != date.max:
                row.fault("from", "起止与前面的一项重叠，请改正。")


def _each_once(file: Reading, ordinals: list[int | None]) -> None:
    for index, ordinal in enumerate(ordinals):
        if ordinal is not None and ordinal in ordinals[:index]:
            file.fault(("conferences", index, "ordinal"), f"第{ordinal}次会议写了两条，请核对。")


def _conference(row: Reading, known: frozenset[str]) -> HeldConference:
    first, last, year = row.day("held_from"), row.day("held_to"), row.year("year")
    if first is None and year is None and not row.has("held_from") and not row.has("year"):
        row.fault("year", "year 和 held_from 至少写一项，请补写。")
    if first and year and first.year != year:
        row.fault("year", f"year（{year}）与 held_from（{first}）不是同一年，请改正。")
    if last and not row.has("held_from"):
        row.fault("held_to", "写了 held_to 就要写 held_from，请补写。")
    if first and last and last < first:
        row.fault("held_to", f"held_to（{last}）早于 held_from（{first}），请改正。")
    return HeldConference(
        year=first.year if first else year or 0,
        ordinal=row.whole("ordinal", low=1, high=999),
        held_from=first,
        held_to=last,
        host=_member_of(row, "host", known) or None,
        ad_hoc=row.flag("ad_hoc"),
        slot=row.whole("slot", low=1, high=MOST_A_YEAR),
        place=row.text("place"),
        source=row.text("source"),
        note=row.text("note"),
    )


def _event(row: Reading, known: frozenset[str]) -> RotationEvent:
    kind = row.choice("kind", EventKind, required=True)
    for key in NEEDS[kind] if kind else ():
        if not row.content.get(key):
            row.fault(key, f"这一类变动（{row.content['kind']}）必须写 {key}，请补写。")
    slot, other_slot = row.table("slot", required=True), row.table("other_slot")
    consents = (
        Consent(_member_of(consent, "body", known, required=True), consent.day("on", required=True) or date.max)
        for consent in row.rows("consents")
    )
    return RotationEvent(
        kind=kind or EventKind.NO_MEETING,
        on=row.day("on", required=True) or date.max,
        slot=_slot(slot) if slot else SlotKey(0),
        body=_member_of(row, "body", known),
        other=_member_of(row, "other", known),
        other_slot=_slot(other_slot) if other_slot else None,
        consents=tuple(consents),
        reason=row.text("reason"),
        source=row.text("source"),
    )


def _slot(row: Reading) -> SlotKey:
    return SlotKey(row.year("year", required=True) or 0, row.whole("slot", low=1, high=MOST_A_YEAR) or 1)


def _member_of(row: Reading, key: str, known: frozenset[str], *, required: bool = False) -> str:
    """Code of a body that is or was a member."""
    body = row.body(key, required=required)
    if body and body not in known:
        row.fault(key, f"“{body}”从来不是本圈成员，请核对代码，或补写 [[members]]。")
    return body
