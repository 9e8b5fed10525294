"""Bad definitions: every fault is named with file and key, all of them at once, in Chinese with what to do."""

import pytest

from lianxi.kernel.errors import DefinitionError, Refused
from lianxi.loaders.definitions import check_definitions
from lianxi.loaders.mechanisms import load_all, load_mechanism
from tests.loaders.small_definitions import CASES, CIRCLE, CLAUSES, MECHANISM, VERSION, write_definitions


def places(root):
    return {(fault.file, fault.key) for fault in check_definitions(root).faults}


def test_right_definitions_have_no_fault(tmp_path):
    report = check_definitions(write_definitions(tmp_path))
    assert report.faults == ()
    assert report.summary == "机制 1 个、版本 1 个、联席圈 1 个、例子 1 个"


IN_MECHANISM = [
    ('clause = "二"', 'clause = "九"', "notice.clause", "不在 clauses.toml 中"),
    ('clause = "二"', 'clause = "三"', "notice.clause", "请引用“一”"),
    ('clause = "二"', 'clause = "四"', "notice.clause", "误植"),
    ('clause = "二"\n', "", "notice.clause", "缺少这一项"),
    ('"vice_chair"', '"vice_chief"', "composition.roles.第2项", "vice_chair"),
    ("month = 9, ", "", "rotation.window.month", "缺少月份"),
    ("month = 9", "month = 13", "rotation.window.month", "1 至 12"),
    ('"middle"', '"center"', "rotation.window.part", "只能是"),
    ('force = "usual"\nclause', 'force = "often"\nclause', "notice.force", "must、usual、may"),
    ('force = "must"\n', "", "composition.force", "缺少这一项"),
    ('"990200"]', '"990900"]', "parties.order.第2项", "成员"),
    ('"990200"]', '"990100"]', "parties.order.第2项", "写了两次"),
    (', "990200"]', "]", "parties.order", "990200"),
    ('clause = "一"\n[notice]', 'clause = "一"\norder = ["990300"]\n[notice]', "rotation.order.第1项", "不是参加方"),
    ("effective = 2023-01-01", "effective = 2023-01-02", "effective", "文件夹名"),
    ('"trio"', '"quartet"', "circle", "quartet"),
    ('title = "工作机制"\n', "", "title", "缺少这一项"),
    ('title = "工作机制"', 'titel = "工作机制"', "titel", "title"),
    ("amount = 7", 'amount = "七"', "notice.before.amount", "整数"),
    ("amount = 7", "amount = 0", "notice.before.amount", "1 至"),
    ('unit = "day"', 'unit = "week"', "notice.before.unit", "workday"),
    ('["一周"]', '"一周"', "notice.must_contain", "列表"),
    ("[notice]", "[notise]", "notise", "没有这一项"),
    (
        "[notice]",
        "[frequency]\nevery = { times = 2 }\nforce = 'must'\nclause = '一'\n[notice]",
        "frequency.every",
        "不一致",
    ),
    ("years = 1", "times = 2", "rotation.window", "2 次"),
    ("years = 1", "years = 2, times = 2", "rotation.every", "不能同时"),
    ("[notice]", "[quorum]\nforce = 'must'\nclause = '一'\n[notice]", "quorum.more_than", "写且只写一个"),
    ("[notice]", "[quorum]\nat_least = '3/2'\nforce = 'must'\nclause = '一'\n[notice]", "quorum.at_least", "能达到"),
    ("order =", "order =\n", "第6行", "等号后面的值写法不对"),
    ('circle = "trio"', 'circle = "trio"\ntext = "lost"', "text", "known、unknown"),
    ('circle = "trio"', 'circle = "trio"\ntext = "unknown"', "rotation", "不能有规则"),
]


@pytest.mark.parametrize(("old", "new", "key", "said"), IN_MECHANISM)
def test_a_fault_in_a_mechanism_is_named_with_file_and_key(tmp_path, old, new, key, said):
    faults = check_definitions(write_definitions(tmp_path, mechanism=(old, new))).faults
    found = [fault for fault in faults if (fault.file, fault.key) == (MECHANISM, key)]
    assert found, faults
    assert said in found[0].message


