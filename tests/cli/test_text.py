"""`lianxi text …`: the documented shapes on stdout, sentences without --json, a copy and a record from a repair."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lianxi.cli.text import command
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.loaders.toml_files import PROJECT
from tests.apps.rulebook.damaged import TEXT

GUIDE = (PROJECT / "docs/how-to/read-official-texts.md").read_text(encoding="utf-8")
SHAPES = json.loads(re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)[1])
CAPTION = "（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过）"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "来文.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=stdin)


def answer(*arguments: str, stdin: bytes | None = None) -> Any:
    result = run(*arguments, "--json", stdin=stdin)
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def holds(shape: Any, value: Any) -> bool:
    """Whether `value` has every key of the documented shape, down to the members of its lists."""
    if isinstance(shape, dict):
        return all(key in value and holds(part, value[key]) for key, part in shape.items())
    if isinstance(shape, list) and shape:
        return isinstance(value, list) and (
            not isinstance(shape[0], dict) or all(holds(shape[0], one) for one in value)
        )
    return not isinstance(shape, list) or isinstance(value, list)


@pytest.mark.parametrize("name", ["check", "structure", "cite", "tasks", "counts"])
def test_json_has_the_documented_shape(name: str, file: Path) -> None:
    assert holds(SHAPES[name], answer(name, str(file)))


def test_a_caption_is_read_from_the_line_or_from_the_standard_input() -> None:
    found = answer("caption", CAPTION)
    assert holds(SHAPES["caption"], found)
    (event,) = found["events"]
    assert (event["kind"], event["date"], event["body"]) == ("adopt", "2023-08-29", "示例市")
    assert answer("caption", "-", stdin=CAPTION.encode())["events"] == found["events"]


def test_every_class_of_damage_is_explained_in_the_guide() -> None:
    assert [kind for kind in Damage if f"`{kind.value}` {kind.label}" not in GUIDE] == []


@pytest.mark.parametrize("name", ["check", "structure", "cite", "tasks", "counts"])
def test_without_json_it_speaks_in_lines(name: str, file: Path) -> None:
    result = run(name, str(file))
    assert result.exit_code == 0, result.exception
    assert "{" not in result.stdout


def test_places_count_in_the_characters_of_the_file(file: Path) -> None:
    for one in answer("check", str(file))["findings"]:
        assert TEXT[one["start"] : one["end"]] == one["original"]


def test_a_file_on_the_standard_input_is_read_as_from_disk(file: Path) -> None:
    assert answer("check", "-", stdin=TEXT.encode()) == answer("check", str(file))


def test_the_whole_report_holds_every_part_at_places_of_the_file(file: Path) -> None:
    report = answer("report", str(file))
    assert set(report) == {"check", "structure", "captions", "citations", "tasks", "counts"}
    (task,) = report["tasks"]["tasks"]
    assert task["lead"] == ["市发展改革委"]
    assert "市發展改革委" in TEXT[task["start"] : task["end"]]


def test_a_repair_writes_a_copy_and_a_record_and_leaves_the_file(file: Path) -> None:
    record = answer("repair", str(file), "--accept", "pinyin", "--accept", "lost_digit")
    copy = file.with_name("来文.修复稿.txt").read_text(encoding="utf-8")
    assert file.read_text(encoding="utf-8") == TEXT
    assert "guān" not in copy
    assert "2026124日" in copy
    assert record == json.loads(file.with_name("来文.修复稿.txt.记录.json").read_text(encoding="utf-8"))
    assert record["sha256"] == sha256(TEXT.encode()).hexdigest()
    assert [one["class"] for one in record["left"]] == ["lost_digit"]
    undone = copy
    for change in reversed(record["changes"]):
        end = change["at"] + len(change["new"])
        undone = undone[: change["at"]] + change["original"] + undone[end:]
    assert undone == TEXT


def test_several_classes_may_follow_one_accept(file: Path) -> None:
    record = answer("repair", str(file), "--accept", "pinyin", "doubled_punctuation")
    assert {one["class"] for one in record["changes"]} == {"pinyin", "doubled_punctuation"}


@pytest.mark.parametrize(
    ("arguments", "guard"),
    [
        (("--accept", "nonsense"), "bad_option"),
        (("--accept", "pinyin", "nonsense"), "bad_option"),
        (("pinyin",), "bad_option"),
        ((), "nothing_accepted"),
    ],
)
def test_a_repair_that_says_nothing_usable_is_refused(file: Path, arguments: tuple[str, ...], guard: str) -> None:
    refusal = run("repair", str(file), *arguments).exception
    assert isinstance(refusal, Refused)
    assert refusal.guard == guard
    assert list(file.parent.iterdir()) == [file]


def test_a_copy_that_exists_is_not_overwritten(file: Path) -> None:
    file.with_name("来文.修复稿.txt").write_text("别人的", encoding="utf-8")
    refusal = run("repair", str(file), "--accept", "pinyin").exception
    assert isinstance(refusal, Refused)
    assert file.with_name("来文.修复稿.txt").read_text(encoding="utf-8") == "别人的"


def test_known_titles_are_recognised_without_marks(file: Path, tmp_path: Path) -> None:
    titles = tmp_path / "名称.txt"
    titles.write_text("《示例市湿地保护条例》\n\n", encoding="utf-8")
    file.write_text("各单位应当依据示例市湿地保护条例第三条办理。\n", encoding="utf-8")
    assert answer("cite", str(file))["citations"] == []
    (found,) = answer("cite", str(file), "--register", str(titles))["citations"]
    assert found["title"] == "示例市湿地保护条例"


def test_what_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"PK\x03\x04\x00\x00")
    refusal = run("check", str(path)).exception
    assert isinstance(refusal, Refused)
    assert "不是纯文本" in refusal.reason


OLD = "第一条　本办法适用于示例市。\n第二条　会议每年举行一次。\n第三条　通知应当提前七日发出。\n"
NEW = "第一条　本办法适用于示例市。\n第二条　通知应当提前十日发出。\n第三条　费用由承办方承担。\n"


def write(folder: Path, **texts: str) -> list[str]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.txt") for name in texts]


def test_two_versions_are_compared_article_by_article(tmp_path: Path) -> None:
    files = write(tmp_path, old=OLD, new=NEW)
    found = answer("compare", *files)
    assert holds(SHAPES["compare"], found)
    pairs = {tuple(pair["old"]): pair for pair in found["pairs"]}
    assert pairs[("1",)]["relation"] == "same"
    assert (pairs[("3",)]["new"], pairs[("3",)]["relation"]) == (["2"], "edited")
    assert "[-七日-][+十日+]" in run("compare", *files).stdout


def test_copies_of_one_decision_differ_only_where_the_clauses_do(tmp_path: Path) -> None:
    caption = "关于加强协同的决定\n（2023年8月{day}日{body}第八届人民代表大会常务委员会第十三次会议通过）\n"
    clause = "一、{body}应当在{period}日内办理。\n"
    first, second, third = (
        caption.format(day=day, body=body) + clause.format(body=body, period=period)
        for day, body, period in ((28, "示例甲市", "三十"), (29, "示例乙县", "三十"), (30, "示例丙县", "三"))
    )
    files = write(tmp_path, a=first, b=second, c=third)
    found = answer("same", *files)
    assert holds(SHAPES["same"], found)
    assert [copy["equal"] for copy in found["copies"]] == [True, True, False]
    assert "1 处不同" in run("same", *files).stdout


def test_one_copy_alone_is_refused(tmp_path: Path) -> None:
    refusal = run("same", *write(tmp_path, a=OLD)).exception
    assert isinstance(refusal, Refused)
    assert refusal.guard == "two_copies"
