"""The fields of the index, and a document as the index takes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

import tantivy

from lianxi.apps.search.documents import Document, Shown, Source, final_status, last_turn
from lianxi.kernel.texts.normalise import SEARCH, normal_form
from lianxi.kernel.texts.search import Where, distinct_characters, overlapping_pairs

FORMAT = f"2 {SEARCH.stamp} {tantivy.__version__}"
"""Changes whenever an index made with another one would answer otherwise."""
NO_DAY = date.max.toordinal() + 1
HEAD, SOMETIMES, STATE = "head", "sometimes", "state"
OF_HEADS = (Where.TITLE, Where.NUMBER, Where.ISSUER)

_MOST_GROUPS, _MOST_ORDERS = (1 << 24) - 1, (1 << 15) - 1


def pairs_of(where: Where) -> str:
    """The field that holds the pairs of characters; `ANYWHERE` has all words of a document."""
    return "words" if where is Where.ANYWHERE else f"{where.value}_words"


def characters_of(where: Where) -> str:
    """The field that holds the single characters."""
    return "characters" if where is Where.ANYWHERE else f"{where.value}_characters"


def build_schema() -> tantivy.Schema:
    """The same in every index of one `FORMAT`."""
    builder = tantivy.SchemaBuilder()
    for where in (Where.ANYWHERE, *OF_HEADS):
        builder.add_text_field(pairs_of(where), tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(characters_of(where), tokenizer_name="whitespace", index_option="basic")
    for name in ("object", "flag", "seen_by", "region", "body"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("issuer", "kind", "standing", "final"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("group", indexed=True, fast=True)
    for name in ("rank", "newest", "year", "day", "starts", "ends", "alone", "turns"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("shown", "facts"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def object_term(source: str, object_id: int) -> str:
    """By which all documents of an object are deleted."""
    return f"{source}:{object_id}"


def group_number(source: Source, group: int) -> int:
    """One number for a work, different for each source."""
    return (source.number << 32) | group


def indexed(document: Document, source: Source, object_id: int) -> tantivy.Document:
    """As the index takes it."""
    made = tantivy.Document()
    _add_words(made, document)
    made.add_text("object", object_term(source.code, object_id))
    _add_conditions(made, document, source)
    for name, number in _sort_keys(document).items():
        made.add_unsigned(name, number)
    shown = plain(document, source)
    made.add_bytes("shown", shown)
    made.add_bytes("facts", _fingerprint(document, shown))
    return made


def facts(document: Document, source: Source) -> bytes:
    """A fingerprint of all that is indexed of a document, by which a difference is found without taking it apart."""
    return _fingerprint(document, plain(document, source))


def _fingerprint(document: Document, shown: bytes) -> bytes:
    words = sorted(document.fields.items()) if document.order == 0 else []  # of a provision these are in `shown`
    said = (
        document.order, words, sorted(document.seen_by), document.regions, document.body, *_days(document.shown),
    )  # fmt: skip
    return blake2b(shown + repr(said).encode("utf-8", "replace"), digest_size=12).digest()


def plain(document: Document, source: Source) -> bytes:
    """What is shown of a hit, kept in the index so that a page of hits is of one moment."""
    return json.dumps(
        [source.code, document.group, document.title, document.link, document.eid, document.label, document.words,
         document.issuer, document.kind, document.day.isoformat(), document.standing],
        ensure_ascii=False,
    ).encode("utf-8", "replace")  # fmt: skip


def normalised(words: str) -> str:
    """By the profile of search; what cannot be written as UTF-8 is found nowhere."""
    return normal_form(words, SEARCH).encode("utf-8", "replace").decode()


def _add_words(made: tantivy.Document, document: Document) -> None:
    """Each field on its own for a head; all of them, one below the other, for the question that names none."""
    said = {where: normalised(words) for where, words in document.fields.items()}
    _add(made, Where.ANYWHERE, "\n".join(said.values()))
    for where in OF_HEADS:
        if said.get(where):
            _add(made, where, said[where])


def _add(made: tantivy.Document, where: Where, normal: str) -> None:
    made.add_text(pairs_of(where), " ".join(overlapping_pairs(normal)))
    made.add_text(characters_of(where), " ".join(distinct_characters(normal)))


def _add_conditions(made: tantivy.Document, document: Document, source: Source) -> None:
    for name, values in _terms(document, source).items():
        for value in values:
            made.add_text(name, value)
    made.add_unsigned("group", group_number(source, document.group))
    made.add_unsigned("day", document.day.toordinal())
    made.add_unsigned("year", document.day.year)
    for name, number in zip(("starts", "ends", "alone"), _days(document.shown), strict=True):
        made.add_unsigned(name, number)
    made.add_unsigned("turns", last_turn(document.standing))


def _days(shown: Shown) -> tuple[int, int, int]:
    """First day, the day after the last, and the day before which it stands alone, as numbers."""
    return (
        shown.start.toordinal() if shown.start else NO_DAY,
        shown.end.toordinal() if shown.end else NO_DAY,
        shown.alone_until.toordinal() if shown.alone_until else 0,
    )


def _terms(document: Document, source: Source) -> dict[str, Iterable[str]]:
    flags = [HEAD] if document.order == 0 else []
    return {
        "flag": flags if document.shown.always else [*flags, SOMETIMES],
        "seen_by": sorted(seen_term(source.code, one) for one in document.seen_by),
        "region": document.regions,
        "body": [document.body],
        "issuer": [document.issuer],
        "kind": [document.kind],
        "standing": [document.standing],
        "final": [final_status(document.standing)],
    }


def seen_term(source: str, term: str) -> str:
    """A term of visibility, kept apart from those of other sources."""
    return f"{source}/{term}"


def _sort_keys(document: Document) -> dict[str, int]:
    """One number each: heads first, then the newest; within a work in its order."""
    place = (min(document.group, _MOST_GROUPS) << 15) | (_MOST_ORDERS - min(document.order, _MOST_ORDERS))
    newest = (document.day.toordinal() << 39) | place
    return {"rank": ((document.order == 0) << 61) | newest, "newest": newest}
