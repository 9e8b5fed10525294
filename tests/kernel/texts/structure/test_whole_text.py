"""Whatever the text, the tree holds all of it, once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.structure import read_structure, walk

_PIECES = (
    "第一条", "第二条　", "第三条　【适用范围】", "第十二条之一", "第一章　总　则", "第二章 附则", "第一编",
    "第一节", "目录\n", "附则", "（一）", "（二）", "1.", "①", "一、", "二、", "“第五条　", "”", "”。", "修改为：",
    "。", "；", "：", "，", "\n", "\r\n", "\n\n", "　　", "本条例", "规定的", "附件1\n", "附件：", "2023年8月29日",
    "（2023年8月29日通过）", "示例市人民政府", "抄送：", "关于示例的决定", "# ", "## ", "**", "【", "（", "\u2028",
    "\x1c", "12", "第", "条", "\ud800", "\x00",
)  # fmt: skip


def assert_whole(text: str) -> None:
    nodes = list(walk(read_structure(text)))
    assert "".join(node.text for node in nodes) == text
    assert len({node.eid for node in nodes}) == len(nodes)
    for node in nodes:
        assert text[node.start : node.start + len(node.text)] == node.text
        assert all(node.start <= child.start <= child.end <= node.end for child in node.children)


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
@settings(max_examples=250, deadline=None)
def test_a_tree_of_any_building_blocks_gives_the_text_back(text: str) -> None:
    assert_whole(text)


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=100, deadline=None)
def test_a_tree_of_any_text_gives_the_text_back(text: str) -> None:
    assert_whole(text)
