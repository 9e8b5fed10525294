"""A version bound to a work of the repository follows it: what a later text says otherwise is 待核 from its day on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms import bindings, selectors
from lianxi.apps.mechanisms.models import BoundProvision, TextBinding
from lianxi.apps.mechanisms.originals import confirm_binding
from lianxi.apps.mechanisms.text_binding import bind_mechanism
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import WITHHELD, Binding
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import MACHINE, RIVER, clerk, joint_office
from tests.apps.mechanisms.river_original import CHANGED, EFFECTIVE, FIFTH, FIFTH_CHANGED, SHORTER, TEXT, imported
from tests.apps.mechanisms.river_work import HEAD, bound, kept, revised

ONE_DAY = timedelta(days=1)
COMES = date(2024, 6, 1)
"""When the revised rules commence."""
DECISION = "示例三江联席会议关于修改工作规则的决定"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def work(loaded: date) -> Work:
    """The rules, kept in the repository and bound."""
    made = kept(loaded)
    bound(made, on=loaded)
    return made


def version() -> MechanismVersion:
    return selectors.version_of(selectors.mechanism_and_circle(RIVER)[0], EFFECTIVE)


def binding(on: date, actor: Actor | None = None) -> Binding:
    found = bindings.binding_on(version(), actor or joint_office(), on)
    assert found is not None
    return found


def checks(on: date, actor: Actor | None = None) -> dict[str, str]:
    held = binding(on, actor)
    return {rule.key: why for rule in version().rules if (why := held.needs_check(rule))}


def confirmed(on: date, actor: Actor | None = None) -> None:
    confirm_binding(
        slug=RIVER, effective=EFFECTIVE, note="已与各方核对，规则不变", actor=actor or joint_office(), on=on
    )


def test_every_clause_rests_on_a_provision_of_the_work_by_identity_and_hash(work: Work, loaded: date) -> None:
    assert checks(loaded) == {}
    rows = {row.clause: row for row in BoundProvision.objects.all()}
    assert set(rows) == set("一二三四五六七")
    provision = work.versions.get().provisions.get(eid="lvl_5")
    assert (rows["五"].wid, rows["五"].sha, rows["五"].place) == (provision.wid, provision.sha, "五")
    entry = Entry.objects.get(act="mechanism.bind")
    assert (entry.body, entry.after["work"], entry.after["version"], entry.after["failed"]) == (
        "990100", work.address, 1, [],
    )  # fmt: skip
    assert FIFTH not in str(entry.after)


def test_binding_the_same_text_again_changes_nothing(work: Work, loaded: date) -> None:
    assert not bound(work, on=loaded).new
    assert TextBinding.objects.count() == 1
    assert Entry.objects.filter(act="mechanism.bind").count() == 1


@pytest.mark.parametrize(("days", "stale"), [(-1, set()), (0, {"office", "agenda"}), (1, {"office", "agenda"})])
def test_a_later_text_counts_from_the_day_on_which_it_commences(
    work: Work, loaded: date, days: int, stale: set[str]
) -> None:
    revised(work, CHANGED, COMES, loaded)
    assert checks(COMES + timedelta(days=days)).keys() == stale


def test_what_changed_is_told_with_old_and_new_words_and_goes_when_it_is_confirmed(work: Work, loaded: date) -> None:
    revised(work, CHANGED, COMES, loaded)
    told = binding(COMES).of("五")
    assert (told.state, told.changed) == ("changed", True)
    assert FIFTH in told.before
    assert FIFTH_CHANGED in told.text
    assert set(checks(COMES).values()) == {"2024年6月1日起施行的文本改了五，尚未确认。"}
    confirmed(COMES)
    assert checks(COMES) == {}
    entry = Entry.objects.get(act="binding.confirm")
    assert (entry.before, entry.after) == ({"failed": ["五 有变动"]}, {"failed": [], "version": 2})
    assert checks(COMES - ONE_DAY) == {}
    with pytest.raises(Refused, match="没有待确认的变动"):
        confirmed(COMES)


def test_going_back_to_the_words_of_before_is_a_change_too(work: Work, loaded: date) -> None:
    revised(work, CHANGED, COMES, loaded)
    confirmed(COMES)
    revised(work, TEXT, COMES + ONE_DAY, loaded)
    assert checks(COMES + ONE_DAY).keys() == {"office", "agenda"}


def test_a_provision_that_only_moved_is_followed_and_told(work: Work, loaded: date) -> None:
    more = TEXT.replace("五、", "五、各方可以派员列席。\n\n六、").replace("六、会议经费", "七、会议经费")
    more = more.replace("七、会议须有", "八、会议须有")
    revised(work, more, COMES, loaded)
    held = binding(COMES)
    assert {one.number: one.state for one in held.changed} == {"五": "moved", "六": "moved", "七": "moved"}
    assert held.needs_check(version().rule("agenda")) == "2024年6月1日起施行的文本里，五成了六，尚未确认。"
    assert "各方可以派员列席" in held.of("现五").text
    confirmed(COMES)
    assert checks(COMES) == {}
    assert BoundProvision.objects.filter(clause="五").last().place == "六"


def test_a_provision_that_is_gone_cannot_be_confirmed_away(work: Work, loaded: date) -> None:
    revised(work, "\n".join(line for line in TEXT.split("\n") if not line.startswith("七、")), COMES, loaded)
    why = "2024年6月1日起施行的文本没有原来的七。"
    assert checks(COMES) == {"quorum": why, "majority": why}
    assert "过半数" in binding(COMES).of("七").before
    with pytest.raises(Refused, match="没有待确认的变动"):
        confirmed(COMES)


def test_words_a_rule_asks_for_cannot_be_confirmed_away(work: Work, loaded: date) -> None:
    revised(work, SHORTER, COMES, loaded)
    assert checks(COMES) == {"notice": "原文四没有写“十个工作日”。"}
    confirmed(COMES)
    assert checks(COMES) == {"notice": "原文四没有写“十个工作日”。"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [(HappeningKind.REPEAL, "已废止"), (HappeningKind.VOID, "失效")],
)
def test_when_the_work_ends_all_its_rules_need_a_check(
    work: Work, loaded: date, kind: HappeningKind, said: str
) -> None:
    record_happening(work=work, kind=kind, day=COMES, instrument="示例决定", actor=HEAD, on=loaded)
    assert checks(COMES - ONE_DAY) == {}
    found = checks(COMES)
    assert found.keys() == {rule.key for rule in version().rules}
    assert set(found.values()) == {f"所依的《示例三江联席会议工作规则》自2024年6月1日起{said}（依据《示例决定》）。"}
    with pytest.raises(Refused, match="没有待确认的变动"):
        confirmed(COMES)


def test_a_term_that_ran_out_ends_it_by_itself(work: Work, loaded: date) -> None:
    record_happening(
        work=work, kind=HappeningKind.TERM, day=date(2023, 1, 1), last_day=COMES, actor=HEAD, on=loaded
    )  # fmt: skip
    assert checks(COMES) == {}
    assert "自2024年6月2日起有效期届满" in checks(COMES + ONE_DAY)["agenda"]


def test_one_provision_repealed_concerns_only_its_own_rules(work: Work, loaded: date) -> None:
    wid = BoundProvision.objects.get(clause="六").wid
    record_happening(
        work=work, kind=HappeningKind.REPEAL, day=COMES, instrument="示例决定", provisions=[wid], actor=HEAD, on=loaded
    )
    assert checks(COMES) == dict.fromkeys(("cost", "cost_sharing"), "六自2024年6月1日起已废止（依据《示例决定》）。")


def test_an_amendment_on_record_without_its_text_waits_for_somebody_to_look(work: Work, loaded: date) -> None:
    wid = BoundProvision.objects.get(clause="六").wid
    record_happening(
        work=work, kind=HappeningKind.AMEND, day=COMES, instrument="示例决定", provisions=[wid], actor=HEAD, on=loaded
    )
    assert checks(COMES - ONE_DAY) == {}
    assert checks(COMES).keys() == {"cost", "cost_sharing"}
    assert "库里还没有修改后的文本" in checks(COMES)["cost"]
    confirmed(COMES)
    assert checks(COMES) == {}


def test_a_superseded_version_is_held_against_the_text_of_its_last_day(loaded: date) -> None:
    text = TEXT.replace("规则\n", "规则\n\n（2021年3月1日示例三江联席会议筹备会议通过）\n", 1)
    made, first = kept(loaded, text, commences=date(2021, 3, 1)), date(2021, 3, 1)
    bind_mechanism(slug=RIVER, effective=first, address=made.address, actor=joint_office(), on=loaded)
    older = selectors.version_of(selectors.mechanism_and_circle(RIVER)[0], first)
    revised(made, text.replace("研究室", "办公厅"), EFFECTIVE, loaded)
    found = bindings.bound_on(older, joint_office(), loaded)
    assert found.held.now.version.number == 1
    assert found.binding.changed == ()


@pytest.mark.parametrize("visibility", [Visibility.BODY, Visibility.PERSONS])
def test_who_may_not_see_the_work_learns_only_which_rules_are_to_be_checked(loaded: date, visibility: str) -> None:
    reader = make_account("river.reader", "990100").username
    made = kept(loaded, visibility=visibility, readers=(reader,) if visibility == Visibility.PERSONS else ())
    bound(made, on=loaded)
    revised(made, CHANGED, COMES, loaded)
    for actor in (PUBLIC, clerk("990200"), joint_office("990200")):
        found = bindings.bound_on(version(), actor, COMES)
        assert found is not None
        assert checks(COMES, actor) == dict.fromkeys(("office", "agenda"), WITHHELD)
        assert (found.held, found.href, found.said) == (None, "", "")
        assert made.title not in found.name
        assert {one.text + one.before for one in found.binding.clauses} == {""}
        assert {one.state for one in found.binding.clauses} == {"found", "unseen"}
    with pytest.raises(Refused, match="没有这件制度，或者您不能查看"):
        confirmed(COMES, joint_office("990200"))


def test_a_work_one_may_not_see_is_refused_as_one_that_is_not_there(loaded: date) -> None:
    made = kept(loaded, visibility=Visibility.BODY)
    with pytest.raises(Refused) as refused:
        bound(made, on=loaded, actor=joint_office("990200"))
    made.address = "/akn/cn/doc/zhidu/2020-01-01/nirgends"
    with pytest.raises(Refused) as nowhere:
        bound(made, on=loaded)
    assert str(refused.value) == str(nowhere.value)
    assert not TextBinding.objects.exists()


@pytest.mark.parametrize(
    "actor",
    [PUBLIC, clerk(), MACHINE, joint_office("460200", "sanya-circle")],
    ids=["the public", "a clerk", "the operator", "the joint office of another circle"],
)
def test_only_the_joint_office_of_the_circle_binds(loaded: date, actor: Actor) -> None:
    made = kept(loaded)
    with pytest.raises(Refused, match="把机制绑定到库中的制度"):
        bound(made, on=loaded, actor=actor)
    assert not TextBinding.objects.exists()


def test_a_text_that_is_not_the_document_is_refused(loaded: date) -> None:
    made = kept(loaded, "示例办法\n第一条　为了示例，制定本办法。\n", title="示例办法", slug="shi-li")
    with pytest.raises(Refused, match="《示例办法》中没有找到《示例三江联席会议工作规则》"):
        bound(made, on=loaded)


def test_from_a_file_to_the_work_other_words_are_told_and_asked_about(loaded: date) -> None:
    imported(on=loaded)
    made = kept(loaded, CHANGED)
    with pytest.raises(Refused, match="五的文字与上次确认的不同"):
        bound(made, on=loaded)
    assert bound(made, on=loaded, note="逐条核对过，规则不变").new
    assert checks(loaded) == {}
    with pytest.raises(Refused, match="不再另存文件"):
        imported(TEXT, on=loaded)


def test_a_clause_that_lacked_its_words_stays_open_until_a_text_has_them(loaded: date) -> None:
    made = kept(loaded, SHORTER)
    assert [one.number for one in bound(made, on=loaded).binding.failed] == ["四"]
    revised(made, TEXT, COMES, loaded)
    assert checks(COMES - ONE_DAY).keys() == {"notice"}
    assert checks(COMES) == {}
