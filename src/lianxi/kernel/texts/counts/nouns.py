"""What a number counts 所数何物: the noun after it (17个乡镇) or before it (建议166件).

Chinese reports put the noun on either side; the words that begin or end a noun are those
that reports use about it (收集…意见131条). What no noun stands beside is left empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_STOP = "，。；：！？、,;:!?()（）\\[\\]【】\n\r|"
_MARK = re.compile(rf"[{_STOP}]")
_FAR = 60
_AFTER = re.compile(rf"[ \t\u3000]{{0,3}}的?([^{_STOP}《》\d]{{0,16}})")
_CLOSES = re.compile(
    "分别|先后|均|已|被|获|得到|进行|开展|完成|落地|参与|参加|报送|报|研究|确定|出席|提出|实施|予以|全部|按|由|在|向|与|和|及|并|中|占"
    "|达|共|为|是|对|以|从|到|较|比|同比|增长|下降|纳入|列入|签订|通过|作出|交由|采用|采纳|解决|办理|办结|涉及|组织|近|约|超"
    "|的(?=$)|[一二三四五六七八九十两]"
)
_OPENS = re.compile(
    "(?:其中|分别|形成|收集|收到|提出|建成|建立|开展|完成|组织|听取和审议|听取审议|听取|审议|制定|清理|出台|发布|签订|推动|解决|化解"
    "|投入|达到?|合计|总计|共计?|(?<![没拥所具])有(?!效|关|机|限|色)|了|已|拟(?!继)|约|近|办理|承办|参与|参加|任免|讨论决定|表决|检查(?!组)|报送"
    "|接收|征集|确定|涉及|获得|发放|惠及|新增|新建|实现|举办|召开|处理|受理|答复|打造|打通|确认|邀请|公布实施|修改|修订)"
)
_IDLE_END = re.compile(
    r"(?:共计|合计|总计|共有|共|有|为|多达|达到了?|达|分别|约|近|超过?|累计|增长了?|[ \t\u3000“”\"]){1,6}+\Z"
)


class Marks:
    """Where the punctuation of a text stands, found once, so that a clause is found without searching."""

    def __init__(self, read: str) -> None:
        self.all = [mark.start() for mark in _MARK.finditer(read)]
        self.length = len(read)

    def before(self, place: int) -> int:
        """Where the piece begins that reaches up to `place`."""
        at = bisect_left(self.all, place) - 1
        return self.all[at] + 1 if at >= 0 else 0

    def after(self, place: int) -> int:
        """Where the piece ends that begins at `place`."""
        at = bisect_left(self.all, place)
        return self.all[at] if at < len(self.all) else self.length

    def context(self, text: str, start: int, end: int) -> str:
        """The words between the marks on both sides, at most sixty characters each way."""
        return text[max(self.before(start), start - _FAR) : min(self.after(end), end + _FAR)].strip()


def noun_of(read: str, marks: Marks, start: int, end: int, floor: int) -> tuple[int, int]:
    """Where the counted noun stands; an empty span where none does. `floor`: end of the number before."""
    after = _AFTER.match(read, end)
    if after:
        closed = _CLOSES.search(after[1])
        length = closed.start() if closed else len(after[1])
        length = len(after[1][:length].rstrip())
        if length > 1:
            return after.start(1), after.start(1) + length
    return _noun_before(read, max(floor, start - 24, marks.before(start)), start)


def _noun_before(read: str, begin: int, start: int) -> tuple[int, int]:
    piece = _IDLE_END.sub("", read[begin:start])
    opening = 0
    for opened in _OPENS.finditer(piece):
        opening = opened.end() if opened.end() < len(piece) else opening
    opening += len(piece[opening:]) - len(piece[opening:].lstrip(' \t\u3000的●·“”"'))
    if _OPENS.fullmatch(piece, opening):
        opening = len(piece)
    return begin + opening, begin + len(piece)
