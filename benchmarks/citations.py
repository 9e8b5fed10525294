"""Citations of a long text: the scan with a large register, and all of it; median and p95 in milliseconds.

    python benchmarks/citations.py [ROUNDS]        default 30

An invented text of 48,000 characters in the manner of a regulation, with a citation about every 90 characters,
and a register of 30,000 invented titles. The target is 5 ms for the scan and 60 ms for everything.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from lianxi.kernel.texts.citations import TitleRegister, find_citations
from lianxi.kernel.texts.citations.legible import Legible

TITLES, LENGTH = 30_000, 48_000
PLACES = [f"示例{name}{unit}" for name in "甲乙丙丁戊己庚辛壬癸" for unit in ("省", "市", "自治州", "县")]
SUBJECTS = [
    a + b
    for a in "水气土林草园道桥城乡港湾渔牧粮棉"
    for b in ("体保护", "源管理", "地利用", "路建设", "务公开", "安全")
]
NOUNS = ["条例", "办法", "若干规定", "实施细则", "管理规定", "暂行办法", "规则", "实施办法"]
SENTENCES = [
    "主管部门应当会同有关单位建立健全工作机制，加强监督检查，及时公布结果，方便群众查询和监督。",
    "根据《{title}》第{number}条第二款的规定，结合实际，制定本办法，并报上一级机关备案后公布施行。",
    "违反本条例第{number}条规定的，由主管部门责令限期改正，依照前款规定处理，并记入信用记录。",
    "单位和个人应当遵守{title}和其他有关规定，配合主管部门开展调查，如实提供情况和资料，不得拒绝。",
]


def main() -> None:
    """Build, measure, print one table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    titles = register_titles()
    began = time.perf_counter()
    register = TitleRegister(titles)
    built = 1000 * (time.perf_counter() - began)
    text = long_text(titles)
    legible = Legible.of(text)
    found = len(find_citations(text, register))
    print(f"{len(text):,} 字，{found} 处引用，{len(titles):,} 个名称（建表 {built:.0f} 毫秒）")
    print("\n| 步骤 | 中位数 | p95 |\n|---|---:|---:|")
    steps: dict[str, Callable[[], object]] = {
        "名称扫描": lambda: list(register.scan(legible.plain)),
        "全部，不带名称表": lambda: find_citations(text),
        "全部，带名称表": lambda: find_citations(text, register),
    }
    for name, step in steps.items():
        times = sorted(measured(step) for _ in range(rounds))
        print(f"| {name} | {statistics.median(times):.1f} | {times[int(0.95 * len(times))]:.1f} |")


def measured(step: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - began)


def register_titles() -> list[str]:
    """Titles that share beginnings and ends, as those of a province do."""
    every = [f"{place}{subject}{noun}" for place in PLACES for subject in SUBJECTS for noun in NOUNS]
    return random.Random(4).sample(every, min(TITLES, len(every)))


def long_text(titles: list[str]) -> str:
    """Numbered articles of invented sentences until the length is reached."""
    chance = random.Random(5)
    parts = ["示例市综合管理条例\n"]
    length = number = 0
    while length < LENGTH:
        number += 1
        said = "".join(chance.choices(SENTENCES, weights=(5, 1, 1, 1), k=3))
        article = f"第{number}条 " + said.format(title=chance.choice(titles), number=chance.randint(1, 60)) + "\n"
        parts.append(article)
        length += len(article)
    return "".join(parts)[:LENGTH]


if __name__ == "__main__":
    main()
