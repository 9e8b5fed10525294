"""Definition files: every fault of a file at once, with file, key and what to do, in Chinese."""

from __future__ import annotations

import re
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pydantic_core
import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.loaders.fault_messages import MESSAGES, say_error
from lianxi.loaders.toml_files import check, definitions_root, parse_toml, read_toml

CHINESE = re.compile(r"[一-鿿]")


class Part(StrEnum):
    EARLY = "early"
    MIDDLE = "middle"


class Window(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    month: int = Field(ge=1, le=12)
    part: Literal["early", "middle", "late"] = "middle"

    @field_validator("month")
    @classmethod
    def not_in_winter(cls, month: int) -> int:
        if month == 2:
            raise ValueError("二月不开会，请换一个月份。")
        return month


class Rules(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=2, max_length=5, pattern="^联")
    effective: Annotated[date, Field(strict=True)]
    windows: list[Window] = Field(min_length=1)
    part: Part
    every: int = Field(gt=0, multiple_of=2)
    costs: dict[str, float] = {}

    @model_validator(mode="after")
    def titled(self) -> Rules:
        if self.title == "联空":
            raise ValueError("名称不能是“联空”，请改名。")
        return self


GOOD: dict[str, Any] = {
    "title": "联席",
    "effective": date(2023, 8, 23),
    "windows": [{"month": 9}],
    "part": "early",
    "every": 2,
}


def faults_of(changes: dict[str, Any], drop: tuple[str, ...] = ()) -> dict[str, str]:
    content = {key: value for key, value in (GOOD | changes).items() if key not in drop}
    with pytest.raises(DefinitionError) as caught:
        check(Rules, content, "机制/mechanism.toml")
    assert {fault.file for fault in caught.value.faults} == {"机制/mechanism.toml"}
    return {fault.key: fault.message for fault in caught.value.faults}


def test_good_content_becomes_the_model() -> None:
    assert check(Rules, GOOD, "f.toml").windows[0].month == 9


@pytest.mark.parametrize(
    ("changes", "key", "part"),
    [
        ({"titel": "x"}, "titel", "没有这一项"),
        ({"title": 5}, "title", "应是文字"),
        ({"title": "联"}, "title", "至少要写 2 个字"),
        ({"title": "联席会议机制文本"}, "title", "至多写 5 个字"),
        ({"title": "会议"}, "title", "格式 ^联"),
        ({"effective": "2023-08-23"}, "effective", "应是日期"),
        ({"windows": []}, "windows", "至少要有 1 项"),
        ({"windows": "九月"}, "windows", "应是列表"),
        ({"windows": ["九月"]}, "windows.第1项", "应是一节"),
        ({"windows": [{"month": 9}, {"month": 13}]}, "windows.第2项.month", "应不大于 12，现为 13"),
        ({"windows": [{"month": 0}]}, "windows.第1项.month", "应不小于 1"),
        ({"windows": [{"month": "九"}]}, "windows.第1项.month", "应是整数（不加引号），现为“九”"),
        ({"windows": [{"month": 9.5}]}, "windows.第1项.month", "应是整数"),
        ({"windows": [{"part": "early"}]}, "windows.第1项.month", "缺少这一项，请补写"),
        (
            {"windows": [{"month": 9, "part": "mid"}]},
            "windows.第1项.part",
            "只能是 early、middle、late 之一，现为“mid”",
        ),
        ({"windows": [{"month": 2}]}, "windows.第1项.month", "二月不开会，请换一个月份。"),
        ({"part": "x"}, "part", "只能是 early、middle 之一"),
        ({"every": 0}, "every", "应大于 0"),
        ({"every": 3}, "every", "2 的倍数"),
        ({"every": 2.5}, "every", "应是整数"),
        ({"every": True, "costs": 3}, "costs", "应是一节"),
        ({"costs": {"会场": "贵"}}, "costs.会场", "应是数"),
        ({"title": "联空"}, "整个文件", "名称不能是“联空”，请改名。"),
    ],
)
def test_each_fault_has_its_key_and_says_what_is_wanted(changes: dict[str, Any], key: str, part: str) -> None:
    assert part in faults_of(changes)[key]


def test_a_missing_key_is_named_with_its_full_place() -> None:
    assert faults_of({}, drop=("part",)) == {"part": "缺少这一项，请补写。"}


def test_all_faults_come_at_once() -> None:
    found = faults_of({"title": 5, "every": 0, "windows": [{"month": 13, "part": "x"}], "extra": 1}, drop=("part",))
    assert set(found) == {"title", "every", "windows.第1项.month", "windows.第1项.part", "extra", "part"}


def test_a_misspelt_key_is_recognised_beside_the_missing_one() -> None:
    assert "是不是想写“effective”" in faults_of({"efective": date(2023, 8, 23)}, drop=("effective",))["efective"]


@pytest.mark.parametrize("error", pydantic_core._pydantic_core.list_all_errors(), ids=lambda error: error["type"])
def test_every_kind_of_error_is_said_in_chinese_and_says_what_to_do(error: dict[str, Any]) -> None:
    context = error["example_context"] or {}
    message = say_error(error["type"], context, "给出的值")
    assert CHINESE.search(message)
    assert "{" not in message.replace("{ 键 = 值 }", "")
    if error["type"] not in {"value_error", "assertion_error"}:
        assert re.search(r"请|应|不要|只|须", message)


def test_every_message_belongs_to_a_known_kind_of_error() -> None:
    known = {error["type"] for error in pydantic_core._pydantic_core.list_all_errors()}
    assert set(MESSAGES) <= known


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "空"),
        (True, "true"),
        (False, "false"),
        (time(9, 0), "09:00"),
        ({}, "一节"),
        ([1], "1 项"),
        ("长" * 99, "…"),
    ],
)
def test_what_the_file_holds_is_shown_short(value: object, said: str) -> None:
    assert said in say_error("int_type", {}, value)


