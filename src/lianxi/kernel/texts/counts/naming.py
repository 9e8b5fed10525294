"""A whole that its list names again 总数的复指: 281件议案和建议中，财经类62件…, or 来信312件次…；来信中，….

The words before 中 name the whole: the number in them, or the number printed before with the
same noun. 办理过程中, 工作中 and their like name a time and no whole.
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.counts.report import Count
from lianxi.kernel.texts.counts.sentences import Sentence

_IN = "(?:当|之)?中(?![标心国央小医学共等层期型药外级部年青旬午])"
_NUMBERED = re.compile(rf"(?P<noun>[^，、；。,;:()]{{0,18}}?){_IN}")
_NAMED = re.compile(rf"(?:^|[，；。,;])\s*(?:在|从)?(?:这些|上述|所有|全部)?(?P<noun>[^，、；。,;:()\s]{{2,10}}?){_IN}")
_NO_WHOLE = re.compile(
    "[已送到在入于向]|过程|工作|期间|活动|会议|实践|审议|办理|行动|建设|年度|调研|检查|[其集手心]$|年$|月$|当$"
)
_LOOK_BACK = 12


def named_wholes(sentence: Sentence, index: int) -> tuple[Count, ...]:
    """The numbers that the words before number `index` name as the whole of what follows, nearest first."""
    gap = sentence.gap(index)
    if "中" not in gap:
        return ()
    numbered = _NUMBERED.match(gap) if index else None
    if numbered and not _NO_WHOLE.search(numbered["noun"]):
        return (sentence.counts[index - 1],)
    named = list(_NAMED.finditer(gap))
    if not named or _NO_WHOLE.search(named[-1]["noun"]):
        return ()
    earlier = sentence.counts[max(0, index - _LOOK_BACK) : index]
    if sentence.previous:
        earlier = (*sentence.previous.counts[-_LOOK_BACK:], *earlier)
    return tuple(count for count in reversed(earlier) if _same_noun(count, named[-1]["noun"]))


def _same_noun(count: Count, noun: str) -> bool:
    what = simplified(count.what)
    return len(what) > 1 and (noun in what or noun.endswith(what))
