"""The form in which citations are read 可读形式: the same words, with what hides them taken away.

Pinyin notes, invisible characters and tags left by a page are dropped (domain notes M.1, M.10), those that break
lines become line ends; width and script are levelled for reading only. Names are given back in the script of the
text, every offset in characters of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lianxi.kernel.texts.characters import CJK, simple, width
from lianxi.kernel.texts.mapped import Mapped
from lianxi.kernel.texts.normalise import INVISIBLE, TONED

MOST_REPLACED = 60
"""Different characters up to which replacing is quicker than translating all of a text."""

_MARKED_TONE = f"{TONED}\u0300-\u030c"
_HIDING = re.compile(
    f"(?P<hidden>[{INVISIBLE}]+"
    rf"|(?<=[{CJK}])[ ]?[(（](?=[a-züɑɡ]{{0,5}}[{_MARKED_TONE}])[a-züɑɡ{_MARKED_TONE}]{{1,9}}[ ]{{0,2}}[)）]"
    r"|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);|</?(?:span|strong|b|i|u|em|font|a|sup)(?:[ ][^<>\n]{0,200})?>)"
    r"|</?(?:p|br|div|tr|td|li|h[1-6]|P|BR|DIV|TR|TD|LI)(?:[ ][^<>\n]{0,200})?/?>",
)
_MAY_HIDE = re.compile(f"[{INVISIBLE}(（&< ]")
_BLANK = re.compile(
    r"(?<![!-~])[ \t\n\r\u3000\u00a0]+|[ \t\n\r\u3000\u00a0]+(?![!-~])|[ \t\n\r\u3000\u00a0]+(?=[《〈<>〉》(])"
)
_INNER = str.maketrans("《》<>＜＞﹤﹥«»『』「」", "〈〉〈〉〈〉〈〉〈〉〈〉〈〉")


@dataclass(frozen=True, slots=True)
class Legible:
    """A text ready for reading.

    clean: without pinyin notes, invisible characters and tags; script and width as printed.
    plain: `clean` in simplified characters and half width, of the same length; line ends are \n.
    """

    clean: str
    plain: str
    source: Mapped

    @classmethod
    def of(cls, text: str) -> Legible:
        """The text in its legible form."""
        edits = [(*found.span(), "" if found["hidden"] else "\n") for found in _hiding(text)]
        source = Mapped.of(text)
        source = source.replaced(edits) if edits else source
        return cls(source.text, levelled(source.text), source)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original."""
        return self.source.back(start, end)

    def name(self, start: int, end: int) -> str:
        """A name as it is cited: without line breaks and the blanks around them, inner marks as 〈〉."""
        return name_of(self.clean[start:end])


def _hiding(text: str) -> Iterator[re.Match[str]]:
    """What hides words, looked for only at the characters it can begin with."""
    end = 0
    for first in _MAY_HIDE.finditer(text):
        found = _HIDING.match(text, first.start()) if first.start() >= end else None
        if found:
            end = found.end()
            yield found


def levelled(text: str) -> str:
    """A text in simplified characters and half width, of the same length.

    Most texts hold few different characters to level; replacing those one by one takes a tenth of the time.
    """
    table = _levelled()
    edits = {char: table[ord(char)] for char in set(text) if ord(char) in table}
    if len(edits) > MOST_REPLACED or any(new in edits and edits[new] != new for new in edits.values()):
        return text.translate(table)
    for char, new in edits.items():
        text = text.replace(char, new)
    return text


@lru_cache(maxsize=2048)
def name_of(printed: str) -> str:
    """A printed name as it is cited; blanks stay only between Latin words."""
    return _BLANK.sub("", printed.replace("<<", "《").replace(">>", "》")).translate(_INNER).strip()


@lru_cache(maxsize=2048)
def same_name(name: str) -> str:
    """A name for comparing: simplified, half width, without marks and blanks."""
    return _NOT_COMPARED.sub("", name.translate(_levelled()))


_NOT_COMPARED = re.compile("[《〈<>〉》«»﹤﹥「」『』“”\"‘’' \t\n\r\u3000\u00a0]+")


@cache
def _levelled() -> dict[int, str]:
    ends = dict.fromkeys(map(ord, "\r\v\f\u0085\u2028\u2029"), "\n")
    marks = {ord("＜"): "<", ord("﹤"): "<", ord("＞"): ">", ord("﹥"): ">", ord("«"): "《", ord("»"): "》"}
    return simple() | width() | {ord("\u00a0"): " "} | ends | marks
