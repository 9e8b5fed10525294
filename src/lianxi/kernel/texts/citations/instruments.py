"""Names of instruments 文种: by what word an official document is known.

法律, 法规 and 规章: 立法法, 行政法规制定程序条例5条, 规章制定程序条例7条. Fifteen kinds of
party and government documents: 党政机关公文处理工作条例8条. Plans, lists and agreements are
not in either list but are issued and cited in the same way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lianxi.kernel.texts.characters import simplified

LEGISLATION = ("法典", "法", "条例", "规定", "办法", "细则", "规则", "变通规定", "补充规定", "修正案", "章程", "守则")
DOCUMENTS = (
    *("决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案"),
    *("函", "复函", "纪要", "解释", "答复", "说明", "倡议书", "建议", "指示", "宣言", "声明"),
)
PLANS = (
    *(
        "方案",
        "规划",
        "计划",
        "纲要",
        "要点",
        "机制",
        "制度",
        "措施",
        "若干措施",
        "标准",
        "规范",
        "准则",
        "规程",
        "指南",
    ),
    *("指引", "导则", "目录", "清单", "名录", "预案", "协议书", "协议", "协定", "公约", "条约", "议定书", "备忘录"),
    *("指标体系", "责任书", "政策", "通则", "规约", "示范文本", "工作流程", "实施意见", "总则"),
)
NOUNS = frozenset((*LEGISLATION, *DOCUMENTS, *PLANS))
"""The last word of a title by which it is known as an instrument."""

STRICT = ("条例", "办法", "规定", "细则", "决定", "决议", "通知", "意见", "规则", "方案", "纲要", "章程", "公约")
"""Words that show a name in plain quotation marks to be an instrument."""

ALTERNATION = "|".join(sorted(NOUNS, key=lambda noun: (-len(noun), noun)))
_LONGER_WORD = re.compile("[律院人定庭学官治典案制例警委]|规(?!定)")
_LAST = re.compile(rf"(?:{ALTERNATION})\Z")
_QUALIFIED = re.compile(r"(?:\([^()]{1,40}\)|[（〔\[【][^）〕\]】]{1,40}[）〕\]】])\Z")
_OTHER = re.compile(r"(?:[方书说做看想魔兵语文用疗]法|大公报)\Z")
_GENERIC = re.compile(
    rf"(?:实施|暂行|试行|若干|管理|工作|指导|行动|议事|补充|具体|总体|本|该|上述|两个|三个)?(?:{ALTERNATION})\Z"
)


@lru_cache(maxsize=1024)
def noun_of(name: str) -> str:
    """The word a name ends in (条例 of 示例市公园条例（试行）); empty where it is no instrument."""
    bare = simplified(name)
    for _ in range(3):
        if not (bracket := _QUALIFIED.search(bare)):
            break
        bare = bare[: bracket.start()]
    found = _LAST.search(bare[-12:])
    return found[0] if found and not _OTHER.search(bare) else ""


def is_instrument(name: str) -> bool:
    """Whether a name is that of an official document."""
    return bool(noun_of(name)) or simplified(name[:2]) == "关于"


def is_part_of_word(text: str, start: int, end: int) -> bool:
    """Whether a name ending in 法 is only the beginning of another word there: 监督法律, 兵役法规, 公司法人."""
    return text[end - 1 : end] == "法" and end > start and _LONGER_WORD.match(text, end) is not None


@lru_cache(maxsize=1024)
def is_generic(name: str) -> bool:
    """Whether a name says only what kind of document is meant: 决定, 条例, 实施方案."""
    return bool(_GENERIC.match(simplified(name)))
