"""What came in by mistake goes out again, whole or its newest version, and nothing that rests on it is left without."""

from __future__ import annotations

from datetime import date

import pytest
from django.forms.models import model_to_dict

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body
from lianxi.apps.mechanisms.models import TextBinding
from lianxi.apps.rulebook.models import (
    Amendment,
    Batch,
    BatchState,
    ChoiceScope,
    Citation,
    CitedChoice,
    Item,
    ItemState,
    Version,
    Visibility,
    Work,
    WorkHappening,
    WorkName,
)
from lianxi.apps.rulebook.search import RULES
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.amending import amend_rule
from lianxi.apps.rulebook.services.choosing import resolve_citation
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.reviewing import record_review, withdraw_review
from lianxi.apps.rulebook.services.taking_out import holding, take_out_version, take_out_work
from lianxi.apps.search.models import IndexChange
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY, A, B
from tests.apps.rulebook.amending.amending_world import PRINTED, all_of_it, keep_decision, keep_printed
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper, renew
from tests.apps.rulebook.work_looking import KEEPER, kept

pytestmark = pytest.mark.usefixtures("rule_house", "true_stretches")
CHANGED = CITED.replace("三十日", "六十日").replace("2020年1月1日", "2024年1月1日")


def body(code: str = A) -> Body:
    return Body.objects.get(pk=code)


def out(row: Work | Version, why: str = "传错了文件", actor: Actor = KEEPER) -> None:
    if isinstance(row, Work):
        take_out_work(work=row, why=why, actor=actor, on=TODAY)
    else:
        take_out_version(version=row, why=why, actor=actor, on=TODAY)


def came_from(version: Version, state: BatchState = BatchState.CLOSED) -> Item:
    batch = Batch.objects.create(body=version.work.body, name="示例批", account="jia.clerk", person="示例", on=TODAY)
    Batch.objects.filter(pk=batch.pk).update(state=state)
    return Item.objects.create(
        batch=batch, position=1, path="示例.txt", sha256="0" * 64, size=1, state=ItemState.ADMITTED, text=version.text,
        version=version, decided_by="示例", decided_on=TODAY, decided_why="看过",
    )  # fmt: skip


def life(work: Work) -> list[dict[str, object]]:
    """Everything a version may have brought, as it stands in the tables; names and citations by what they say."""
    rows: list[dict[str, object]] = [model_to_dict(Work.objects.get(pk=work.pk))]
    rows += [model_to_dict(one) for one in work.versions.all()]
    rows += [model_to_dict(one) for one in WorkHappening.objects.filter(work=work).order_by("pk")]
    rows += list(WorkName.objects.filter(work=work).order_by("kind", "key").values("kind", "key", "name"))
    meant = Citation.objects.filter(work=work).order_by("pk")
    return rows + list(meant.values("printed", "named", "version", "automatic"))


def test_a_work_goes_with_all_it_has_and_the_audit_keeps_what_it_was() -> None:
    work = kept()
    key, address, sha = work.pk, work.address, work.versions.get().sha256
    before = IndexChange.objects.filter(object_id=key).count()
    out(work)
    assert not Work.objects.filter(pk=key).exists()
    assert IndexChange.objects.filter(object_id=key).count() == before + 1
    assert list(RULES.documents([key])) == []
    entry = Entry.objects.get(act="rule.take_out")
    assert (entry.note, entry.before["permalink"], entry.before["versions"][0]["sha256"]) == (
        "传错了文件",
        address,
        sha,
    )
    assert kept().address == address, "the address is free again"


def test_a_version_goes_and_everything_is_as_it_was_before_it_came() -> None:
    citing = keep(body(), CITING, date(2021, 1, 1))
    work = keep(body(), CITED, date(2020, 1, 1))
    before, standing = life(work), standing_of(work, TODAY)
    cited = list(Citation.objects.filter(version__work=citing).order_by("pk").values("pk", "work", "named"))
    newer = renew(work, CHANGED.replace("条例", "规定"), date(2024, 1, 1))
    assert life(work) != before
    out(newer)
    assert life(work) == before
    assert standing_of(work, TODAY) == standing
    assert list(Citation.objects.filter(version__work=citing).order_by("pk").values("pk", "work", "named")) == cited


@pytest.mark.parametrize("printed_before", [False, True])
def test_a_decision_carried_out_by_mistake_is_undone_and_can_be_carried_out_again(printed_before: bool) -> None:
    work, decision = kept(), keep_decision()
    before = life(work)
    if printed_before:
        keep_printed(work)
    base = work.versions.get(number=1)
    if not printed_before:
        amend_rule(work=work, base=base, decision=decision, choice=all_of_it(), actor=KEEPER, on=TODAY)
    out(work.versions.get(number=2))
    assert life(work) == before
    again = amend_rule(work=work, base=base, decision=decision, choice=all_of_it(), actor=KEEPER, on=TODAY)
    assert again.version.text == PRINTED


@pytest.mark.parametrize(
    ("state", "after"), [(BatchState.CLOSED, BatchState.READY), (BatchState.READING, BatchState.READING)]
)
def test_the_file_waits_in_its_batch_again(state: BatchState, after: BatchState) -> None:
    item = came_from(kept().versions.get(), state)
    out(Work.objects.get())
    item.refresh_from_db()
    assert (item.state, item.version, item.decided_by, item.decided_on) == (ItemState.READ, None, "", None)
    assert item.text
    assert Batch.objects.get().state == after


