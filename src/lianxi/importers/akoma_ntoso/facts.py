"""What the metadata of an Akoma Ntoso file say: title, address, events, identities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lxml import etree

from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.addresses import Address, parse_address
from lianxi.kernel.texts.exchange import LAYOUT

Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class AknEvent:
    """An event of the text's life.

    kind: `adopt`, `amend`, `repeal` … where the file is ours; of others `generation`, `amendment`, `repeal` or "".
    date: None where what stands there is no day.
    said: how the instrument is called that the event refers to; "" where it is not said.
    """

    kind: str
    date: date | None
    said: str


def local(element: Element) -> str:
    """The name of an element without its namespace; "" of a comment and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Direct children of these names, or all."""
    return (child for child in (element if element is not None else ()) if not names or local(child) in names)


def first(element: Element | None, *path: str) -> Element | None:
    """The first descendant down a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def read_title(meta: Element | None) -> str:
    """The title among the aliases of the work, or any alias; "" where none is given."""
    work = first(meta, "identification", "FRBRWork")
    aliases = list(children(work, "FRBRalias"))
    titled = [one for one in aliases if one.get("name") == "title"]
    return next((one.get("value", "") for one in (*titled, *aliases)), "").strip()


def read_uri(meta: Element | None) -> str:
    """The address of the version, or of the work; "" where there is none."""
    for level in ("FRBRExpression", "FRBRWork"):
        uri = first(meta, "identification", level, "FRBRuri")
        if uri is not None and uri.get("value"):
            return str(uri.get("value")).strip()
    return ""


def read_address(uri: str) -> Address | None:
    """The address as ours; None for one of another country or another form."""
    try:
        return parse_address(uri)
    except Refused:
        return None


def read_events(meta: Element | None) -> tuple[AknEvent, ...]:
    """The life cycle in the order of the file."""
    known = {one.get("eId") or one.get("id"): one.get("showAs", "") for one in children(first(meta, "references"))}
    return tuple(
        AknEvent(
            one.get(f"{{{LAYOUT}}}kind") or one.get("type", ""),
            _day(one.get("date", "")),
            known.get(one.get("source", "").removeprefix("#"), ""),
        )
        for one in children(first(meta, "lifecycle"), "eventRef")
    )


def read_identities(document: Element, meta: Element | None) -> dict[str, str]:
    """Id → identity where the two differ."""
    held = (*document.iter(etree.Element), *children(first(meta, "proprietary"), "identity"))
    pairs = ((one.get("eId"), one.get("wId")) for one in held)
    return {eid: wid for eid, wid in pairs if eid and wid and eid != wid}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
