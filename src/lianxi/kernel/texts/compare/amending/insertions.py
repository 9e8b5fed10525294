"""What a decision puts in 增加: articles, paragraphs, points, sentences, chapters, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.places import N
from lianxi.kernel.texts.compare.amending.walking import Walking
from lianxi.kernel.texts.compare.amending.wording import Sort, Word
from lianxi.kernel.texts.numerals import read_number

_DIVISIONS = "编章节"
_COUNT = re.compile(rf"(?P<number>{N}{{1,3}})个?(?P<unit>\S+)")


def read_insertion(walking: Walking, word: Word) -> Iterator[Instruction]:
    """第五条增加一款，作为第三款：“…”; 增加第三款：“…”; 第一款末尾增加“…”; 增加一章，作为第六章“…”."""
    if word.sort is Sort.ADD:
        yield from _uncounted(walking, word)
        return
    found = _COUNT.match(word.said)
    number = read_number(found["number"]) if found else None
    if found is None or number is None:
        return
    unit = found["unit"]
    if unit in _DIVISIONS:
        yield from _division(walking, word, unit)
    else:
        yield from _provisions(walking, word, number, unit)


def _provisions(walking: Walking, word: Word, number: int, unit: str) -> Iterator[Instruction]:
    spoken = walking.spoken
    holder = _holder(walking, unit)
    begun, side = walking.begun(word), spoken.side
    to = _numbers(walking, holder)
    wording = walking.wording()
    to = to or (_numbers(walking, holder) if wording else ())
    if wording:
        end = max(wording.end, walking.words[walking.at - 1].end)
        yield Instruction(
            Act.INSERT,
            begun,
            end,
            holder,
            to,
            wording.said,
            count=(number, unit),
            after=side is Sort.AFTER,
            before=side is Sort.BEFORE,
        )


def _holder(walking: Walking, unit: str) -> tuple[Place, ...]:
    """What takes the new provision up; a new article has one only where the sentence names it."""
    spoken = walking.spoken
    if unit == "条":
        return spoken.subject[:1] or ((spoken.context,) if spoken.context.division else ())
    return () if unit.startswith("附") else spoken.where()[:1]


def _numbers(walking: Walking, holder: tuple[Place, ...]) -> tuple[Place, ...]:
    """作为第三款, with the article and paragraph it stands in."""
    at = walking.at
    if walking.take(Sort.NUMBER):
        base = holder[0] if holder else walking.spoken.context
        if new := walking.take(Sort.PLACES):
            return tuple(place.within(base) for place in new.places)
        walking.at = at
    return ()


def _uncounted(walking: Walking, word: Word) -> Iterator[Instruction]:
    spoken = walking.spoken
    begun = walking.begun(word)
    if new := walking.take(Sort.PLACES):
        holder = spoken.where()[:1] if not new.places[0].article and not new.places[0].division else ()
        base = holder[0] if holder else Place()
        to = tuple(place.within(base) for place in new.places)
        wording = walking.wording()
        if wording and (unit := _unit(to[0])):
            yield Instruction(Act.INSERT, begun, wording.end, holder, to, wording.said, count=(len(to), unit))
    elif spoken.side is Sort.LAST and (wording := walking.take(Sort.QUOTE)):
        yield Instruction(Act.INSERT, begun, wording.end, spoken.where()[:1], text=wording.said, count=(1, "句"))
    elif (spoken.side in (Sort.AFTER, Sort.BEFORE) or walking.take(Sort.QUOTE)) and spoken.subject:
        yield Instruction(Act.UNREAD, *walking.sentence(word), text=walking.said_around(word))


def _unit(place: Place) -> str:
    if place.part:
        return place.part[:2]
    named = ((place.indent, "目"), (place.point, "项"), (place.paragraph, "款"), (place.article, "条"))
    return next((unit for number, unit in named if number is not None), "")


def _division(walking: Walking, word: Word, unit: str) -> Iterator[Instruction]:
    """增加一章“…”，作为第六章，分为四条，包括第四十二条至第四十五条; 增加一章，作为第六章：“第六章　…”."""
    spoken = walking.spoken
    holder, side, begun = spoken.subject[:1], spoken.side, walking.begun(word)
    places: list[Place] = []
    end, text = word.end, ""
    division: Place | None = None
    sorts = (Sort.NUMBER, Sort.PLACES, Sort.SPLIT, Sort.HEADING, Sort.BECOMES)
    while taken := walking.take(*sorts) or walking.wording():
        end = taken.end
        if taken.sort is Sort.PLACES and taken.places[0].division:
            division = taken.places[0].within(holder[0] if holder and not holder[0].article else Place())
        elif taken.sort is Sort.PLACES:
            places += taken.places
        elif taken.sort is Sort.QUOTE:
            text = f"{text}\n{taken.said}" if text else taken.said
    yield Instruction(
        Act.INSERT,
        begun,
        end,
        holder,
        tuple(places),
        text,
        count=(1, unit),
        after=side is Sort.AFTER,
        before=side is Sort.BEFORE,
        division=division,
    )
