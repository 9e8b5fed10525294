"""Exact search 精确检索, the pure half: what is indexed of a text, what a typed query asks, where it is in a text.

A keyword is found where it literally occurs after the profile `SEARCH`, and
nowhere else. Words are never cut out by a dictionary: on official text that
missed one hit in eleven (design note on search).
"""

from lianxi.kernel.texts.search.grams import BREAK, distinct_characters, overlapping_pairs, stretches
from lianxi.kernel.texts.search.matching import Fields, matches
from lianxi.kernel.texts.search.query import Keyword, Query, Where, parse_query, typed_words
from lianxi.kernel.texts.search.snippets import Snippet, snippet

__all__ = [
    "BREAK",
    "Fields",
    "Keyword",
    "Query",
    "Snippet",
    "Where",
    "distinct_characters",
    "matches",
    "overlapping_pairs",
    "parse_query",
    "snippet",
    "stretches",
    "typed_words",
]
