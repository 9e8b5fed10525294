"""Whether a provision answers a query: the definition that every index is held against."""

from __future__ import annotations

from collections.abc import Mapping

from lianxi.kernel.texts.search.grams import stretches
from lianxi.kernel.texts.search.query import Keyword, Query, Where

Fields = Mapping[Where, str]
"""The normalised words of each field; `ANYWHERE` is not among them, it means any of these."""


def matches(query: Query, fields: Fields) -> bool:
    """Whether each group has a keyword that occurs, and no unwanted one does."""
    return all(any(occurs(one, fields) for one in group) for group in query.groups) and not any(
        occurs(one, fields) for one in query.none
    )


def occurs(keyword: Keyword, fields: Fields) -> bool:
    """Whether a keyword literally occurs: each of its parts within a stretch of one and the same field."""
    wanted = fields.values() if keyword.where is Where.ANYWHERE else [fields.get(keyword.where, "")]
    return any(_holds(words, keyword) for words in wanted)


def _holds(words: str, keyword: Keyword) -> bool:
    said = stretches(words)
    return all(any(part in stretch for stretch in said) for part in keyword.parts)
