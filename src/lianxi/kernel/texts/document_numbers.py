"""Document numbers 文号: 机关代字〔年份〕序号, orders, announcements and registration numbers.

GB/T 9704: six-corner brackets, a four-digit year, no leading zero, no 第. Real
pages write other brackets, blanks and 第; these are read, and `canonical` shows
the standard form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.texts.characters import simple, width
from lianxi.kernel.texts.numerals import read_number, write_number

_S = r"[ \t\u3000\u00a0]{0,2}"
_OPEN, _CLOSE = "〔［\\[（(【﹝〖", "〕］\\]）)】﹞〗"
_NUMERAL = "0-9０-９〇零○一二三四五六七八九十百千"
# Letters of an organ's code; the words that join a sentence to it are not among them.
_CODE = "[\u4e00-\u9fffA-Z](?:[\u4e00-\u9fffA-Z]|(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])){0,14}?"
_NUMBERED = re.compile(
    rf"(?P<organ>{_CODE}){_S}[{_OPEN}]{_S}(?P<year>[12１２][0-9０-９]{{3}}){_S}年?{_S}[{_CLOSE}]{_S}第?{_S}"
    rf"(?P<number>[0-9０-９]{{1,5}}){_S}[号號]"
)
_SERIES = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{0,24}}?)(?P<series>令|公告|通告|公报|主席令){_S}"
    rf"(?:[{_OPEN}]{_S}(?P<term>[{_NUMERAL}]{{1,4}}届|[12][0-9]{{3}}年?){_S}[{_CLOSE}]{_S})?"
    rf"[{_OPEN}]?{_S}第{_S}(?P<number>[{_NUMERAL}]{{1,6}}){_S}[号號]{_S}[{_CLOSE}]?"
)
_SERIES_MARK = re.compile("(?:令|公告|通告|公报)(?=.{0,12}?第)")
_REGISTERED = re.compile(
    r"(?P<organ>[A-Z](?<![A-Za-z0-9][A-Z])[A-Z]{1,7})[—–－-]{1,2}(?P<year>[12]\d{3})[—–－-]{1,2}(?P<number>\d{1,6})(?!\d)"
)
# 和 joins, but for 共和国 and the codes of places that begin with it (和政县: 和政发, 和平区: 和平府).
_AND = "(?<!共)和(?!(?:政|平|静|田|龙|林)?(?:政|府|委)[发办函字规])"
_LEADING = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|执行|印发|转发|批转|下发|发布|公布|颁布|收到|报送|抄送|上报|贯彻|落实|学习"
    r"|文号|字号|编号|号文?|文件|附件|通知|批复|精神|要求|同意|废止|失效|修改|参见|详见|包括|关于|对于|以及|或者|现将|并将|已将|拟将"
    rf"|{_AND}|与|及|或|见|按|由|以|经|为|的|是|等|了|把|[〇零○一二三四五六七八九十0-9][年月日])"
)
_DEPARTMENTS = (
    *("外交", "国防", "教育", "科学技术", "工业和信息化", "国家民族事务", "公安", "国家安全", "民政", "司法", "财政"),
    *("人力资源和社会保障", "人力资源社会保障", "自然资源", "国土资源", "生态环境", "环境保护", "住房和城乡建设"),
    *("住房城乡建设", "建设", "交通运输", "交通", "水利", "农业农村", "农业", "商务", "文化和旅游", "文化", "旅游"),
    *("国家卫生健康", "卫生健康", "卫生", "退役军人事务", "应急管理", "审计", "国家发展和改革", "国家发展改革"),
    *("发展和改革", "发展改革", "市场监督管理", "税务", "统计", "林业和草原", "林业", "医疗保障", "组织", "宣传"),
    *("物价", "体育", "监察", "劳动保障", "劳动和社会保障", "国有资产监督管理", "政法", "海关", "铁路", "铁道"),
)
"""Fields of the departments of the State Council and of their local counterparts, present and former
(国务院关于机构设置的通知 2008, 2013, 2018 and 2023)."""
_ORGAN_NAME = re.compile(
    rf".*(?:(?:{'|'.join(_DEPARTMENTS)})(?:部|厅|委员会|委|总局|局|署)|国务院|中共中央|党中央|办公厅|办公室"
    r"|人民政府|[国省市区县州]政府|[省市区县州旗]委|委员会|常委会|党组|总局|总署)"
    r"(?=[\u4e00-\u9fff]{2,9}\Z)(?!发(?!改)|[办函字规文通电党组令厅])"
)
"""An organ written out before its code (省委琼发, 财政部财预); 市委办发 and 县政府办 are codes themselves."""


class NumberKind(StrEnum):
    """Series in which a document is numbered 编号类别."""

    NUMBERED = "document"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"
    REGISTERED = "registration"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in a text.

    organ:     the organ's code (琼府办) or, in a series, the words before it (示例省人民政府令).
    year:      the year in brackets; None where the series has none.
    printed:   as it stands; canonical: in the standard form.
    """

    start: int
    end: int
    kind: NumberKind
    organ: str
    year: int | None
    number: int
    printed: str
    canonical: str


