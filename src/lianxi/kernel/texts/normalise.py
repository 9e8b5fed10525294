"""Two named, versioned ways of making texts comparable 规范化, each traceable to the original.

`SEARCH` is used for text and keyword alike (design note on search): what is
found is found literally, whatever script, width or punctuation was typed.
`SAME_TEXT` compares adopted texts: only what carries no meaning is levelled;
punctuation and script stay. A version changes whenever a result may change,
so that an index or a fingerprint made with another one is made again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lianxi.kernel.texts.characters import CJK, every_width, simple
from lianxi.kernel.texts.letter_by_letter import LetterByLetter
from lianxi.kernel.texts.mapped import Edit, Mapped

_Step = Callable[[Mapped], Mapped]

INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Characters without width, as the inside of a character class in a pattern."""
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
"""Letters of a pinyin syllable that carry a tone mark (composed)."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_PINYIN = re.compile(rf"(?<=[{CJK}])\s?\((?=[a-zü]{{0,5}}[{TONED}])[a-zü{TONED}]{{1,7}}\)")
# A base character with the marks that combine with it, or one whose compatible form differs.
_UNUSUAL = re.compile(
    r"[^\n\t -~\u00a7\u00b0\u00b7\u2014\u2018-\u201d\u3001\u3002\u3008-\u3011\u3014-\u3015\u4e00-\u9fff\u3400-\u4dbf]"
    r"[\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]*"
    r"|.[\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]+"
)
_UNSEARCHED = re.compile("[、“”\"‘’'《》〈〉「」『』()\\[\\]〔〕【】\t \u00a0\u3000]+")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\f\v]")
_EDGES = re.compile(r"(?:^|(?<=\n))[\n \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=\n)|[\n \t\u00a0\u3000]+\Z")
_SEARCH_FOLDS = {ord("著"): "着", ord("妳"): "你", ord("牠"): "它"}


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of normalising.

    name, version: together the stamp kept beside everything made with it.
    steps:         what is done, in order.
    quick:         what gives the same where each character stands for itself, as nearly everywhere.
    """

    name: str
    version: int
    steps: tuple[_Step, ...]
    quick: Callable[[], LetterByLetter] | None = None

    @property
    def stamp(self) -> str:
        """Name and version, `search/1`."""
        return f"{self.name}/{self.version}"


def normalise(text: str, profile: Profile) -> Mapped:
    """The text in the form of a profile, with the place of each character in the original."""
    quickly = profile.quick and profile.quick().mapped(text)
    return quickly or step_by_step(text, profile)


def normal_form(text: str, profile: Profile) -> str:
    """The text alone, for whoever never looks back at the original."""
    quickly = profile.quick().text(text) if profile.quick else None
    return step_by_step(text, profile).text if quickly is None else quickly


def step_by_step(text: str, profile: Profile) -> Mapped:
    """`normalise` without its quick way."""
    made = Mapped.of(text)
    for step in profile.steps:
        made = step(made)
    return made


def _compatible(form: str) -> _Step:
    """Unicode normalisation cluster by cluster: what is one letter stays one place."""

    def step(made: Mapped) -> Mapped:
        if unicodedata.is_normalized(form, made.text):  # type: ignore[arg-type]
            return made
        edits: list[Edit] = []
        for found in _UNUSUAL.finditer(made.text):
            new = unicodedata.normalize(form, found[0])  # type: ignore[arg-type]
            if new != found[0]:
                edits.append((found.start(), found.end(), new))
        return made.replaced(edits)

    return step


def _without(pattern: re.Pattern[str], instead: str = "") -> _Step:
    def step(made: Mapped) -> Mapped:
        edits = [(found.start(), found.end(), instead) for found in pattern.finditer(made.text)]
        return made.replaced(edits) if edits else made

    return step


def _translated(table: Callable[[], dict[int, str]]) -> _Step:
    def step(made: Mapped) -> Mapped:
        return made.with_text(made.text.translate(table()))

    return step


def _lowered(made: Mapped) -> Mapped:
    if made.text.lower() == made.text:  # nearly every Chinese text; looking at each character is slow
        return made
    lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in made.text)
    return made.with_text(lowered)


def _search_folds() -> dict[int, str]:
    return _SEARCH_FOLDS


@cache
def _search_letters() -> LetterByLetter:
    return LetterByLetter.of(lambda every: step_by_step(every, SEARCH))


SEARCH = Profile(
    "search",
    1,
    (
        _without(_LINE_ENDS, "\n"),
        _without(_INVISIBLE),
        _compatible("NFKC"),
        _without(_PINYIN),
        _translated(simple),
        _translated(_search_folds),
        _lowered,
        _without(_UNSEARCHED),
    ),
    quick=_search_letters,
)
"""For exact search: NFKC, without pinyin notes, simplified, lower case, without 、“”《》（） and blanks.

。；：！？ and line ends stay as boundaries that no phrase crosses (full width becomes half width).
"""

SAME_TEXT = Profile(
    "same_text",
    2,
    (
        _without(_LINE_ENDS, "\n"),
        _without(_INVISIBLE),
        _translated(every_width),
        _compatible("NFC"),
        _without(_EDGES),
    ),
)
"""For adopted texts: NFC, one width for letters, digits and all marks, without invisible characters and
without blanks and empty lines at the edges. Punctuation stays, traditional and simplified stay apart."""

VISIBLE = Profile("visible", 1, (_without(_INVISIBLE),))
"""A text without its characters without width, which would stand in the way of reading its lines and numbers."""
