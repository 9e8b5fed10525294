"""What a typed query asks 检索式: all of these words, one of those, none of the others.

`预算 监督 -审计` asks for both words without the third; `预算|决算` for one of two;
`“监督 办法”` is one keyword, blanks and all; `标题:监督` looks in the title alone.

Between words ，；。 do what a blank does, for that is how Chinese is typed; a comma between two digits stands for
itself, and within quotation marks all of them do. A keyword of marks alone is no keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.normalise import SEARCH, normal_form
from lianxi.kernel.texts.search.grams import stretches

MOST_KEYWORDS, LONGEST = 20, 100
_QUOTED = '“[^”]*”|"[^"]*"|「[^」]*」'
_APART = "\\s，,；;。｡"
_ITEM = re.compile(rf"(?:{_QUOTED}|(?<=\d),(?=\d)|[^{_APART}“\"「])+|[“\"「]")
_PIECE = re.compile(rf"{_QUOTED}|[^|｜“\"「]+|[“\"「]|(?P<or>[|｜])")
_WITHOUT_QUOTES = dict.fromkeys(map(ord, '“”"「」'))
_NOT = ("-", "－", "−", "—")


class Where(StrEnum):
    """Where a keyword has to occur 检索范围."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    BODY = "body"
    NUMBER = "number"
    ISSUER = "issuer"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    Where.ANYWHERE: "全部",
    Where.TITLE: "标题",
    Where.BODY: "正文",
    Where.NUMBER: "文号",
    Where.ISSUER: "制定机关",
}
_PREFIXES = {
    "标题": Where.TITLE, "题目": Where.TITLE, "正文": Where.BODY, "文号": Where.NUMBER, "制定机关": Where.ISSUER,
    "机关": Where.ISSUER, "发文机关": Where.ISSUER,
}  # fmt: skip
_PREFIX = re.compile(rf"(?P<name>{'|'.join(_PREFIXES)})[:：]")


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword.

    printed: as typed, without quotation marks.
    parts:   as normalised, cut where a boundary stands in it; each part has to occur.
    where:   in which field.
    """

    printed: str
    parts: tuple[str, ...]
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True)
class Query:
    """What has to be found.

    groups: of each group at least one keyword has to occur.
    none:   none of these may.
    """

    groups: tuple[tuple[Keyword, ...], ...]
    none: tuple[Keyword, ...] = ()

    @property
    def wanted(self) -> tuple[Keyword, ...]:
        """The keywords that are highlighted."""
        return tuple(keyword for group in self.groups for keyword in group)

    def printed(self) -> str:
        """The query in its standard form; `parse_query` reads it back to an equal one."""
        groups = ["|".join(_written(keyword) for keyword in group) for group in self.groups]
        return " ".join([*groups, *(f"-{_written(keyword)}" for keyword in self.none)])


def parse_query(text: str, where: Where = Where.ANYWHERE) -> Query:
    """Read what was typed; `Refused` with what to do where it asks for nothing.

    where: the field of keywords that name none themselves.
    """
    groups: list[tuple[Keyword, ...]] = []
    none: list[Keyword] = []
    for item in _ITEM.findall(text):
        negative = item.startswith(_NOT)
        if item in _NOT:
            raise Refused("keyword_empty", f"“{item}”后面没有要检索的字。", remedy="减号要紧跟着不要的词，如 -审计。")
        keywords = tuple(dict.fromkeys(_keywords(item[1:] if negative else item, where)))
        if negative:
            none += keywords
        elif keywords:
            groups.append(keywords)
    if text.strip() and not groups and not none:
        raise _nothing_in(text.strip())
    if sum(map(len, groups)) + len(none) > MOST_KEYWORDS:
        raise Refused("keywords", f"检索词太多，最多 {MOST_KEYWORDS} 个。", remedy="请删去一些，或用下面的条件筛选。")
    return Query(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(none)))


def typed_words(text: str) -> list[str]:
    """What stands apart in a text typed for a query, each as typed, quotation marks included where they are a pair."""
    return [item for item in _ITEM.findall(text) if item.translate(_WITHOUT_QUOTES)]


def _keywords(item: str, where: Where) -> Iterator[Keyword]:
    """The alternatives of one item; a field named in front of one counts for those behind it too."""
    for words in _alternatives(item):
        if (prefix := _PREFIX.match(words)) and len(words) > prefix.end():
            where, words = _PREFIXES[prefix["name"]], words[prefix.end() :]
        if words.translate(_WITHOUT_QUOTES):
            yield _keyword(words, where)


def _alternatives(item: str) -> Iterator[str]:
    """What stands between the bars that are not within quotation marks."""
    words = ""
    for piece in _PIECE.finditer(item):
        if piece["or"]:
            yield words
            words = ""
        else:
            words += piece[0]
    yield words


def _keyword(words: str, where: Where) -> Keyword:
    words = words.translate(_WITHOUT_QUOTES).strip()
    if len(words) > LONGEST:
        raise Refused(
            "keyword_long", f"检索词“{words[:12]}…”有 {len(words)} 个字，最多 {LONGEST} 个。", remedy="请缩短。"
        )
    parts = tuple(dict.fromkeys(stretches(normal_form(words, SEARCH))))
    if not any(char.isalnum() for part in parts for char in part):
        raise _nothing_in(words)
    return Keyword(words, parts, where)


def _nothing_in(words: str) -> Refused:
    return Refused(
        "keyword_empty", f"“{words[:LONGEST]}”里没有可检索的字。",
        remedy="只有标点、引号和空格不能检索；请换成文字、字母或数字。",
    )  # fmt: skip


def _written(keyword: Keyword) -> str:
    prefix = "" if keyword.where is Where.ANYWHERE else f"{_LABELS[keyword.where]}:"
    plain = not re.search(rf"[{_APART}|｜:：]", keyword.printed) and not keyword.printed.startswith(_NOT)
    return prefix + (keyword.printed if plain else f"“{keyword.printed}”")
