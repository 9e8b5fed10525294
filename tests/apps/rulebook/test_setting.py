"""成批填写: many files set at once, seen before it is done, each confirmed by itself later."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.intake.proposed import proposed, unclear
from lianxi.apps.rulebook.intake.setting_sheet import packed, unpacked
from lianxi.apps.rulebook.models import Batch, Item, ItemState, Version
from lianxi.apps.rulebook.services.setting import mark_of, set_items
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.citing_world import keeper
from tests.apps.rulebook.work_looking import SignedIn

pytestmark = pytest.mark.usefixtures("rule_house", "true_stretches")


def read(field: str, value: str, *, sure: bool = True) -> dict[str, object]:
    labels = {"title": "标题", "issuer": "制定机关", "kind": "种类", "issued": "成文日期"}
    return {"field": field, "label": labels[field], "value": value, "start": 0, "end": 2, "ground": "", "sure": sure}


def make_batch(files: int = 3) -> Batch:
    """Files whose kind is in doubt, all else told."""
    batch = Batch.objects.create(body_id=A, name="一批", account="jia.clerk", person="示例·员", on=TODAY)
    for at in range(1, files + 1):
        told = [
            read("title", f"示例甲市第{at}号办法"),
            read("issuer", "示例甲市人民政府"),
            read("issued", "2024-01-02"),
        ]
        told.append(read("kind", "guizhang", sure=False))
        Item.objects.create(
            batch=batch, position=at, path=f"{at}.txt", sha256=f"{at:064}", size=1, state=ItemState.READ,
            text=f"示例甲市第{at}号办法\n第一条　为了第{at}件事，制定本办法。\n", report={"score": 100, "findings": []},
            proposals={"proposals": told, "doubts": []},
        )  # fmt: skip
    return batch


def page(batch: Batch, query: str = "") -> str:
    return f"{batch.get_absolute_url()}set/{query}"


def second_step(answer: object) -> dict[str, str]:
    """What the page that shows what would change sends back."""
    context = answer.context  # type: ignore[attr-defined]
    values = {name: context["form"][name].value() or "" for name in context["form"].fields}
    return values | {"chosen": context["chosen"], "seen": context["seen"], "step": "apply"}


def test_what_would_change_is_shown_and_nothing_changes_until_it_is_confirmed(signed_in: SignedIn) -> None:
    batch, unit = make_batch(), Unit.objects.create(body_id=A, name="示例甲市民政局")
    client = signed_in("jia.clerk")
    said = {"pick": ["1", "3"], "kind": "guifan", "unit_key": str(unit.pk), "step": "preview"}
    answer = client.post(page(batch), said)
    assert answer.context["changed"] == 2
    assert answer.context["changes"][0].fields == [
        ("种类", "政府规章（待核）", "行政规范性文件"), ("责任单位", "", "示例甲市民政局"),
    ]  # fmt: skip
    assert not Item.objects.exclude(chosen={}).exists()
    assert client.post(page(batch), second_step(answer)).status_code == 302
    first, second, third = batch.items.order_by("position")
    assert (proposed(first).values["kind"], proposed(first).values["unit_key"]) == ("guifan", str(unit.pk))
    assert proposed(third).values["kind"] == "guifan"
    assert second.chosen == {}
    assert unclear(first) == ()
    assert "种类待核" in unclear(second)
    assert first.proposals["proposals"][-1]["value"] == "guizhang"
    entry = Entry.objects.get(act="items.set")
    assert (entry.after["positions"], entry.after["kind"]) == ([1, 3], "guifan")
    assert "成批填写" in client.get(f"{batch.get_absolute_url()}1/").content.decode()
    client.post(batch.get_absolute_url(), {"step": "admit"})
    assert {(one.work.kind, one.work.unit) for one in Version.objects.all()} == {("guifan", unit)}
    assert Version.objects.count() == 2


def test_all_that_the_filter_shows_is_chosen_across_pages(signed_in: SignedIn) -> None:
    batch, client = make_batch(130), signed_in("jia.clerk")
    query = "?q=号办法&kind=unsure"
    answer = client.post(page(batch, query), {"all": "1", "kind": "guifan", "step": "preview"})
    assert (answer.context["changed"], answer.context["chosen"]) == (130, "1-130")
    client.post(page(batch, query), second_step(answer))
    assert Item.objects.filter(chosen__values__kind="guifan").count() == 130
    assert client.get(page(batch, query)).context["count"] == 0


def test_what_was_typed_stays_when_something_is_missing(signed_in: SignedIn) -> None:
    batch, client = make_batch(), signed_in("jia.clerk")
    for said, words in (
        ({"pick": ["1"], "step": "preview"}, "还没有选要填什么"),
        ({"kind": "guifan", "issuer": "示例甲市水务局", "step": "preview"}, "还没有选文件"),
        ({"pick": ["2"], "visibility": "circle", "issuer": "示例甲市水务局", "step": "preview"}, "联席圈"),
    ):
        answer = client.post(page(batch), said)
        content = answer.content.decode()
        assert answer.status_code == 403
        assert words in content
        for pick in said.get("pick", []):
            assert re.search(rf'value="{pick}"[^>]*checked', content)
        assert ('value="示例甲市水务局"' in content) is ("issuer" in said)


def test_of_two_clerks_the_second_is_told_file_by_file(signed_in: SignedIn) -> None:
    batch, client, other = make_batch(), signed_in("jia.clerk"), signed_in("jia.head")
    looks = [one.post(page(batch), {"all": "1", "kind": kind, "step": "preview"}) for one, kind in
             ((client, "guifan"), (other, "renda"))]  # fmt: skip
    batch.items.filter(position=3).update(state=ItemState.DECLINED, decided_by="示例·别人")
    client.post(page(batch), second_step(looks[0]))
    told = other.post(page(batch), second_step(looks[1]), follow=True).content.decode()
    assert "3 份没有改" in told
    assert "已由示例·jia.clerk填写过" in told
    assert "已由示例·别人办理：不入库" in told
    assert {one.chosen["values"]["kind"] for one in batch.items.filter(position__lt=3)} == {"guifan"}


def test_others_have_neither_page_nor_act(client: Client, signed_in: SignedIn) -> None:
    batch = make_batch()
    assert client.get(page(batch)).status_code == 404
    assert signed_in("yi.clerk").get(page(batch)).status_code == 404


def test_what_cannot_be_set_says_why(rule_house: None) -> None:
    batch, foreign = make_batch(1), Unit.objects.create(body=Body.objects.exclude(pk=A)[0], name="别的局")
    item = batch.items.get()
    for values, words in (
        ({"kind": "x"}, "没有“x”"),
        ({"unit_key": str(foreign.pk)}, "没有这个单位"),
        ({"visibility": "persons"}, "不能成批"),
        ({"issuer": "长" * 201}, "最多"),
        ({"circle": "none"}, "可见范围"),
    ):
        with pytest.raises(Refused, match=words):
            set_items(
                batch=batch, positions=[1], values=values, seen={1: mark_of(item)}, actor=keeper(A), on=date(2024, 3, 1)
            )
    done = set_items(
        batch=batch, positions=[1], values={"visibility": "unit"}, seen={1: mark_of(item)}, actor=keeper(A), on=TODAY
    )
    assert done.left == (("1.txt", "只给责任单位看的，须先定责任单位"),)


@pytest.mark.parametrize(("positions", "said"), [([], ""), ([4], "4"), ([1, 2, 3, 7, 9, 10], "1-3,7,9-10")])
def test_many_positions_stand_in_few_characters(positions: list[int], said: str) -> None:
    assert packed(positions) == said
    assert unpacked(said, 100) == set(positions)
    assert unpacked("1-99999999999,x,-", 3) == {1, 2, 3}
