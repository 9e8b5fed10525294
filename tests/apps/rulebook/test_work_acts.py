"""What is done with a work: happenings recorded and taken back, who may see it."""

from __future__ import annotations

import pytest
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.apps.rulebook.models import Work
from tests.apps.rulebook.work_looking import SignedIn, kept, main, said

pytestmark = pytest.mark.usefixtures("rule_house", "true_stretches")


def record(client: Client, work: Work, **given: object) -> str:
    answer = client.post(f"{work.get_absolute_url()}happenings/add/", given, follow=True)
    return answer.content.decode()


def test_a_repealed_article_is_marked_with_the_instrument_and_the_rest_stays(signed_in: SignedIn) -> None:
    work, client = kept(), signed_in("jia.clerk")
    answer = client.post(
        f"{work.get_absolute_url()}happenings/add/",
        {"kind": "repeal", "day": "2024-02-01", "instrument": "示例甲市关于废止一条的决定", "provisions": ["art_2"]},
    )
    assert answer.status_code == 302
    html = said(main(client, work.get_absolute_url()))
    assert "已废止自2024年2月1日起，依据《示例甲市关于废止一条的决定》" in html
    assert html.startswith(said(main(client, work.get_absolute_url()))[:20])
    assert 'lx-badge t-green">有效' in main(client, work.get_absolute_url())


def test_a_repeal_is_recorded_and_withdrawn_and_both_stay_readable(signed_in: SignedIn) -> None:
    work, client = kept(), signed_in("jia.clerk")
    record(
        client,
        work,
        kind="repeal",
        day="2024-02-01",
        instrument="示例甲市关于废止示例条例的决定",
        number="示甲常〔2024〕2号",
    )
    assert 'lx-badge t-red">已废止' in main(client, work.get_absolute_url())
    assert "已废止：2024年2月1日起，依据示例甲市关于废止示例条例的决定不再有效" in main(client, work.get_absolute_url())
    row = work.happenings.get(kind="repeal")
    answer = client.post(
        f"{work.get_absolute_url()}happenings/{row.pk}/withdraw/", {"why": "登记到了另一件上"}, follow=True
    )
    html = main(client, work.get_absolute_url())
    assert "已撤回" in answer.content.decode()
    assert 'lx-badge t-green">有效' in html
    assert "登记到了另一件上" in html
    assert f"happenings/{row.pk}/withdraw/" not in html


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "repeal", "day": "2024-02-01"}, "须写明依据的文件"),
        ({"kind": "term", "day": "2024-02-01"}, "登记有效期须写明末日"),
        ({"kind": "term", "day": "2024-02-01", "last_day": "2024-01-01"}, "早于起算日"),
        ({"kind": "void", "day": "2024-02-01", "instrument": "决定", "on": "2024-03-02"}, "晚于今天"),
        ({"kind": "void", "day": "2024-02-01", "instrument": "决定", "provisions": ["art_77"]}, "art_77"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused_in_words_and_changes_nothing(
    signed_in: SignedIn, given: dict[str, object], words: str
) -> None:
    work = kept()
    before = work.happenings.count()
    assert words in record(signed_in("jia.clerk"), work, **given)
    assert work.happenings.count() == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "repeal", "day": "2023-12-31", "instrument": "决定"}, "自2024年1月1日起才施行，2023年12月31日还没有"),
        ({"kind": "amend", "day": "2023-12-31", "instrument": "决定"}, "还没有施行"),
        ({"kind": "commence", "day": "2024-02-01"}, "已经登记过施行（2024年1月1日）"),
        ({"kind": "commence", "day": "2023-06-01"}, "已经登记过施行（2024年1月1日）"),
        ({"kind": "revive", "day": "2024-02-01", "instrument": "决定"}, "本来就有效，不用恢复施行"),
        ({"kind": "term", "day": "2029-01-02", "last_day": "2033-12-31"}, "2029年1月1日起有效期届满，到2029年1月2日"),
        ({"kind": "void", "day": "2029-01-01", "instrument": "决定"}, "有效期届满"),
        ({"kind": "repeal", "day": "2024-03-01", "instrument": "决定", "provisions": ["art_4"]}, "7月1日起才施行"),
        ({"kind": "term", "day": "2024-01-01", "last_day": "2028-12-31"}, "已经登记过"),
        ({"kind": "lift", "day": "2024-02-01", "last_day": "2028-12-31"}, "取消有效期没有末日"),
    ],
)  # fmt: skip
def test_what_would_have_no_effect_or_contradicts_what_stands_is_refused(
    signed_in: SignedIn, given: dict[str, object], words: str
) -> None:
    work = kept()
    before = work.happenings.count()
    assert words in record(signed_in("jia.clerk"), work, **given)
    assert work.happenings.count() == before