@pytest.mark.parametrize(
    ("text", "key", "part"),
    [
        ("a = 1\nb 2\n", "第2行", "等号"),
        ("a = 1\na = 2\n", "第2行", "已经写过"),
        ("a = 2026-02-30\n", "第1行", "没有这个日期"),
        ("甲 = 1\n", "第1行", "不是“键 = 值”"),
        ('a = "x\n', "第1行", "换行"),
        ("a = [1,", "文件末尾", "值写法不对"),
        ("a = " + "[" * 20000, "整个文件", "嵌套过深"),
        ("a = " + "9" * 9999, "整个文件", "TOML"),
        (b'a = 1\nb = "\xce\xd2"\n', "第2行", "UTF-8"),
    ],
)
def test_bad_toml_is_named_with_its_line(text: str | bytes, key: str, part: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        parse_toml(text, "f.toml")
    (fault,) = caught.value.faults
    assert (fault.file, fault.key) == ("f.toml", key)
    assert part in fault.message


@pytest.mark.parametrize("text", ["\ufeffa = 1", b"\xef\xbb\xbfa = 1"])
def test_the_mark_of_the_windows_editor_does_no_harm(text: str | bytes) -> None:
    assert parse_toml(text, "f.toml") == {"a": 1}


def test_a_file_is_named_from_the_project_root(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.toml").write_text("a = ", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_toml(tmp_path / "data" / "x.toml", tmp_path)
    assert caught.value.faults[0].file == "data/x.toml"


@pytest.mark.parametrize(("name", "part"), [("none.toml", "没有这个文件"), ("folder.toml", "读不出来")])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, name: str, part: str) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(DefinitionError, match=part) as caught:
        read_toml(tmp_path / name, tmp_path)
    assert caught.value.faults == (Fault(name, "整个文件", caught.value.faults[0].message),)


def test_definitions_lie_in_the_project_or_where_the_setting_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LIANXI_DEFINITIONS", raising=False)
    assert (definitions_root() / "pyproject.toml").is_file()
    monkeypatch.setenv("LIANXI_DEFINITIONS", str(tmp_path))
    assert definitions_root() == tmp_path
