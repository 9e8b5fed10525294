"""Elements and attributes by their local name: the strict and the usual form of the format differ in nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element
_OFF = frozenset({"0", "false", "off", "none"})


def local(element: Element) -> str:
    """The name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name, "" where it is missing."""
    if element is None:
        return ""
    for key, said in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(said)
    return ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of a name."""
    return (child for child in (() if element is None else element) if local(child) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, and its first of the next name."""
    found = element
    for name in path:
        found = next(children(found, name), None)
    return found


def number(text: str) -> int | None:
    """A whole number as an attribute writes it, within what the format allows."""
    try:
        found = int(text)
    except ValueError:
        return None
    return found if abs(found) < 2**31 else None


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:vanish` is set."""
    return element is not None and value(element).lower() not in _OFF
