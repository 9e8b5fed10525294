"""Documents whose words carry marks, as a comparison or a redline writes them; every text is invented."""

from __future__ import annotations

from hypothesis import strategies as st

from lianxi.exporters.official import Heading, Mark, OfficialDocument, Paragraph, Run, Table, Words

LEGEND = Paragraph(
    (
        Run("图例："), Run("删去", Mark.DELETED), Run("、"), Run("新增", Mark.INSERTED), Run("、"),
        Run("移动", Mark.MOVED), Run("。"),
    ),
    indent=False,
)  # fmt: skip
ARTICLE: Words = (
    Run("第一条", Mark.STRONG), Run("　为了爱护绿地，"), Run("美化", Mark.DELETED), Run("改善", Mark.INSERTED),
    Run("环境，制定本办法。"), Run("本办法自公布之日起施行。", Mark.MOVED),
)  # fmt: skip
REDLINE = OfficialDocument(
    title="示例市绿地办法修正文本",
    blocks=(
        Paragraph("（2024年3月1日示例市第一届人民代表大会常务委员会第二次会议通过）", align="center"),
        LEGEND,
        Heading((Run("第一章", Mark.STRONG), Run("　总则")), align="center"),
        Paragraph(ARTICLE),
        Paragraph((Run("第二条　整条删去。", Mark.DELETED),)),
        Paragraph((Run("第二条　整条新增。", Mark.INSERTED),)),
        Paragraph("靠右的一行", align="right"),
    ),
    sample=True,
)
TWO_COLUMNS = OfficialDocument(
    title="示例市绿地办法对照表",
    blocks=(
        LEGEND,
        Table(
            ("修改前", "修改后"),
            (
                ("第一条　为了美化环境，制定本办法。", ARTICLE),
                ((Run("第二条　整条删去的一条文字。", Mark.DELETED),), ""),
                ("", (Run("第三条　分成两款。\n第二款在此。", Mark.INSERTED),)),
            ),
            caption="条文对照",
            top=True,
        ),
    ),
)
THREE_COLUMNS = OfficialDocument(
    title="示例市绿地办法三栏对照表",
    blocks=(
        Table(("原文", "现行", "拟改"), (("第一条　原来的条文文字", "第一条　现行的条文文字", ARTICLE),), top=True),
    ),
    landscape=True,
)


def long_cells(length: int, *, landscape: bool = False) -> OfficialDocument:
    """Short rows around one whose second cell has `length` times 国, half of them deleted."""
    half = length // 2
    long: Words = (Run("国" * half, Mark.DELETED), Run("国" * (length - half)))
    rows: tuple[tuple[Words, ...], ...] = (("甲" * 30, "乙" * 40), ("丙" * 20, long), ("丁" * 30, "戊" * 10))
    return OfficialDocument("长条文", (Table(("修改前", "修改后"), rows, top=True),), landscape=landscape)


def words() -> st.SearchStrategy[Words]:
    """Plain text, or runs of any text with any mark or none; runs may be empty."""
    runs = st.builds(Run, st.text(max_size=12), st.sampled_from([None, *Mark]))
    return st.text(max_size=20) | st.lists(runs, max_size=5).map(tuple)
