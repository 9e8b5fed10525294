"""`lianxi text amend`: instructions, the amended text, the proof; nothing overwritten; refusals say what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lianxi.cli.text import command
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT
from tests.cli.test_text import holds
from tests.kernel.texts.compare.amending.regulation import OLD

GUIDE = (PROJECT / "docs/how-to/apply-amendments.md").read_text(encoding="utf-8")
SHAPE = json.loads(re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)[1])
DECISION = """关于修改《示例市示例条例》的决定
一、增加一条，作为第二条：“示例活动应当公开。”
二、第六条中的“五百元”修改为“一千元”。
三、删去第四十条。
对条文顺序作相应调整。
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("原文", OLD), ("决定", DECISION)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / "原文.txt"), str(tmp_path / "决定.txt")]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, ["amend", *map(str, arguments)])


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.exception
    return result.stdout


def test_it_says_each_instruction_with_its_place_and_what_became_of_it(files: list[str]) -> None:
    said = done(*files)
    assert "读出 4 处修改，落实 3 处，未落实 1 处。" in said
    assert "1. 增加一条 第二条 “示例活动应当公开。”  已落实" in said
    assert "3. 第四十条 删去  未落实：原文没有第四十条" in said
    assert "引用 2. 第七条：第五条 → 第六条  未改，请确认" in said
    assert "第二条　示例活动应当公开。" in said


def test_the_amended_text_is_written_beside_and_not_over_another(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "新文本.txt"
    assert f"修改后的文本：{out}。" in done(*files, "--out", out)
    written = out.read_text(encoding="utf-8")
    assert "处一千元罚款" in written
    refusal = run(*files, "--out", out).exception
    assert isinstance(refusal, Refused)
    assert refusal.guard == "file_exists"
    assert done(*files, "--out", out, "--force")
    own = run(*files, "--out", files[0], "--force").exception
    assert isinstance(own, Refused)
    assert own.guard == "own_input"


def test_references_follow_when_the_reader_says_so(files: list[str]) -> None:
    assert "违反第六条规定的" in done(*files, "--references")
    one = done(*files, "--reference", 2)
    assert "违反第六条规定的" in one
    assert "违反第二条第二款的" in one


def test_the_json_has_the_documented_shape_and_the_proof(files: list[str], tmp_path: Path) -> None:
    printed = tmp_path / "印发.txt"
    printed.write_text(json.loads(done(*files, "--json"))["text"].replace("一千元", "二千元"), encoding="utf-8")
    found = json.loads(done(*files, "--printed", printed, "--json"))
    assert holds(SHAPE, found)
    (part,) = [one for one in found["parts"] if not one["agrees"]]
    assert [one["label"] for one in part["departures"]] == ["第七条：“一千元”，印作“二千元”"]
    said = done(*files, "--printed", printed)
    assert "条文：1 处不一致\n    第七条：“一千元”，印作“二千元”" in said


@pytest.mark.parametrize(
    ("decision", "guard"),
    [
        ("一、删去《甲条例》第三条。\n二、删去《乙条例》第四条。", "other_law"),
        ("会议听取了工作报告。", "no_instructions"),
    ],
)
def test_a_decision_without_instructions_for_the_text_is_refused(files: list[str], decision: str, guard: str) -> None:
    Path(files[1]).write_text(decision, encoding="utf-8")
    refusal = run(*files).exception
    assert isinstance(refusal, Refused)
    assert refusal.guard == guard
    assert refusal.remedy


def test_the_law_may_be_named_where_its_title_is_not_found(files: list[str]) -> None:
    Path(files[1]).write_text("一、删去《甲条例》第五条。\n二、删去《乙条例》第四条。", encoding="utf-8")
    assert "第五条 删去  已落实" in done(*files, "--title", "甲条例")
