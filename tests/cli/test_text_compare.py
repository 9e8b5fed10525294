"""`lianxi text compare` and `layout`: the documented shapes, documents that open again, nothing overwritten unasked."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from docx import Document
from lxml import html

from lianxi.cli.text import command
from lianxi.importers.own_process import read_in_own_process
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT
from tests.apps.rulebook.regulations import CURRENT, ORIGINAL, PROPOSED
from tests.cli.test_text import holds

GUIDE = (PROJECT / "docs/how-to/compare-texts.md").read_text(encoding="utf-8")
SHAPES = json.loads(re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)[1])


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    texts = {"原稿": ORIGINAL, "现行稿": CURRENT, "拟改稿": PROPOSED}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in texts]


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), input=stdin)


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.exception
    return result.stdout


def refused(*arguments: object) -> Refused:
    refusal = run(*arguments).exception
    assert isinstance(refusal, Refused)
    return refusal


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_json_of_two_and_of_three_texts_has_the_documented_shape(files: list[str]) -> None:
    two, three = (json.loads(done("compare", *files[:count], "--json")) for count in (2, 3))
    assert holds(SHAPES["two"], two)
    assert holds(SHAPES["three"], three)
    assert sorted(pair["order"] for part in ("pairs", "surroundings") for pair in two[part]) == list(
        range(len(two["pairs"]) + len(two["surroundings"]))
    )


def test_without_json_each_row_of_three_texts_is_a_line(files: list[str]) -> None:
    said = done("compare", *files)
    assert "4 → 4 → 5  修改 / 修改（条序调整）" in said
    assert "3 → 无 → 无  删去 / —" in said


def test_the_table_is_written_in_three_formats_and_opens_again(files: list[str], tmp_path: Path) -> None:
    out = {kind: tmp_path / f"对照表.{kind}" for kind in ("docx", "pdf", "html")}
    said = done("compare", *files[:2], *(part for kind, file in out.items() for part in (f"--{kind}", file)))
    assert all(str(file) in said for file in out.values())
    table = Document(str(out["docx"])).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["原稿", "现行稿", "备注"]
    pages = pypdfium2.PdfDocument(out["pdf"].read_bytes())
    assert "由第六条移至第三条" in squeezed("".join(page.get_textpage().get_text_bounded() for page in pages))
    tree = html.fromstring(out["html"].read_bytes())
    assert [one.text_content() for one in tree.iter("ins")].count("十五个工作日") == 1


def test_json_stays_pure_while_a_document_is_written(files: list[str], tmp_path: Path) -> None:
    result = run("compare", *files[:2], "--docx", tmp_path / "a.docx", "--json")
    assert holds(SHAPES["two"], json.loads(result.stdout))
    assert "已写好 Word 文件" in result.stderr


@pytest.mark.parametrize(
    ("kind", "words"),
    [("table", "备注"), ("correspondence", "条文对应表"), ("redline", "花脸稿"), ("clean", "第一条")],
)
def test_each_kind_of_document_is_written(files: list[str], tmp_path: Path, kind: str, words: str) -> None:
    done("compare", *files[:2], "--as", kind, "--html", tmp_path / "a.html", "--sample")
    said = html.fromstring((tmp_path / "a.html").read_bytes()).text_content()
    assert words in said
    assert "样例" in said


def test_three_texts_make_a_table_of_three_columns_named_as_asked(files: list[str], tmp_path: Path) -> None:
    names = ("原文", "现行", "拟改")
    done("compare", *files, *(f"--name={name}" for name in names), "--docx", tmp_path / "a.docx")
    page = Document(str(tmp_path / "a.docx"))
    assert [cell.text for cell in page.tables[0].rows[0].cells] == [*names, "备注"]
    assert page.sections[0].page_width > page.sections[0].page_height
    done("compare", *files, "--as", "correspondence", "--docx", tmp_path / "b.docx")
    assert len(Document(str(tmp_path / "b.docx")).tables[0].columns) == 5


def test_only_changed_articles_are_listed_when_asked(files: list[str], tmp_path: Path) -> None:
    done("compare", *files[:2], "--changed-only", "--docx", tmp_path / "a.docx")
    said = "\n".join(cell.text for row in Document(str(tmp_path / "a.docx")).tables[0].rows for cell in row.cells)
    assert "制定本条例" not in said
    assert "宣传周" in said


def test_tracked_changes_are_those_of_the_reviser(files: list[str], tmp_path: Path) -> None:
    done("compare", *files[:2], "--as", "redline", "--tracked", "示例工委", "--docx", tmp_path / "a.docx")
    read = read_in_own_process((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert squeezed(read.text) == squeezed(CURRENT)
    assert b"w:author" in part(tmp_path / "a.docx")
    assert "示例工委".encode() in part(tmp_path / "a.docx")


def part(file: Path) -> bytes:
    page = Document(io.BytesIO(file.read_bytes()))
    blob: bytes = page.part.blob
    return blob


def test_texts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder, text in (("旧", ORIGINAL), ("新", CURRENT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "条例.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "a.docx"
    done("compare", tmp_path / "旧/条例.txt", tmp_path / "新/条例.txt", "--docx", out)
    assert [cell.text for cell in Document(str(out)).tables[0].rows[0].cells][:2] == ["条例（甲）", "条例（乙）"]


def test_a_file_that_exists_is_overwritten_only_by_force(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(b"other")
    assert refused("compare", *files[:2], "--docx", out).guard == "file_exists"
    assert refused("layout", files[0], "--docx", out).guard == "file_exists"
    assert out.read_bytes() == b"other"
    done("compare", *files[:2], "--docx", out, "--force")
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "guard"),
    [
        (("--as", "redline"), "bad_option"),
        (("--changed-only",), "bad_option"),
        (("--as", "clean", "--changed-only", "--docx", "{}/a.docx"), "bad_option"),
        (("--tracked", "甲", "--docx", "{}/a.docx"), "bad_option"),
        (("--as", "redline", "--tracked", " ", "--docx", "{}/a.docx"), "bad_option"),
        (("--name=甲", "--name=乙", "--name=丙", "--docx", "{}/a.docx"), "bad_option"),
        (("--docx", "{}/没有/a.docx"), "no_folder"),
        (("--docx", "{}/原稿.txt", "--force"), "own_input"),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_written(
    files: list[str], tmp_path: Path, arguments: tuple[str, ...], guard: str
) -> None:
    refusal = refused("compare", *files[:2], *(one.format(tmp_path) for one in arguments))
    assert refusal.guard == guard
    assert refusal.remedy
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".txt"] * 3


def test_a_redline_is_of_two_texts(files: list[str], tmp_path: Path) -> None:
    assert refused("compare", *files, "--as", "redline", "--docx", tmp_path / "a.docx").guard == "bad_option"


def test_the_standard_input_is_one_text(files: list[str]) -> None:
    found: Any = json.loads(run("compare", files[0], "-", "--json", stdin=CURRENT.encode()).stdout)
    assert found == json.loads(done("compare", *files[:2], "--json"))
    assert refused("compare", "-", "-").guard == "bad_option"


def test_one_text_is_laid_out(files: list[str], tmp_path: Path) -> None:
    done("layout", files[1], "--docx", tmp_path / "a.docx", "--pdf", tmp_path / "a.pdf", "--html", tmp_path / "a.html")
    page = Document(str(tmp_path / "a.docx"))
    assert squeezed("".join(one.text for one in page.paragraphs)) == squeezed(CURRENT)
    assert refused("layout", files[1]).guard == "bad_option"


def test_no_document_needs_the_framework(files: list[str], tmp_path: Path) -> None:
    arguments = ["text", "compare", *files[:2], "--docx", str(tmp_path / "a.docx")]
    script = (
        "import sys; from lianxi.cli.main import lianxi\n"
        f"lianxi({arguments!r}, standalone_mode=False)\n"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=PROJECT / "src").returncode == 0
