"""Findings of shifts 错位发现: the original as far as it is certain, what was searched, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lianxi.kernel.texts.damage.character_model import CharacterModel
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.shift.double_bytes import code_of
from lianxi.kernel.texts.damage.shift.judging import Searched, judged
from lianxi.kernel.texts.damage.shift.likelihood import Likelihood
from lianxi.kernel.texts.damage.shift.notes import tail, without_notes
from lianxi.kernel.texts.damage.shift.search import Search
from lianxi.kernel.texts.damage.shift.spans import candidates
from lianxi.kernel.texts.damage.shift.ways import Task
from lianxi.kernel.texts.damage.shift.wording import said

# How much is read to the left for the context, and how far beyond the span a search may go.
_LEFT, _BEYOND = 40, 12
# A text with more spans than this is not searched to its end: each takes some hundredths of a second.
_MOST_SEARCHED = 200
_UNSEARCHED = "“?”处丢了一个字节，其后的字按国标码错了位；错位太多，这一处没有查找原文。"
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def find_shifts(text: str, model: CharacterModel, places: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Shifted spans with their original, as far as it can be told, in the order of the text.

    `places` are names the text may contain. The span takes in its "?" marks and
    what is left of a pinyin note; the proposal is written in the document's
    script. A proposal of 0.9 and more may be applied unseen.
    """
    spans = [(start, end) for start, end, _ in candidates(text)]
    if not spans:
        return ()
    likelihood = Likelihood(model, _between(text, spans), places)
    return (*_found(text, spans, likelihood), *_named(text, spans[_MOST_SEARCHED:]))


def _between(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """What stands outside the spans."""
    at = 0
    for start, end in spans:
        yield text[at:start]
        at = end
    yield text[at:]


def _found(text: str, spans: Sequence[tuple[int, int]], likelihood: Likelihood) -> Iterator[Finding]:
    drops = not any(_PRIVATE.search(text, start, end) for start, end in spans)
    search = Search(likelihood, drops=drops)
    free = 0
    for start, end in spans[:_MOST_SEARCHED]:
        if start < free:
            continue
        searched = _searched(text, start, end, search, likelihood)
        found = judged(searched, likelihood)
        if found is not None:
            free = found.best.way.end
            note = said(found, told=searched.told)
            yield Finding(
                Damage.GBK_SHIFT, start, free, text[start:free], found.proposal, found.confidence, note, found.others
            )


def _named(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    for start, end in spans:
        yield Finding(Damage.GBK_SHIFT, start, end, text[start:end], None, 0.5, _UNSEARCHED)


def _searched(text: str, start: int, end: int, search: Search, likelihood: Likelihood) -> Searched:
    """All that the search says of one span."""
    syllable, at = tail(text, start + 1)
    left = without_notes(text[max(0, start - _LEFT) : start])
    before = likelihood.numbers("\n\n" + left)[-2:]
    firsts = _told(left[-1:], likelihood.model.readings.get(syllable, ""))
    task = Task(text, at, (before[0], before[1]), firsts, min(len(text), end + _BEYOND))
    stop, ways = search.ways(task)
    return Searched(text, start, task, stop, tuple(ways), told=bool(firsts), drops=search.drops)


def _told(before: str, chars: str) -> tuple[int, ...]:
    """First bytes that a note's tail tells: of characters read so, whose lead is the second byte of the one before."""
    code = code_of(before)
    codes = [found for char in chars if (found := code_of(char)) is not None]
    return tuple(sorted({trail for lead, trail in codes if code is not None and lead == code[1]}))