def test_the_same_event_twice_is_refused_and_another_article_is_not(signed_in: SignedIn) -> None:
    work, client = kept(), signed_in("jia.clerk")
    given = {"kind": "repeal", "day": "2024-02-01", "instrument": "示例决定", "provisions": ["art_2"]}
    assert "已登记，效力" in record(client, work, **given)
    assert "第二条同样的事件已经登记过" in record(client, work, **given)
    assert "第二条自2024年2月1日起已废止" in record(client, work, **{**given, "day": "2024-02-02"})
    assert "已登记，效力" in record(client, work, **{**given, "provisions": ["art_3"]})
    assert work.happenings.filter(kind="repeal").count() == 2


def test_of_a_rule_without_a_first_day_only_its_commencement_is_recorded(signed_in: SignedIn) -> None:
    work, client = kept(commences=None, last_day=None), signed_in("jia.clerk")
    assert "还没有登记施行日期" in record(client, work, kind="repeal", day="2024-02-01", instrument="决定")
    assert "已登记，效力" in record(client, work, kind="commence", day="2024-01-01")
    assert "已登记，效力" in record(client, work, kind="repeal", day="2024-02-01", instrument="决定")


@pytest.mark.parametrize(("day", "goes_on"), [("2028-12-31", True), ("2029-01-01", True), ("2029-01-02", False)])
def test_a_term_renewed_from_the_day_after_its_last_goes_on(
    signed_in: SignedIn, client: Client, day: str, goes_on: bool
) -> None:
    work = kept()
    answer = record(signed_in("jia.clerk"), work, kind="term", day=day, last_day="2033-12-31", instrument="延续的通知")
    assert ("已登记，效力" in answer) is goes_on
    found = [
        client.get(f"{work.get_absolute_url()}?on={on}").context["standing"] for on in ("2029-01-02", "2034-01-01")
    ]
    assert [one.status.label for one in found] == ["有效" if goes_on else "有效期届满", "有效期届满"]


def test_a_term_is_lifted_by_a_choice_of_its_own(signed_in: SignedIn, client: Client) -> None:
    work, clerk = kept(), signed_in("jia.clerk")
    record(clerk, work, kind="lift", day="2024-03-01", instrument="取消有效期的通知")
    assert client.get(f"{work.get_absolute_url()}?on=2040-01-01").context["standing"].status.label == "有效"
    assert "取消有效期" in said(main(client, work.get_absolute_url()))
    assert "没有有效期，不用取消" in record(clerk, work, kind="lift", day="2024-03-02")


def test_a_term_renewed_before_it_ends_keeps_the_rule_in_force(signed_in: SignedIn, client: Client) -> None:
    work = kept()
    record(
        signed_in("jia.clerk"), work, kind="term", day="2024-03-01", last_day="2033-12-31", instrument="关于延续的通知"
    )
    assert client.get(f"{work.get_absolute_url()}?on=2029-01-01").context["standing"].status.label == "有效"


@pytest.mark.parametrize("name", ["jia.deputy", "yi.clerk", "operator", ""])
def test_whoever_does_not_keep_the_work_is_refused_and_offered_nothing(signed_in: SignedIn, name: str) -> None:
    work = kept()
    client = signed_in(name) if name else Client()
    assert "happenings/" not in main(client, work.get_absolute_url())
    for page in ("happenings/add/", f"happenings/{work.happenings.first().pk}/withdraw/", "visibility/"):
        answer = client.get(work.get_absolute_url() + page)
        assert answer.status_code == 403
        assert "办理" in answer.content.decode()


def test_the_office_head_changes_who_may_see_and_names_them(signed_in: SignedIn) -> None:
    work, head = kept("body"), signed_in("jia.head")
    page = f"{work.get_absolute_url()}visibility/"
    assert signed_in("jia.clerk").get(page).status_code == 403
    assert (
        "没有账号“wu-ci-ren”"
        in head.post(
            page, {"visibility": "persons", "readers": "bing.clerk\nwu-ci-ren", "why": "征求意见"}
        ).content.decode()
    )
    assert "还没有写明给哪些人看" in head.post(page, {"visibility": "persons", "why": "征求意见"}).content.decode()
    assert signed_in("bing.clerk").get(work.get_absolute_url()).status_code == 404
    head.post(page, {"visibility": "persons", "readers": "bing.clerk，", "why": "征求意见"})
    assert signed_in("bing.clerk").get(work.get_absolute_url()).status_code == 200
    assert Entry.objects.filter(act="rule.show").latest("pk").after["readers"] == ["bing.clerk"]
    head.post(page, {"visibility": "circle", "circle": "demo-river", "why": "共享"})
    assert signed_in("bing.clerk").get(work.get_absolute_url()).status_code == 404
    assert signed_in("yi.clerk").get(work.get_absolute_url()).status_code == 200
    assert not work.readers.exists()
