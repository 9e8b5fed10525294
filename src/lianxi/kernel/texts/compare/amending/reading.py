"""Reading an amending decision into instructions 修改决定的指令."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.wording import Sort, Word, read_words
from lianxi.kernel.texts.numerals import read_number

_MOST_WORDS = 60


def read_instructions(text: str) -> tuple[Instruction, ...]:
    """The instructions of a decision, in order; what is no instruction is passed over.

    Reading ends where the text is said to be published anew, so that the amended text may follow.
    """
    return tuple(_Reader(read_words(text)).read())


def of_law(instructions: Sequence[Instruction], title: str) -> tuple[Instruction, ...]:
    """Those for one text, of a decision that amends several 打包修改; 修改《中华人民共和国某法》 is of 某法 too."""
    return tuple(one for one in instructions if one.law and (one.law.endswith(title) or title.endswith(one.law)))


class _Reader:
    """Walks over the words of a decision.

    subject: the places spoken of last in this sentence; the next verb is about them.
    context: the article, and where it was named the paragraph, of this item.
    """

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.at = 0
        self.subject: tuple[Place, ...] = ()
        self.context = Place()
        self.begun = 0
        self.law: str | None = None
        self.elsewhere = False

    def read(self) -> Iterator[Instruction]:
        while self.at < len(self.words):
            word = self.words[self.at]
            self.at += 1
            if word.sort is Sort.END:
                return
            for instruction in self._word(word):
                yield replace(instruction, law=self.law)

    def _word(self, word: Word) -> Iterator[Instruction]:
        if word.sort is Sort.REORDER:
            yield Instruction(Act.REORDER, word.start, word.end)
        elif read := self._verbs().get(word.sort):
            yield from read(word)
        else:
            self._note(word)

    def _note(self, word: Word) -> None:
        """What the next verb is about."""
        if word.sort is Sort.ITEM:
            self.context, self.subject, self.begun = Place(), (), word.start
        elif word.sort is Sort.STOP:
            self.subject, self.elsewhere = (), False
        elif word.sort in (Sort.ELSEWHERE, Sort.DIVISION):
            self.subject, self.elsewhere = (), True
        elif word.sort is Sort.LAW:
            self.law = word.said[1:-1]
        elif word.sort is Sort.PLACES:
            self._speak_of(word)

    def _verbs(self) -> dict[Sort, Callable[[Word], Iterator[Instruction]]]:
        return {
            Sort.QUOTE: self._quote,
            Sort.BECOMES: self._becomes,
            Sort.NUMBER: self._number,
            Sort.COUNT: self._insert,
            Sort.STRIKE: self._strike,
            Sort.MERGE: self._merge,
        }

    def _speak_of(self, word: Word) -> None:
        self.subject = tuple(place.within(self.context) for place in word.places)
        self.context = self.subject[0]
        self.begun, self.elsewhere = word.start, False

    def _take(self, *sorts: Sort) -> Word | None:
        """The next word if it is one of these."""
        if self.at < len(self.words) and self.words[self.at].sort in sorts:
            self.at += 1
            return self.words[self.at - 1]
        return None

    def _where(self) -> tuple[Place, ...]:
        return self.subject or ((self.context,) if self.context.article else ())

    def _becomes(self, word: Word) -> Iterator[Instruction]:
        """第三条修改为：“…”; new wording without marks gives an instruction without text, which is not carried out."""
        quote = self._take(Sort.QUOTE)
        if quote or self.subject:
            end, text = (quote.end, quote.said) if quote else (word.end, "")
            yield Instruction(Act.REPLACE, min(self.begun, word.start), end, self._where(), text=text)

    def _number(self, word: Word) -> Iterator[Instruction]:
        """将第十三条改为第十条; 第二款作为第三款."""
        new = self._take(Sort.PLACES)
        old = self._where()
        if new and old:
            to = tuple(place.within(replace(old[0], paragraph=None, point=None)) for place in new.places)
            to = tuple(replace(place, paragraph=place.paragraph or _paragraph(old, place)) for place in to)
            yield Instruction(Act.RENUMBER, self.begun, new.end, old, to)

    def _insert(self, word: Word) -> Iterator[Instruction]:
        """第五条增加一款，作为第三款：“…”."""
        number, unit = read_number(word.said[:-1]), word.said[-1]
        if unit in "章节编":
            yield from self._insert_division(word)
            return
        holder = self._where() if unit != "条" else self.subject
        to: tuple[Place, ...] = ()
        if self._take(Sort.NUMBER):
            new = self._take(Sort.PLACES)
            base = holder[0] if holder else self.context
            to = tuple(place.within(base) for place in new.places) if new else ()
        quote = self._take(Sort.QUOTE)
        if quote and number:
            begun = min(word.start, self.begun or word.start)
            yield Instruction(Act.INSERT, begun, quote.end, holder, to, quote.said, count=(number, unit))

    def _insert_division(self, word: Word) -> Iterator[Instruction]:
        """增加一章“…”，作为第六章，分为四条，包括第四十二条至第四十五条; 增加一章，作为第六章“…”."""
        parts: dict[Sort, Word] = {}
        while taken := self._take(Sort.QUOTE, Sort.NUMBER, Sort.DIVISION, Sort.PLACES):
            parts.setdefault(taken.sort, taken)
        end = max((part.end for part in parts.values()), default=word.end)
        title, division, places = (parts.get(sort) for sort in (Sort.QUOTE, Sort.DIVISION, Sort.PLACES))
        yield Instruction(
            Act.INSERT,
            word.start,
            end,
            to=places.places if places else (),
            text=title.said if title else "",
            count=(1, word.said[-1]),
            division=read_number(division.said[1:-1]) if division else None,
        )

    def _strike(self, word: Word) -> Iterator[Instruction]:
        """删去第五条; 删去第三条中的“…”."""
        places = self._take(Sort.PLACES)
        if places:
            self._speak_of(places)
        self._take(Sort.OF)
        quote = self._take(Sort.QUOTE)
        if quote is None and (places or self._ends(word)):
            yield Instruction(Act.DELETE, min(self.begun, word.start), (places or word).end, self.subject)
        while quote:
            yield Instruction(Act.SUBSTITUTE, word.start, quote.end, self._where(), was=quote.said)
            quote = self._take(Sort.QUOTE)

    def _ends(self, word: Word) -> bool:
        """Whether the sentence ends with the word: 第五条删去。"""
        following = self.words[self.at].start if self.at < len(self.words) else word.end
        return bool(self.subject) and following == word.end

    def _merge(self, word: Word) -> Iterator[Instruction]:
        """将第四十一条、第四十二条合并，作为第四十九条，修改为：“…”."""
        old = self._where()
        new = self._take(Sort.PLACES) if self._take(Sort.NUMBER) else None
        to = new.places if new else ()
        self._take(Sort.BECOMES)
        quote = self._take(Sort.QUOTE)
        if old and quote:
            yield Instruction(Act.MERGE, self.begun, quote.end, old, to, quote.said)

    def _quote(self, word: Word) -> Iterator[Instruction]:
        """第三条中的“甲”修改为“乙”; “甲”、“乙”修改为“丙”; “甲”后增加“乙”."""
        olds = [word, *self._quotes(_MOST_WORDS)]
        if self._take(Sort.BECOMES, Sort.NUMBER):
            first = self._take(Sort.QUOTE)
            news = [first, *self._news(len(olds) - 1)] if first else []
            news = news * len(olds) if len(news) == 1 else news
            for old, new in zip(olds, news, strict=False):
                yield Instruction(Act.SUBSTITUTE, old.start, new.end, self._scope(), text=new.said, was=old.said)
        elif self._take(Sort.AFTER):
            yield from self._added(olds[-1], before=False)
        elif self._take(Sort.BEFORE):
            yield from self._added(olds[-1], before=True)

    def _scope(self) -> tuple[Place, ...]:
        """Where the words are: the whole text, unless the sentence speaks of a part that is no article."""
        return self.subject or ((Place(),) if self.elsewhere else ())

    def _quotes(self, most: int) -> list[Word]:
        found: list[Word] = []
        while len(found) < most and (quote := self._take(Sort.QUOTE)):
            found.append(quote)
        return found

    def _news(self, most: int) -> list[Word]:
        """Further new words, if there is one for each old one; what is changed in its turn is none."""
        begun = self.at
        found = self._quotes(most)
        if len(found) < most or (self.at < len(self.words) and self.words[self.at].sort is Sort.BECOMES):
            self.at = begun
            return []
        return found

    def _added(self, word: Word, *, before: bool) -> Iterator[Instruction]:
        new = self._take(Sort.QUOTE) if self._take(Sort.ADD) else None
        if new:
            text = new.said + word.said if before else word.said + new.said
            yield Instruction(Act.SUBSTITUTE, word.start, new.end, self._scope(), text=text, was=word.said)


def _paragraph(old: tuple[Place, ...], new: Place) -> int | None:
    """第一款第三项改为第四项 stays in its paragraph."""
    return old[0].paragraph if new.point is not None else None
