"""The clause on the term of a text 有效期条款: how long, or up to which day, and that one was not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.numerals import NUMERAL, read_number

N = f"[{NUMERAL}]{{1,5}}"
_S = r"[ \u3000\u00a0]?"
_LONGEST = 600
"""Months of the longest term that is read, fifty years; a longer one is a slip of the pen."""
_KINDS = (
    "法|条例|实施条例|规定|办法|实施办法|细则|实施细则|规则|决定|决议|意见|实施意见|通知|通告|公告|方案|标准|制度|章程|规程|"
    "预案|机制|工作机制|文件|措施|政策|清单|目录|指引|规范|公约|纲要|规划|修正案|协议"
)
SELF = rf"(?:(?:本|该|此)(?:{_KINDS})|上述规定|本规范性文件)"
"""How a text names itself, as a part of patterns."""
OWN_NUMBER = rf"\s*(?:第{N}条(?:之{N})?|[{NUMERAL}]{{1,3}}、)?\s*"
"""The number of the article or point in which a sentence stands, as a part of patterns."""

_FOR = re.compile(
    rf"(?:(?:有效|执行|实施|施行|试行)(?:期限?|时间)?|(?<![\u4e00-\u9fff])期限|为期)(?:为|是|暂定为?|：|:)?"
    rf"{_S}(?:(?P<years>{N}){_S}年(?:(?P<half>半)|(?:零|又|加)?(?P<more>{N}){_S}个月)?|(?P<months>{N}){_S}个月|(?P<only>半年))"
)
_NO_LENGTH = re.compile(
    rf"\s*(?:[又零加]?半|(?:零|又|加)?{N}(?:个|年|月|日|天)|[至到—~～\-]|以?(?:来|后|内|外|上|下|前)|之[后内前]|期间|左右|的)"
)
"""What follows a length shows that it is another one (五年零十天, 三年至五年) or none at all (施行五年以来)."""
_UNTIL = re.compile(
    r"(?:(?:有效|执行|实施|施行|试行)(?:期限?|时间)?|期限)?(?:为|是)?(?:自[^，。；\n]{2,16}?(?:日|起))?[，,]?(?:施行|实施|执行|试行|有效)?"
    r"(?:有效期限?|期限)?(?:延长|延续|顺延)?(?:至|到|截至|截止到?)(?P<day>[^，。；\n]{4,16}?[日号])(?P<midnight>[零〇0]{1,2}[时点])?"
    r"(?:止|为止|终止|失效|自行失效|自动失效)?"
)
_LAPSES = re.compile(
    rf"(?P<day>[{NUMERAL}年月 \u3000]{{6,16}}日)(?P<from>起)?"
    r"(?:自行|自动|予以)?(?:失效|废止|停止执行|停止施行|终止执行)"
)
_ENDING_ITSELF = re.compile(rf"{OWN_NUMBER}{SELF}?[将应并]?[自从于在]?")
"""What may stand before a day on which something lapses, for that to be the text itself."""
_FOREIGN = re.compile(
    r"(?:证|证书|执照|许可|资格|合同|协议|任期|聘期|批复|批准文件|备案|登记|资质|保函|公示|申请|报告|名单|承诺)"
    r"[^，。；\n]{0,6}(?:有效|期限)"
)
"""Before a term these words tell that something else ends: a licence, a contract, a time of office."""
_NAMED = re.compile(
    rf"(?:{SELF}的?|施行|实施|执行|试行|生效|^|[，,、；;）)\s])"
    r"(?:有效期限?|试行期限?|施行期限|执行期限)(?!内|外|间|届?满|前|后|到期)"
)
"""The term of the text named as such; 有效期内 and 有效期届满前 speak of one that is set elsewhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """A clause on the term 有效期条款.

    months:     length in months; None where it names its last day.
    until:      the last day; None where it names a length. Of 2024年10月7日失效 it is the day before.
    trial:      试行期.
    start, end: its words in the text.
    """

    months: int | None
    until: date | None
    trial: bool
    start: int
    end: int


def terms_in(said: str, at: int) -> Iterator[Term]:
    """The terms of the text itself in one of its sentences, which begins at a place of the text."""
    for found in _FOR.finditer(said):
        months = None if _foreign(said, found.start()) or _NO_LENGTH.match(said, found.end()) else _months(found)
        if months and months <= _LONGEST:
            yield Term(months, None, "试行" in found[0], at + found.start(), at + found.end())
    for found in _UNTIL.finditer(said):
        if _foreign(said, found.start()) or not re.search("有效|期限|施行|实施|执行|试行", said[: found.start("day")]):
            continue
        if (day := the_day(found["day"])) is not None:
            last = day - timedelta(days=1) if found["midnight"] else day
            yield Term(None, last, "试行" in found[0], at + found.start("day"), at + found.end())
    for found in _lapses(said):
        if (day := the_day(found["day"])) is not None:
            yield Term(None, day - timedelta(days=1), False, at + found.start(), at + found.end())


def term_doubts(said: str, read: bool) -> Iterator[str]:
    """What a person should look at in a sentence of the text about itself; `read`: whether a term was read in it."""
    if not read and (found := _NAMED.search(said)) and not _foreign(said, found.end() - 3):
        yield f"“{shortened(said)}”写到有效期，没有读出到哪一天，请核对。"
    for found in _lapses(said):
        if not found["from"] and the_day(found["day"]) is not None:
            yield f"“{found[0]}”没有写明当日是否还有效，按前一日是最后一天读，请核对。"


def the_day(words: str) -> date | None:
    """The day with which some words end; None where they end with none that a calendar has."""
    found = find_dates(words)
    return found[-1].day if found and found[-1].end == len(words.rstrip()) else None


def shortened(said: str) -> str:
    """A sentence as a doubt quotes it."""
    words = said.strip().rstrip("。；;")
    return words if len(words) <= 60 else f"{words[:60]}…"


def _months(found: re.Match[str]) -> int | None:
    """A length in months; None where a numeral of it writes no number."""
    if found["only"]:
        return 6
    parts = [(found["years"], 12), (found["more"], 1), (found["months"], 1)]
    counted = [(read_number(number), size) for number, size in parts if number]
    if any(number is None for number, _ in counted):
        return None
    return sum((number or 0) * size for number, size in counted) + (6 if found["half"] else 0)


def _lapses(said: str) -> Iterator[re.Match[str]]:
    """Where it says on which day the text itself lapses; not of another that it ends by the way."""
    for found in _LAPSES.finditer(said):
        before = re.split("[，,；;（(]", said[: found.start()])
        inside_brackets = said.count("（", 0, found.start()) > said.count("）", 0, found.start())
        if _ENDING_ITSELF.fullmatch(before[-1]) and not inside_brackets and not _foreign(said, found.start()):
            yield found


def _foreign(said: str, at: int) -> bool:
    """Whether what ends is something else than the text."""
    clause_from = max(said.rfind(mark, 0, at) for mark in "，,；") + 1
    return bool(_FOREIGN.search(said[clause_from : at + 4]))
