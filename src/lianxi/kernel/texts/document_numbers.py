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

from lianxi.kernel.texts.characters import width
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
    r"(?<![A-Za-z0-9])(?P<organ>[A-Z]{2,8})[—–－-]{1,2}(?P<year>[12]\d{3})[—–－-]{1,2}(?P<number>\d{1,6})(?!\d)"
)
_LEADING = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|执行|印发|转发|贯彻|落实|文号|字号|编号|废止|参见|详见|以及"
    r"|(?<!共)和(?!国)|与|及|见|按|由|以|经|为|的|是|等|了|[〇零○一二三四五六七八九十0-9][年月日])"
)


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


def _before(text: str, bracket: int) -> DocumentNumber | None:
    """The number whose bracket opens there, with as much of the organ's code before it as is one."""
    code_from = bracket
    while code_from > 0 and bracket - code_from < 16 and re.match(r"[\u4e00-\u9fffA-Z \u3000]", text[code_from - 1]):
        code_from -= 1
    code_from += _tail_of_a_date(text, code_from)
    window = text[code_from : bracket + 40]
    skipped = len(lead[0]) if (lead := _LEADING.match(window[: bracket - code_from])) else 0
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
        lead = _LEADING.match(text[begun : mark.start()])
        begun += len(lead[0]) if lead else 0
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
