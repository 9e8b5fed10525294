"""The clean text 清洁稿: one text laid out as an official document, nothing added and nothing left out."""

from __future__ import annotations

import re

from lianxi.apps.rulebook.documents.layout import Stretch, lay_out, lines_of
from lianxi.apps.rulebook.documents.places import Places
from lianxi.exporters.official import OfficialDocument
from lianxi.kernel.texts.structure import Kind

_HASHES = re.compile(r"(?m)^\s*#{1,6}[ \t\u3000]+")


def clean(text: str, *, sample: bool = False) -> OfficialDocument:
    """The text by its structure: title, 题注, 目录, chapters, articles, attachments, who signs.

    The title is that of the document where the text begins with it; what stands before a title
    (公告, its number) keeps its place, and so does the title.
    """
    places = Places(text)
    title, body = split_title(places)
    stretch = Stretch(text[body:], None, places, body)
    return OfficialDocument(title=title, blocks=tuple(lay_out(lines_of([stretch]))), sample=sample)


def split_title(places: Places) -> tuple[str, int]:
    """The title with which a text begins, and where the rest begins; "" and 0 for a text that begins otherwise."""
    first = len(places.text) - len(places.text.lstrip())
    node = places.at(first)
    if node.kind is not Kind.TITLE or not places.begins(first):
        return "", 0
    return _HASHES.sub("", node.text).strip(), node.start + len(node.text)
