"""How well characters fit 通顺程度: the character model, the document's own clean text, the places it may name.

What stands elsewhere in a document is likely to stand here too: its own counts
weigh against the model as in Witten–Bell smoothing, by how often the characters
before were seen there and by how many different ones followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log

from lianxi.kernel.texts.characters import is_cjk, simple
from lianxi.kernel.texts.damage.character_model import CharacterModel
from lianxi.kernel.texts.damage.shift.notes import without_notes

# −log of how many characters share the number "not counted".
_UNCOUNTED = 9.0
# What it costs to be written in the other script, or in a form that neither GB/T 2312 nor Big5 has.
_OTHER_SCRIPT, _RARE_FORM = 7.0, 4.0
# What it costs to be another form of a character that the document writes otherwise.
_VARIANT = 3.0
# From this share of converted characters on a document is a traditional one.
_TRADITIONAL = 0.05
# A name of the register counts as if the document had named it so often, in a list and at the start of a line.
_NAMED = ("、{}、", "\n{}")
# How far the document's own characters count wherever they stand (a rare name, say).
_OF_ITS_OWN = 0.05
# No more of a document than this is counted, in characters.
_COUNTED = 400_000
_NEVER: tuple[int, list[int]] = (0, [])


class Likelihood:
    """Costs (−log probabilities, in nats) of characters in one document."""

    def __init__(self, model: CharacterModel, clean: Iterable[str], places: Sequence[str]) -> None:
        """`clean` are the undamaged stretches of the document, `places` names it may contain."""
        self.model = model
        self._triples: Counter[tuple[int, ...]] = Counter()
        self._pairs: Counter[tuple[int, ...]] = Counter()
        self._singles: Counter[int] = Counter()
        self._forms: Counter[str] = Counter()
        self._known: dict[tuple[int, int, int], float] = {}
        self._glyphs: dict[str, tuple[int, float]] = {}
        self._plausible: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._own: dict[str, int] = {}
        self._followed: dict[tuple[int, int], list[int]] = {}
        self._size = len(model.symbols)
        stretches = _limited(clean)
        for stretch in stretches:
            self._forms.update(stretch)
            self._count(without_notes(stretch))
        for place in places:
            for shape in _NAMED:
                self._count(shape.format(place))
        self._total = max(1, sum(self._singles.values()))
        self._after_two = _followers(self._triples)
        self._after_one = _followers(self._pairs)
        self.traditional = self._is_traditional()

    def number(self, char: str) -> int:
        """The model's number of a character in either script."""
        return self._glyph(char)[0]

    def numbers(self, text: str) -> list[int]:
        """Of a text, one for one."""
        own = self._own
        plain = zip(text.translate(simple()), self.model.encode(text), strict=True)
        return [number or own.get(char, 0) for char, number in plain]

    def cost(self, first: int, second: int, char: str) -> float:
        """Of `char` after two characters given by number, its written form included."""
        number, form = self._glyph(char)
        key = first, second, number
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._mixed(first, second, number)
        return known + form

    def plausible(self, chars: tuple[str, ...]) -> tuple[str, ...]:
        """Those counted and written as this document writes, or all where there is none."""
        if chars not in self._plausible:
            found = tuple(char for char in chars if self._glyph(char)[0] and self._glyph(char)[1] < _OTHER_SCRIPT)
            self._plausible[chars] = found or chars
        return self._plausible[chars]

    def _glyph(self, char: str) -> tuple[int, float]:
        """A character's number and what its written form costs."""
        glyph = self._glyphs.get(char)
        if glyph is None:
            (number,) = self.numbers(char)
            glyph = self._glyphs[char] = number, self._form_cost(char)
        return glyph

    def _mixed(self, first: int, second: int, third: int) -> float:
        counted = [number if number < self._size else 0 for number in (first, second, third)]
        chance = exp(-self.model.cost(counted[0], counted[1], counted[2]))
        if not counted[2]:
            chance *= exp(-_UNCOUNTED)
        chance += _OF_ITS_OWN * (self._singles[third] / self._total - chance)
        seen, followers = self._after_one.get((second,), _NEVER)
        kinds = len(followers)
        chance = (self._pairs[second, third] + (kinds + 2) * chance) / (seen + kinds + 2)
        seen, followers = self._after_two.get((first, second), _NEVER)
        kinds = len(followers)
        chance = (self._triples[first, second, third] + (kinds + 1) * chance) / (seen + kinds + 1)
        return -log(max(chance, 1e-12))

    def _form_cost(self, char: str) -> float:
        """What it costs a character to be written this way in this document."""
        cost = 0.0
        if not is_cjk(char) or self._forms[char]:
            return cost
        others = [form for form in _forms(simple().get(ord(char), char)) if form != char]
        if any(self._forms[form] for form in others):
            cost += _VARIANT
        if _in(char, "big5" if self.traditional else "gb2312"):
            return cost
        converted = ord(char) in simple()
        other_script = bool(others) and converted != self.traditional
        return cost + (_OTHER_SCRIPT if other_script else _RARE_FORM)

    def forms(self, number: int) -> list[str]:
        """How a numbered character may be written in this document, likeliest first."""
        if number >= self._size:
            return [char for char, own in self._own.items() if own == number]
        return sorted(_forms(self.model.symbols[number]), key=lambda form: self._glyph(form)[1])

    def followers(self, first: int, second: int) -> list[int]:
        """Numbers of the characters seen here, by the model or in the document, each once."""
        context = first, second
        if context not in self._followed:
            counted = self.model.followers(*(number if number < self._size else 0 for number in context))
            own = self._after_two.get(context, _NEVER)[1]
            self._followed[context] = list(dict.fromkeys([*own, *counted]))
        return self._followed[context]

    def _count(self, text: str) -> None:
        """Count a stretch; its characters that the model has not counted get numbers of their own."""
        plain = text.translate(simple())
        for char in sorted(set(plain) - self._own.keys() - self.model.numbers.keys()):
            self._own[char] = self._size + len(self._own)
        numbers = self.numbers(text)
        self._singles.update(numbers)
        self._triples.update(zip(numbers, numbers[1:], numbers[2:], strict=False))
        self._pairs.update(pairwise(numbers))

    def _is_traditional(self) -> bool:
        table = simple()
        hanzi = sum(count for char, count in self._forms.items() if is_cjk(char))
        converted = sum(count for char, count in self._forms.items() if ord(char) in table)
        return converted > _TRADITIONAL * max(hanzi, 1)


def _limited(clean: Iterable[str]) -> list[str]:
    """The first stretches, up to what is counted at most."""
    found: list[str] = []
    left = _COUNTED
    for stretch in clean:
        found.append(stretch[:left])
        left -= len(found[-1])
        if left <= 0:
            break
    return found


def _followers(counts: Counter[tuple[int, ...]]) -> dict[tuple[int, ...], tuple[int, list[int]]]:
    """How often each context was followed, and by what."""
    found: dict[tuple[int, ...], tuple[int, list[int]]] = {}
    for key, count in counts.items():
        seen, followers = found.get(key[:-1], (0, []))
        followers.append(key[-1])
        found[key[:-1]] = seen + count, followers
    return found


@cache
def _by_plain_form() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, plain in simple().items():
        found.setdefault(plain, []).append(chr(code))
    return {plain: (plain, *forms) for plain, forms in found.items()}


def _forms(plain: str) -> tuple[str, ...]:
    """All ways to write a simplified character, itself first."""
    return _by_plain_form().get(plain, (plain,))


def _in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
