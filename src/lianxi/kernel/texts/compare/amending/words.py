"""Words changed within a provision 文字替换: “甲”修改为“乙”, 删去“甲”, “甲”后增加“乙”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.walking import Walking
from lianxi.kernel.texts.compare.amending.wording import Sort, Word

_LISTED = re.compile(r"[、和及与，]{0,2}(?:以及)?\Z")


@dataclass(frozen=True, slots=True)
class _Old:
    """Words that are changed, and where; `among` are those of the same places."""

    word: Word
    places: tuple[Place, ...]
    among: tuple[str, ...]


def read_quote(walking: Walking, word: Word) -> Iterator[Instruction]:
    """第三条中的“甲”修改为“乙”; “甲”、“乙”修改为“丙”; “甲”后增加“乙”; 将“甲”删去."""
    olds = _olds(walking, word)
    if walking.take(Sort.BECOMES, Sort.NUMBER):
        yield from _substituted(walking, olds)
    elif struck := walking.take(Sort.STRIKE):
        yield from (_change(walking, old, "", struck.end) for old in olds)
    elif side := walking.take(Sort.AFTER, Sort.BEFORE):
        new = walking.take(Sort.QUOTE) if walking.take(Sort.ADD) else None
        if new:
            for old in olds:
                said = old.word.said
                text = said + new.said if side.sort is Sort.AFTER else new.said + said
                yield _change(walking, old, text, new.end)
        elif (after := walking.peek()) and after.sort in (Sort.STRIKE, Sort.COUNT):
            yield Instruction(Act.UNREAD, *walking.sentence(after), text=walking.said_around(after))


def _olds(walking: Walking, word: Word) -> list[_Old]:
    """第一款中的“甲”、“乙”和第二款中的“丙”: words with their places, up to the verb."""
    made: list[_Old] = []
    current: Word | None = word
    while current:
        quotes = [current, *walking.quotes(current)]
        among = tuple(one.said for one in quotes)
        made += [_Old(one, walking.spoken.scope(), among) for one in quotes]
        at = walking.at
        places, current = walking.take(Sort.PLACES), None
        if places and _LISTED.match(walking.text[quotes[-1].end : places.start]) and walking.is_next(Sort.QUOTE):
            walking.spoken.acted = True
            walking.spoken.speak_of(places)
            current = walking.take(Sort.QUOTE)
        else:
            walking.at = at
    return made


def _substituted(walking: Walking, olds: Sequence[_Old]) -> Iterator[Instruction]:
    first = walking.take(Sort.QUOTE)
    if first is None:
        return
    news = [first, *_news(walking, first, len(olds) - 1)]
    if len(news) not in (1, len(olds)):
        start, end = walking.begun(olds[0].word), news[-1].end
        yield Instruction(Act.UNREAD, start, end, text=f"{len(olds)}处文字改为{len(news)}处，对不上")
        return
    news = news * len(olds) if len(news) == 1 else news
    yield from (_change(walking, old, new.said, new.end) for old, new in zip(olds, news, strict=True))


def _news(walking: Walking, first: Word, most: int) -> list[Word]:
    """Further new words, if they are no old words of the next change."""
    begun = walking.at
    found = walking.quotes(first) if most else []
    following = walking.peek()
    if following and following.sort in (Sort.BECOMES, Sort.NUMBER) and following.start - (found or [first])[-1].end < 4:
        walking.at = begun
        return []
    return found


def _change(walking: Walking, old: _Old, text: str, end: int) -> Instruction:
    besides = walking.spoken.besides
    return Instruction(
        Act.SUBSTITUTE,
        old.word.start,
        end,
        old.places,
        text=text,
        was=old.word.said,
        among=tuple(said for said in old.among if said != old.word.said),
        besides=besides,
    )


def read_strike(walking: Walking, word: Word) -> Iterator[Instruction]:
    """删去第五条; 删去第三条中的“…”; 第五条删去; 删去第四章章名."""
    spoken = walking.spoken
    begun = walking.begun(word)
    while named := walking.take(Sort.LAW, Sort.PLACES, Sort.HEADING, Sort.ITS, Sort.ELSEWHERE):
        spoken.note(named)
        end = named.end
    else:
        end = walking.words[walking.at - 1].end
    quote = walking.take(Sort.QUOTE)
    if quote and (named := walking.take(Sort.PLACES)):
        spoken.speak_of(named)
        quote, end = None, named.end
    if quote:
        struck = [quote, *walking.quotes(quote)]
        places = spoken.scope()
        among = tuple(one.said for one in struck)
        for one in struck:
            yield Instruction(Act.SUBSTITUTE, word.start, one.end, places, was=one.said, among=among)
    elif spoken.subject and spoken.subject != (Place(),) and (end > word.end or _ends(walking, word)):
        yield Instruction(Act.DELETE, begun, end, spoken.subject)


def _ends(walking: Walking, word: Word) -> bool:
    """Whether the clause ends with the word: 第五条删去。"""
    return walking.is_joined(word) and walking.text[word.end : word.end + 1] in ("", "。", "；", "，", "\n")
