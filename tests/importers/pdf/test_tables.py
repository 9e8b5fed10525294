"""Tables with drawn borders: the borders say what belongs together, however the text wraps."""

from __future__ import annotations

import pytest
import typst

from lianxi.importers.document import ReadDocument
from lianxi.importers.pdf.glyphs import Glyph
from lianxi.importers.pdf.reading import read_pdf
from lianxi.importers.pdf.ruled_tables import without_tables
from lianxi.importers.pdf.rules import Rule, merged
from tests.fonts import need_chinese_font
from tests.importers.pdf.test_reading import LOOKS

TASK = "完善联席会议工作机制，明确各方职责分工，建立信息共享平台，每年评估一次"
WHO = "示例甲市机构、示例乙县机构"


@pytest.fixture(autouse=True)
def _font() -> None:
    need_chinese_font()


def read(body: str) -> ReadDocument:
    return read_pdf(typst.compile(f'#set page("a4")\n{LOOKS}{body}'.encode()), "示例.pdf")


def test_a_cell_of_several_lines_is_one_text() -> None:
    found = read(f"表前\n#table(columns: (1.2cm, 5cm, 4cm), [序号], [任务], [单位], [1], [{TASK}], [{WHO}])\n表后")
    assert found.text.split("\n") == ["表前", "序号\t任务\t单位", f"1\t{TASK}\t{WHO}", "表后"]
    block = found.block_at(found.text.index(WHO))
    assert block is not None
    assert (block.place.page, block.place.table, block.place.row, block.place.column) == (1, 1, 2, 3)


def test_merged_cells_are_written_once() -> None:
    body = (
        "#table(columns: 3, table.cell(colspan: 2)[任务], [时限], table.cell(rowspan: 2)[甲], [乙], [丙], [丁], [戊])"
    )
    (table,) = read(body).tables
    assert table.rows == (("任务", "", "时限"), ("甲", "乙", "丙"), ("", "丁", "戊"))


def test_a_line_that_ends_early_ends_a_paragraph_of_its_cell() -> None:
    (table,) = read(f"#table(columns: (5cm, 3cm), [甲。\\ 乙。], [丙], [{TASK}], [丁])").tables
    assert table.rows == (("甲。\n乙。", "丙"), (TASK, "丁"))


def test_a_table_open_at_its_sides_is_one() -> None:
    body = "#table(columns: (4cm, 4cm), stroke: (x, y) => (left: if x > 0 {1pt}, y: 1pt), [甲], [乙], [丙], [丁])"
    (table,) = read(body).tables
    assert table.rows == (("甲", "乙"), ("丙", "丁"))


@pytest.mark.parametrize("body", ["#rect[第一条　甲。]", "#table(columns: 1, [第一条　甲。], [第二条　乙。])"])
def test_a_frame_is_no_table(body: str) -> None:
    found = read(body)
    assert (found.tables, found.text.split("\n")[0]) == ((), "第一条　甲。")


def test_the_border_of_each_cell_joins_that_of_the_next() -> None:
    drawn = [Rule(10.4, 50, 99), Rule(10, 0, 50.5), Rule(40, 0, 9), Rule(10, 120, 130)]
    assert merged(drawn) == [Rule(10, 0, 99), Rule(10, 120, 130), Rule(40, 0, 9)]


def test_the_lines_of_a_map_are_no_table() -> None:
    lines = [Rule(10 * at, 0, 3000) for at in range(300)]
    inside = [Glyph("甲", 10, 22, 10, 22)]
    assert without_tables(inside, lines, lines) == (inside, [])
