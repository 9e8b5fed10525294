"""How likely one character follows two others 字模型: counted from official text, asked when a character was lost.

An interpolated Kneser–Ney trigram model over simplified characters (Chen and
Goodman 1999, "An empirical study of smoothing techniques for language
modeling"), pruned and renormalised in the ARPA way. The file holds counts
turned into probabilities, no text. It is built by `tools/character_model.py`.
"""

from __future__ import annotations

import json
import lzma
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.texts.characters import simple

FORMAT = "lianxi-characters-1"
STEP = 1 / 8
"""Log probabilities are kept in steps of an eighth of a nat, one byte each."""

UNKNOWN, DIGIT, LETTER, BREAK = "□", "0", "A", "\n"
"""What stands for any character not counted, any digit, any Latin letter, any space or end of line."""

_FULL = {ord(half): full for half, full in zip(",;:!?()", "，；：！？（）", strict=True)}


@dataclass(frozen=True, slots=True)
class CharacterModel:
    """Probabilities of characters after two others, by bisection in sorted arrays.

    version, sources: what it was counted from.
    numbers:          character → its number; several characters may share one (all digits do).
    """

    version: str
    sources: tuple[str, ...]
    symbols: str
    numbers: dict[str, int]
    singles: bytes
    pair_starts: array[int]
    pair_seconds: array[int]
    pair_costs: bytes
    pair_backoffs: bytes
    triple_starts: array[int]
    triple_thirds: array[int]
    triple_costs: bytes
    readings: dict[str, str]

    @classmethod
    def from_bytes(cls, content: bytes) -> CharacterModel:
        """The model of a file's content, or `DefinitionError` that says what is wrong with it."""
        line, _, packed = content.partition(b"\n")
        try:
            head = json.loads(line)
            if head.get("format") != FORMAT:
                raise ValueError(f"format {head.get('format')!r}")
            body = memoryview(lzma.decompress(packed))
            sections = _sections(body, head["lengths"])
            return cls._of(head, sections)
        except (ValueError, KeyError, TypeError, AttributeError, lzma.LZMAError) as why:
            message = f"字模型文件读不懂（{why}），请用 tools/character_model.py 重新生成。"
            raise DefinitionError((Fault("characters.model", "", message),)) from why

    @classmethod
    def _of(cls, head: dict[str, object], sections: list[bytes]) -> CharacterModel:
        singles, pair_counts, seconds, costs, backoffs, triple_counts, thirds, triple_costs, symbols, readings = (
            sections
        )
        known = symbols.decode("utf-8")
        pair_starts = array("L", accumulate(_numbers("H", pair_counts), initial=0))
        triple_starts = array("L", accumulate(_numbers("H", triple_counts), initial=0))
        if not (len(singles) == len(known) == len(pair_starts) - 1 and len(costs) == len(triple_starts) - 1):
            raise ValueError("sections do not fit together")
        return cls(
            str(head["version"]),
            tuple(map(str, head["sources"])) if isinstance(head["sources"], list) else (),
            known, _numbering(known), singles, pair_starts, _numbers("H", seconds), costs, backoffs,
            triple_starts, _numbers("H", thirds), triple_costs,
            dict(row.split("\t") for row in readings.decode("utf-8").splitlines()),
        )  # fmt: skip

    def number(self, char: str) -> int:
        """The number under which a character is counted."""
        return self.numbers.get(char, 0)

    def encode(self, text: str) -> list[int]:
        """The numbers of a text's characters, one for one, traditional ones as simplified."""
        numbers = self.numbers
        return [numbers.get(char, 0) for char in text.translate(simple())]

    def cost(self, first: int, second: int, third: int) -> float:
        """−log P(third | first second) in nats."""
        pair = self._pair(first, second)
        backed_off = 0
        if pair >= 0:
            low, high = self.triple_starts[pair], self.triple_starts[pair + 1]
            at = bisect_left(self.triple_thirds, third, low, high)
            if at < high and self.triple_thirds[at] == third:
                return self.triple_costs[at] * STEP
            backed_off = self.pair_backoffs[pair]
        return (backed_off + self._pair_cost(second, third)) * STEP

    def followers(self, first: int, second: int) -> list[int]:
        """Characters kept as seen after these two."""
        pair = self._pair(first, second)
        return self.triple_thirds[self.triple_starts[pair] : self.triple_starts[pair + 1]].tolist() if pair >= 0 else []

    def _pair(self, first: int, second: int) -> int:
        low, high = self.pair_starts[first], self.pair_starts[first + 1]
        at = bisect_left(self.pair_seconds, second, low, high)
        return at if at < high and self.pair_seconds[at] == second else -1

    def _pair_cost(self, first: int, second: int) -> int:
        at = self._pair(first, second)
        if at >= 0:
            return self.pair_costs[at]
        return self._single_backoff(first) + self.singles[second]

    def _single_backoff(self, first: int) -> int:
        return self.pair_backoffs[len(self.pair_costs) + first]


def _sections(body: memoryview, lengths: list[int]) -> list[bytes]:
    ends = list(accumulate(lengths, initial=0))
    if ends[-1] != len(body):
        raise ValueError(f"{len(body)} bytes instead of {ends[-1]}")
    return [bytes(body[start:end]) for start, end in pairwise(ends)]


def _numbers(code: str, content: bytes) -> array[int]:
    """Little-endian numbers of a section."""
    found: array[int] = array(code)
    found.frombytes(content)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _numbering(symbols: str) -> dict[str, int]:
    """Each character's number, with digits, letters, widths and spaces folded together."""
    numbers = {char: number for number, char in enumerate(symbols)}
    for chars, symbol in FOLDED:
        numbers.update(dict.fromkeys(chars, numbers.get(symbol, 0)))
    for half, full in _FULL.items():
        numbers[chr(half)] = numbers.get(full, 0)
    return numbers


FOLDED = (
    ("0123456789０１２３４５６７８９", DIGIT),
    ("".join(chr(base + step) for base in (0x41, 0x61, 0xFF21, 0xFF41) for step in range(26)), LETTER),
    (" \t\r\n\u3000\u2028\u2029", BREAK),
)
"""Characters counted as one."""