def find_document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """All document numbers of a text in their order; none overlaps another."""
    found: list[DocumentNumber] = []
    for one in sorted([*_numbered(text), *_series(text), *_registered(text)], key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def _numbered(text: str) -> Iterator[DocumentNumber]:
    for bracket in re.finditer(rf"[{_OPEN}]{_S}[12１２][0-9０-９]{{3}}", text):
        found = _before(text, bracket.start())
        if found:
            yield found


def _lead(words: str) -> int:
    """How many of the characters before a number join it to its sentence (现将, 附件, 和) and are no part of it."""
    found = _LEADING.match(words.translate(simple()))
    return found.end() if found else 0


def _organ_name(words: str) -> int:
    """How many characters name the organ in full before its code."""
    found = _ORGAN_NAME.match(words.translate(simple()))
    return found.end() if found else 0


def _before(text: str, bracket: int) -> DocumentNumber | None:
    """The number whose bracket opens there, with as much of the organ's code before it as is one."""
    code_from = bracket
    while code_from > 0 and bracket - code_from < 24 and re.match(r"[\u4e00-\u9fffA-Z \u3000]", text[code_from - 1]):
        code_from -= 1
    code_from += _tail_of_a_date(text, code_from)
    window = text[code_from : bracket + 40]
    skipped = _lead(window[: bracket - code_from])
    skipped += _organ_name(window[skipped : bracket - code_from].rstrip())
    skipped += len(window[skipped:]) - len(window[skipped:].lstrip())
    found = _NUMBERED.match(window, skipped)
    if not found or found.start("organ") + len(found["organ"]) > bracket - code_from:
        return None
    year, number = read_number(found["year"]), read_number(found["number"])
    organ = re.sub(r"\s", "", found["organ"])
    if year is None or number is None:
        return None
    start, end = code_from + found.start(), code_from + found.end()
    return DocumentNumber(
        start, end, NumberKind.NUMBERED, organ, year, number, text[start:end], f"{organ}〔{year}〕{number}号"
    )


def _tail_of_a_date(text: str, at: int) -> int:
    """1 where the words begin with the 日 (月, 年) of a date in figures, which is no part of an organ's code."""
    return int(at > 0 and text[at - 1].isdecimal() and text[at : at + 1] in {"年", "月", "日"})


def _series(text: str) -> Iterator[DocumentNumber]:
    for mark in _SERIES_MARK.finditer(text):
        begun = mark.start()
        while begun > 0 and mark.start() - begun < 24 and "\u4e00" <= text[begun - 1] <= "\u9fff":
            begun -= 1
        begun += _tail_of_a_date(text, begun)
        begun += _lead(text[begun : mark.start()])
        found = _SERIES.match(text, begun, mark.end() + 30)
        number = read_number(found["number"]) if found and found.end("series") == mark.end() else None
        if found and number is not None:
            yield _of_series(found, number)


def _of_series(found: re.Match[str], number: int) -> DocumentNumber:
    order = "令" in found["series"]
    term = found["term"] or ""
    year = read_number(term.removesuffix("年")) if term and not term.endswith("届") else None
    middle = f"〔{term}〕" if term else ""
    organ = found["organ"] + found["series"]
    in_figures = found["number"].translate(width()).isdecimal()
    said = str(number) if in_figures else write_number(number)
    kind = NumberKind.ORDER if order else NumberKind.ANNOUNCEMENT
    return DocumentNumber(found.start(), found.end(), kind, organ, year, number, found[0], f"{organ}{middle}第{said}号")


def _registered(text: str) -> Iterator[DocumentNumber]:
    for found in _REGISTERED.finditer(text):
        organ, year, number = found["organ"], int(found["year"]), int(found["number"])
        yield DocumentNumber(
            found.start(), found.end(), NumberKind.REGISTERED, organ, year, number, found[0], f"{organ}—{year}—{number}"
        )
