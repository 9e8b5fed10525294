"""What a decision is speaking of 所指: the law, the places of the sentence, the article of the item."""

from __future__ import annotations

import re
from dataclasses import replace

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.compare.amending.wording import Sort, Word

_NOT_AMENDED = re.compile(r"(?:根据|依照|按照|依据|违反|适用|参照|执行|符合|以及国家|关于修改|关于批准)\Z")
_LISTED = re.compile(r"[、和及与]\s*\Z")
_FIGURES = re.compile(r"\d")


class Speaking:
    """The law, the places and the item that the words met so far speak of.

    subject: the places spoken of last in this sentence; the next verb is about them.
    context: the article, and where it was named the paragraph, of this item.
    also:    further laws of the same sentence with their places (《甲》第三条、《乙》第五条中的…).
    whole:   the sentence speaks of the text as a whole, or of what is no provision.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.law: str | None = None
        self.subject: tuple[Place, ...] = ()
        self.context = Place()
        self.also: tuple[tuple[str | None, tuple[Place, ...]], ...] = ()
        self.besides: tuple[Place, ...] = ()
        self.whole = self.below = self.acted = False
        self.side: Sort | None = None
        self.begun: int | None = None
        self.outer: dict[int, Place] = {}
        self.new_line = False
        self.spoken_to = 0
        self.law_to: int | None = None

    def note(self, word: Word) -> None:
        """What the next verb is about."""
        noting = {
            Sort.ITEM: self._item,
            Sort.STOP: self._stop,
            Sort.LAW: self.name_law,
            Sort.PLACES: self.speak_of,
            Sort.TITLE: self._speak_of_name,
            Sort.HEADING: self._speak_of_name,
        }
        if word.sort in noting:
            noting[word.sort](word)
        elif word.sort in (Sort.AFTER, Sort.BEFORE, Sort.LAST):
            self.side = word.sort
        else:
            self._note_scope(word)

    def _note_scope(self, word: Word) -> None:
        if word.sort is Sort.BESIDES:
            self.besides, self.whole = word.places, True
        elif word.sort is Sort.ELSEWHERE:
            self._speak_of_the_rest()
        elif word.sort is Sort.ITS:
            self.subject = self.where()
        elif word.sort is Sort.BELOW:
            self.below = True
        elif word.sort is Sort.CLOSING and "本决定" in word.said:
            self.law = None

    def _stop(self, word: Word) -> None:
        self.stop(new_line=word.said == "\n")

    def stop(self, *, new_line: bool) -> None:
        """A sentence or clause ends."""
        self.subject, self.also, self.besides = (), (), ()
        self.whole = self.below = self.acted = False
        self.side, self.begun, self.law_to = None, None, None
        self.new_line = self.new_line or new_line

    def _item(self, word: Word) -> None:
        """一、 begins anew; （一） below it goes on with the article the line above it named."""
        self.stop(new_line=False)
        level = item_level(word.said)
        self.outer = {above: context for above, context in self.outer.items() if above <= level}
        nested = any(above < level for above in self.outer)
        self.outer.setdefault(level, self.context if nested else Place())
        self.context = self.outer[level]
        self.begun, self.new_line = word.start, False

    def name_law(self, word: Word) -> None:
        """对《甲条例》作出修改; 根据《乙法》 names none, and of 《甲》第三条、《乙》第五条 both are amended."""
        before = self.text[max(0, word.start - 6) : word.start]
        if _NOT_AMENDED.search(before):
            return
        beside = self.law_to is not None and self.text[self.law_to : word.start] in ("", "、", "和", "及")
        if beside or (self.subject and _LISTED.search(before)):
            self.also += ((self.law, self.subject),)
        self.law, self.subject, self.law_to = word.said[1:-1], (), word.end
        if not self.also:
            self.context = Place()

    def speak_of(self, word: Word) -> None:
        """Name places; an article set off by a comma joins those before it."""
        places = tuple(place.within(self.context) for place in word.places)
        gap = self.text[self.spoken_to : word.start]
        if self.subject and not self.acted and word.places[0].article and gap in ("，", "，以及", "；以及"):
            self.subject += places
        else:
            self.subject, self.context, self.side = places, places[0], None
            self.begun = word.start if self.begun is None or self.acted else self.begun
        self.acted, self.whole, self.spoken_to = False, False, word.end

    def _speak_of_the_rest(self) -> None:
        if not (self.subject and self.subject[0].division):
            self.subject, self.whole = (), True

    def _speak_of_name(self, word: Word) -> None:
        """第三章章名, 第三章的标题; else the title of the text."""
        place = self.subject[0] if self.subject else self.context
        near = word.start - self.spoken_to <= 2
        if place.division and (word.sort is Sort.HEADING or near):
            self.subject = (replace(place, heading=True),)
        elif word.sort is Sort.TITLE and not self.subject:
            self.subject = (Place(part="标题"),)
            self.begun = word.start if self.begun is None else self.begun
        self.acted = False

    def where(self) -> tuple[Place, ...]:
        """The places of the sentence, or the one the item goes on with."""
        return self.subject or ((self.context,) if self.context != Place() else ())

    def scope(self) -> tuple[Place, ...]:
        """Where words are changed: the places of the sentence; the article of the item; or all of the text."""
        if self.subject or self.whole:
            return self.subject
        goes_on = self.context != Place() and (self.outer or not self.new_line)
        return (self.context,) if goes_on else ()


def item_level(said: str) -> int:
    """一、 1, （一） 2, 1. 3, （1） 4."""
    bracket = said.strip()[:1] in "(（"
    return 1 + bracket + 2 * bool(_FIGURES.search(said))
