"""Reading an amending decision into instructions 修改决定的指令.

What orders something and is not understood becomes an instruction too, `UNREAD`, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lianxi.kernel.texts.compare.amending.insertions import read_insertion
from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.speaking import item_level
from lianxi.kernel.texts.compare.amending.walking import Walking
from lianxi.kernel.texts.compare.amending.wording import Sort, Word, read_words
from lianxi.kernel.texts.compare.amending.words import read_quote, read_strike

_ORDERS = frozenset({Sort.BECOMES, Sort.NUMBER, Sort.COUNT, Sort.STRIKE, Sort.MERGE, Sort.SPLIT, Sort.SWAP, Sort.MOVE})
_Verb = Callable[[Walking, Word], Iterator[Instruction]]


def read_instructions(text: str) -> tuple[Instruction, ...]:
    """The instructions of a decision, in order; what orders nothing is passed over.

    Reading ends where the text is said to be published anew, so that the amended text may follow.
    """
    return tuple(_Reader(text).read())


class _Reader:
    """Walks over the words of a decision; `held` waits for the places below (将下列条款中的…)."""

    def __init__(self, text: str) -> None:
        self.walking = Walking(text, read_words(text))
        self.held: list[Instruction] = []
        self.held_at = 0

    def read(self) -> Iterator[Instruction]:
        walking = self.walking
        while (word := walking.next()) and word.sort is not Sort.END:
            for instruction in self._word(word):
                yield replace(instruction, law=instruction.law or walking.spoken.law)
        yield from self._of_held()

    def _word(self, word: Word) -> Iterator[Instruction]:
        walking = self.walking
        verb = _VERBS.get(word.sort)
        if verb is None:
            if word.sort in (Sort.STOP, Sort.ITEM):
                yield from self._of_held()
            if word.sort is Sort.ITEM and item_level(word.said) <= self.held_at:
                self.held = []
            walking.spoken.note(word)
            return
        read = list(verb(walking, word))
        if walking.spoken.below and not walking.spoken.subject and read and read[0].act is Act.SUBSTITUTE:
            self.held, self.held_at = read, max(walking.spoken.outer, default=0)
        elif read:
            yield from (one for instruction in read for one in self._of_all_laws(instruction))
        elif word.sort in _ORDERS and not walking.is_wording(word):
            yield Instruction(Act.UNREAD, *walking.sentence(word), text=walking.said_around(word))
        walking.spoken.acted = True

    def _of_held(self) -> Iterator[Instruction]:
        """下列条款中的“甲”修改为“乙”： and below it the places, law by law."""
        spoken = self.walking.spoken
        if self.held and spoken.subject and not spoken.acted:
            for one in self.held:
                yield from self._of_all_laws(replace(one, places=spoken.subject))

    def _of_all_laws(self, instruction: Instruction) -> Iterator[Instruction]:
        for law, places in self.walking.spoken.also:
            yield replace(instruction, law=law, places=places)
        yield instruction


def _becomes(walking: Walking, word: Word) -> Iterator[Instruction]:
    """第三条修改为：“…”; new wording without marks gives an instruction without text, which is not carried out."""
    spoken = walking.spoken
    old = spoken.where() if walking.is_joined(word) else ()
    walking.take(Sort.NUMBER)
    new = walking.take(Sort.PLACES)
    wording = walking.wording()
    begun = word.start if spoken.begun is None else spoken.begun
    if new and not wording and old:
        yield _renumbered(walking, new, old)
    elif new and wording and len(new.places) > len(old) and old and old[0].is_article:
        yield Instruction(Act.SPLIT, begun, wording.end, old, _placed(new, old), wording.said)
    elif old and (wording or spoken.subject):
        end, text = (wording.end, wording.said) if wording else (word.end, "")
        yield Instruction(Act.REPLACE, begun, end, old, text=text)
    if not wording and not new:
        walking.pass_unmarked()


def _number(walking: Walking, word: Word) -> Iterator[Instruction]:
    """将第十三条改为第十条; 第二款作为第三款; 第三条改为：“…”."""
    new = walking.take(Sort.PLACES)
    old = walking.spoken.where()
    if new and old:
        yield _renumbered(walking, new, old)
        if walking.colon_after(new) and (wording := walking.wording()):
            yield Instruction(Act.REPLACE, new.start, wording.end, old, text=wording.said)
    elif not new and (wording := walking.wording()) and old:
        yield Instruction(Act.REPLACE, walking.begun(word), wording.end, old, text=wording.said)


def _renumbered(walking: Walking, new: Word, old: tuple[Place, ...]) -> Instruction:
    begun = walking.begun(new)
    return Instruction(Act.RENUMBER, begun, new.end, old, _placed(new, old))


def _placed(new: Word, old: tuple[Place, ...]) -> tuple[Place, ...]:
    """New numbers in full: 第一款第三项改为第四项 stays in its paragraph, 第二节改为第三节 in its chapter."""
    first = old[0]
    holder = Place(first.article, part=first.part, division=() if first.article else first.division[:-1])
    if new.places[0].point is not None:
        holder = replace(holder, paragraph=first.paragraph)
    return tuple(place.within(holder) if not place.article else place for place in new.places)


def _swap(walking: Walking, word: Word) -> Iterator[Instruction]:
    """第三条与第四条位置互换."""
    old = walking.spoken.subject
    if len(old) == 2:
        yield Instruction(Act.RENUMBER, walking.begun(word), word.end, old, old[::-1])


def _move(walking: Walking, word: Word) -> Iterator[Instruction]:
    """第二十二条移至第二十四条之后，作为第二十五条."""
    old = walking.spoken.subject
    walking.take(Sort.PLACES)
    walking.take(Sort.AFTER, Sort.BEFORE)
    new = walking.take(Sort.PLACES) if walking.take(Sort.NUMBER) else None
    if old and new:
        yield _renumbered(walking, new, old)


def _merge(walking: Walking, word: Word) -> Iterator[Instruction]:
    """将第四十一条、第四十二条合并，作为第四十九条，修改为：“…”."""
    yield from _regrouped(walking, word, Act.MERGE)


def _split(walking: Walking, word: Word) -> Iterator[Instruction]:
    """将第十条分为两条，作为第十条、第十一条，修改为：“…”."""
    several = len(walking.spoken.where()) > 1
    yield from _regrouped(walking, word, Act.MERGE if several else Act.SPLIT)


def _regrouped(walking: Walking, word: Word, act: Act) -> Iterator[Instruction]:
    old = walking.spoken.where()
    new: Word | None = None
    end = word.end
    while taken := walking.take(Sort.NUMBER, Sort.BECOMES, Sort.PLACES, Sort.HEADING):
        new, end = (taken, taken.end) if taken.sort is Sort.PLACES and new is None else (new, taken.end)
    wording = walking.wording()
    to = _placed(new, old) if new and old else ()
    if old and (wording or (old[0].division and to)):
        end, text = (wording.end, wording.said) if wording else (end, "")
        yield Instruction(act, walking.begun(word), end, old, to, text)


def _reorder(walking: Walking, word: Word) -> Iterator[Instruction]:
    """对条文顺序和引用的条文序号作相应调整."""
    references = any(cited in word.said for cited in ("引用", "援引", "所引", "指引"))
    yield Instruction(Act.REORDER, word.start, word.end, references=references)


def _contents(walking: Walking, word: Word) -> Iterator[Instruction]:
    yield Instruction(Act.CONTENTS, word.start, word.end, (Place(part="目录"),))


_VERBS: dict[Sort, _Verb] = {
    Sort.QUOTE: read_quote,
    Sort.BECOMES: _becomes,
    Sort.NUMBER: _number,
    Sort.COUNT: read_insertion,
    Sort.ADD: read_insertion,
    Sort.STRIKE: read_strike,
    Sort.MERGE: _merge,
    Sort.SPLIT: _split,
    Sort.SWAP: _swap,
    Sort.MOVE: _move,
    Sort.REORDER: _reorder,
    Sort.CONTENTS: _contents,
}
