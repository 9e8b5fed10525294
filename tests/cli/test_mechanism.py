"""`lianxi mechanism`: check lists every fault and says so by its exit code; list, show and diff read the files."""

import json
import shutil

import pytest
from click.testing import CliRunner

from lianxi.cli.mechanism import command
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT
from tests.apps.mechanisms.river_original import SHORTER, TEXT

REAL, INVENTED = "sanya-circle-joint-conference", "demo-river-joint-conference"


def run(*arguments):
    return CliRunner().invoke(command, list(arguments))


@pytest.fixture
def definitions(tmp_path, monkeypatch):
    """A copy of the project's definitions that a test may spoil."""
    for name in ("mechanisms", "data"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    monkeypatch.setenv("LIANXI_DEFINITIONS", str(tmp_path))
    return tmp_path


def spoil(path, old, new):
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_a_check_without_faults_is_an_empty_list_and_exit_code_zero():
    result = run("check", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"faults": []})
    assert "机制 2 个" in result.stderr


def test_a_check_lists_the_faults_of_all_folders_at_once_and_exits_with_one(definitions):
    real = definitions / "mechanisms" / REAL / "2023-08-23"
    invented = definitions / "mechanisms" / INVENTED / "2023-01-01"
    spoil(real / "mechanism.toml", 'roles = ["chair", "vice_chair"]', 'roles = ["chair", "king"]')
    spoil(real / "mechanism.toml", "month = 9, ", "")
    spoil(invented / "mechanism.toml", '"990300"]\nclause', '"990400"]\nclause')
    spoil(invented / "mechanism.toml", 'clause = "四"', 'clause = "四十"')
    result = run("check", "--json")
    assert result.exit_code == 1
    faults = json.loads(result.stdout)["faults"]
    assert {(fault["file"].split("/", 1)[1], fault["key"]) for fault in faults} >= {
        (f"{REAL}/2023-08-23/mechanism.toml", "composition.roles.第2项"),
        (f"{REAL}/2023-08-23/mechanism.toml", "rotation.window.month"),
        (f"{INVENTED}/2023-01-01/mechanism.toml", "parties.order.第3项"),
        (f"{INVENTED}/2023-01-01/mechanism.toml", "notice.clause"),
    }
    assert all(set(fault) == {"file", "key", "message"} for fault in faults)


def test_a_case_that_fails_is_a_fault(definitions):
    spoil(
        definitions / "mechanisms" / REAL / "2023-08-23" / "cases.toml",
        'turn = { host = "469001", ordinal = 5',
        'turn = { host = "460200", ordinal = 5',
    )
    result = run("check")
    assert result.exit_code == 1
    assert "不成立" in result.output
    assert "差错 1 处" in result.output


def test_the_list_names_every_version():
    found = json.loads(run("list", "--json").stdout)
    assert {one["slug"]: [v["text"] for v in one["versions"]] for one in found} == {
        INVENTED: ["known", "known"],
        REAL: ["unknown", "known"],
    }
    assert "条文不详" in run("list").output


def test_a_version_is_shown_with_clause_and_force_and_what_does_not_apply():
    shown = run("show", REAL).output
    assert "三(四)  〔一般〕  会议通知：会议时间、会议内容一般应提前7日通知参加人员。" in shown
    assert "三(五)  〔重复，同三(三)〕" in shown
    assert "三(十)  〔误植，不适用〕" in shown
    assert "条文不详" in run("show", REAL, "--on", "2023-08-22").output


def test_two_versions_are_compared_rule_by_rule():
    found = json.loads(run("diff", INVENTED, "2021-03-01", "2023-01-01", "--json").stdout)
    changes = {change["rule"]: change for change in found["changes"]}
    assert found["joined"] == ["990300"]
    assert (changes["notice"]["kind"], changes["notice"]["old_force"], changes["notice"]["new_force"]) == (
        "changed",
        "usual",
        "must",
    )
    assert (changes["quorum"]["kind"], changes["quorum"]["old"]) == ("added", None)
    assert "composition" not in changes
    assert "会议通知〔修改〕" in run("diff", INVENTED, "2021-03-01", "2023-01-01").output
    assert "新参加：五指山" in run("diff", REAL, "2022-11-13", "2023-08-23").output


@pytest.mark.parametrize(
    ("arguments", "guard"),
    [
        (("show", "no-such"), "no_such_mechanism"),
        (("show", REAL, "--on", "2020-01-01"), "no_version_yet"),
        (("show", REAL, "--on", "昨天"), "bad_option"),
        (("diff", REAL, "2023-08-22", "2023-08-23"), "no_such_version"),
    ],
)
def test_a_slip_is_refused(arguments, guard):
    refusal = run(*arguments).exception
    assert isinstance(refusal, Refused)
    assert refusal.guard == guard


def original(folder, text):
    file = folder / "原文.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_dry_run_binds_a_file_without_account_or_database(tmp_path):
    result = run("bind", original(tmp_path, SHORTER), "--dry-run", "--json")
    rows = {row["number"]: row for row in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert {number for number, row in rows.items() if row["state"] != "found"} == {"四"}
    assert rows["四"] == {
        "number": "四",
        "state": "lacks_words",
        "words": ["十个工作日"],
        "line": 9,
        "why": "原文第9行没有写“十个工作日”。",
    }
    assert "共 7 条，1 条有问题。" in result.stderr


def test_a_binding_is_told_line_by_line(tmp_path):
    result = run("bind", original(tmp_path, TEXT), "--slug", INVENTED, "--effective", "2023-01-01", "--dry-run")
    assert "四  〔已绑定〕  在原文第9行，关键词都在。" in result.stdout


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("会议纪要", [], "没有找到任何一份机制的标题"),
        ("会议纪要", ["--slug", INVENTED], "没有找到《示例三江联席会议工作规则》"),
        (TEXT, ["--effective", "2023-01-02"], "没有 2023-01-02 生效的版本"),
        (TEXT, ["--effective", "明天"], "不是日期"),
        (f"{TEXT}\n三亚经济圈市县人大常委会联席会议工作机制\n\n一、示例。", [], "几份机制的标题"),
    ],
)
def test_a_file_or_version_that_will_not_do_is_explained(tmp_path, text, options, said):
    result = run("bind", original(tmp_path, text), *options, "--dry-run")
    assert isinstance(result.exception, Refused)
    assert said in str(result.exception)
