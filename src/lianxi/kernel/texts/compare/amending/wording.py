"""The wording of a decision in pieces 决定的措辞: what stands in quotation marks, names of places, verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.compare.amending.places import PLACES, N, read_places
from lianxi.kernel.texts.compare.amending.quotations import find_quotations, unquoted

_SET_IN = "增加|新增|增设|增写|增列|另增|添加"
_TOKEN = re.compile(
    rf"除(?P<besides>{PLACES})(?:以|之)?外"
    r"|(?P<elsewhere>(?:其他|其余|有关|相关)(?:有关|相关|的)?条[款文]|全文|本(?:条例|法|办法|规定|决定|细则|规则)(?=[中的]))"
    r"|(?P<contents>目录[^。；，\n]{0,12}(?:调整|修改(?!为)|变动))"
    rf"|(?P<places>{PLACES})"
    r"|(?P<heading>[章节编]的?(?:名称|标题|名))"
    r"|(?P<title>(?:题目|标题|名称)(?=[“「《]|(?:由|中|从|的)?[^，。；\n]{0,40}(?:修改为|改为|更名为|变更为)))"
    r"|(?P<law>《[^《》\n]{2,80}》)"
    r"|(?P<end>重新(?:公布|发布|印发))"
    r"|(?P<closing>(?:根据|依照|按照)本决定|以上|上述)"
    rf"|(?P<becomes>(?:(?:统一|相应)?(?:修改|修订|替换|更改|变更|表述|更名)为|修改成|修改如下)(?:{N}{{1,3}}[条款项])?)"
    rf"|(?P<split>(?:分为|分作|分成)(?:{N}{{1,3}}[条款项])?|改为{N}{{1,3}}[条款项](?=[，：]))"
    rf"|(?P<merge>合并(?:为{N}{{1,3}}[条款项章节]|成{N}{{1,3}}[条款项]|为(?!：))?)"
    r"|(?P<number>改为|作为(?!一[条款项])|调整为|变为|列为)"
    rf"|(?:{_SET_IN})(?P<count>{N}{{1,3}}个?(?:条|款|项|目|章|节|编|句|附件|附表|附录))"
    rf"|(?P<add>{_SET_IN}|加上|插入)"
    r"|(?P<strike>删去|删除|删掉|去掉)"
    r"|(?P<move>移至|移到|调至|调整至|调整到)"
    r"|(?P<swap>(?:位置|顺序|次序)(?:互换|对调|调换))"
    r"|(?P<its>其中)"
    r"|(?P<below>(?:下列|以下)(?=[^。；，\n]{0,20}[中的])|如下条[款文])"
    r"|(?P<last>末尾|句末|段末|款末|结尾|最后)"
    r"|(?P<after>之?后)"
    r"|(?P<before>之?前)"
    r"|(?P<reorder>(?:条文|条款|条目|章节|款项|条)[^，。；\n“”]{0,24}(?:顺序|序号|编号|排序)[^，。；\n]{0,24}?(?:调整|变动|修改|顺延))"
    r"|(?P<item>(?:(?<=\n)|\A)[ \t\u3000]*(?:[一二三四五六七八九十百]{1,6}、|[(（][一二三四五六七八九十百]{1,6}[)）]"
    r"|\d{1,3}[.．、](?!\d)|[(（]\d{1,3}[)）]))"
    r"|(?P<stop>[；。\n])"
)
_WORDS_BEFORE = re.compile(r"(?:中的?|其中的?|引用的|所称的?|修改为|改为|更名为|变更为|增加|删去|删除)[：:]?\Z")
_OF_LAW = re.compile(r"(?:中的?)?第|部分条款|的部分")
_LEADS_IN = re.compile(r"[：:][ \t\u3000\r]*\n\s*\Z")


class Sort(Enum):
    """What a piece of the wording is."""

    PLACES = auto()
    QUOTE = auto()
    BECOMES = auto()
    NUMBER = auto()
    COUNT = auto()
    ADD = auto()
    STRIKE = auto()
    MERGE = auto()
    SPLIT = auto()
    SWAP = auto()
    MOVE = auto()
    AFTER = auto()
    BEFORE = auto()
    LAST = auto()
    ITS = auto()
    BELOW = auto()
    BESIDES = auto()
    ELSEWHERE = auto()
    HEADING = auto()
    TITLE = auto()
    REORDER = auto()
    CONTENTS = auto()
    LAW = auto()
    CLOSING = auto()
    END = auto()
    ITEM = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of the wording that means something."""

    sort: Sort
    start: int
    end: int
    said: str
    places: tuple[Place, ...] = ()


def read_words(text: str) -> list[Word]:
    """The meaningful pieces of a decision, in order."""
    words: list[Word] = []
    at = 0
    for start, end in find_quotations(text):
        words += _plain(text, at, start)
        while words and words[-1].said == "\n" and _LEADS_IN.search(text[max(at, start - 40) : start]):
            words.pop()
        words.append(Word(Sort.QUOTE, start, end, unquoted(text[start:end])))
        at = end
    words += _plain(text, at, len(text))
    return words


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    before: Word | None = None
    for found in _TOKEN.finditer(text, start, end):
        name = found.lastgroup or "stop"
        sort = Sort[name.upper()]
        if sort is Sort.LAW and _is_wording(text, found.start(), found.end(), before):
            sort = Sort.QUOTE
        places = read_places(found[name]) if sort in (Sort.PLACES, Sort.BESIDES) else ()
        before = Word(sort, found.start(), found.end(), found[name], places)
        yield before


def _is_wording(text: str, start: int, end: int, before: Word | None) -> bool:
    """第三条中的《甲法》修改为《乙法》: titles without quotation marks that are words of the text."""
    if _WORDS_BEFORE.search(text[max(0, start - 6) : start]):
        return text[max(0, start - 2) : start] not in ("删去", "删除", "增加") or not _OF_LAW.match(text, end)
    return before is not None and before.sort is Sort.QUOTE and text[before.end : start] in ("、", "和")
