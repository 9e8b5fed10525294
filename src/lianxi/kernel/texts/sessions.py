"""Sessions 届次: which term and which sitting of which organ, in the long form and in the short ones of the news.

Long: 第八届人民代表大会常务委员会第十三次会议. Short: 八届人大常委会第十三次会议,
六届人大五次会议, 十二届10次政府常务会议, 第15次主任会议 (domain notes b.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.texts.numerals import read_number, write_number

_N = "[0-9０-９〇零○一二三四五六七八九十百廿卅两]{1,6}"
_S = r"[ \t\u3000\n]{0,3}"
_PLACE = r"[\u4e00-\u9fff]{1,12}?"
_ORGANS = (
    "人民代表大会常务委员会|人民代表大会主席团|人民代表大会|人大常委会|人大主席团|人大|常务委员会|常委会|主席团"
    "|人民政府常务会议|人民政府全体会议|人民政府|政府常务会议|政府全体会议|政府|主任会议|联席会议"
)
_TERM_FIRST = re.compile(
    rf"(?:第{_S})?(?P<term>{_N}){_S}届{_S}(?P<place>{_PLACE})??{_S}(?P<organ>{_ORGANS})?{_S}"
    rf"(?:第{_S})?(?P<session>{_N}){_S}次{_S}(?P<place2>{_PLACE})??(?P<kind>主任会议|政府常务会议|常务会议|全体会议|联席会议|会议)"
)
_WITHOUT_TERM = re.compile(
    rf"(?P<organ>{_ORGANS})?{_S}第{_S}(?P<session>{_N}){_S}次{_S}(?P<kind>主任会议|政府常务会议|常务会议|全体会议|联席会议|会议)"
)


class Organ(StrEnum):
    """Kind of organ whose sitting it is 机关种类."""

    CONGRESS = "congress"
    STANDING_COMMITTEE = "standing_committee"
    CHAIRS = "chairs"
    GOVERNMENT = "government"
    PRESIDIUM = "presidium"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting.

    term:    届; None where the text names none (a joint conference has none).
    session: 次.
    place:   the region's name where it stands inside the wording (第九届全国人民代表大会), else "".
    """

    start: int
    end: int
    organ: Organ
    term: int | None
    session: int
    place: str


def find_sessions(text: str) -> tuple[Session, ...]:
    """All sittings a text names, in order."""
    found: list[Session] = []
    for pattern in (_TERM_FIRST, _WITHOUT_TERM):
        for match in pattern.finditer(text):
            one = _session(match)
            if one and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def read_session(text: str) -> Session | None:
    """The first sitting a text names; None where it names none."""
    return next(iter(find_sessions(text)), None)


def write_session(organ: Organ, term: int | None, session: int, *, short: bool = False) -> str:
    """The long form 第八届人民代表大会常务委员会第十三次会议, or the short one 八届人大常委会第十三次会议.

    Of a government the long form leaves the region to the caller: 第八届人民政府第十次常务会议.
    """
    if organ is Organ.CHAIRS:
        return f"第{write_number(session)}次主任会议"
    if organ is Organ.GOVERNMENT:
        of_term = f"{write_number(term)}届" if term is not None else ""
        return (
            f"{of_term}{write_number(session)}次政府常务会议"
            if short
            else f"第{of_term}{write_number(session)}次常务会议"
        )
    named = {
        Organ.CONGRESS: ("人民代表大会", "人大"),
        Organ.STANDING_COMMITTEE: ("人民代表大会常务委员会", "人大常委会"),
        Organ.PRESIDIUM: ("人民代表大会主席团", "人大主席团"),
    }.get(organ, ("", ""))[short]
    of_term = "" if term is None else f"{write_number(term)}届" if short else f"第{write_number(term)}届"
    sitting = f"{write_number(session)}次会议"
    return of_term + named + (sitting if short and organ is Organ.CONGRESS else f"第{sitting}")


def _session(match: re.Match[str]) -> Session | None:
    groups = match.groupdict()
    session = read_number(groups["session"])
    term = read_number(groups["term"]) if groups.get("term") else None
    if session is None or (groups.get("term") and term is None):
        return None
    place = (groups.get("place") or groups.get("place2") or "").strip()
    return Session(match.start(), match.end(), _organ(groups["organ"] or "", groups["kind"]), term, session, place)


def _organ(named: str, kind: str) -> Organ:
    whole = named + kind
    for mark, organ in (
        ("联席", Organ.OTHER),
        ("主任会议", Organ.CHAIRS),
        ("政府", Organ.GOVERNMENT),
        ("常务会议", Organ.GOVERNMENT),
        ("主席团", Organ.PRESIDIUM),
        ("常务委员会", Organ.STANDING_COMMITTEE),
        ("常委会", Organ.STANDING_COMMITTEE),
        ("人民代表大会", Organ.CONGRESS),
        ("人大", Organ.CONGRESS),
    ):
        if mark in whole:
            return organ
    return Organ.OTHER
