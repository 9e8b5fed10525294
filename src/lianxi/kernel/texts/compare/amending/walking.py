"""Walking over the words of a decision 通读: what comes next, and what is spoken of."""

from __future__ import annotations

import re
from dataclasses import replace

from lianxi.kernel.texts.compare.amending.speaking import Speaking
from lianxi.kernel.texts.compare.amending.wording import Sort, Word

_APART = re.compile(r"[、和及与或]{0,2}(?:以及)?\Z")
_ENDS = re.compile(r"[；。\n]")
_ORDERS = re.compile(r"[ \t\u3000]*(?:将|删去|删除|增加|在第|此外|对条文)")
_JOINING = re.compile(
    r"(?:[，、：；\s]|并|将|其|予以|均|全部|一并|分别|依次|相应|统一|也|则|[本该全整][条款项章节]|条文"
    r"|的?(?:全部)?(?:内容|规定|表述|条文)|[（(][^（）()]{0,30}[)）])*"
)
_MOST_WORDS, _LONGEST_SENTENCE = 60, 200


class Walking:
    """The words, where the reader stands among them, and what they speak of."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words, self.at = text, words, 0
        self.spoken = Speaking(text)

    def next(self) -> Word | None:
        """The next word."""
        self.at += 1
        return self.words[self.at - 1] if self.at <= len(self.words) else None

    def peek(self) -> Word | None:
        """The word after that, left where it is."""
        return self.words[self.at] if self.at < len(self.words) else None

    def take(self, *sorts: Sort) -> Word | None:
        """The next word if it is one of these."""
        word = self.peek()
        if word is not None and word.sort in sorts:
            self.at += 1
            return word
        return None

    def is_next(self, sort: Sort) -> bool:
        word = self.peek()
        return word is not None and word.sort is sort

    def begun(self, word: Word) -> int:
        """Where the sentence with the word began to speak of its place."""
        return word.start if self.spoken.begun is None else min(self.spoken.begun, word.start)

    def wording(self) -> Word | None:
        """New wording; paragraphs that stand in marks of their own, line by line, are one."""
        first = self.take(Sort.QUOTE)
        while first:
            at = self.at
            while self.take(Sort.STOP):
                pass
            following = self.take(Sort.QUOTE)
            if following is None or self.text[first.end : following.start].strip() or self._is_changed(following):
                self.at = at
                break
            first = replace(first, end=following.end, said=f"{first.said}\n{following.said}")
        return first

    def _is_changed(self, quote: Word) -> bool:
        """Whether quoted words are what the next verb changes, not wording."""
        after = self.peek()
        return after is not None and after.sort in _CHANGING and after.start - quote.end <= 2

    def quotes(self, before: Word) -> list[Word]:
        """Further quoted words of the same enumeration."""
        found: list[Word] = []
        while (word := self.peek()) and word.sort is Sort.QUOTE and len(found) < _MOST_WORDS:
            if not _APART.match(self.text[before.end : word.start]):
                break
            self.at += 1
            found.append(word)
            before = word
        return found

    def is_joined(self, word: Word) -> bool:
        """Whether a verb is about the place before it, not about something in it (第五条中的罚款数额修改为)."""
        at = next((at for at in range(self.at - 1, -1, -1) if self.words[at] is word), 0)
        gap = self.text[self.words[at - 1].end if at else 0 : word.start]
        return bool(_JOINING.fullmatch(gap))

    def colon_after(self, word: Word) -> bool:
        return self.text[word.end : word.end + 2].strip()[:1] in ("：", ":") and self.peek() is not None

    def is_wording(self, word: Word) -> bool:
        """Whether a verb without its object tells nothing: 作如下修改, or the words stand outside all items."""
        return not (self.spoken.subject or self.spoken.context.label != "全文" or self.spoken.begun is not None)

    def pass_unmarked(self) -> None:
        """New wording without quotation marks reaches to the next item, or to a line that orders something again."""
        if self.words[self.at - 1 : self.at] and self.text[self.words[self.at - 1].end :][:1] not in ("：", ":"):
            return
        while (word := self.peek()) and word.sort not in (Sort.ITEM, Sort.END):
            if word.said == "\n" and _ORDERS.match(self.text, word.end):
                return
            self.at += 1

    def sentence(self, word: Word) -> tuple[int, int]:
        """The clause a word stands in."""
        found = _ENDS.search(self.text, word.end)
        end = found.start() if found else len(self.text)
        start = max(self.text.rfind(stop, 0, word.start) for stop in "；。\n”") + 1
        return start, min(end, word.end + _LONGEST_SENTENCE)

    def said_around(self, word: Word) -> str:
        """That clause as it stands."""
        start, end = self.sentence(word)
        return self.text[start:end].strip()


_CHANGING = frozenset({Sort.BECOMES, Sort.NUMBER, Sort.STRIKE, Sort.AFTER, Sort.BEFORE})
