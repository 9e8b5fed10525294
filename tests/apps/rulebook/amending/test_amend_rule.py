"""rule.amend: a decision carried out brings the next version, with identities, happenings and its proof."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.rulebook.amending.choosing import next_day
from lianxi.apps.rulebook.amending.confirming import Choice
from lianxi.apps.rulebook.amending.trial import Printed, doubts_of, read_decision
from lianxi.apps.rulebook.models import Amendment, Version, Work
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.amending import amend_rule, prove_amendment
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY, B
from tests.apps.rulebook.amending.amending_world import (
    DAY,
    DECISION,
    NAME,
    PRINTED,
    UNFIT,
    all_of_it,
    keep_decision,
    keep_printed,
)
from tests.apps.rulebook.citing_world import keeper
from tests.apps.rulebook.work_looking import KEEPER, kept

pytestmark = pytest.mark.usefixtures("rule_house", "true_stretches")


def amended(work: Work, decision: Version, choice: Choice | None = None, base: Version | None = None) -> Amendment:
    base = base or work.versions.order_by("number")[0]
    return amend_rule(work=work, base=base, decision=decision, choice=choice or all_of_it(), actor=KEEPER, on=TODAY)


def test_the_text_that_comes_out_is_the_next_version_with_the_amendment_in_its_caption() -> None:
    work, decision = kept(), keep_decision()
    row = amended(work, decision)
    version = row.version
    assert (version.number, version.commences, version.instrument, row.proof) == (2, DAY, NAME, "unprinted")
    assert version.text == PRINTED
    assert "修正）" in version.caption
    identities = dict(version.provisions.values_list("eid", "wid"))
    assert [identities[f"art_{at}"] for at in range(1, 7)] == ["art_1", "art_2", "art_3@2", "art_3", "art_4", "art_5"]
    assert identities["art_4__para_1__point_1"] == "art_3__para_1__point_1"


def test_each_article_that_reads_otherwise_has_a_happening_with_the_words_of_the_decision() -> None:
    work, decision = kept(), keep_decision()
    row = amended(work, decision)
    found = {
        (*one.provisions, one.instrument, one.number, one.day): one.source
        for one in work.happenings.filter(version=row.version, kind="amend")
    }
    number = "示甲常〔2024〕2号"
    assert found == {
        (NAME, number, DAY): "",
        ("art_3@2", NAME, number, DAY): "一、在第二条后增加一条，作为第三条：“主管部门应当听取意见。”",
        ("art_3", NAME, number, DAY): found["art_3", NAME, number, DAY],
        ("art_4", NAME, number, DAY): found["art_4", NAME, number, DAY],
    }
    assert "（一）主管部门负责汇总和公布；" in found["art_3", NAME, number, DAY]
    assert standing_of(work, DAY).status.label == "已修改"
    assert standing_of(work, DAY - timedelta(days=1)).status.label == "有效"


def test_the_act_is_audited_with_what_was_left_out_and_how_far_it_is_proven() -> None:
    work, decision = kept(), keep_decision(UNFIT)
    row = amended(work, decision, all_of_it(left_why={5: "已去函询问"}))
    assert (row.proof, [one["why"] for one in row.left_out]) == (
        "partial",
        ["原文没有第九条。已去函询问"],
    )
    entry = Entry.objects.get(act="rule.amend")
    assert entry.after["left_out"] == [{"said": "第九条 删去", "why": "原文没有第九条。已去函询问"}]
    assert (entry.after["proof"], entry.after["version"], entry.before["version"]) == ("partial", 2, 1)


def test_a_printed_text_that_is_equal_proves_it_and_one_that_differs_has_to_be_looked_at() -> None:
    work, decision = kept(), keep_decision()
    other = PRINTED.replace("每一年", "每两年")
    with pytest.raises(Refused, match="有 1 处不同") as refusal:
        amended(work, decision, all_of_it(printed=Printed("印发稿.docx", other)))
    assert refusal.value.guard == "printed_equal"
    assert not Amendment.objects.exists()
    assert work.versions.count() == 1
    row = amended(work, decision, all_of_it(printed=Printed("印发稿.docx", PRINTED)))
    assert (row.proof, row.printed, row.differences) == ("proven", "印发稿.docx", [])


def test_a_printed_text_that_differs_is_kept_with_its_differences() -> None:
    work, decision = kept(), keep_decision()
    printed = Printed("印发稿.docx", PRINTED.replace("每一年", "每两年"))
    row = amended(work, decision, all_of_it(printed=printed, differing=True))
    assert (row.proof, [(one["place"], one["amended"], one["printed"]) for one in row.differences]) == (
        "differs", [("第五条", "一年", "两年")]
    )  # fmt: skip
    proven = prove_amendment(amendment=row, printed=Printed("更正稿.docx", PRINTED), actor=KEEPER, on=TODAY)
    assert (proven.proof, proven.differences) == ("proven", [])
    with pytest.raises(Refused, match="已经与印出的文本核对过"):
        prove_amendment(amendment=row, printed=Printed("再一份.docx", PRINTED), actor=KEEPER, on=TODAY)


def test_a_printed_text_that_has_come_in_already_is_proven_and_no_second_version_made() -> None:
    work, decision = kept(), keep_decision()
    version = keep_printed(work)
    with pytest.raises(Refused, match="第2版已经自2024年2月1日起施行"):
        amended(work, decision)
    row = amended(work, decision, all_of_it(printed=Printed("第2版", version.text, version)))
    assert (row.version, row.proof, row.made_version, work.versions.count()) == (version, "proven", False, 2)
    named = {wid for one in version.happenings.all() for wid in one.provisions}
    assert {"art_3", "art_4"} < named
    assert version.happenings.filter(provisions=[], kind="amend").count() == 1


@pytest.mark.parametrize(
    ("choice", "guard", "words"),
    [
        (all_of_it(day=date(2023, 12, 31)), "decision_after_version", "早于第1版的施行日期2024年1月1日"),
        (all_of_it(taken=frozenset({0})), "reason_required", "第2项"),
        (all_of_it(taken=frozenset()), "something_taken", "一项也没有确认"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused_and_changes_nothing(choice: Choice, guard: str, words: str) -> None:
    work, decision = kept(), keep_decision()
    with pytest.raises(Refused, match=words) as refusal:
        amended(work, decision, choice)
    assert refusal.value.guard == guard
    assert work.versions.count() == 1
    assert not Entry.objects.filter(act="rule.amend").exists()


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_decision_may_count_from_the_day_of_the_version_on(days: int) -> None:
    work, decision = kept(), keep_decision()
    choice = all_of_it(day=date(2024, 1, 1) + timedelta(days=days))
    if days < 0:
        with pytest.raises(Refused, match="请先补入那一天施行的文本"):
            amended(work, decision, choice)
    else:
        assert amended(work, decision, choice).version.number == 2


def test_a_decision_is_carried_out_once_and_the_second_clerk_is_told_who_did_it() -> None:
    work, decision = kept(), keep_decision()
    amended(work, decision)
    with pytest.raises(Refused, match="这份决定已由示例·备于2024年3月1日套用，成为第2版") as refusal:
        amended(work, decision)
    assert refusal.value.guard == "decision_once"


def test_a_decision_one_may_not_see_is_as_if_it_were_not_there() -> None:
    work = kept()
    hidden = keep_decision(visibility="body", body=B, slug="mi", actor=keeper(B))
    with pytest.raises(Refused, match="没有这份决定，或者您不能查看"):
        amended(work, hidden)


def test_a_decision_on_another_text_names_that_text() -> None:
    work = kept()
    other = keep_decision(
        DECISION.replace("名录管理", "湿地保护") + "\n五、对《示例甲市另一条例》作如下修改：\n（一）删去第三条。\n"
    )
    with pytest.raises(Refused, match="没有修改《示例甲市示例名录管理条例》"):
        read_decision(other, work.versions.get())


def test_leaving_one_out_that_another_rests_on_is_said() -> None:
    text = DECISION.replace(
        "一、增加一条，作为第三条：“主管部门应当听取意见。”", "一、第三条第二款改为第六条。"
    ).replace("四、对条文", "四、第三条第二款修改为：“每年核对两次。”\n五、对条文")
    reading = read_decision(keep_decision(text), kept().versions.get())
    assert all(one.fits for one in reading.told)
    assert reading.outcome(reading.fitting).state == "unprinted"


def test_where_the_decision_leaves_a_chapter_open_the_printed_text_settles_it() -> None:
    work, decision = kept(), keep_decision(DECISION.replace("在第二条后", ""))
    elsewhere = PRINTED.replace("第三条　主管部门应当听取意见。\n", "").replace(
        "第四条　名录由", "第三条　主管部门应当听取意见。\n第四条　名录由"
    )
    row = amended(work, decision, all_of_it(printed=Printed("印发稿.docx", elsewhere)))
    assert (row.proof, row.version.text) == ("proven", elsewhere)


ENDS = [
    (HappeningKind.REPEAL, {"instrument": "示例废止决定"}, "已废止", "《示例废止决定》"),
    (HappeningKind.VOID, {"instrument": "示例清理决定"}, "失效", "《示例清理决定》"),
    (HappeningKind.TERM, {"last_day": DAY - timedelta(days=1)}, "有效期届满", "有效期至2024年1月31日"),
]


@pytest.mark.parametrize(("kind", "more", "status", "source"), ENDS)
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_what_is_over_on_the_day_of_the_decision_cannot_be_amended(
    kind: HappeningKind, more: dict[str, Any], status: str, source: str, days: int
) -> None:
    work, decision = kept(), keep_decision()
    day = DAY if kind is not HappeningKind.TERM else date(2024, 1, 1)
    record_happening(work=work, kind=kind, day=day, actor=KEEPER, on=TODAY, **more)
    choice = all_of_it(day=DAY + timedelta(days=days))
    if days < 0:
        assert amended(work, decision, choice).version.number == 2
        return
    with pytest.raises(Refused, match=f"自2024年2月1日起{status}，不能再从2024年2月{1 + days}日起修改") as refusal:
        amended(work, decision, choice)
    assert (refusal.value.guard, refusal.value.source) == ("amended_in_force", source)
    assert "恢复施行" in refusal.value.remedy
    assert work.versions.count() == 1


def test_what_was_revived_can_be_amended_again() -> None:
    work, decision = kept(), keep_decision()
    for kind, day in ((HappeningKind.REPEAL, date(2024, 1, 10)), (HappeningKind.REVIVE, DAY)):
        record_happening(work=work, kind=kind, day=day, instrument="示例决定", actor=KEEPER, on=TODAY)
    assert amended(work, decision).version.number == 2


LATER = date(2024, 7, 1)
STEPS = DECISION.replace("2月1日起施行", "2月1日起施行，其中第三项自2024年7月1日起施行")
WITHOUT_THIRD = PRINTED.replace("名录每一年公布", "名录每两年公布")


def test_what_counts_from_a_later_day_is_put_off_and_follows_by_the_same_decision() -> None:
    work, decision = kept(), keep_decision(STEPS)
    first = amended(work, decision)
    assert first.version.text == WITHOUT_THIRD
    assert {(one["said"], one["why"]) for one in first.left_out} == {
        (one["said"], "另有施行日期：2024年7月1日") for one in first.instructions if "三、" in one["words"]
    }
    assert first.proof == "partial"
    assert next_day(work, decision) == LATER
    second = amended(work, decision, all_of_it(day=LATER), base=first.version)
    assert (second.version.text, second.version.number, second.version.commences) == (PRINTED, 3, LATER)
    assert (second.proof, second.version.caption) == ("unprinted", first.version.caption)
    assert {one["said"] for one in second.instructions} == {one["said"] for one in first.left_out}
    assert standing_of(work, LATER, "art_4").since == LATER
    with pytest.raises(Refused, match="成为第3版") as refusal:
        amended(work, decision, all_of_it(day=LATER + timedelta(days=1)), base=second.version)
    assert refusal.value.guard == "decision_once"


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_part_is_put_off_until_its_day(days: int) -> None:
    reading = read_decision(keep_decision(STEPS), kept().versions.get())
    day = LATER + timedelta(days=days)
    late = {at for at, one in enumerate(reading.told) if one.own}
    assert late
    assert reading.later(day) == (late if days < 0 else frozenset())
    assert reading.due(day) == reading.fitting - reading.later(day)
    said = "\n".join(doubts_of(reading, reading.outcome(reading.due(day)), day))
    assert ("自2024年7月1日起施行，这一次先不套用" in said) is (days < 0)


@pytest.mark.parametrize(
    ("day", "number", "guard"),
    [
        (DAY, 2, "later_step"),
        (DAY - timedelta(days=1), 2, "later_step"),
        (LATER, 1, "step_on_step"),
        (date(2024, 6, 30), 2, "something_due"),
    ],
)
def test_the_second_step_is_later_and_stands_on_the_first(day: date, number: int, guard: str) -> None:
    work, decision = kept(), keep_decision(STEPS)
    amended(work, decision)
    with pytest.raises(Refused) as refusal:
        amended(work, decision, all_of_it(day=day), base=work.versions.get(number=number))
    assert refusal.value.guard == guard
    assert work.versions.count() == 2


def test_what_was_left_out_for_good_is_not_brought_by_the_second_step_and_keeps_it_unproven() -> None:
    work, decision = (
        kept(),
        keep_decision(UNFIT.replace("2月1日起施行", "2月1日起施行，其中第三项自2024年7月1日起施行")),
    )
    first = amended(work, decision, all_of_it(left_why={5: "已去函询问"}))
    assert len(first.left_out) > 1
    second = amended(work, decision, all_of_it(day=LATER), base=first.version)
    assert "第九条 删去" not in {one["said"] for one in second.instructions}
    assert second.proof == "partial"


def by_hand(work: Work, decision: Version, why: str, *, later: bool) -> Amendment:
    """The first step of a decision whose later part nobody could find: a person leaves it out."""
    reading = read_decision(decision, work.versions.get())
    assert "没有读出是哪几项" in "".join(doubts_of(reading, reading.outcome(reading.fitting), DAY))
    third = frozenset(at for at, one in enumerate(reading.told) if "每一年" in one.instruction.text)
    given = {"left_why": dict.fromkeys(third, why), "later": third if later else frozenset()}
    return amended(work, decision, all_of_it(taken=reading.fitting - third, **given))


@pytest.mark.parametrize(("why", "kept_why"), [("", "另有施行日期"), ("待另行通知", "待另行通知")])
def test_a_part_nobody_could_find_may_be_put_off_by_hand(why: str, kept_why: str) -> None:
    work, decision = kept(), keep_decision(STEPS.replace("其中第三项", "其中关于公布的规定"))
    first = by_hand(work, decision, why, later=True)
    assert {one["why"] for one in first.left_out} == {kept_why}
    second = amended(work, decision, all_of_it(day=LATER), base=first.version)
    assert "每一年" in second.version.text


def test_what_is_left_out_for_good_does_not_wait_whatever_its_reason_says() -> None:
    work, decision = kept(), keep_decision(STEPS.replace("其中第三项", "其中关于公布的规定"))
    first = by_hand(work, decision, "另有施行日期的一项不采用", later=False)
    with pytest.raises(Refused, match=r"已由.*套用") as refusal:
        amended(work, decision, all_of_it(day=LATER), base=first.version)
    assert refusal.value.guard == "decision_once"
