"""Writing a caption 写题注: from its script, or in the standard form where it was put together by hand."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from lianxi.kernel.texts.captions.event import Caption, Event, EventKind, Part
from lianxi.kernel.texts.captions.view import compact
from lianxi.kernel.texts.characters import width
from lianxi.kernel.texts.numerals import read_number, write_digits, write_number
from lianxi.kernel.texts.sessions import Organ, write_session

_FIGURES = re.compile(r"[0-9０-９]")
_MARKED = re.compile(r"\d{4}([-./])(\d{1,2})\1(\d{1,2})")
_MARKS = str.maketrans("《》", "〈〉")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NAMED = {
    Organ.CONGRESS: "人民代表大会",
    Organ.STANDING_COMMITTEE: "人民代表大会常务委员会",
    Organ.GOVERNMENT: "人民政府",
    Organ.PRESIDIUM: "人民代表大会主席团",
}


def render(caption: Caption) -> str:
    """The caption as text: a caption that was read comes out as it was printed, with the values its events have now."""
    if caption.script:
        return "".join(_written(part, caption.events) for part in caption.script)
    groups = (
        "（" + "　".join(standard_clause(event) for event in events) + "）"
        for _, events in groupby(caption.events, key=lambda event: event.group)
    )
    return "\n".join(groups)


def _written(part: Part, events: tuple[Event, ...]) -> str:
    if not part.field:
        return part.printed
    value = getattr(events[part.event], part.field)
    if isinstance(value, date):
        return _date_like(value, part.printed)
    if isinstance(value, int):
        return _number_like(value, part.printed)
    said = compact(part.printed).text
    if value is None or value == said or value == _bare(said):
        return part.printed
    return f"《{value}》" if part.field == "instrument" else str(value)


def _bare(title: str) -> str:
    inner = title[1:-1] if title[:1] in "《〈" and title[-1:] in "》〉" else title
    return inner.translate(_MARKS).replace("〉、〈", "、")


def _date_like(day: date, printed: str) -> str:
    """A day in the manner of the printed one: Chinese numerals, figures, figures with marks, full width."""
    if not _FIGURES.search(printed):
        zero = next((char for char in "○零Ｏ" if char in printed), "〇")
        year = f"{write_digits(day.year).replace('〇', zero)}年" if "年" in printed else ""
        return f"{year}{write_number(day.month)}月{write_number(day.day)}日"
    marked = _MARKED.search(printed.translate(width()))
    if marked:
        pad = "02d" if marked[2].startswith("0") or marked[3].startswith("0") else "d"
        return f"{day.year}{marked[1]}{day.month:{pad}}{marked[1]}{day.day:{pad}}"
    said = (f"{day.year}年" if "年" in printed else "") + f"{day.month}月{day.day}日"
    return said.translate(_WIDE) if re.search("[０-９]", printed) else said


def _number_like(number: int, printed: str) -> str:
    if read_number(printed.translate(width())) == number:
        return printed
    return str(number) if _FIGURES.search(printed) else write_number(number)


def standard_clause(event: Event) -> str:
    """One event in the standard form: 2023年8月29日示例市第八届…第十三次会议通过."""
    day = f"{event.date.year}年{event.date.month}月{event.date.day}日" if event.date else ""
    if event.kind is EventKind.EFFECT:
        return f"自{day}起施行" if day else "自公布之日起施行"
    who = _who(event)
    ordinal = f"第{write_number(event.ordinal)}次" if event.ordinal else ""
    verb = ordinal + event.kind.label
    if event.kind is EventKind.PUBLISH:
        return f"{day}{who}{event.instrument or ''}{verb}"
    if event.kind in {EventKind.AMEND, EventKind.REVISE, EventKind.REPEAL} and event.instrument:
        by_order = re.fullmatch(r"(?:令|公告|主席令)(?:〔[^〕]*〕)?第.*号", event.instrument)
        return f"根据{day}{who}{event.instrument if by_order else f'《{event.instrument}》'}{verb}"
    return f"{day}{who}{verb}"


def _who(event: Event) -> str:
    """The body in its sitting: 示例市第八届人民代表大会常务委员会第十三次会议."""
    body, organ = event.body or "", event.organ
    if organ is None:
        return body
    if event.session is None:
        return body if body == "国务院" else body + _NAMED.get(organ, "")
    if organ in {Organ.OTHER, Organ.CHAIRS, Organ.GOVERNMENT}:
        return body + _sitting(event, organ)
    said = write_session(organ, event.term, event.session)
    if body == "全国" and event.term is not None:
        return said.replace("届", "届全国", 1)
    return body + said


def _sitting(event: Event, organ: Organ) -> str:
    number = write_number(event.session or 0)
    term = f"第{write_number(event.term)}届" if event.term is not None else ""
    if organ is Organ.CHAIRS:
        return f"{term}人民代表大会常务委员会第{number}次主任会议"
    if organ is Organ.GOVERNMENT:
        named = "" if event.body == "国务院" else "人民政府"
        return f"{term}{named}第{number}次常务会议"
    return f"{term}第{number}次联席会议"
