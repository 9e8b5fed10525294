"""The pages of a binding: choosing a work, seeing every clause, and what is 待核 wherever a rule is shown."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from lianxi.apps.mechanisms.due import due_items
from lianxi.apps.mechanisms.models import TextBinding
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.access import PUBLIC, Role
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import PASSWORD, grant_role, make_account
from tests.apps.mechanisms.people import RIVER, clerk, joint_office
from tests.apps.mechanisms.river_original import CHANGED, FIFTH, FIFTH_CHANGED, SHORTER, TEXT
from tests.apps.mechanisms.river_work import HEAD, bound, kept, revised

PAGE = f"/mechanisms/{RIVER}/2023-01-01/"
FORM, CLAUSES = f"{PAGE}original/", f"{PAGE}binding/"
BADGE = 't-red">待核</span>'


@pytest.fixture
def office(loaded: date, client: Client) -> Client:
    account = make_account("river.office", "990100")
    grant_role(account, Role.JOINT_OFFICE, "990100")
    assert client.post("/sign-in/", {"username": "river.office", "password": PASSWORD}).status_code == 302
    return client


def main(client: Client, path: str, **more: object) -> str:
    return client.get(path, **more).content.decode("utf-8-sig").split("<main")[1].split("</main")[0]


def said(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def stale(on: date, **more: object) -> Work:
    """Bound, and a later text with another 五 that counts today."""
    made = kept(on, **more)
    bound(made, on=on)
    revised(made, CHANGED, on, on)
    return made


def test_the_joint_office_binds_the_work_that_is_proposed_and_confirms_what_changed(
    office: Client, loaded: date
) -> None:
    made = kept(loaded)
    assert "每一条都在" in main(office, FORM)
    answer = office.post(FORM, {"step": "bind", "address": made.address}, follow=True).content.decode()
    assert "已绑定《示例三江联席会议工作规则》第1版，没有规则待核。" in answer
    assert 'name="file"' not in answer
    revised(made, CHANGED, loaded, loaded)
    assert "文字有变动，待确认" in main(office, FORM)
    answer = office.post(FORM, {"step": "confirm", "note": "已核对"}, follow=True).content.decode()
    assert "已确认，没有规则待核。" in answer


@pytest.mark.parametrize("words", ["三江 规则", "示三江〔2022〕1号", "address"])
def test_a_work_is_found_by_title_number_or_address(office: Client, loaded: date, words: str) -> None:
    made = kept(loaded, title="示例汇编")
    assert made.address not in main(office, FORM)
    if "三江 " in words:
        words = "汇 示例"
    asked = made.get_absolute_url() if words == "address" else words
    assert made.address in main(office, FORM, data={"find": asked})


def test_what_is_not_the_original_is_shown_with_the_reason_and_cannot_be_bound(office: Client, loaded: date) -> None:
    kept(loaded, "示例办法\n第一条　为了示例，制定本办法。\n", title="示例办法", slug="shi-li")
    page = main(office, FORM, data={"find": "示例办法"})
    assert "不是这份原文" in page
    assert "中没有找到《示例三江联席会议工作规则》" in page
    assert 'value="bind"' not in page
    assert "没有找到" in main(office, FORM, data={"find": "没有的"})


def test_a_gist_is_proposed_as_what_it_is_and_cannot_be_bound(office: Client, loaded: date) -> None:
    title, *rest = TEXT.split("\n")
    made = kept(loaded, "\n".join([f"{title}（要义）", *rest]))
    page = main(office, FORM)
    assert made.get_absolute_url() in page
    assert "只是要义，不是原文" in page
    assert 'value="bind"' not in page
    answer = office.post(FORM, {"step": "bind", "address": made.address})
    assert answer.status_code == 403
    assert "里存的只是要义，不是原文，条款的文字不能与它核对，所以不能绑定" in answer.content.decode()
    assert not TextBinding.objects.exists()


def test_a_work_whose_text_lacks_its_own_title_is_told_so(office: Client, loaded: date) -> None:
    kept(loaded, TEXT.partition("\n")[2])
    page = main(office, FORM, data={"find": "三江"})
    assert "库中的《示例三江联席会议工作规则》，正文里没有独占一行的标题" in page


def test_clauses_that_lack_words_are_listed_before_binding(office: Client, loaded: date) -> None:
    kept(loaded, SHORTER)
    page = main(office, FORM, data={"find": "三江"})
    assert "1 条有问题" in page
    assert "没有写“十个工作日”" in page


def test_a_refusal_keeps_the_note_that_was_typed(office: Client, loaded: date) -> None:
    made, note = stale(loaded), "写" * 301
    answer = office.post(FORM, {"step": "bind", "address": made.address, "number": "2", "note": "", "find": "三江"})
    assert answer.status_code == 403
    assert "五的文字与上次确认的不同" in answer.content.decode()
    answer = office.post(FORM, {"step": "bind", "address": made.address, "number": "2", "note": note, "find": "三江"})
    assert note in answer.content.decode()
    assert TextBinding.objects.count() == 1


def test_the_clauses_are_shown_with_rules_words_text_and_the_way_to_the_provision(client: Client, loaded: date) -> None:
    made = kept(loaded, visibility=Visibility.PUBLIC)
    bound(made, on=loaded)
    page = main(client, CLAUSES)
    assert f"{made.get_absolute_url()}?version=1#lvl_5" in page
    assert FIFTH in page
    assert "十个工作日" in page
    assert BADGE not in page
    assert main(client, CLAUSES, data={"on": "nonsense"})


def test_what_changed_is_redlined_and_exported_and_only_from_its_day_on(client: Client, loaded: date) -> None:
    made = stale(loaded, visibility=Visibility.PUBLIC)
    page = main(client, CLAUSES)
    assert page.count(BADGE) == 1
    assert "<ins>商各方后</ins>" in page
    assert f"?version=2#{made.versions.get(number=2).provisions.get(number='五、').eid}" in page
    table = client.get(CLAUSES, {"format": "csv"}).content.decode("utf-8-sig")
    assert FIFTH_CHANGED in table
    assert FIFTH in table
    assert BADGE not in main(client, CLAUSES, data={"on": (loaded - timedelta(days=1)).isoformat()})


def test_a_clause_a_later_text_adds_is_called_unlisted_and_no_rule_waits_for_it(client: Client, loaded: date) -> None:
    made = kept(loaded, visibility=Visibility.PUBLIC)
    bound(made, on=loaded)
    assert "要义未列" not in main(client, PAGE) + main(client, CLAUSES)
    revised(made, f"{TEXT}\n八、各方每年交换一次工作情况的书面材料。\n", loaded, loaded)
    pages = main(client, PAGE) + main(client, CLAUSES)
    assert "要义未列1条八" in said(pages)
    assert "条款要义中没有这一条" in pages
    assert BADGE not in pages


def test_the_version_the_list_and_the_home_page_tell_what_is_to_be_checked(client: Client, loaded: date) -> None:
    stale(loaded, visibility=Visibility.PUBLIC)
    page = main(client, PAGE)
    assert page.count(BADGE) == 2
    assert FIFTH_CHANGED in page
    assert "2条规则" in said(main(client, "/mechanisms/"))
    assert "2条规则待核" in said(main(client, "/"))


def test_who_may_not_see_the_work_reads_no_word_of_it_on_any_page(client: Client, loaded: date) -> None:
    made = stale(loaded, visibility=Visibility.BODY)
    record_happening(work=made, kind=HappeningKind.REPEAL, day=loaded, instrument="秘示", actor=HEAD, on=loaded)
    words = ("设办公室于示例甲市研究室", "商各方后", made.address, made.get_absolute_url(), "废止", "秘示", "第2版")
    for address in (PAGE, CLAUSES, f"{CLAUSES}?format=csv", "/mechanisms/", "/", "/conferences/check/?format=csv"):
        page = client.get(address).content.decode("utf-8-sig")
        for word in words:
            assert word not in page, (address, word)
    assert "有待核对" in main(client, CLAUSES)
    assert BADGE in main(client, PAGE)


def test_the_joint_office_is_reminded_and_days_of_notice_say_that_their_rule_is_to_be_checked(loaded: date) -> None:
    made = kept(loaded)
    bound(made, on=loaded)
    assert not [one for one in due_items(joint_office(), loaded) if "待核" in one.title + one.why]
    revised(made, SHORTER, loaded, loaded)
    found = due_items(joint_office(), loaded)
    assert [one.href for one in found if one.title == "核对 1 条待核的规则"] == [CLAUSES]
    assert all("待核：原文四没有写“十个工作日”。" in one.why for one in found if one.title.startswith("最迟通知"))
    assert not [one for one in due_items(clerk("990100"), loaded) if one.title.startswith("核对")]
    assert not [one for one in due_items(PUBLIC, loaded) if "十个工作日" in one.why]
