"""Who issued a text 制定机关: by its signature, its caption, its title or its letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lianxi.kernel.texts.captions import Event, EventKind, FoundCaption
from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.metadata.proposal import Field, Proposal
from lianxi.kernel.texts.sessions import Organ
from lianxi.kernel.texts.structure import Kind, Node
from lianxi.kernel.texts.structure.closing import SEALED

_ORGANS = {
    Organ.CONGRESS: "人民代表大会",
    Organ.STANDING_COMMITTEE: "人民代表大会常务委员会",
    Organ.CHAIRS: "人民代表大会常务委员会主任会议",
    Organ.GOVERNMENT: "人民政府",
}
_PASSED = (EventKind.ADOPT, EventKind.REVISE)
_LETTERHEAD = re.compile(
    r"\A\s*(?P<name>[\u4e00-\u9fff \u3000\n]{4,60}?)"
    r"(?:文件|(?:令|公告)[ \u3000]*(?:[（(〔\[]?第[^\n，。]{1,8}号[）)〕\]]?)?)[ \u3000]*(?:[\n\t]|\Z)"
)
_BEFORE_ABOUT = re.compile(
    r"\A(?P<name>[\u4e00-\u9fff \u3000\n]{2,60}?"
    r"(?:委员会|常委会|代表大会|政府|办公室|办公厅|委|局|厅|部|院|署|会|组|中心|公司|处))"
    r"(?=[ \u3000\n]*(?:关于|印发|转发|公布|发布))"
)
_JOINT = re.compile(r"联[ \u3000\n]*席[ \u3000\n]*会[ \u3000\n]*议")
_PERSON = re.compile(r"(?:市长|县长|区长|省长|州长|主席|主任|局长|部长|厅长|会长)[ \u3000：:]")
_BLANK = re.compile(r"[ \t\u3000]+")
_FAR_APART = re.compile(r"(?:\t|[ \u3000]{2,})[ \t\u3000]*")
_ORGAN_ENDS = re.compile(
    r"[\u4e00-\u9fff]{3}(?:委员会|常委会|代表大会|政府|办公室|办公厅|委|局|厅|部|院|署|会|组|中心|公司|处)\Z"
)
_BLANKS = re.compile(r"[ \u3000\t]*\n[ \u3000\t]*|[ \u3000\t]{2,}|[ \u3000\t]+")


def propose_issuer(
    text: str, document: Node, captions: Sequence[FoundCaption]
) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    """The issuer, and a doubt where two places name different ones.

    A caption is the surest, then the signature, then what stands before 关于 in the title, then the letterhead.
    """
    found = [*_by_caption(text, captions), *_by_signature(document), *_by_title(document), *_by_letterhead(text)]
    if not found:
        return (), ()
    first = found[0]
    others = [one for one in found[1:] if not _same(one.value, first.value) and not _among(one.value, first.value)]
    doubts = tuple(
        f"制定机关：{first.ground}是“{first.value}”，{one.ground}却是“{one.value}”，请核对。" for one in others
    )
    sure = not others
    return (Proposal(Field.ISSUER, first.value, first.start, first.end, first.ground, sure),), doubts[:1]


def _by_caption(text: str, captions: Sequence[FoundCaption]) -> Iterator[Proposal]:
    """Who passed it; else the government that published it by an order."""
    for one in captions[:1]:
        events = [(event, name) for event in one.caption.events if (name := organ_of(event, text))]
        for event, name in events:
            if event.kind in _PASSED:
                yield Proposal(Field.ISSUER, name, one.start, one.end, "题注中通过它的机关")
                return
        for event, name in events:
            if event.kind is EventKind.PUBLISH and event.number and event.organ is Organ.GOVERNMENT:
                yield Proposal(Field.ISSUER, name, event.start, event.end, "题注中公布它的机关")
                return


def organ_of(event: Event, text: str) -> str:
    """The full name of the organ an event of a caption tells; "" where it tells none."""
    if not event.body:
        return ""
    if event.organ is Organ.OTHER and _JOINT.search(text, event.start, event.end):
        return f"{event.body}联席会议"
    return event.body + _ORGANS[event.organ] if event.organ in _ORGANS else ""


def _by_signature(document: Node) -> Iterator[Proposal]:
    node = next((node for node in document.children if node.kind is Kind.SIGNATURE), None)
    if node is None:
        return
    at, names = node.start, []
    for line in node.text.splitlines(keepends=True):
        said = _undated(line)
        if said and not _PERSON.search(f"{said} "):
            names.append((at + line.index(said), said))
        at += len(line)
    if names:
        start, (last, said) = names[0][0], names[-1]
        value = "、".join(_plain(one) for _, name in names for one in _side_by_side(name))
        yield Proposal(Field.ISSUER, value, start, last + len(said), "落款")


def _undated(line: str) -> str:
    """The name in front of a date on the same line; a line that is a date has none."""
    said = line.strip()
    dates = find_dates(said)
    name = said[: dates[0].start].strip() if dates else said
    return name if not dates or _ORGAN_ENDS.search(name) else ""


def _plain(name: str) -> str:
    """A name without the blanks that spread it out, and without （盖章）."""
    return SEALED.sub("", _BLANK.sub("", name))


def _side_by_side(line: str) -> list[str]:
    """Organs that sign on one line, far apart; a single name may be spaced out too (示例　　局)."""
    parts = _FAR_APART.split(line)
    return parts if all(_ORGAN_ENDS.search(part) for part in parts) else [line]


def _by_title(document: Node) -> Iterator[Proposal]:
    node = next((node for node in document.children if node.kind is Kind.TITLE), None)
    found = _BEFORE_ABOUT.match(node.text.lstrip()) if node else None
    if node and found:
        start = node.start + len(node.text) - len(node.text.lstrip())
        yield Proposal(Field.ISSUER, _listed(found["name"]), start, start + found.end("name"), "标题中“关于”之前")


def _by_letterhead(text: str) -> Iterator[Proposal]:
    found = _LETTERHEAD.match(text)
    if found:
        yield Proposal(Field.ISSUER, _listed(found["name"]), found.start("name"), found.end("name"), "文头")


def _listed(words: str) -> str:
    """Several organs side by side become 甲、乙."""
    return _BLANKS.sub("、", words.strip())


def _same(one: str, other: str) -> bool:
    """Whether two names may be the same organ: one may be written short (人大常委会) or have 中共 in front."""
    return _short(one) == _short(other)


def _among(one: str, several: str) -> bool:
    """Whether an organ is one of those that issue together: a letterhead may bear the first of them alone."""
    return any(_same(one, other) for other in several.split("、")[:-1])


def _short(name: str) -> str:
    return (
        name.replace("人民代表大会常务委员会", "人大常委会")
        .replace("人民代表大会", "人大")
        .removeprefix("中国共产党")
        .removeprefix("中共")
    )
