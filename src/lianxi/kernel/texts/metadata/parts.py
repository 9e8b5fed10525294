"""A text taken apart 印发与被印发: the rule itself, and the notice or order around it where there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.structure import PROVISIONS, Kind, Node, walk

_WRAPPER = re.compile(
    r"(?:关于)?(?:印发|发布|公布|颁布|转发|下发|批转|颁发).*(?:通知|公告|通告|决定|函)\Z"
    r"|(?:令|公告)(?:[〔（(\[]?第?[^号条，。]{1,12}号[〕）)\]]?)?\Z"
)
_FORWARDS = re.compile("转发|批转")
_NAMED = re.compile(r"《((?:[^《》]|《[^》]*》)+)》")
_BLANKS = re.compile(r"\s+")
_TYPED = re.compile(
    r"(?:条例|规定|办法|细则|规则|规范|制度|规程|方案|意见|措施|标准|机制|章程|准则|预案|决定|决议)"
    r"(?:[（(][^（）()]{1,12}[）)])?\Z"
)
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The text taken apart.

    rule:    the rule, or the whole text where none is told from it.
    wrapper: the notice or order around the rule; None where there is none.
    until:   where the rule ends: other documents of the same file are not asked for its particulars.
    doubts:  sentences for the reader.
    """

    rule: Node
    wrapper: Node | None
    until: int
    doubts: tuple[str, ...] = ()

    @property
    def forwarded(self) -> bool:
        """Whether the wrapper passes on what somebody else made."""
        return self.wrapper is not None and bool(_FORWARDS.search(title_of(self.wrapper)))


def take_apart(root: Node) -> Parts:
    """A notice that issues a rule holds it behind its signature, as a document of its own or as its attachment."""
    title = title_of(root)
    documents = [node for node in root.children if node.kind is Kind.DOCUMENT]
    if not _WRAPPER.search(title):
        until = documents[0].start if documents else root.end
        return Parts(root, None, until, tuple(_several(title, documents)))
    issued = _issued(title, [*documents, *(node for node in root.children if node.kind is Kind.ATTACHMENT)])
    if len(issued) == 1:
        return Parts(issued[0], root, issued[0].end)
    names = "；".join(title_of(node) for node in issued[:_OTHERS])
    said = (
        f"标题是印发的文件，里面有 {len(issued)} 件（{names}），请分成几个文件入库，或者核对标题、日期。"
        if issued
        else "标题是印发或公布别的文件的，没有分出被印发的那一件，请核对标题。"
    )
    return Parts(root, None, root.end, (said,))


def title_of(document: Node) -> str:
    """The title without breaks and blanks; "" for none."""
    node = next((node for node in document.children if node.kind is Kind.TITLE), None)
    return _BLANKS.sub("", node.heading or node.text) if node else ""


def _issued(title: str, candidates: Sequence[Node]) -> list[Node]:
    """Those the title names; where it names none of them, those that are rules: with a title of one and provisions."""
    names = {_bare(name) for name in _NAMED.findall(title)}
    named = [node for node in candidates if _bare(title_of(node)) in names]
    return named or [
        node
        for node in candidates
        if node.kind is Kind.DOCUMENT
        or (_TYPED.search(title_of(node)) and any(one.kind in PROVISIONS for one in walk(node)))
    ]


def _bare(title: str) -> str:
    return re.sub(r"[《》〈〉“”\"]", "", title)


def _several(title: str, documents: Sequence[Node]) -> list[str]:
    if not documents:
        return []
    names = "；".join([title, *map(title_of, documents[:_OTHERS])])
    return [
        f"这个文件里有 {len(documents) + 1} 篇（{names}），只读了第一篇的标题、日期，请分成几个文件入库，或者核对。"
    ]
