"""Whether one copy fits another that shows better what may differ 按样套读.

What may differ is found by lines (a caption fills its lines, a date below a
signature stands alone). White space never makes copies unequal: a copy whose
lines are run together is read by the places that another copy shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lianxi.kernel.texts.numerals import NUMERAL, read_number
from lianxi.kernel.texts.same_text.copy import FIELDS, MaskedCopy
from lianxi.kernel.texts.same_text.passing import Field
from lianxi.kernel.texts.same_text.sittings import day_of

_N = f"[{NUMERAL}0-9]"
_WORDS = {
    Field.DATE: re.compile(rf"[(（]?{_N}{{4}}年{_N}{{1,3}}月{_N}{{1,3}}日[)）]?"),
    Field.TERM: re.compile(rf"{_N}{{1,4}}"),
    Field.SESSION: re.compile(rf"{_N}{{1,4}}"),
    Field.NUMBER: re.compile(rf"{_N}{{1,8}}"),
}
_SIGNS = re.compile(f"[{''.join(sign for sign, field in FIELDS.items() if field is not Field.BODY)}]")


def alike(copies: Sequence[MaskedCopy]) -> list[int]:
    """For each copy the first one that says the same; copies by their fingerprint, then by fitting one another."""
    first: dict[str, int] = {}
    named: dict[int, str] = {}
    for at, copy in enumerate(copies):
        if copy.fingerprint not in first:
            named[at] = copy.named()
            homes = dict.fromkeys(first.values())
            fitting = (other for other in homes if _fits(copies[other], named[at]) or _fits(copy, named[other]))
            first[copy.fingerprint] = next(fitting, at)
    return [first[copy.fingerprint] for copy in copies]


def _fits(template: MaskedCopy, words: str) -> bool:
    """Whether words are the template's, with a date or number of their own in each of its places.

    Where the template says one sitting twice, they must too.
    """
    skeleton = template.skeleton
    taken = (one for one, field in template.places() if field is not Field.BODY)
    said: dict[tuple[Field, object], object] = {}
    at = start = 0
    for sign in _SIGNS.finditer(skeleton):
        field, segment = FIELDS[sign[0]], skeleton[start : sign.start()]
        found = _WORDS[field].match(words, at + len(segment)) if words.startswith(segment, at) else None
        if found is None:
            return False
        value = _value(field, found[0])
        if said.setdefault((field, _value(field, next(taken))), value) != value and field is not Field.NUMBER:
            return False
        at, start = found.end(), sign.end()
    return words[at:] == skeleton[start:]


def _value(field: Field, words: str) -> object:
    return day_of(words.strip("()（）")) if field is Field.DATE else read_number(words)
