"""The table of particulars beside the files, and what of a file a person has to look at."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import Workbook

from lianxi.apps.rulebook.intake import child
from lianxi.apps.rulebook.intake.proposed import unclear
from lianxi.apps.rulebook.intake.table import read_table, rows_amiss
from lianxi.apps.rulebook.models import Batch, Item, ItemState
from lianxi.kernel.errors import Refused
from lianxi.loaders.rule_kinds import load_rule_kinds
from tests.apps.rulebook.intake_files import word
from tests.importers.workbooks import SHEET, part_of, repacked, workbook

RULE = """示例市人民政府文件

示府规〔2024〕3号

示例市示例管理办法

（2024年2月1日示例市人民政府公布）

第一条　为了规范示例事项的管理，根据有关规定，制定本办法。
第二条　示例事项由示例局负责，每年检查一次，结果向社会公开。
第三条　本办法自2024年4月1日起施行。
"""


def item(given: dict[str, str], content: bytes | None = None, name: str = "办法.txt") -> Item:
    """A file that was read, with its row of the table; it is not saved."""
    said = child.read(content or RULE.encode(), name, load_rule_kinds())
    return Item(
        batch=Batch(), state=ItemState.READ, given=given, proposals=said["metadata"], report=said["report"],
        warnings=said["warnings"],
    )  # fmt: skip


def test_blanks_in_the_name_of_a_column_do_not_lose_it() -> None:
    rows = [["文 件 ", "标\n题", "成文日期"], ["办法.txt", "示例办法", date(2024, 3, 1)]]
    given = read_table(workbook(rows))
    assert given.rows == {"办法.txt": {"title": "示例办法", "issued": "2024-03-01"}}
    assert given.faults == ()


def test_a_column_written_twice_is_said_and_the_first_one_counts() -> None:
    given = read_table(workbook([["文件", "标题", "标题"], ["办法.txt", "甲", "乙"]]))
    assert given.rows == {"办法.txt": {"title": "甲"}}
    assert given.faults == ("第1行：列“标题”写了不止一次，只用了前面的一列。",)


def test_a_column_that_is_not_known_is_said_with_those_that_are() -> None:
    (fault,) = read_table(workbook([["文件", "发布机关", "名称"], ["办法.txt", "某局", "办法"]])).faults
    assert fault.startswith("第1行：不认识列“发布机关”“名称”，没有用；可用的列有文件、标题、文号、制定机关、")


def test_a_formula_counts_as_what_was_computed_and_is_said_where_nothing_was() -> None:
    table = workbook([["文件", "标题", "文号"], ["办法.txt", "=A2", "=A2"]])
    computed = part_of(table, SHEET).replace(b"<f>A2</f><v></v>", b"<f>A2</f><v>1</v>", 1)
    given = read_table(repacked(table, {SHEET: computed}))
    assert given.rows == {"办法.txt": {"title": "1"}}
    assert given.faults == ("有 1 格公式没有存下结果，没有用它们。请用 Excel 或 WPS 打开、存盘后再试。",)


def test_a_table_whose_first_sheet_is_empty_is_refused_and_further_sheets_are_said() -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.title = "说明"
    book.create_sheet("目录").append(["文件", "标题"])
    book.save(out)
    with pytest.raises(Refused, match="第一张工作表“说明”是空的"):
        read_table(out.getvalue())
    book.active.append(["文件"])
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue()).faults == ("只用了第一张工作表“说明”，没有用“目录”。",)


def test_a_row_that_fits_several_files_or_none_is_said() -> None:
    rows, files = ["办法.txt", "乙/规定.txt", "没有.txt"], ["甲/办法.txt", "乙/办法.txt", "甲/规定.txt", "乙/规定.txt"]
    several, none = rows_amiss(rows, files)
    assert several.startswith("表格里的“办法.txt”有 2 个文件都合得上（“甲/办法.txt”、“乙/办法.txt”），都用了这一行；")
    assert none == "表格里写了“没有.txt”，没有收到这个文件，这一行没有用上。"


def test_a_row_that_says_another_thing_than_the_text_needs_an_eye() -> None:
    told = {"kind": "guifan", "title": "示例市　示例管理办法", "commences": "2024-04-01"}
    assert unclear(item(told)) == ()
    assert unclear(item(told | {"title": "示例市另一办法", "commences": "2024-05-01"})) == (
        "表格里的标题是“示例市另一办法”，文中是“示例市示例管理办法”，请核对",
        "表格里的施行日期是“2024-05-01”，文中是“2024-04-01”，请核对",
    )


def test_what_reading_left_out_needs_an_eye() -> None:
    document, out = Document(io.BytesIO(word(RULE))), io.BytesIO()
    document.add_comment(document.paragraphs[4].runs[0], text="请核对", author="示例", initials="示")
    document.paragraphs[4].add_run("（内部掌握）").font.hidden = True
    document.save(out)
    read = item({"kind": "guifan"}, out.getvalue(), "办法.docx")
    assert unclear(read) == (
        "文件里有批注 1 处，没有读入正文，请看原件",
        "文件里有 1 处隐藏的文字，没有读入正文，请看原件，核对是否应当留在文件里",
    )
