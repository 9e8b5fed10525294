"""A decision carried out in steps 分步套用: what commences on a day of its own is left out first and follows later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lianxi.apps.rulebook.models import Amendment, Version, Work
from lianxi.kernel.texts.compare.amending import Instruction, OwnDay, in_words
from lianxi.web.wording import cn_date

_PUT_OFF = "另有施行日期"
Key = tuple[int, str]


def steps_of(work: Work, decision: Version) -> list[Amendment]:
    """The amendments of a work by a decision, the first one first."""
    rows = Amendment.objects.filter(work=work, decision=decision).select_related("work", "version", "base")
    return list(rows.defer("printed_text", "version__text", "base__text").order_by("day"))


def waiting_in(steps: Sequence[Amendment]) -> frozenset[Key]:
    """Instructions that were put off and have not been carried out since."""
    said = {_key_kept(one): one for row in steps for one in row.instructions}
    return frozenset(key for key in _not_applied(steps) if said[key].get("later"))


def is_lacking(steps: Sequence[Amendment]) -> bool:
    """Whether something was left out for good."""
    return bool(_not_applied(steps) - waiting_in(steps))


def _not_applied(steps: Sequence[Amendment]) -> frozenset[Key]:
    applied = {_key_kept(one) for row in steps for one in row.instructions if one["applied"]}
    return frozenset(_key_kept(one) for row in steps for one in row.left_out) - applied


def _key_kept(one: dict[str, object]) -> Key:
    return (int(str(one["start"])), str(one["said"]))


def key_of_instruction(one: Instruction) -> Key:
    """The same, of one just read."""
    return (one.start, in_words(one))


def moved_articles(steps: Sequence[Amendment], base: Version) -> dict[str, str | None]:
    """Keys of articles the decision speaks of → their keys in `base`, where those are others; None where it is gone."""
    if not steps:
        return {}
    then, now = (_articles(version) for version in (steps[0].base, base))
    keys = {wid: key for key, wid in now.items()}
    return {key: keys.get(wid) for key, wid in then.items() if keys.get(wid) != key}


def _articles(version: Version) -> dict[str, str]:
    rows = version.provisions.filter(kind="article").values_list("eid", "wid")
    return {eid.removeprefix("art_"): wid for eid, wid in rows}


def at_present(one: Instruction, moved: Mapping[str, str | None]) -> Instruction:
    """The instruction with the numbers its articles have now, which the decision speaks of by those of before."""
    places = tuple(
        replace(place, article=moved[place.article] or place.article) if place.article in moved else place
        for place in one.places
    )
    return replace(one, places=places)


def is_lost(one: Instruction, moved: Mapping[str, str | None]) -> bool:
    """Whether an instruction names an article that an earlier step took away."""
    return any(place.article in moved and moved[place.article] is None for place in one.places)


def why_put_off(own: OwnDay | None) -> str:
    """The reason kept with an instruction that is put off to a later day, where a person gave none."""
    return f"{_PUT_OFF}：{cn_date(own.day)}" if own and own.day else _PUT_OFF


def doubts_of_days(days: Sequence[tuple[int, OwnDay]], unfound: Sequence[OwnDay], day: date | None) -> Iterator[str]:
    """What a reader should know of parts with days of their own. days: places of instructions, and from when."""
    for own in dict.fromkeys(own for _, own in days):
        named = "、".join(f"第{at + 1}项" for at, one in days if one == own)
        since = f"自{cn_date(own.day)}起施行" if own.day else f"另有施行日期（“{own.words}”）"
        if own.day is None or day is None or own.day > day:
            yield f"{named}{since}，这一次先不套用；到时候用同一份决定套用到那时的一版。"
        elif own.day < day:
            yield f"{named}{since}，早于这一次的施行日期，请核对是不是应当先套用这几项。"
    for one in unfound:
        yield f"决定的一部分{_PUT_OFF}，没有读出是哪几项：“{one.words}”。这几项请选“不套用”，勾选“以后再套用”。"
