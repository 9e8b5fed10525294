"""What export and import of Akoma Ntoso agree on 交换格式: element names, and how exact layout is written down.

What is seen stands in the elements. White space around it, and the line ends,
stand in attributes of a namespace of our own, and only where they are not what
is usual in this text; what is usual is listed once in its metadata. Characters
that XML cannot hold stand as empty elements with the number of the character.
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.structure import Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LAYOUT = "urn:lianxi:layout:1"

ELEMENTS = {
    Kind.PART: "part",
    Kind.SUBPART: "subpart",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.POINT: "point",
    Kind.INDENT: "indent",
    Kind.LEVEL: "level",
}
"""Elements of provisions; pieces of other kinds are an `hcontainer` named after their kind."""
PIECES = frozenset({"p", "num", "heading", "tocItem"})
"""Elements that hold the words."""
CHARACTER, LATER = "character", "end"
"""Name of the element for a character XML cannot hold; mark of a piece that stands at the end of its document."""

BLANKS = " \t\u3000\u00a0\ufeff\u200b\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What is layout at both ends of a line."""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, lone surrogates and the two noncharacters that XML 1.0 (2.2) excludes."""

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG = {said: char for char, said in _SHORT.items()}
_ESCAPED = re.compile(r"\\(?:[\\nrt]|u[0-9a-f]{4}|U00(?:0[0-9a-f]|10)[0-9a-f]{4})")


def begins_line(before: str) -> bool:
    """Whether what follows `before` stands at the beginning of a line."""
    return not before or before[-1] in _BREAKS


def after_last_break(blank: str) -> int:
    """Where the last line of a stretch begins; 0 where it has no line end."""
    return max(blank.rfind(char) for char in _BREAKS) + 1


def escape(layout: str) -> str:
    """White space as an attribute shows it: blanks as they are, line ends as \\n, what is not seen by its number."""
    return "".join(_escaped(char) for char in layout)


def unescape(said: str) -> str:
    """The white space that `escape` wrote."""
    return _ESCAPED.sub(lambda found: _LONG.get(found[0]) or chr(int(found[0][2:], 16)), said)


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char == "\u3000" or char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
