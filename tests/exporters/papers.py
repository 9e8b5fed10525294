"""Documents that the tests of both layouts lay out."""

from __future__ import annotations

from datetime import date

from lianxi.exporters.official import Heading, OfficialDocument, Pair, Paragraph, Table

HOSTILE = [
    "#eval(1)",
    '#import "@preview/x:1.0"',
    "]",
    "$x$",
    "\\",
    "*b*",
    "=SUM(1)",
    "{{ a }}",
    "<w:p>&amp;",
    '"',
    "@x",
]
MINUTES = OfficialDocument(
    title="示例圈人大常委会第三次联席会议纪要",
    mark="示例圈联席会议办公室纪要",
    number="第2稿",
    addressee="甲市人大常委会、乙县人大常委会：",
    blocks=(
        Heading("一、会议时间"),
        Heading("（一）上午", 2),
        Heading("1.报告", 3),
        Heading("（1）说明", 4),
        Paragraph("会议在甲市召开。"),
        Paragraph("顶格的一段。", indent=False),
        Pair("出席：", "甲市：张示例、李示例"),
        Table(
            ("承担机构", "事由", "金额（元）"),
            (("甲市", "因参加专题培训不能到会，由副主任代为参加", "12,000.00"), ("乙县", "", "80.50")),
            (2, 5, 3),
            "支出",
        ),
    ),
    signature=("示例圈联席会议办公室",),
    day=date(2024, 9, 21),
    attachments=("会议回执", "会议议程"),
    notes=("抄送：各方人大常委会办公室。",),
    sample=True,
)
PLAIN = OfficialDocument(title="议程", blocks=())


def hostile() -> OfficialDocument:
    """Every text is something that a layout could take for markup, a formula or the end of a string."""
    everything = " ".join(HOSTILE)
    return OfficialDocument(
        title="标题", mark=everything, number=everything, addressee=everything,
        blocks=(
            Heading(everything), Paragraph(everything), Pair(HOSTILE[0], everything),
            Table(tuple(HOSTILE), (tuple(HOSTILE),), caption=everything),
        ),
        signature=(everything,), attachments=(everything,), notes=(everything,),
    )  # fmt: skip
