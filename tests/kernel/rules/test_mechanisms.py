"""Versions of a mechanism: which one is in force, what it cites, and what changed."""

from datetime import date

import pytest

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import Clause, ClauseRef, ClauseStatus, Force
from lianxi.kernel.rules.conference import AdHocRule, CostRule
from lianxi.kernel.rules.mechanism_diff import ChangeKind, diff
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.roles import ROLE_LABELS, ConferenceRole


def version(effective, *rules, known=True, parties=("A", "B")):
    clauses = tuple(Clause(number, "要点") for number in ("一", "二"))
    return MechanismVersion(
        "m", "工作机制", effective, "c", parties, text_known=known, clauses=clauses, rules=tuple(rules)
    )


def cost(clause="一", by=ConferenceRole.HOST, force=Force.USUAL):
    return CostRule(key="cost", clause=clause, force=force, by=by)


AD_HOC = AdHocRule(key="ad_hoc", clause="二", force=Force.MAY)
OLD, NEW = version(date(2020, 1, 1), cost()), version(date(2023, 8, 23), cost(), AD_HOC)
MECHANISM = Mechanism("m", "c", (OLD, NEW))


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2020, 1, 1), OLD), (date(2023, 8, 22), OLD), (date(2023, 8, 23), NEW), (date(2030, 1, 1), NEW)],
)
def test_a_version_holds_from_its_day_until_the_next_one(day, found):
    assert MECHANISM.version_on(day) is found


def test_before_the_first_version_there_is_no_mechanism():
    assert MECHANISM.in_force(date(2019, 12, 31)) is None
    with pytest.raises(Refused) as refused:
        MECHANISM.version_on(date(2019, 12, 31))
    assert refused.value.guard == "no_version_yet"


def test_the_span_of_a_version_ends_where_the_next_begins():
    assert MECHANISM.span_of(OLD) == (date(2020, 1, 1), date(2023, 8, 23))
    assert MECHANISM.span_of(NEW) == (date(2023, 8, 23), None)


def test_a_citation_prints_title_version_and_number():
    assert str(NEW.ref(AD_HOC)) == "《工作机制》（2023-08-23）二"
    assert NEW.ref(AD_HOC) == ClauseRef("m", "工作机制", date(2023, 8, 23), "二", Force.MAY)
    assert str(NEW.ref()) == "《工作机制》（2023-08-23）"


def test_a_rule_that_the_text_does_not_have_is_refused_and_one_of_an_unknown_text_too():
    for one, said in ((NEW, "没有这方面的规定"), (version(date(2020, 1, 1), known=False), "条文不详")):
        with pytest.raises(Refused, match=said) as refused:
            one.rule("quorum")
        assert refused.value.guard == "rule_absent"


def test_a_clause_is_found_by_its_number():
    assert NEW.clause("二").gist == "要点"
    with pytest.raises(Refused):
        NEW.clause("十")


def test_only_a_clause_in_force_can_be_cited():
    assert Clause("一", "要点").applies
    assert not Clause("二", "要点", ClauseStatus.REPEATED, repeats="一").applies
    assert not Clause("三", "要点", ClauseStatus.STRAY).applies


def test_equal_rules_are_left_out_of_a_comparison():
    assert [(c.key, c.kind) for c in diff(OLD, NEW).changes] == [("ad_hoc", ChangeKind.ADDED)]
    assert [(c.key, c.kind) for c in diff(NEW, OLD).changes] == [("ad_hoc", ChangeKind.REMOVED)]
    assert diff(NEW, NEW).changes == ()


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (cost(clause="二"), ChangeKind.MOVED),
        (cost(by=ConferenceRole.PARTY), ChangeKind.CHANGED),
        (cost(force=Force.MUST), ChangeKind.CHANGED),
        (cost(clause="二", force=Force.MUST), ChangeKind.CHANGED),
    ],
)
def test_a_rule_under_another_number_is_moved_and_any_other_difference_is_a_change(now, kind):
    change = diff(OLD, version(date(2023, 1, 1), now)).changes[0]
    assert change.kind is kind
    assert (change.old, change.new) == (cost(), now)
    assert change.old_sentence({}) == "会议经费一般应由承办方承担。"


def test_parties_that_came_and_went_are_named():
    found = diff(OLD, version(date(2023, 1, 1), cost(), parties=("B", "C")))
    assert (found.joined, found.left) == (("C",), ("A",))


def test_every_role_force_and_status_has_a_chinese_name():
    assert set(ROLE_LABELS) == set(ConferenceRole)
    assert [force.label for force in Force] == ["应当", "一般", "可以"]
    assert all(kind.label for kind in (*ChangeKind, *ClauseStatus))
