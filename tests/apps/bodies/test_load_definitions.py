from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import (
    Body,
    Circle,
    CircleMember,
    FormerName,
    Instrument,
    Post,
    Region,
    Sitting,
    Term,
)
from lianxi.apps.bodies.selectors import collective_name, instruments_on, members_on
from lianxi.apps.bodies.services import change_term, load_definitions
from lianxi.apps.bodies.services.following import What
from lianxi.kernel.access import PUBLIC, Role
from lianxi.kernel.errors import DefinitionError, Refused
from lianxi.loaders.toml_files import definitions_root
from lianxi.web.day import set_demo_day
from tests.apps.bodies.world import CLERK, DAY, HEAD, OPERATOR, actor

pytestmark = pytest.mark.django_db
MODELS = (Region, FormerName, Body, Instrument, Post, Term, Sitting, Circle, CircleMember)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the definition files that a test may write in."""
    shutil.copytree(definitions_root() / "data", tmp_path / "data")
    set_demo_day(DAY)
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows() -> dict[str, list[tuple[object, ...]]]:
    return {model.__name__: sorted(model.objects.values_list(), key=str) for model in MODELS}


def test_loading_twice_changes_nothing_and_leaves_one_entry(root: Path) -> None:
    first = load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert len(first.of(What.ADDED)) == len(first.changes) > 100
    stored = rows()
    second = load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert second.changes == ()
    assert second.summary == "没有变化"
    assert rows() == stored
    assert [entry.act for entry in Entry.objects.all()] == ["definitions.load"]
    assert Entry.objects.get().chain_id == "system"


def test_the_shipped_files_say_what_each_body_may_adopt(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)

    def forms(code: str) -> list[str]:
        return [instrument.form for instrument in instruments_on(Body.objects.get(pk=code), DAY)]

    assert forms("460200") == ["地方性法规", "决定", "决议"]
    assert forms("469028-congress")[:2] == ["自治条例", "单行条例"]
    for code in ("469028", "469027", "469029", "469001"):
        assert forms(code) == ["决定", "决议"]
    assert not Instrument.objects.filter(source="").exists()


def test_the_circle_grew_by_one_in_2023(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    circle = Circle.objects.get(pk="sanya-circle")
    four = ["460200", "469028", "469027", "469029"]
    assert [body.code for body in members_on(circle, date(2023, 8, 22))] == four
    assert [body.code for body in members_on(circle, date(2023, 8, 23))] == [*four, "469001"]
    assert collective_name(circle, date(2023, 8, 22)) == "一市三县"
    assert collective_name(circle, date(2023, 8, 23)) == "两市三县"
    assert not CircleMember.objects.get(circle=circle, body="460200").end
    assert CircleMember.objects.get(circle=circle, body="460200").start_known == "year"


def test_the_sittings_of_the_joint_decision_are_known_and_one_term_is_unverified(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    known = {(s.term.body_id, s.term.number, s.number, s.held_on) for s in Sitting.objects.select_related("term")}
    assert known == {
        ("460200", 8, 13, date(2023, 8, 29)),
        ("469028", 16, 19, date(2023, 8, 29)),
        ("469027", 16, 26, date(2023, 9, 24)),
        ("469029", 16, 18, date(2023, 9, 15)),
        ("469001", 5, 14, date(2023, 9, 1)),
    }
    assert list(Term.objects.filter(verified=False).values_list("body", flat=True)) == ["469001"]


def test_codes_given_out_again_are_told_apart(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert Region.objects.get(pk="469028").name == "陵水黎族自治县"
    assert FormerName.objects.get(code="469028").region_id == "469024"
    assert set(FormerName.objects.filter(region="469001").values_list("name", flat=True)) == {"通什市", "五指山市"}
    assert Region.objects.get(pk="469003").successor_id == "460400"


def test_what_is_invented_can_be_left_out(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root, samples=False)
    assert not Region.objects.filter(sample=True).exists()
    assert not Body.objects.filter(code__startswith="99").exists()
    assert list(Circle.objects.values_list("slug", flat=True)) == ["sanya-circle"]


def test_a_changed_file_changes_the_row_and_says_which_field(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    rewrite(root / "data/regions.toml", 'short_name = "三沙"', 'short_name = "三沙市"')
    report = load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert [str(change) for change in report.changes] == ["变更行政区划 460300（short_name）"]
    assert Region.objects.get(pk="460300").short_name == "三沙市"
    assert Entry.objects.count() == 2


def test_a_member_taken_out_of_the_file_is_ended_and_never_deleted(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    path = root / "data/circles/demo-river.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index('[[members]]\nbody = "990300"')
    text = text[:start] + text[text.index("[[names]]") :]
    start = text.index("[[conferences]]\nordinal = 3")
    text = text[:start] + text[text.index("[[conferences]]\nordinal = 4") :]
    path.write_text(text, encoding="utf-8")
    report = load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert [(change.what, change.key) for change in report.changes] == [(What.ENDED, "demo-river 990300")]
    assert CircleMember.objects.get(circle="demo-river", body="990300").end == DAY
    assert load_definitions(actor=OPERATOR, on=DAY, root=root).changes == ()


def test_a_form_taken_out_of_the_file_is_no_longer_lawful_from_that_day_on(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    rewrite(
        root / "data/bodies.toml",
        'instruments = ["municipal-regulation", "committee-decision", "committee-resolution"]',
        'instruments = ["committee-decision", "committee-resolution"]',
    )
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    body = Body.objects.get(pk="460200")
    assert "地方性法规" not in [i.form for i in instruments_on(body, DAY)]
    assert "地方性法规" in [i.form for i in instruments_on(body, date(2024, 2, 29))]


def test_what_is_no_longer_in_a_file_is_reported_and_left(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    text = (root / "data/regions.toml").read_text(encoding="utf-8")
    start = text.index('[[regions]]\ncode = "460205"')
    end = text.index('[[regions]]\ncode = "460300"')
    (root / "data/regions.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    report = load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert [(change.what, change.key) for change in report.changes] == [(What.ABSENT, "460205")]
    assert report.stored == ()
    assert Region.objects.filter(pk="460205").exists()


def test_what_a_body_registered_itself_is_not_overwritten(root: Path) -> None:
    load_definitions(actor=OPERATOR, on=DAY, root=root)
    office = actor(Role.OFFICE_HEAD, "460200")
    change_term(term=Term.objects.get(body="460200"), start=date(2021, 10, 1), note="自行登记", actor=office, on=DAY)
    report = load_definitions(actor=OPERATOR, on=DAY, root=root)
    assert [(change.what, change.fields) for change in report.changes] == [(What.KEPT, ("note",))]
    term = Term.objects.get(body="460200")
    assert (term.start, term.note) == (date(2021, 10, 1), "自行登记")


def test_the_faults_of_all_files_come_at_once_and_nothing_is_stored(root: Path) -> None:
    rewrite(root / "data/regions.toml", 'parent = "460000"', 'parent = "460009"')
    rewrite(root / "data/bodies.toml", "number = 8", "number = 0")
    rewrite(root / "data/circles/sanya-circle.toml", 'body = "460200"', 'body = "460299"')
    with pytest.raises(DefinitionError) as error:
        load_definitions(actor=OPERATOR, on=DAY, root=root)
    files = {fault.file for fault in error.value.faults}
    assert files == {"data/regions.toml", "data/bodies.toml", "data/circles/sanya-circle.toml"}
    assert not Region.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", [CLERK, HEAD, PUBLIC], ids=["clerk", "office head", "public"])
def test_only_the_operator_loads_definitions(root: Path, who: object) -> None:
    with pytest.raises(Refused, match="不能“载入机构定义”"):
        load_definitions(actor=who, on=DAY, root=root)
