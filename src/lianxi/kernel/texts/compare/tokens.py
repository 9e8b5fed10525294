"""Legal tokens 法律文本单位: what a redline strikes or inserts as one piece.

《…》, 第X条之X and other numbered units, numbers with their unit (十五个工作日,
2018年, 30%) and Latin words are atoms; everything else goes character by
character (texts.md 4: a redline of single characters reads `20{+23年+}1{+0+}`).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.kernel.texts.characters import in_one_width
from lianxi.kernel.texts.compare.words import punctuation
from lianxi.kernel.texts.normalise import INVISIBLE, SAME_TEXT, normalise
from lianxi.kernel.texts.numerals import NUMERAL, read_ordinal_key

_UNITS = (
    "个工作日|个自然日|个交易日|个月|个百分点|工作日|周年|小时|分钟|平方米|平方公里|立方米|公里|公斤|万元|亿元"
    "|个|日|天|年|月|周|元|角|分|倍|次|届|名|人|位|件|份|项|款|条|章|节|编|户|家|处|亩|米|吨|岁|级|期|票|种|类|成|号|页|%|‰|℃"
)
"""Measure words after a number (GB/T 15835 and the wording of statutes)."""
_NUMBER = f"0-9{NUMERAL}"
_ATOM = re.compile(
    # What begins no atom is passed over in one go.
    rf"[^《第A-Za-z{_NUMBER}]*+(?:(?P<atom>"
    r"《[^《》\n]{1,80}》"
    rf"|(?P<unit>第[{_NUMBER}]{{1,12}}(?:[编章节款项目届次]|条(?:之[{_NUMBER}]{{1,4}}(?![{_NUMBER}日月年]))?))"
    rf"|[{_NUMBER}]{{1,16}}分之[{_NUMBER}]{{1,12}}"
    rf"|[0-9]{{1,20}}(?:[.,][0-9]{{1,12}}){{0,4}}(?:{_UNITS})?"
    rf"|[{_NUMBER}]{{1,16}}(?:{_UNITS})"
    rf"|[{_NUMBER}]{{2,16}}"
    r"|[A-Za-z]{2,40}"
    # The end counts as a match, or a stretch without atoms would be tried from each of its characters.
    r")|.|\Z)",
    re.DOTALL,
)
_INVISIBLE, _BLANKS = re.compile(f"[{INVISIBLE}]"), re.compile(rf"[\s{INVISIBLE}]+")
_PUNCTUATION = re.compile(f"[{punctuation()}]+")
_FIRST, _ROOM = 0xF0000, 0xFFFE
_STRANGE = re.compile("[\ud800-\udfff\U000f0000-\U000fffff]")


class Codes:
    """One private-use character (plane 15) for every atom of two texts, so that a comparison of characters
    compares tokens. Atoms beyond its room stay characters."""

    def __init__(self, renumbered: Mapping[str, str]) -> None:
        self.renumbered = renumbered
        self._codes: dict[str, str] = {}

    def of(self, form: str) -> str | None:
        """The character of a form; None where there is no room left."""
        if form not in self._codes and len(self._codes) < _ROOM:
            self._codes[form] = chr(_FIRST + len(self._codes))
        return self._codes.get(form)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    coded:  one character for each token.
    starts: where each begins in the text; what counts for nothing belongs to the token before it.
    """

    text: str
    coded: str
    starts: list[int]

    def printed(self, start: int, end: int) -> str:
        """The words of the tokens from `start` to `end`; all tokens together give the text."""
        if start == end:
            return ""
        first = self.starts[start] if start else 0
        return self.text[first : self.starts[end] if end < len(self.starts) else len(self.text)]


def read_tokens(text: str, codes: Codes, *, old: bool, strict: bool, without_punctuation: bool) -> Tokens:
    """The tokens of a text of the old side or of the new one."""
    made, origins = (text, None) if strict else _levelled(text)
    coded: list[str] = []
    places: list[int] = []
    at = 0
    for found in _ATOM.finditer(made):
        code = codes.of(_form(found, codes, old)) if found["atom"] else None
        if code is not None:
            begin, end = found.span("atom")
            coded += (_characters(made[at:begin], codes), code)
            places.extend(range(at, begin + 1))
            at = end
    coded.append(_characters(made[at:], codes))
    places.extend(range(at, len(made)))
    said = "".join(coded)
    if not strict:
        said, places = _without(_BLANKS, said, places)
    if without_punctuation:
        said, places = _without(_PUNCTUATION, said, places)
    return Tokens(text, said, [origins[place] for place in places] if origins else places)


def _without(passed_over: re.Pattern[str], said: str, places: list[int]) -> tuple[str, list[int]]:
    """The tokens that count."""
    kept, at, still = [], 0, []
    for found in passed_over.finditer(said):
        kept.append(said[at : found.start()])
        still += places[at : found.start()]
        at = found.end()
    return "".join([*kept, said[at:]]), still + places[at:]


def _levelled(text: str) -> tuple[str, array[int] | None]:
    """The text in the form of `SAME_TEXT`; where each character comes from, None if from the same place."""
    if unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text):
        return in_one_width(text), None
    made = normalise(text, SAME_TEXT)
    return made.text, made.starts or None


def _characters(stretch: str, codes: Codes) -> str:
    """The characters of a stretch; those that a comparison cannot carry get a code."""
    if not _STRANGE.search(stretch):
        return stretch
    return "".join((codes.of(char) or "\ufffd") if _STRANGE.match(char) else char for char in stretch)


def _form(found: re.Match[str], codes: Codes, old: bool) -> str:
    """The atom; a reference to an article of the same text under its new number, behind 》 it is one of another."""
    atom, unit, begin = found["atom"], found["unit"], found.start("atom")
    if not codes.renumbered or not unit or "条" not in unit or found.string[begin - 1 : begin] == "》":
        return atom
    key = read_ordinal_key(unit) or unit
    return f"第{codes.renumbered.get(key, key) if old else key}条"
