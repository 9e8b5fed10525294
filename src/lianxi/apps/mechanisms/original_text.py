"""The original of a version read, from a file or a kept text: its items, or what is wrong. Needs no database."""

from __future__ import annotations

import re

from lianxi.importers.plain_text import read_plain_text
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.texts.outline import CAPTION, PREAMBLE, Item, find_title, read_items, squeezed

LARGEST_ORIGINAL = 2 * 1024 * 1024
MOST_ITEMS = 300
NOT_A_GIST = "not_a_gist"
GIST = "（要义）"
"""Behind the title of a text that tells a document in our words; see `data/demo/rules/real.toml`."""
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def read_original(content: bytes, name: str, mechanism: Mechanism, version: MechanismVersion) -> tuple[Item, ...]:
    """The items of the document that is this version, or `Refused` with what to do."""
    if len(content) > LARGEST_ORIGINAL:
        raise Refused(
            "file_size", f"文件“{name}”太大，最多 2 MB。", remedy="请只保留工作机制的正文，存为纯文本后再导入。"
        )
    return items_of_document(read_plain_text(content, name), f"文件“{name}”", mechanism, version)


def items_of_document(text: str, where: str, mechanism: Mechanism, version: MechanismVersion) -> tuple[Item, ...]:
    """The items of the document in a text that is this version, or `Refused`; `where`: the text by name."""
    if not find_title(text, version.title):
        raise gist_only(text, where, version) or _untitled(where, version)
    items = read_items(text, version.title)
    if not any(item.number not in (CAPTION, PREAMBLE) for item in items):
        raise Refused(
            "items_in_file",
            f"{where}中《{version.title}》之下读不出条目。",
            remedy="条目须以“一、”“（一）”或“第一条”开头，各占一行；请核对。",
            source=str(version.ref()),
        )
    if len(items) > MOST_ITEMS:
        raise Refused(
            "items_in_file", f"读出 {len(items)} 个条目，不像一份工作机制。", remedy="请只保留工作机制的正文。"
        )
    _require_right_version(items, mechanism, version)
    return items


def gist_only(text: str, where: str, version: MechanismVersion) -> Refused | None:
    """The refusal of a text that tells a version in other words; None of one that is not headed as a gist."""
    if not find_title(text, version.title + GIST):
        return None
    return Refused(
        NOT_A_GIST,
        f"{where}里存的只是要义，不是原文，条款的文字不能与它核对，所以不能绑定。",
        remedy="请把原文入库：还是这一件的，登记为它的新版本；再绑定那一版。还没有原文的，暂不绑定。",
        source=str(version.ref()),
    )


def _untitled(where: str, version: MechanismVersion) -> Refused:
    said = f"{where}中没有找到《{version.title}》。"
    if where == f"《{version.title}》":
        said = f"库中的{where}，正文里没有独占一行的标题“{version.title}”。"
    return Refused(
        "title_in_file",
        said,
        remedy="标题须独占一行（分成两行也可以），文字与机制的名称一致；请核对，或先补上标题。",
        source=str(version.ref()),
    )


def _require_right_version(items: tuple[Item, ...], mechanism: Mechanism, version: MechanismVersion) -> None:
    """Versions share a title: the last day in the caption must not be that of another version."""
    caption = next((squeezed(item.text) for item in items if item.number == CAPTION), "")
    last = max((f"{year}-{month:0>2}-{day:0>2}" for year, month, day in _DAY.findall(caption)), default="")
    if not last or last == _last_adoption(version):
        return
    for other in mechanism.versions:
        if last == _last_adoption(other):
            day = other.effective.isoformat()
            raise Refused(
                "right_version",
                f"题注的最后一个日期是 {last}，这是 {day} 版的原文。",
                remedy=f"请在 {day} 版的页面导入或绑定。",
                source=str(version.ref()),
            )


def _last_adoption(version: MechanismVersion) -> str:
    """The day on which a version was adopted or last revised."""
    return max((one.on.isoformat() for one in version.adoptions), default="")
