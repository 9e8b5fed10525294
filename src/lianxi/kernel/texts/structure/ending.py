"""Reading the end of a document 文尾: signature blocks, lists of attachments, attachments, footers."""

from __future__ import annotations

from lianxi.kernel.texts.numerals import read_ordinal_key
from lianxi.kernel.texts.structure.closing import attachment_number, is_date_line, is_footer, is_signer
from lianxi.kernel.texts.structure.contents import heading_words
from lianxi.kernel.texts.structure.front import is_title_like
from lianxi.kernel.texts.structure.growing import GrowingTree, Rank
from lianxi.kernel.texts.structure.lines import Line
from lianxi.kernel.texts.structure.marks import Style
from lianxi.kernel.texts.structure.node import Kind

_MOST_SIGNERS, _MOST_LISTED = 12, 25


class EndingReader:
    """Knows whether the document has been signed, on which it depends what 附件 means."""

    def __init__(self, tree: GrowingTree, lines: list[Line], after: int) -> None:
        self.tree, self.lines, self.after = tree, lines, after
        self.signed = False
        self.listing = False

    def read(self, at: int, before: Line | None) -> int:
        """The line after the piece of an ending that begins at `at`; 0 where none does."""
        line = self.lines[at]
        if line.mark is not None:
            self.listing = self.listing and line.mark.style == Style.FIGURE
            return at + 1 if self.listing else 0
        if end := self._attachment(at):
            return end
        if self.tree.top.kind is Kind.FOOTER:
            return at + 1
        if end := self._signature(at, before):
            return end
        self.listing = False
        if is_footer(line):
            self.tree.leaf(Kind.FOOTER, line.start, under=Rank.ATTACHMENT)
            return at + 1
        return 0

    def _signature(self, at: int, before: Line | None) -> int:
        """Organs or officers and the date 成文日期; without a date only where nothing else follows."""
        line = self.lines[at]
        if before is None or not (is_date_line(line) or is_signer(line)):
            return 0
        if not (before.closed or self.listing or self.tree.top.kind is Kind.QUOTED):
            return 0
        end, dated = at, False
        for index in range(at, min(self.after, at + _MOST_SIGNERS)):
            if self.lines[index].blank:
                continue
            if not (is_date_line(self.lines[index]) or (is_signer(self.lines[index]) and not dated)):
                break
            dated = dated or is_date_line(self.lines[index])
            end = index + 1
        following = next((self.lines[i] for i in range(end, min(self.after, end + 8)) if self.lines[i].content), None)
        if not dated and following is not None and not is_footer(following) and attachment_number(following) is None:
            return 0
        self.tree.leaf(Kind.SIGNATURE, line.start, under=Rank.PART)
        self.signed, self.listing = True, False
        return end

    def _attachment(self, at: int) -> int:
        line = self.lines[at]
        named = attachment_number(line)
        if named is None:
            return 0
        number, words = named
        if not self._is_headed(at, number, words) and self._is_list(at, words):
            entry = self.tree.leaf(Kind.ATTACHMENT, line.start, under=Rank.PART)
            entry.number, entry.heading, entry.eid = number, heading_words(words) or None, "att_list"
            entry.doubts.append("这里只列出附件名称，不是附件正文")
            self.listing = True
            return at + 1
        entry = self.tree.add(Rank.ATTACHMENT, Kind.ATTACHMENT, line.start, number, _key(number))
        entry.heading = heading_words(words) or None
        self.listing = False
        return self._title(at + 1) if entry.heading is None else at + 1

    def _is_headed(self, at: int, number: str, words: str) -> bool:
        """附件一： alone on its line over a title and no list: the attachment itself."""
        if words or _key(number) is None:
            return False
        following = next((line for line in self.lines[at + 1 : min(self.after, at + 7)] if line.content), None)
        return following is not None and following.mark is None and is_title_like(following)

    def _is_list(self, at: int, words: str) -> bool:
        """附件：1.… before the signature names attachments (GB/T 9704 附件说明); after it they begin."""
        if self.signed:
            return False
        if not words and not self.lines[at].content.endswith(("：", ":")):
            return False
        seen = 0
        for index in range(at + 1, min(self.after, at + 2 * _MOST_LISTED)):
            line = self.lines[index]
            if line.blank:
                continue
            if is_date_line(line) or (attachment_number(line) or ("", "words"))[1] == "":
                return True
            seen += 1
            if seen > _MOST_LISTED or line.last in set("。；"):
                return False
        return False

    def _title(self, at: int) -> int:
        """The title below the number of an attachment."""
        index = next((i for i in range(at, min(self.after, at + 6)) if self.lines[i].content), None)
        if index is None or not is_title_like(self.lines[index]):
            return at
        attachment = self.tree.top
        title = self.tree.leaf(Kind.TITLE, self.lines[index].start)
        title.heading = attachment.heading = heading_words(self.lines[index].content)
        return index + 1


def _key(number: str) -> str | None:
    """附件2 → 2; None for an attachment without a number."""
    return read_ordinal_key(number.removeprefix("附").strip()[1:].strip()) if len(number) > 2 else None
