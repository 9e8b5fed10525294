"""`lianxi text akn` and `akn-read`: out and back, every default with its source, every gap with what to give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lianxi.cli.text import command
from lianxi.kernel.errors import Refused
from tests.exporters.akoma_ntoso.exported import faults

# A region of data/regions.toml that is there for examples.
TEXT = (
    "示例甲市湿地保护条例\r\n"
    "（2023年8月29日示例甲市第八届人民代表大会常务委员会第十三次会议通过）\r\n\r\n"
    "　　第一条　为了保护湿地，制定本条例。\r\n"
    "　　第二条　本条例自2023年10月1日起施行。\r\n"
)
AMENDED = TEXT.replace(
    "会议通过",
    "会议通过　根据2025年6月1日示例甲市第八届人民代表大会常务委员会第二十次会议《关于修改〈示例〉的决定》修正",
).replace("第二条", "第二条　湿地属于公共资源，任何单位不得侵占。\r\n　　第三条")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "条例.txt", TEXT)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def answer(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def refusal(*arguments: object) -> Refused:
    found = run(*arguments).exception
    assert isinstance(found, Refused)
    return found


def test_a_text_goes_out_and_comes_back_byte_by_byte(file: Path) -> None:
    out, back = file.with_suffix(".xml"), file.with_name("读回.txt")
    answer("akn", file, "--out", out)
    assert faults(out.read_bytes()) == []
    read = answer("akn-read", out, "--text", back)
    assert back.read_bytes() == file.read_bytes()
    assert (read["text"], read["exact"], read["warnings"]) == (TEXT, True, [])
    assert read["events"] == [{"kind": "adopt", "date": "2023-08-29", "said": "示例甲市湿地保护条例"}]


def test_every_default_says_where_it_was_read(file: Path) -> None:
    found = answer("akn", file, "--out", file.with_suffix(".xml"), "--slug", "shi-di")
    code = found["values"]["region"]["value"]
    assert found["address"] == f"/akn/cn-{code.rstrip('0')}/act/dfxfg/2023-08-29/shi-di/zho@2023-10-01"
    assert {name: one["source"] for name, one in found["values"].items()} == {
        "title": "标题", "region": "题注：示例甲市", "subtype": "标题和题注：人大或者常委会通过的法规",
        "work_date": "题注：通过", "expression_date": "第二条：自2023年10月1日起施行", "slug": "命令行",
    }  # fmt: skip


def test_in_words_it_says_the_same(file: Path) -> None:
    said = run("akn", file, "--out", file.with_suffix(".xml")).stdout
    assert "地址：/akn/cn-" in said
    assert "施行日：2023-10-01（第二条：自2023年10月1日起施行）" in said
    assert "拼音名：shi-li-jia-shi-shi-di-bao-hu-tiao-li（标题的拼音）" in said
    assert "一字不差" in run("akn-read", file.with_suffix(".xml")).stdout


def test_what_the_text_does_not_say_is_asked_for_all_at_once(tmp_path: Path) -> None:
    bare = write(tmp_path / "通知.txt", "关于示例的通知\n一、甲。\n二、乙。\n")
    out = tmp_path / "通知.xml"
    found = refusal("akn", bare, "--out", out)
    assert found.guard == "akn_value"
    asked = [name for name in ("region", "subtype", "work-date", "expression-date") if f"--{name}" in found.remedy]
    assert (len(asked), "--title" in found.remedy, "--slug" in found.remedy) == (4, False, False)
    assert not out.exists()
    given = (
        "--region",
        "000000",
        "--subtype",
        "guifan",
        "--work-date",
        "2024-01-02",
        "--expression-date",
        "2024-02-01",
    )
    made = answer("akn", bare, "--out", out, *given)
    assert made["address"] == "/akn/cn/doc/guifan/2024-01-02/guan-yu-shi-li-de-tong-zhi/zho@2024-02-01"


def test_an_amended_version_does_not_take_the_day_of_the_first(tmp_path: Path) -> None:
    amended = write(tmp_path / "修正.txt", AMENDED)
    assert "施行日" in refusal("akn", amended, "--out", tmp_path / "修正.xml").reason


def test_a_renumbered_article_keeps_its_identity_from_the_earlier_file(file: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "一.xml", tmp_path / "二.xml"
    answer("akn", file, "--out", first)
    amended = write(tmp_path / "修正.txt", AMENDED)
    found = answer("akn", amended, "--out", second, "--earlier", first, "--expression-date", "2025-07-01")
    assert faults(second.read_bytes()) == []
    read = answer("akn-read", second)
    assert read["text"] == AMENDED
    assert read["identities"]["art_3"] == "art_2"
    assert read["identities"]["art_2"] == "art_2@2025-07-01"
    assert found["carried"] == len(read["identities"])


def test_identities_are_not_carried_from_a_file_of_others(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "他方.xml"
    other.write_text(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a"><meta/><body>'
        "<article><num>第一条</num><content><p>示例。</p></content></article></body></act></akomaNtoso>",
        encoding="utf-8",
    )
    found = refusal("akn", file, "--out", tmp_path / "新.xml", "--earlier", other)
    assert (found.guard, "不能沿用" in found.reason) == ("akn_earlier", True)
    assert "提示：文件不是本系统导出的" in run("akn-read", other).stdout


@pytest.mark.parametrize("option", ["--out", "--text"])
def test_a_file_that_exists_is_not_overwritten(file: Path, option: str) -> None:
    made = file.with_suffix(".xml")
    answer("akn", file, "--out", made)
    before = made.read_bytes()
    command_name, given = ("akn", file) if option == "--out" else ("akn-read", made)
    assert refusal(command_name, given, option, made).guard == "file_exists"
    assert made.read_bytes() == before


@pytest.mark.parametrize(("option", "value"), [("--region", "99"), ("--slug", "湿地")])
def test_an_address_that_cannot_be_is_refused(file: Path, option: str, value: str) -> None:
    assert refusal("akn", file, "--out", file.with_suffix(".xml"), option, value).guard == "address_part"


def test_an_exported_file_is_read_by_the_other_commands_too(file: Path) -> None:
    made = file.with_suffix(".xml")
    answer("akn", file, "--out", made)
    assert answer("structure", made) == answer("structure", file)
