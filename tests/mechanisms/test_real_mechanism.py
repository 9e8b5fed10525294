"""What the files say of the one real mechanism, and nothing more than its sources say."""

from datetime import date

from lianxi.kernel.rules.clauses import ClauseStatus, Force
from lianxi.kernel.rules.mechanism_diff import diff
from lianxi.kernel.rules.turns import turns
from lianxi.loaders.mechanisms import load_mechanism

MECHANISM, CIRCLE = load_mechanism("sanya-circle-joint-conference")
OLD, NEW = MECHANISM.versions


def by_year(first, last):
    return {turn.year: turn for turn in turns(MECHANISM, CIRCLE, first=first, last=last)}


def test_hosts_are_known_only_where_a_record_names_them():
    past = by_year(2020, 2023)
    assert [(t.year, t.ordinal, t.host, t.source) for t in past.values()] == [
        (2020, 1, None, "held"),
        (2021, None, None, "predicted"),
        (2022, 3, None, "held"),
        (2023, 4, "469029", "held"),
    ]


def test_a_year_without_record_says_so_and_names_the_ordinal_that_is_missing():
    reasons = "".join(by_year(2021, 2021)[2021].reasons)
    assert "没有会议记录" in reasons
    assert "第2次" in reasons


def test_from_the_last_recorded_host_the_wheel_goes_on_by_the_order():
    coming = by_year(2024, 2030)
    assert [t.host for t in coming.values()] == [
        "469001", "460200", "469028", "469027", "469029", "469001", "460200",
    ]  # fmt: skip
    assert [t.ordinal for t in coming.values()] == [5, 6, 7, 8, 9, 10, 11]
    assert {t.source for t in coming.values()} == {"predicted"}
    assert {str(t.clause) for t in coming.values()} == {
        "《三亚经济圈市县人大常委会联席会议工作机制》（2023-08-23）三(二)"
    }


def test_years_before_the_first_record_are_not_made_up():
    assert by_year(2015, 2019) == {}


def test_the_fifth_member_is_a_party_since_the_revision():
    assert len(CIRCLE.parties.on(date(2023, 8, 22))) == 4
    assert CIRCLE.parties.on(date(2023, 8, 23))[-1] == "469001"
    assert CIRCLE.parties.name_on(date(2023, 8, 22)) == "一市三县"
    assert CIRCLE.parties.name_on(date(2023, 8, 23)) == "两市三县"


def test_repeated_and_stray_items_are_recorded_and_not_applied():
    assert {c.number: c.repeats for c in NEW.clauses if c.status is ClauseStatus.REPEATED} == {
        "三(五)": "三(三)",
        "三(六)": "三(四)",
        "三(七)": "三(一)",
    }
    assert [c.number for c in NEW.clauses if c.status is ClauseStatus.STRAY] == ["三(十)"]
    assert NEW.effective == date(2023, 8, 23)
    assert not {rule.clause for rule in NEW.rules} & {"三(五)", "三(六)", "三(七)", "三(十)"}


def test_the_forces_are_those_of_the_wording():
    forces = {rule.key: rule.force for rule in NEW.rules}
    assert forces["window"] is forces["notice"] is forces["frequency"] is forces["cost"] is Force.USUAL
    assert forces["rotation"] is forces["composition"] is Force.MUST
    assert forces["ad_hoc"] is forces["cost_sharing"] is forces["invitations.concerned"] is Force.MAY


def test_the_first_version_holds_title_date_and_four_parties_and_no_rule():
    assert not OLD.text_known
    assert (OLD.effective, len(OLD.parties), OLD.rules, OLD.clauses) == (date(2022, 11, 13), 4, (), ())


def test_a_text_that_is_unknown_is_not_compared_rule_by_rule():
    found = diff(OLD, NEW)
    assert (found.joined, found.left, found.changes) == (("469001",), (), ())
    assert "条文不详" in found.reason


def test_leading_the_preparations_is_noted_and_does_not_make_a_host():
    assert any("牵头召开" in note.text for note in CIRCLE.notes)
    assert by_year(2024, 2024)[2024].host == "469001"
