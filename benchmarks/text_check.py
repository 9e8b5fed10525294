"""Reading a long text: megabytes of UTF-8 a second for the check-up and for each reader, by the time the process used.

    python benchmarks/text_check.py [ROUNDS]        default 5; the best round counts

An invented collection of regulations of about 1 MB: titles with captions, chapters, articles with points, citations,
duties and figures. In a copy a byte was lost every 20,000 characters or so, for the search for shifted spans.
The target is 1 MB a second for the check-up without search.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))

from lianxi.kernel.texts.assignments import read_assignments  # noqa: E402
from lianxi.kernel.texts.captions import find_captions  # noqa: E402
from lianxi.kernel.texts.citations import find_citations  # noqa: E402
from lianxi.kernel.texts.counts import read_counts  # noqa: E402
from lianxi.kernel.texts.damage.check import check  # noqa: E402
from lianxi.kernel.texts.numerals import write_number  # noqa: E402
from lianxi.kernel.texts.structure import read_structure  # noqa: E402
from lianxi.loaders.character_model import load_character_model  # noqa: E402
from lianxi.loaders.regions import place_names  # noqa: E402

LENGTH, ARTICLES, PER_CHAPTER, SHIFT_EVERY, SPAN = 350_000, 60, 12, 20_000, 12
CHAPTERS = ("总则", "职责分工", "规划建设", "保护管理", "法律责任", "附则")
WHO = (
    "市人民政府", "县级人民政府", "水行政主管部门", "生态环境主管部门", "林业主管部门", "示例河流域管理机构",
    "乡镇人民政府", "街道办事处", "村民委员会", "取水单位", "经营者", "施工单位", "行业协会", "档案馆",
)  # fmt: skip
HOW = (
    "应当按照各自职责", "应当在每年三月底前", "可以根据实际需要", "不得擅自", "应当会同有关部门",
    "应当自收到申请之日起十日内", "应当如实", "按照国家有关规定", "应当定期", "应当依法",
)  # fmt: skip
DOES = (
    "编制", "公布", "审查", "调整", "登记", "检查", "报告", "验收", "修复", "占用", "移送", "备案", "公开", "评估",
)  # fmt: skip
WHAT = (
    "河道岸线保护规划", "取水许可台账", "堤防巡查记录", "排污口名录", "水源涵养林", "监测站点布局", "生态流量方案",
    "工程竣工资料", "防汛物资储备", "船舶停泊区域", "采砂作业范围", "灌溉用水定额", "移民安置补偿", "投诉处理结果",
)  # fmt: skip
ENDS = (
    "并向社会公开", "并报上一级机关备案", "接受公众监督", "并保存{n}年", "所需经费列入本级预算", "每年安排资金{n}万元",
    "比上年增长{n}%", "具体办法由省人民政府制定", "并将结果告知申请人", "共{n}处",
)  # fmt: skip
CITED = (
    "根据《示例省河道管理条例》第{n}条的规定，", "违反本条例第{n}条第二款规定的，", "除本条例第{n}条规定的情形外，",
)  # fmt: skip


def main() -> None:
    """Build, measure, print one table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    text = collection(random.Random(7))
    shifted = with_shifts(text)
    model, places = load_character_model(), place_names()
    steps: dict[str, tuple[str, Callable[[str], object]]] = {
        "体检，不查找错位原文": (text, check),
        "体检，查找错位原文": (shifted, lambda said: check(said, model, places)),
        "结构": (text, read_structure),
        "题注": (text, find_captions),
        "引用": (text, find_citations),
        "任务": (text, read_assignments),
        "数量": (text, read_counts),
    }
    print(f"{len(text):,} 字，{megabytes(text):.2f} 兆字节，{shifted.count('?')} 处错位；{rounds} 次中最快的一次")
    print("\n| 步骤 | 兆字节/秒 | 毫秒 |\n|---|---:|---:|")
    for name, (said, read) in steps.items():
        best = min(measured(read, said) for _ in range(rounds))
        print(f"| {name} | {megabytes(said) / best:.2f} | {1000 * best:.0f} |")


def measured(read: Callable[[str], object], text: str) -> float:
    """Seconds of the processor for one run."""
    began = time.process_time()
    read(text)
    return time.process_time() - began


def megabytes(text: str) -> float:
    """Size in UTF-8."""
    return len(text.encode()) / 1e6


def collection(chance: random.Random) -> str:
    """Invented regulations, one after another, until the length is reached."""
    parts: list[str] = []
    length = 0
    while length < LENGTH:
        parts.append(regulation(chance, len(parts) + 1))
        length += len(parts[-1])
    return "".join(parts)[:LENGTH]


def regulation(chance: random.Random, serial: int) -> str:
    """Title, caption, chapters and articles."""
    year = 1995 + serial
    lines = [
        f"示例市第{write_number(serial)}河道保护条例",
        f"（{year}年5月{chance.randint(1, 28)}日示例市第{write_number(serial)}届人民代表大会常务委员会第三次会议通过）",
    ]
    for number in range(1, ARTICLES + 1):
        chapter, first = divmod(number - 1, PER_CHAPTER)
        if first == 0:
            lines.append(f"第{write_number(chapter + 1)}章　{CHAPTERS[chapter]}")
        lines.extend(article(chance, number))
    lines.append(f"第{write_number(ARTICLES + 1)}条　本条例自{year}年10月1日起施行。\n")
    return "\n".join(lines)


def article(chance: random.Random, number: int) -> list[str]:
    """One or two paragraphs, and with every fourth article a list."""
    cited = chance.choice(CITED).format(n=write_number(chance.randint(1, ARTICLES))) if chance.random() < 0.3 else ""
    lines = [f"第{write_number(number)}条　{cited}{sentence(chance)}"]
    if chance.random() < 0.4:
        lines.append(sentence(chance) + sentence(chance))
    if chance.random() < 0.25:
        lines.append(f"{chance.choice(WHO)}有下列情形之一的，由主管部门责令改正：")
        lines += [f"（{write_number(point)}）未按照规定{deed(chance)}的{'；。'[point == 4]}" for point in range(1, 5)]
    return lines


def sentence(chance: random.Random) -> str:
    """Two duties and what follows from them."""
    end = chance.choice(ENDS).format(n=chance.randint(2, 90))
    return f"{chance.choice(WHO)}{duty(chance)}，{duty(chance)}，{end}。"


def duty(chance: random.Random) -> str:
    """How something is to be done."""
    return chance.choice(HOW) + deed(chance)


def deed(chance: random.Random) -> str:
    """What is done with what."""
    return f"{chance.choice(DOES)}{chance.choice(WHAT)}、{chance.choice(WHAT)}"


def with_shifts(text: str) -> str:
    """The text with spans read one byte late, as pages show them: “?” for the lost byte, then other characters."""
    pieces: list[str] = []
    at = 0
    for place in range(SHIFT_EVERY, len(text) - 200, SHIFT_EVERY):
        start = text.index("应当", place)
        codes = text[start : start + SPAN].encode("gbk", "ignore")
        pieces += [text[at:start], "?" + codes[1:].decode("gb18030", "ignore")]
        at = start + SPAN
    return "".join((*pieces, text[at:]))


if __name__ == "__main__":
    main()