def test_citations_mean_another_rule_of_the_name_now_or_none() -> None:
    citing = keep(body(), CITING, date(2021, 1, 1))
    meant = Citation.objects.filter(version__work=citing, own=False)
    work = keep(body(), CITED, date(2020, 1, 1))
    twice = keep(body(), CITED, date(2020, 1, 1), slug="twice")
    assert set(meant.values_list("work", flat=True)) == {None}, "two of a name: neither"
    out(twice)
    assert set(meant.values_list("work", flat=True)) == {work.pk}
    assert all(one["wids"] for row in meant.exclude(named=[]) for one in row.named)
    out(work)
    assert set(meant.values_list("work", flat=True)) == {None}
    assert not any(one["wids"] for row in meant for one in row.named)


def test_what_a_person_said_stays_said_of_a_document_outside_the_repository() -> None:
    citing = keep(body(), CITING, date(2021, 1, 1))
    work = keep(body(), CITED, date(2020, 1, 1), title="示例甲市另一条例")
    row = Citation.objects.filter(version__work=citing, own=False).first()
    assert row is not None
    resolve_citation(citation=row, scope=ChoiceScope.WORK, target=work, note="", why="核对过", actor=KEEPER, on=TODAY)
    out(work)
    row.refresh_from_db()
    choice = CitedChoice.objects.get()
    assert (choice.target, choice.note, choice.withdrawn_on) == (None, "示例甲市另一条例", None)
    assert (row.work, row.choice) == (None, choice)


def test_what_rests_on_it_is_named_and_nothing_goes() -> None:
    work, decision = kept(), keep_decision()
    amend_rule(work=work, base=work.versions.get(), decision=decision, choice=all_of_it(), actor=KEEPER, on=TODAY)
    review = record_review(
        work=decision.work, conclusion=Conclusion.KEEP, day=TODAY, reason="仍然适用", actor=KEEPER, on=TODAY
    )
    with pytest.raises(Refused, match=r"清理结论.*套用的修改决定“.*→.*第2版") as refusal:
        out(decision.work)
    assert "先把这些" in refusal.value.remedy
    withdraw_review(review=review, why="登错了", actor=KEEPER, on=TODAY)
    assert [one.href for one in holding(decision.work, KEEPER, TODAY)] == [f"{work.get_absolute_url()}amendments/2/"]
    out(work.versions.get(number=2))
    out(decision.work)
    assert list(Work.objects.all()) == [work]


def test_a_text_a_mechanism_rests_on_stays() -> None:
    work = kept()
    binding = TextBinding.objects.create(
        slug="jia-circle", effective=date(2024, 1, 1), work=work, version=work.versions.get(), bound_on=TODAY,
        bound_by="示例", body=A,
    )  # fmt: skip
    with pytest.raises(Refused, match="制度绑定“jia-circle 2024-01-01”"):
        out(work)
    binding.delete()
    out(work)


def test_a_rule_one_may_not_see_is_not_named_by_what_it_rests_on() -> None:
    hidden = keep(body(B), CITED, date(2020, 1, 1), visibility=Visibility.BODY)
    decision = keep_decision(CITED.replace("条例", "修改决定"), title="示例修改决定", slug="other")
    hidden.versions.update(title="乙的内部条例")
    newer = renew(hidden, CHANGED, date(2024, 1, 1))
    Amendment.objects.create(
        work=hidden, version=newer, base=hidden.versions.get(number=1), decision=decision, day=TODAY,
        proof="unprinted", applied_by="示例", applied_on=TODAY,
    )  # fmt: skip
    (held,) = holding(decision.work, KEEPER, TODAY)
    assert (held.said, held.href) == ("一件您看不到的制度由它修改形成", "")


def test_only_the_newest_goes_and_only_where_one_is_left() -> None:
    work = keep(body(), CITED, date(2020, 1, 1))
    with pytest.raises(Refused, match="只有这一版"):
        out(work.versions.get())
    renew(work, CHANGED, date(2024, 1, 1))
    with pytest.raises(Refused, match="最新的已是第2版"):
        out(work.versions.get(number=1))
    assert work.versions.count() == 2


@pytest.mark.parametrize("why", ["", " ", "理" * 301])
def test_it_needs_a_reason(why: str) -> None:
    work = kept()
    with pytest.raises(Refused, match="须说明理由"):
        out(work, why)
    assert Work.objects.filter(pk=work.pk).exists()


def test_who_comes_second_is_told_and_nothing_breaks() -> None:
    work = kept()
    out(Work.objects.get(pk=work.pk))
    with pytest.raises(Refused, match="刚被别人撤出"):
        out(work)
    with pytest.raises(Refused, match="刚被别人撤出"):
        record_happening(
            work=work, kind=HappeningKind.REPEAL, day=TODAY, instrument="示例决定", actor=KEEPER, on=TODAY
        )  # fmt: skip


def test_of_another_body_it_is_refused() -> None:
    work = kept()
    with pytest.raises(Refused):
        out(work, actor=keeper(B))
    assert Work.objects.filter(pk=work.pk).exists()
