"""Who acted and in which sitting 主体与届次, from the words between a day and its verb (domain notes b.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lianxi.kernel.texts.captions.names import after_instrument, begins_name
from lianxi.kernel.texts.numerals import NUMERAL, read_number
from lianxi.kernel.texts.sessions import Organ

Span = tuple[int, int]

_N = NUMERAL
_SITTING = re.compile(
    rf"(?:第)?(?P<session>[{_N}]{{1,6}})次(?P<form>(?:\(?扩大\)?)?[\u4e00-\u9fff]{{0,14}}?(?:会议|代表大会|(?:部务|局务|办公|常务|党代)会议?))"
    r"(?P<wide>\((?:扩大|[\u4e00-\u9fff]{2,6}会议)(?:\)(?:会议)?)?)?"
)
# Sittings of governments are counted by the year (2023年第5次常务会议).
_OF_YEAR = re.compile(r"[12]\d{3}年度?\Z")
_PRESIDIUM = re.compile(rf"[,，]?(?:大会)?主席团(?:第?(?P<session>[{_N}]{{1,4}})次会议)?")
_TERM = re.compile(rf"第?(?P<term>[{_N}]{{1,4}})届")
_ORGANS = (
    ("人民代表大会常务委员会主任会议", Organ.CHAIRS),
    ("人大常委会主任会议", Organ.CHAIRS),
    ("人民代表大会常务委员会委员长", Organ.STANDING_COMMITTEE),
    ("人民代表大会常务委员会", Organ.STANDING_COMMITTEE),
    ("人民代表大会主席团", Organ.PRESIDIUM),
    ("人大常务委员会", Organ.STANDING_COMMITTEE),
    ("人大常委会", Organ.STANDING_COMMITTEE),
    ("常务委员会", Organ.STANDING_COMMITTEE),
    ("人大主席团", Organ.PRESIDIUM),
    ("常委会", Organ.STANDING_COMMITTEE),
    ("主席团", Organ.PRESIDIUM),
    ("人民代表大会", Organ.CONGRESS),
    ("人大", Organ.CONGRESS),
    ("人民政府办公厅", Organ.GOVERNMENT),
    ("人民政府办公室", Organ.GOVERNMENT),
    ("人民政府", Organ.GOVERNMENT),
    ("人民委员会", Organ.GOVERNMENT),
    ("革命委员会", Organ.GOVERNMENT),
    ("行政公署", Organ.GOVERNMENT),
    ("政府", Organ.GOVERNMENT),
)
_LEAD = re.compile(
    r"[\s,，、;；:：。.·()\[\]\-—“”\"']+|\d{1,8}[年月日号]|经过|经由|现予|后经|再经|报经|并经|并由|再由|根据|依据|按照"
    r"|经(?!济|开区)|由|报|在|以|并|已|业|[于和与及]"
)
_TAIL = re.compile(r"(?:[\s,，、;；:：。.·()\[\]\-—“”\"'于在]|现予|决定)+\Z")
_NO_STATE_ORGAN = re.compile(r"联席|党|中共|[省市县区州旗盟镇乡]委(?!员)|政协|政治协商|职工|村民")
# A 届 or 次 that lost its number, or a number that lost its 届.
_BROKEN_TERM = re.compile(rf"第?届\Z|第[{_N}]{{1,4}}\Z|第\Z")
_ENDING = re.compile(r"(?:第?次?(?:全体)?会议|第次|公告|令)\Z")
_COUNTRY = "中华人民共和国"
_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇、A-Za-z×]{1,40}\Z")
_OFFICE = re.compile(
    r"(?:部|委|委员会|局|厅|院|办|办公室|办公厅|署|会|公司|中心|学院|大学|银行|总行|社|处|组|小组|公署|会议|大会|党委|党组|主席|总理|党"
    r"|中共中央|中央|联合|管委会|政协|兵团|工会|团委|所|站)\Z"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A body in a sitting; the spans say where its parts stand, in characters of the view.

    rest: what of the words was not understood.
    """

    body: str | None
    organ: Organ | None
    term: int | None
    session: int | None
    spans: tuple[tuple[str, Span], ...]
    expanded: bool = False
    presidium_session: int | None = None
    rest: Span | None = None

    def in_sitting(self, later: Actor) -> Actor:
        """This body in the sitting that was named apart from it; what is more than a sitting stays unread."""
        if self.session is not None or later.body is not None or later.session is None:
            return self
        spans = (*self.spans, *later.spans)
        return replace(self, term=self.term or later.term, session=later.session, spans=spans, expanded=later.expanded)


def read_actor(view: str, start: int, end: int) -> Actor | None:
    """The body and sitting that `view[start:end]` names; None where there are no words at all."""
    start, end = _trimmed(view, start, end)
    if start >= end:
        return None
    sitting = _SITTING.search(view, start, end)
    return _in_sitting(view, start, end, sitting) if sitting else _without_sitting(view, start, end)


def _trimmed(view: str, start: int, end: int) -> Span:
    while start < end and (lead := _LEAD.match(view, start, end)) and not begins_name(view, start, end):
        start = lead.end()
    tail = _TAIL.search(view[max(start, end - 12) : end])
    return start, end - (len(tail[0]) if tail else 0)