IN_OTHERS = [
    ("clauses", 'number = "二"', 'number = "一"', CLAUSES, "clauses.第2项.number", "写了两次"),
    ("clauses", 'repeats = "一"', 'repeats = "九"', CLAUSES, "clauses.第3项.repeats", "不是有效的条款"),
    ("clauses", 'repeats = "一"\n', "", CLAUSES, "clauses.第3项.repeats", "请补写"),
    ("clauses", 'status = "stray"', 'status = "lost"', CLAUSES, "clauses.第4项.status", "只能是"),
    ("clauses", 'gist = "提前一周通知。"\n', "", CLAUSES, "clauses.第2项.gist", "缺少这一项"),
    ("circle", '"990200"\nshort', '"990900"\nshort', CIRCLE, "members.第2项.body", "data/bodies.toml"),
    ("circle", 'host = "990100"', 'host = "990300"', CIRCLE, "conferences.第1项.host", "从来不是本圈成员"),
    ("circle", 'host = "990100"', 'host = "甲"', CIRCLE, "conferences.第1项.host", "六位数字"),
    ("circle", "held_from = 2023-09-12\n", "", CIRCLE, "conferences.第1项.year", "至少写一项"),
    ("circle", "ordinal = 1", "ordinal = 1\nyear = 2022", CIRCLE, "conferences.第1项.year", "不是同一年"),
    ("circle", "ordinal = 1", "ordinal = 1\nheld_to = 2023-09-01", CIRCLE, "conferences.第1项.held_to", "早于"),
    ("circle", 'kind = "swap"', 'kind = "trade"', CIRCLE, "events.第1项.kind", "只能是"),
    ("circle", "other_slot = { year = 2025 }\n", "", CIRCLE, "events.第1项.other_slot", "必须写"),
    ("circle", 'body = "990100", on = 2024-01-10', 'body = "990100", on = 2024-02-10', CIRCLE, "events.第1项", "同意"),
    ("circle", "slot = { year = 2024 }", "slot = { year = 2027 }", CIRCLE, "events.第1项", "不轮到"),
    ("circle", "from = 2020\n[[names]]", "from = 2020\nto = 2019-01-01\n[[names]]", CIRCLE, "members.第2项.to", "早于"),
    ("circle", "[[conf", "[[names]]\nname = '又一'\nfrom = 2021\n[[conf", CIRCLE, "names.第2项.from", "重叠"),
    ("circle", "from = 2020", "from = true", CIRCLE, "members.第1项.from", "日期"),
    ("circle", 'name = "三家"', "name = 3", CIRCLE, "name", "文字"),
    ("circle", 'short_name = "甲"\n', "", CIRCLE, "members.第1项.short_name", "缺少这一项"),
    ("cases", 'verdict = "kept"', 'verdict = "departed"', CASES, "cases.第1项", "不成立"),
    ("cases", 'verdict = "kept"', 'verdict = "good"', CASES, "cases.第1项.expect.verdict", "只能是"),
    ("cases", 'verdict = "kept"', "", CASES, "cases.第1项.expect.verdict", "至少写一项"),
    ("cases", 'rule = "window"', 'rule = "quorum"', CASES, "cases.第1项", "没有这方面的规定"),
    ("cases", "year = 2023", "year = 2023\nyaer = 2023", CASES, "cases.第1项.given.yaer", "没有这一项"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "file", "key", "said"), IN_OTHERS)
def test_a_fault_in_clauses_circle_or_cases_is_named_with_file_and_key(tmp_path, name, old, new, file, key, said):
    faults = check_definitions(write_definitions(tmp_path, **{name: (old, new)})).faults
    found = [fault for fault in faults if (fault.file, fault.key) == (file, key)]
    assert found, faults
    assert said in found[0].message


