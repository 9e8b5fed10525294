"""The view in which a caption is read 阅读视图: compact, simplified, one width; every character keeps its place.

Captions are copied from web pages and files: broken over lines, set with Markdown
or HTML, in traditional characters with pinyin notes, with half-width marks (domain
notes b.4, M). None of this carries meaning, so the grammar never sees it.
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.characters import CJK, simple, width
from lianxi.kernel.texts.mapped import Edit, Mapped
from lianxi.kernel.texts.normalise import INVISIBLE, TONED

_NOISE = re.compile(
    rf"<!--[^>]{{0,200}}-->|</?[A-Za-z][^<>\n]{{0,120}}>|&(?:[a-z]{{2,6}}|#x?[0-9a-fA-F]{{1,6}});|[\s{INVISIBLE}*`#~_\\|@]+|^>+|(?<=\n)>+"
    rf"|(?<=[{CJK}])[ ]?[(（](?=[a-zü]{{0,5}}[{TONED}])[a-zü{TONED}]{{1,7}}[ ]?[)）]"
)
_MEANT = {"&lt;": "〈", "&gt;": "〉"}
_DOUBLED = re.compile("<<|>>|＜＜|＞＞")
_MARKS = str.maketrans("<>＜＞«»‹›﹤﹥〔﹝【［〖〕﹞】］〗﹙﹚﹔﹐○Ｏ", "〈〉〈〉《》〈〉〈〉[[[[[]]]]]();,〇〇")


def compact(text: str) -> Mapped:
    """The view of a text: no blanks, line ends, markup or pinyin; brackets ( ) and [ ], title marks 《 》 and 〈 〉."""
    edits: list[Edit] = [(found.start(), found.end(), _MEANT.get(found[0], "")) for found in _NOISE.finditer(text)]
    made = Mapped.of(text)
    if edits:
        made = made.replaced(edits)
    doubled: list[Edit] = [
        (found.start(), found.end(), "《" if found[0][0] in "<＜" else "》") for found in _DOUBLED.finditer(made.text)
    ]
    if doubled:
        made = made.replaced(doubled)
    return made.with_text(made.text.translate(simple()).translate(width()).translate(_MARKS))
