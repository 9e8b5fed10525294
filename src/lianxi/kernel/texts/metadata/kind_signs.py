"""The signs of a kind gathered from a text, and the proposal they make: certain with its places, or a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.captions import EventKind, FoundCaption
from lianxi.kernel.texts.metadata.kinds import Certain, RuleKind, Signs, bare, certain_kind, kinds_of
from lianxi.kernel.texts.metadata.makers import may_make_law
from lianxi.kernel.texts.metadata.proposal import Field, Proposal, Sign
from lianxi.kernel.texts.sessions import Organ
from lianxi.kernel.texts.structure import Kind, Node, walk
from lianxi.kernel.texts.validity import read_validity

_CONGRESSES = frozenset({Organ.CONGRESS, Organ.STANDING_COMMITTEE})
_PASSED = (EventKind.ADOPT, EventKind.REVISE, EventKind.AMEND)
_ORDER = re.compile(r"令(?:〔[^〕]+〕)?第?[^号]+号\Z")
_OPENING_ORGAN = re.compile(
    r"\A[\u4e00-\u9fff]{2,20}?(?:人民代表大会常务委员会|人大常委会|人民代表大会)(?!常务|机关|办公室|党组|[\u4e00-\u9fff]{2,6}委员会)"
)
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class KindSigns:
    """What of a text tells its kind, as far as it was read."""

    rule: Node
    title: Proposal
    number: Proposal | None
    issuer: Proposal | None
    forwarded: bool
    captions: Sequence[FoundCaption]


def propose_kind(text: str, read: KindSigns, kinds: Sequence[RuleKind], ranks: Mapping[str, str]) -> Iterator[Proposal]:
    """The kind: certain where several signs together leave no doubt, else the likeliest with the others named."""
    signs = _signs(text, read, ranks)
    trusted = read.issuer is None or read.issuer.sure
    title = read.title
    if trusted and (certain := certain_kind(signs, kinds)):
        kind, one = certain
        places = tuple(_places(read, one, signs))
        yield Proposal(Field.KIND, kind.code, title.start, title.end, one.why, True, places)
        return
    found = kinds_of(signs, kinds)
    if found:
        others = "、".join(kind.name for kind in found[1 : 1 + _OTHERS])
        ground = f"按{_told_by(read)}判断，还不能确定" + (f"；也可能是{others}" if others else "")
        yield Proposal(Field.KIND, found[0].code, title.start, title.end, ground, sure=False)


def _signs(text: str, read: KindSigns, ranks: Mapping[str, str]) -> Signs:
    events = [event for one in read.captions for event in one.caption.events if event.organ in _CONGRESSES]
    adopted = any(event.kind in _PASSED for event in events)
    issuer = read.issuer.value if read.issuer else ""
    if not issuer and (found := _OPENING_ORGAN.match(read.title.value)):
        issuer = found[0]
    number = read.number.value if read.number else ""
    place = issuer.split("、")[0] or next((name for name in ranks if read.title.value.startswith(name)), "")
    return Signs(
        read.title.value, number, issuer, adopted,
        approved=any(event.kind is EventKind.APPROVE for event in events),
        lawmaking=may_make_law(place, ranks) if place else None,
        form=_form(read.rule), order=bool(_ORDER.search(number)),
        lasting=bool(read_validity(text[read.rule.start : read.rule.end]).terms),
        forwarded=read.forwarded,
    )  # fmt: skip


def _form(rule: Node) -> str:
    """Articles where it has any, else levels."""
    kinds = {node.kind for node in walk(rule)}
    return "articles" if Kind.ARTICLE in kinds else "levels" if Kind.LEVEL in kinds else ""


def _places(read: KindSigns, one: Certain, signs: Signs) -> Iterator[Sign]:
    """The places a certain kind rests on."""
    title = read.title
    last = next((word for word in one.endings if bare(title.value).endswith(word)), "")
    yield Sign(f"标题的末几个字是“{last}”" if last else "标题", title.start, title.end)
    if one.adopted:
        caption = read.captions[0]
        by = "题注写明由人大或者常委会通过" + ("，并经批准" if one.approved else "")
        yield Sign(by, caption.start, caption.end)
    if (one.makers or one.lawmaking is not None) and read.issuer:
        yield Sign(f"制定机关是{read.issuer.value}", read.issuer.start, read.issuer.end)
    if (one.numbers or one.order) and read.number:
        yield Sign(f"文号是{read.number.value}", read.number.start, read.number.end)
    if one.form and (node := _first(read.rule, Kind.ARTICLE if one.form == "articles" else Kind.LEVEL)):
        said = "正文按条写" if one.form == "articles" else "正文按一、（一）写"
        yield Sign(said, node.start, node.start + len(node.number or node.text[:1]))


def _first(rule: Node, kind: Kind) -> Node | None:
    return next((node for node in walk(rule) if node.kind is kind), None)


def _told_by(read: KindSigns) -> str:
    """Which signs there are at all."""
    said = ["标题", *(["文号"] if read.number else []), *(["制定机关"] if read.issuer else [])]
    return "、".join([*said, *(["题注"] if read.captions else [])])