def test_all_faults_of_all_files_come_at_once(tmp_path):
    root = write_definitions(
        tmp_path,
        clauses=('number = "二"', 'number = "一"'),
        circle=('short_name = "甲"', "short_name = 1"),
        cases=('verdict = "kept"', 'verdict = "good"'),
    )
    path = root / MECHANISM
    content = path.read_text(encoding="utf-8").replace('"vice_chair"', '"boss"').replace("month = 9, ", "")
    content = content.replace('clause = "二"', 'clause = "九"').replace('order = ["990100"', 'order = ["abc"')
    path.write_text(content.replace('force = "must"', 'force = "always"'), encoding="utf-8")
    assert places(root) >= {
        (MECHANISM, "composition.roles.第2项"),
        (MECHANISM, "composition.force"),
        (MECHANISM, "rotation.window.month"),
        (MECHANISM, "notice.clause"),
        (MECHANISM, "parties.order.第1项"),
        (CLAUSES, "clauses.第2项.number"),
        (CIRCLE, "members.第1项.short_name"),
        (CASES, "cases.第1项.expect.verdict"),
    }


def test_a_missing_file_a_stray_file_and_a_folder_without_a_date_are_named(tmp_path):
    root = write_definitions(tmp_path)
    (root / CLAUSES).rename(root / VERSION / "clause.toml")
    (root / "mechanisms/pact/next").mkdir()
    (root / "mechanisms/empty").mkdir()
    assert places(root) >= {
        (CLAUSES, "整个文件"),
        (f"{VERSION}/clause.toml", "整个文件"),
        ("mechanisms/pact/next", "整个文件"),
        ("mechanisms/pact/next/mechanism.toml", "整个文件"),
        ("mechanisms/empty", "整个文件"),
    }


def test_without_any_mechanism_folder_there_is_one_fault(tmp_path):
    assert places(tmp_path) == {("mechanisms", "整个文件")}


def test_loading_raises_all_faults_together(tmp_path):
    root = write_definitions(tmp_path, mechanism=("month = 9, ", ""), clauses=('number = "二"', 'number = "一"'))
    with pytest.raises(DefinitionError) as error:
        load_all(root)
    assert {fault.file for fault in error.value.faults} == {MECHANISM, CLAUSES}


def test_one_mechanism_loads_beside_a_faulty_one(tmp_path):
    root = write_definitions(tmp_path)
    (root / "mechanisms/other/2024-01-01").mkdir(parents=True)
    mechanism, circle = load_mechanism("pact", root)
    assert (mechanism.slug, circle.slug) == ("pact", "trio")


def test_a_faulty_circle_keeps_its_mechanism_from_loading(tmp_path):
    root = write_definitions(tmp_path, circle=('short_name = "甲"', "short_name = 1"))
    with pytest.raises(DefinitionError) as error:
        load_mechanism("pact", root)
    assert [(fault.file, fault.key) for fault in error.value.faults] == [(CIRCLE, "members.第1项.short_name")]


def test_a_mechanism_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    with pytest.raises(Refused, match="pact"):
        load_mechanism("../secrets", write_definitions(tmp_path))


def test_a_body_that_joins_later_keeps_its_place_in_the_order(tmp_path):
    member = 'from = 2020\n[[members]]\nbody = "990300"\nshort_name = "丙"\nfrom = 2025-01-01\n[[names]]'
    root = write_definitions(
        tmp_path,
        circle=("from = 2020\n[[names]]", member),
        mechanism=('order = ["990100", "990200"]', 'order = ["990100", "990300", "990200"]'),
    )
    assert check_definitions(root).faults == ()


@pytest.mark.parametrize("path", [MECHANISM, CIRCLE, CLAUSES, CASES])
@pytest.mark.parametrize("content", ["= 1", "a = [1", "members = 3\nclauses = 4\ncases = 5\nparties = 6", ""])
def test_rubbish_is_a_list_of_faults_and_never_a_traceback(tmp_path, path, content):
    root = write_definitions(tmp_path)
    (root / path).write_text(content, encoding="utf-8")
    assert any(fault.file == path for fault in check_definitions(root).faults)


def test_clauses_that_cannot_be_read_do_not_make_every_rule_a_fault(tmp_path):
    root = write_definitions(tmp_path)
    (root / CLAUSES).write_text("= 1", encoding="utf-8")
    assert places(root) == {(CLAUSES, "第1行")}
