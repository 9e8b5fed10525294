"""Metadata 元数据 of an Akoma Ntoso document: work, expression, manifestation, life cycle, references."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from lianxi.exporters.akoma_ntoso.writer import Element, own, sub
from lianxi.kernel.texts.addresses import COUNTRY, LANGUAGE, MAIN, Address
from lianxi.kernel.texts.captions import Caption, Event, EventKind, render
from lianxi.kernel.texts.exchange import LAYOUT

MAKER, AUTHOR, ORIGINAL, ROLE = "tlc-lianxi", "tlc-author", "ref-original", "tlc-role-author"
_TYPES = {
    EventKind.ADOPT: "generation",
    EventKind.AMEND: "amendment",
    EventKind.REVISE: "amendment",
    EventKind.REPEAL: "repeal",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about a text.

    address: with its version.
    title:   as a reader would cite it.
    on:      the day this file is made.
    events:  what its caption tells.
    number:  the document number; "" where it has none.
    """

    address: Address
    title: str
    on: date
    events: tuple[Event, ...] = ()
    number: str = ""


def put_metadata(parent: Element, metadata: Metadata, component: str = MAIN) -> Element:
    """The metadata of the text itself, or the short one of an attachment."""
    meta = sub(parent, "meta")
    _identification(meta, metadata, replace(metadata.address, component=component, portion=""))
    if component == MAIN:
        _publication(meta, metadata)
        _lifecycle(meta, metadata)
        _references(meta, metadata)
    return meta


def put_proprietary(meta: Element) -> Element:
    """The place for what the schema has no name for."""
    return sub(meta, "proprietary", source=f"#{MAKER}")


def _identification(meta: Element, metadata: Metadata, address: Address) -> None:
    """In the order the schema asks for: this, uri, alias, date, author, country, subtype, number, name."""
    part = f"/!{address.component}"
    identification = sub(meta, "identification", source=f"#{MAKER}")
    work = sub(identification, "FRBRWork")
    _named(work, address.work + part, address.work)
    sub(work, "FRBRalias", value=metadata.title, name="title")
    _dated(work, address.day, "work", AUTHOR)
    sub(work, "FRBRcountry", value=COUNTRY)
    sub(work, "FRBRsubtype", value=address.subtype)
    sub(work, "FRBRnumber", value=metadata.number or address.slug)
    sub(work, "FRBRname", value=metadata.title)
    expression = sub(identification, "FRBRExpression")
    _named(expression, address.expression + part, address.expression)
    _dated(expression, address.version or address.day, "expression", AUTHOR)
    sub(expression, "FRBRlanguage", language=LANGUAGE)
    manifestation = sub(identification, "FRBRManifestation")
    _named(manifestation, f"{address.expression}{part}.xml", f"{address.expression}.xml")
    _dated(manifestation, metadata.on, "manifestation", MAKER)


def _named(parent: Element, this: str, uri: str) -> None:
    sub(parent, "FRBRthis", value=this)
    sub(parent, "FRBRuri", value=uri)


def _dated(parent: Element, day: date, name: str, author: str) -> None:
    sub(parent, "FRBRdate", date=day.isoformat(), name=name)
    role = {"as": f"#{ROLE}"} if author == AUTHOR else {}
    sub(parent, "FRBRauthor", href=f"#{author}", **role)


def _publication(meta: Element, metadata: Metadata) -> None:
    """Where the caption tells of a publication, the last one."""
    found = [event for event in metadata.events if event.kind is EventKind.PUBLISH and event.date]
    if found:
        said = found[-1]
        number = {"number": said.number} if said.number else {}
        day = said.date.isoformat() if said.date else ""
        sub(meta, "publication", date=day, name=EventKind.PUBLISH.label, showAs=_words(said), **number)


def _lifecycle(meta: Element, metadata: Metadata) -> None:
    """An event for each that the caption dates; the day of the work where it tells of none."""
    lifecycle = sub(meta, "lifecycle", source=f"#{MAKER}")
    dated = [event for event in metadata.events if event.date]
    if not any(event.kind is EventKind.ADOPT for event in dated):
        day = metadata.address.day.isoformat()
        sub(lifecycle, "eventRef", eId="event-0", date=day, source=f"#{ORIGINAL}", type="generation")
    for index, event in enumerate(dated, start=1):
        kind = {"type": _TYPES[event.kind]} if event.kind in _TYPES else {}
        changes = kind and event.kind is not EventKind.ADOPT
        source = f"#ref-{index}" if changes else f"#{ORIGINAL}"
        day = event.date.isoformat() if event.date else ""
        made = sub(lifecycle, "eventRef", eId=f"event-{index}", date=day, source=source, **kind)
        made.set(f"{{{LAYOUT}}}kind", event.kind.value)


def _references(meta: Element, metadata: Metadata) -> None:
    """The text itself, what changed it (by title: its own address is not known), who made it."""
    references = sub(meta, "references", source=f"#{MAKER}")
    sub(references, "original", eId=ORIGINAL, href=metadata.address.work, showAs=metadata.title)
    for index, event in enumerate((event for event in metadata.events if event.date), start=1):
        if event.kind in _TYPES and event.kind is not EventKind.ADOPT:
            sub(references, "passiveRef", eId=f"ref-{index}", href="#", showAs=event.instrument or _words(event))
    sub(references, "TLCOrganization", eId=MAKER, href="/ontology/organization/lianxi", showAs="联席")
    region = f"{COUNTRY}-{metadata.address.region}" if metadata.address.region else COUNTRY
    author = f"/ontology/organization/{region}/author"
    sub(references, "TLCOrganization", eId=AUTHOR, href=author, showAs=_author(metadata.events))
    sub(references, "TLCRole", eId=ROLE, href="/ontology/role/author", showAs="制定机关")


def _author(events: tuple[Event, ...]) -> str:
    """Who passed or else published the text."""
    makers = [event for event in events if event.kind in (EventKind.ADOPT, EventKind.PUBLISH) and event.body]
    if not makers:
        return "题注没有写明"
    bare = replace(makers[0], date=None, term=None, session=None, presidium_session=None, instrument=None)
    return _words(bare).strip("（）").removesuffix(makers[0].kind.label)


def _words(event: Event) -> str:
    """The event in one line of standard wording."""
    return render(Caption((event,))).strip("（）")


def put_identities(about: Element, identities: dict[str, str]) -> None:
    """Identities of pieces that have no element of their own, such as the lines of a preamble."""
    for eid, wid in sorted(identities.items()):
        own(about, "identity", eId=eid, wId=wid)