def _in_sitting(view: str, start: int, end: int, sitting: re.Match[str]) -> Actor:
    head_end = sitting.start()
    if of_year := _OF_YEAR.search(view[max(start, head_end - 6) : head_end]):
        head_end -= len(of_year[0])
    terms = list(_TERM.finditer(view, start, head_end))
    term = terms[-1] if terms else None
    named = view[term.end() : head_end] if term else ""
    form = sitting["form"]
    organ = _organ_of(view[start:head_end] + form)
    region_end = term.start() if term else head_end
    if organ is not Organ.OTHER:
        region_end = _organ_start(view, start, region_end)
    region = _region(view, start, region_end)
    if region is None and (inner := _inner_region(view, term.end() if term else start, head_end, sitting)):
        region = inner
    if region and region[1] - region[0] == len(_COUNTRY) and named.startswith("全国"):
        region = (term.end(), term.end() + 2) if term else region
    spans: list[tuple[str, Span]] = [("session", sitting.span("session"))]
    if term:
        spans.append(("term", term.span("term")))
    if region:
        spans.append(("body", region))
    presidium = _PRESIDIUM.match(view, sitting.end(), end) if organ is Organ.CONGRESS else None
    rest = (presidium.end() if presidium else sitting.end(), end)
    unread_region = start < region_end and (region is None or region_end - 8 <= region[1] < region_end)
    return Actor(
        body=view[region[0] : region[1]] if region else None,
        organ=Organ.PRESIDIUM if presidium else organ,
        term=read_number(term["term"]) if term else None,
        session=read_number(sitting["session"]),
        spans=tuple(spans),
        expanded="扩大" in form + (sitting["wide"] or ""),
        presidium_session=read_number(presidium["session"] or "") if presidium else None,
        rest=(start, region_end) if unread_region else rest if rest[0] < rest[1] else None,
    )


def _organ_start(view: str, start: int, end: int) -> int:
    """Where the organ's name begins that ends there; `end` where none does."""
    for name, _ in _ORGANS:
        if view.endswith(name, start, end):
            return end - len(name)
    return end


def _inner_region(view: str, start: int, end: int, sitting: re.Match[str]) -> Span | None:
    """The region inside the wording: 第八届全国人民代表大会, 十二届10次市政府常务会议."""
    for from_, to in ((start, end), sitting.span("form")):
        stop = _first_organ(view, from_, to)
        if stop is not None and (region := _region(view, from_, stop)):
            return region
    return None


def _first_organ(view: str, start: int, end: int) -> int | None:
    places = [at for name, _ in _ORGANS if (at := view.find(name, start, end)) >= 0]
    return min(places) if places else None


def _region(view: str, start: int, end: int) -> Span | None:
    """A name without 中华人民共和国 before it and without words that lead to it; None where it is no name."""
    start, end = _trimmed(view, after_instrument(view, start, end), end)
    if view.startswith(_COUNTRY, start, end) and end - start > len(_COUNTRY):
        start += len(_COUNTRY)
    if broken := _BROKEN_TERM.search(view[max(start, end - 8) : end]):
        end -= len(broken[0])
    return (start, end) if start < end and _NAME.match(view[start:end]) else None


def _organ_of(words: str) -> Organ:
    """The kind of organ: a joint conference is no state organ (domain notes a.2), 主任会议 acts for itself."""
    if _NO_STATE_ORGAN.search(words):
        return Organ.OTHER
    for mark, organ in (
        ("主任会议", Organ.CHAIRS),
        ("委员长会议", Organ.CHAIRS),
        ("政府", Organ.GOVERNMENT),
        ("国务院", Organ.GOVERNMENT),
        ("人民委员会", Organ.GOVERNMENT),
        ("主席团", Organ.PRESIDIUM),
        ("常务委员会", Organ.STANDING_COMMITTEE),
        ("常委会", Organ.STANDING_COMMITTEE),
        ("人民代表大会", Organ.CONGRESS),
        ("人大", Organ.CONGRESS),
    ):
        if mark in words:
            return organ
    return Organ.OTHER


def _without_sitting(view: str, start: int, end: int) -> Actor:
    """A body named without its sitting: 示例省人民政府, 国务院, 市人大常委会."""
    lost: Span | None = None
    while ending := _ENDING.search(view[max(start, end - 6) : end]):
        end -= len(ending[0])
        lost = (end, end + len(ending[0])) if "次" in ending[0] else lost
    term = _TERM.search(view, start, end)
    for name, organ in _ORGANS:
        if view.endswith(name, start, end):
            organ = Organ.OTHER if _NO_STATE_ORGAN.search(view, start, end) else organ
            actor = _of_region(view, start, end - len(name), organ, term)
            return replace(actor, rest=actor.rest or lost)
    if term and (before := _region(view, start, term.start())):
        return _cut_short(view, before, term, end)
    region = _region(view, start, end)
    words = view[region[0] : region[1]] if region else ""
    if region and (words == "国务院" or _OFFICE.search(words)):
        organ = Organ.GOVERNMENT if words.startswith("国务院") and len(words) <= 6 else Organ.OTHER
        return Actor(words, organ, None, None, (("body", region),))
    return Actor(None, None, None, None, (), rest=(start, end))


def _cut_short(view: str, region: Span, term: re.Match[str], end: int) -> Actor:
    """A region and its 届, after which the wording is damaged: what is sure is kept, the rest stays unread."""
    named = next((organ for name, organ in _ORGANS if view.startswith(name, term.end(), end)), None)
    spans = (("body", region), ("term", term.span("term")))
    return Actor(view[slice(*region)], named, read_number(term["term"]), None, spans, rest=(term.end(), end))


def _of_region(view: str, start: int, end: int, organ: Organ, term: re.Match[str] | None) -> Actor:
    region = _region(view, start, term.start() if term and term.end() <= end else end)
    if region is None and term:
        region = _region(view, term.end(), end)
    spans: list[tuple[str, Span]] = [("body", region)] if region else []
    if term:
        spans.append(("term", term.span("term")))
    return Actor(
        view[region[0] : region[1]] if region else None,
        organ,
        read_number(term["term"]) if term else None,
        None,
        tuple(spans),
        rest=None if region or start >= end else (start, end),
    )
