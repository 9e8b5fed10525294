"""Provisions in the manner of rules, invented from our own words, in any number and the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from lianxi.apps.search.documents import Document, Shown, standing_line
from lianxi.kernel.texts.search import Where
from lianxi.kernel.texts.validity import Happening, HappeningKind

FIRST = """
预算 监督 审计 规划 环境 水域 岸线 道路 桥梁 学校 医院 社区 乡村 企业 项目 资金 合同
档案 数据 信用 许可 备案 公示 听证 评估 巡查 检查 整改 问责 培训 宣传 志愿 养老 托育
助残 救助 就业 消防 防汛 应急 交通 停车 绿化 照明 垃圾 污水 噪声 扬尘 林地 湿地 海域
渔业 农田 种子 仓储 物流 市场 价格 计量 标准 质量 食品 药品 旅游 文物 体育 广告 网络
电力 燃气 供水 节能 碳汇 招标 采购
""".split()  # noqa: SIM905
SECOND = """
部门 机关 单位 委员会 主管 负责人 工作人员 代表 公民 组织 应当 可以 不得 及时 依法 统一
分级 共同 建立 健全 制定 公布 报告 审查 批准 执行 实施 落实 加强 改进 完善 支持 鼓励
引导 规范 促进 保障 承担 配合 协调 会同 指导 督促 组织 汇总 分析 研究 提出 意见 方案
办法 措施 制度 机制 程序 目录 清单 期限 条件 范围 责任 结果 情况 信息 材料 记录 平台
网站 会议 计划 年度 季度
""".split()  # noqa: SIM905
RARE = [a + b for a in "鲸礁榕椰珊瑚潮汐峡岬" for b in "湾屿洲汊堰闸渠港埠墟"]
LINKS = ["的", "和", "，", "、", "与", "对", "在", "由", "将", "并", "或者", "以及", "按照", "根据"]
KINDS = ["dfxfg", "guizhang", "guifan", "renda", "dangnei", "neibu"]


def corpus(amount: int, seed: int = 1, first: int = 0) -> Iterator[Document]:
    """So many documents, about 17 to a work, heads included; works are numbered from behind `first` on."""
    chance = random.Random(seed)
    made, group = 0, first
    while made < amount:
        group += 1
        for one in _work(group, min(amount - made, chance.randint(4, 30)), chance):
            yield one
            made += 1


def _work(group: int, size: int, chance: random.Random) -> Iterator[Document]:
    title = f"示例{_words(chance, 2)}{chance.choice(['管理办法', '若干规定', '实施细则', '条例', '工作规则'])}"
    issuer = f"示例{chance.choice(FIRST)}{chance.choice(['局', '委员会', '办公室'])}"
    day = date(2005, 1, 1) + timedelta(chance.randrange(7800))
    history = [Happening(HappeningKind.COMMENCE, day)]
    if chance.random() < 0.1:
        history.append(Happening(HappeningKind.REPEAL, day + timedelta(chance.randrange(60, 3000)), "示例决定"))
    shared = {
        "title": title, "link": f"/rules/{group}", "issuer": issuer, "kind": chance.choice(KINDS), "day": day,
        "body": f"99{chance.randrange(40):02}00", "regions": (f"99{chance.randrange(40):02}00", "990000"),
        "seen_by": frozenset({"public" if chance.random() < 0.7 else f"body:99{chance.randrange(40):02}00"}),
        "shown": Shown(day, None, day), "standing": standing_line(history, None),
    }  # fmt: skip
    number = f"示{chance.choice(FIRST)}〔{day.year}〕{chance.randrange(1, 99)}号"
    fields = {Where.TITLE: title, Where.NUMBER: number, Where.ISSUER: issuer}
    yield Document(group=group, order=0, eid="", label="", fields=fields, **shared)
    for order in range(1, size):
        words = f"第{order}条　{_sentences(chance)}"
        yield Document(
            group=group, order=order, eid=f"art_{order}", label=f"第{order}条", fields={Where.BODY: words}, **shared
        )


def _sentences(chance: random.Random) -> str:
    """20 to 400 characters, mostly about 110."""
    length = min(400, max(20, int(chance.lognormvariate(4.6, 0.55))))
    parts: list[str] = []
    had = 0
    while had < length:
        part = _words(chance, chance.randint(3, 9)) + ("；" if chance.random() < 0.25 else "。")
        parts.append(part)
        had += len(part)
    return "".join(parts)


def _words(chance: random.Random, count: int) -> str:
    """Words of which a few are far commoner than the rest."""
    said: list[str] = []
    for _ in range(count):
        one = chance.random()
        some = RARE if one < 0.01 else FIRST if one < 0.5 else SECOND
        said.append(some[min(int(chance.paretovariate(0.9)) - 1, len(some) - 1)])
        if chance.random() < 0.3:
            said.append(chance.choice(LINKS))
    return "".join(said)


STRATA = ((0, 0), (1, 5), (6, 100), (101, 1000), (1001, 1 << 40))
"""By number of hits, fewest and most."""
_MOST_TRIED = 200_000


def questions(amount: int, hits: Callable[[str], int], seed: int = 9) -> list[str]:
    """As many of each of the STRATA, mixed. hits: how many a question has."""
    chance = random.Random(seed)
    found: dict[tuple[int, int], list[str]] = {stratum: [] for stratum in STRATA}
    wanted = amount // len(STRATA)
    for number in range(_MOST_TRIED):
        if all(len(some) >= wanted for some in found.values()):
            break
        typed = _question(number, chance)
        total = hits(typed)
        some = next(some for (low, high), some in found.items() if low <= total <= high)
        if len(some) < wanted:
            some.append(typed)
    mixed = [typed for some in found.values() for typed in some]
    chance.shuffle(mixed)
    return mixed


def _question(number: int, chance: random.Random) -> str:
    """One to five keywords, common and rare, with one character, with an unwanted word, one of two."""
    words = [_keyword(chance) for _ in range(chance.choice([1, 1, 2, 2, 3, 4, 5]))]
    if number % 9 == 0:
        words.append(f"-{chance.choice(FIRST)}")
    if number % 11 == 0:
        words[0] = f"{words[0]}|{_keyword(chance)}"
    return " ".join(words)


def _keyword(chance: random.Random) -> str:
    one = chance.random()
    if one < 0.12:
        return chance.choice(chance.choice(FIRST + SECOND))
    if one < 0.3:
        return chance.choice(RARE)
    if one < 0.5:
        return chance.choice(FIRST) + chance.choice(SECOND)
    if one < 0.6:
        return chance.choice(FIRST) + chance.choice(FIRST) + chance.choice(SECOND)
    return chance.choice(FIRST + SECOND)
