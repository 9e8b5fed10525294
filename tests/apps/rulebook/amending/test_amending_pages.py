"""Pages of decisions carried out: chosen, tried, confirmed, recorded; and nothing shown that one may not see."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.apps.rulebook.models import Amendment, Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY, B
from tests.apps.rulebook.amending.amending_world import (
    DECISION,
    NAME,
    PRINTED,
    TITLE,
    UNFIT,
    keep_decision,
    keep_printed,
)
from tests.apps.rulebook.citing_world import keeper
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, kept, main, said

pytestmark = pytest.mark.usefixtures("rule_house")


def trial(work: Work, decision: Work) -> str:
    return f"{work.get_absolute_url()}amend/?decision={decision.address}"


def save(client: Client, address: str, **more: object) -> str:
    given = {"step": "save", "day": "2024-02-01", "how": "none", "all": "on", **more}
    return client.post(address, given, follow=True).content.decode()


def test_a_decision_is_proposed_tried_and_saved_and_both_pages_lead_to_the_record(signed_in: SignedIn) -> None:
    work, decision, client = kept(), keep_decision(), signed_in("jia.clerk")
    choose = main(client, f"{work.get_absolute_url()}amend/")
    assert NAME in choose
    page = main(client, trial(work, decision.work))
    assert "6项，能套用6项" in said(page)
    assert "第三条→第四条" in said(page)
    assert not Amendment.objects.exists()
    html = save(client, trial(work, decision.work))
    assert "已套用，形成第2版：未证，还没有印出的文本。" in html
    home = main(client, work.get_absolute_url())
    assert f"{work.get_absolute_url()}amendments/2/" in home
    assert "6 项修改" in home
    assert "修改决定逐条改了哪些：3 条" in home
    amends = main(client, f"{decision.work.get_absolute_url()}amends/")
    assert f"{work.get_absolute_url()}amendments/2/" in amends
    again = client.get(trial(work, decision.work))
    assert again.url == f"{work.get_absolute_url()}amendments/2/"
    assert "只套用一次" in save(client, trial(work, decision.work))


def test_what_does_not_fit_says_why_and_nothing_typed_is_lost(signed_in: SignedIn) -> None:
    work, decision, client = kept(), keep_decision(UNFIT), signed_in("jia.clerk")
    page = main(client, trial(work, decision.work))
    assert "能套用6项，套不上1项" in said(page)
    assert "原文没有第九条" in page
    html = save(client, trial(work, decision.work), **{"why-1": "条序以后再改"})
    assert "第6项“第九条 删去”没有套用，也没有写明理由" in html
    assert 'value="条序以后再改"' in html
    assert work.versions.count() == 1
    html = save(client, trial(work, decision.work), **{"why-5": "已去函询问"})
    assert "未证，决定没有全部套用" in html
    assert "原文没有第九条。已去函询问" in html


def test_single_instructions_are_confirmed_one_by_one(signed_in: SignedIn) -> None:
    work, decision, client = kept(), keep_decision(), signed_in("jia.clerk")
    given = {"all": "", "take-4": "1", **{f"why-{at}": "不在此次" for at in (0, 1, 2, 3, 5)}}
    html = save(client, trial(work, decision.work), **given)
    assert "未证，决定没有全部套用" in html
    assert "名录每一年公布一次。" in work.versions.get(number=2).text
    assert "应当听取意见" not in work.versions.get(number=2).text


def test_the_printed_file_goes_along_until_it_is_saved(signed_in: SignedIn) -> None:
    work, decision, client = kept(), keep_decision(), signed_in("jia.clerk")
    other = PRINTED.replace("每一年", "每两年").encode()
    given = {"how": "file", "file": SimpleUploadedFile("印发稿.txt", other)}
    answer = client.post(trial(work, decision.work), {"step": "check", "day": "2024-02-01", "all": "on", **given})
    html = answer.content.decode()
    assert "与印出的文本有 1 处不同" in html
    assert work.versions.count() == 1
    carried = answer.context["sheet"].carried
    assert "已经看过不同之处" in save(client, trial(work, decision.work), how="file", carried=carried)
    html = save(client, trial(work, decision.work), how="file", carried=carried, differing="on")
    assert "未证，与印出的文本有不同" in html
    address = f"{work.get_absolute_url()}amendments/2/"
    page = client.post(address, {"how": "file", "file": SimpleUploadedFile("正.txt", PRINTED.encode())}, follow=True)
    assert "与印出的文本一字不差" in page.content.decode()


def test_a_printed_version_that_came_in_first_is_proposed_for_proof(signed_in: SignedIn) -> None:
    work, decision, client = kept(), keep_decision(), signed_in("jia.clerk")
    keep_printed(work)
    page = client.get(trial(work, decision.work))
    assert (page.context["base"].version.number, page.context["form"].initial["kept"]) == (1, 2)
    html = save(client, trial(work, decision.work), how="kept", kept="2")
    assert "证明记在第2版上：已证" in html
    assert work.versions.count() == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"day": ""}, "这个字段是必填项"),
        ({"how": "file"}, "没有选印出的文件"),
        ({"how": "file", "carried": "坏"}, "文本在传送中丢失"),
        ({"how": "file", "file": SimpleUploadedFile("空.txt", b"")}, "空.txt"),
        ({"day": "2023-12-31"}, "早于第1版的施行日期"),
    ],
)  # fmt: skip
def test_bad_input_is_said_in_words_and_saves_nothing(signed_in: SignedIn, given: dict[str, str], words: str) -> None:
    work, decision = kept(), keep_decision()
    assert words in save(signed_in("jia.clerk"), trial(work, decision.work), **given)
    assert work.versions.count() == 1


def test_a_name_the_repository_has_twice_or_not_at_all_is_said(signed_in: SignedIn) -> None:
    client = signed_in("jia.clerk")
    decision = keep_decision()
    page = f"{decision.work.get_absolute_url()}amends/"
    assert "库里没有这一件，或者您不能查看" in main(client, page)
    kept()
    assert "试着套用" in main(client, page)
    kept(slug="tong-ming")
    assert "库里有 2 件叫这个名称" in main(client, page)


@pytest.mark.parametrize("name", ["jia.deputy", "yi.clerk", "operator", ""])
def test_who_does_not_keep_the_work_is_refused_and_offered_nothing(signed_in: SignedIn, name: str) -> None:
    work, decision = kept(), keep_decision()
    client = signed_in(name) if name else Client()
    assert "amend/" not in main(client, work.get_absolute_url())
    assert "试着套用" not in main(client, f"{decision.work.get_absolute_url()}amends/")
    assert client.get(trial(work, decision.work)).status_code == 403
    assert client.post(trial(work, decision.work), {"step": "save"}).status_code == 403


def test_words_of_a_decision_one_may_not_see_stand_nowhere_beside_the_work(signed_in: SignedIn) -> None:
    work, decision = kept(), keep_decision(visibility="body")
    save(signed_in("jia.clerk"), trial(work, decision.work))
    secret = "负责汇总和公布；”"
    mine = signed_in("jia.clerk")
    assert secret in main(mine, work.get_absolute_url())
    visitor = Client()
    for address in (work.get_absolute_url(), f"{work.get_absolute_url()}amendments/2/"):
        assert secret not in main(visitor, address)
        assert decision.work.get_absolute_url() not in main(visitor, address)
    assert visitor.get(f"{decision.work.get_absolute_url()}amends/").status_code == 404


def test_a_decision_out_of_sight_is_like_one_that_is_not_there(signed_in: SignedIn) -> None:
    work, hidden = kept(), keep_decision(visibility="body", body=B, actor=keeper(B))
    client = signed_in("jia.clerk")
    assert NAME not in main(client, f"{work.get_absolute_url()}amend/")
    answers = [client.get(f"{work.get_absolute_url()}amend/?decision={address}") for address in
               (hidden.work.address, "/akn/cn-4602/act/guifan/2020-01-01/mei-you")]  # fmt: skip
    assert [one.status_code for one in answers] == [403, 403]
    assert len({said(one.content.decode().split("<main")[1]) for one in answers}) == 1


def test_any_two_texts_are_held_together_and_three_side_by_side(signed_in: SignedIn) -> None:
    work, decision = kept(), keep_decision(DECISION, visibility="body")
    keep_printed(work)
    client, other = signed_in("jia.clerk"), decision.work
    page = main(client, "/rules/compare/?q=名录")
    assert f"a={other.address.replace('/', '%2F')}" in page
    pair = f"/rules/compare/?a={work.address}@1&b={work.address}/zho@2024-02-01"
    assert "<ins>一年</ins>" in main(client, pair)
    three = main(client, f"{pair}&c={other.address}")
    assert "三稿并列" in three
    assert "第1版" in three
    document = client.get(f"{pair}&as=redline.docx")
    assert document.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"{pair}&c={other.address}&as=redline.docx").status_code == 404
    visitor = Client()
    assert TITLE in main(visitor, pair)
    hidden = visitor.get(f"/rules/compare/?a={work.address}&b={other.address}")
    assert hidden.status_code == 404
    assert NAME not in hidden.content.decode()
    assert visitor.get(f"/rules/compare/?a={work.address}&b={other.address}&as=table.docx").status_code == 404


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ("/zho@1999-01-01", "旧：1999年1月1日还没有施行的文本，下面是第1版"),
        ("/zho@2023-12-31", "旧：2023年12月31日还没有施行的文本，下面是第1版"),
        ("/zho@2024-01-01", "旧：下面是2024年1月1日的文本，第1版"),
        ("", ""),
        ("@1", ""),
    ],
)
def test_a_text_that_did_not_count_on_the_day_asked_for_is_not_passed_off_for_it(
    signed_in: SignedIn, asked: str, notice: str
) -> None:
    work, client = kept(), signed_in("jia.clerk")
    page = said(main(client, f"/rules/compare/?a={work.address}{asked}&b={work.address}"))
    assert notice in page
    assert ("下面是" in page) is bool(notice)


def test_what_is_repealed_is_said_before_and_refused_on_saving(signed_in: SignedIn) -> None:
    work, decision = kept(), keep_decision()
    record_happening(
        work=work, kind=HappeningKind.REPEAL, day=date(2024, 1, 15), instrument="示例废止决定", actor=KEEPER, on=TODAY
    )
    client = signed_in("jia.clerk")
    words = "自2024年1月15日起已废止，不能再从2024年2月1日起修改"
    assert words in main(client, trial(work, decision.work))
    html = save(client, trial(work, decision.work))
    assert words in html
    assert "《示例废止决定》" in html
    assert work.versions.count() == 1


def test_a_decision_with_a_part_of_a_later_day_is_carried_out_in_two_steps(signed_in: SignedIn) -> None:
    split = DECISION.replace("2月1日起施行", "2月1日起施行，其中第三项自2024年7月1日起施行")
    work, decision, client = kept(), keep_decision(split), signed_in("jia.clerk")
    page = main(client, trial(work, decision.work))
    assert "自2024年7月1日起施行，这一次先不套用" in page
    assert "项另有施行日期" in said(page)
    assert 'value="另有施行日期：2024年7月1日"' in page
    html = save(client, trial(work, decision.work))
    assert "形成第2版" in html
    assert "到时候再套用" in html
    assert "试着套用" in main(client, f"{work.get_absolute_url()}amend/")
    assert "试着套用" in main(client, f"{decision.work.get_absolute_url()}amends/")
    page = main(client, trial(work, decision.work))
    assert 'value="2024-07-01"' in page
    assert "按条文的身份改到现在的那一条" in page
    assert "形成第3版" in save(client, trial(work, decision.work), day="2024-07-01")
    assert work.versions.get(number=3).text == PRINTED
    assert client.get(trial(work, decision.work)).status_code == 302
    assert "已套用" in main(client, f"{work.get_absolute_url()}amend/")
    assert "到时候再套用" not in main(client, f"{work.get_absolute_url()}amendments/2/")


@pytest.mark.parametrize("waits", [False, True])
def test_a_part_of_a_later_day_left_out_for_another_reason_waits_only_where_it_is_ticked(
    signed_in: SignedIn, waits: bool
) -> None:
    split = DECISION.replace("2月1日起施行", "2月1日起施行，其中第三项自2024年7月1日起施行")
    work, decision, client = kept(), keep_decision(split), signed_in("jia.clerk")
    page = main(client, trial(work, decision.work))
    late = re.findall(r'name="later-(\d+)" value="1" checked', page)
    assert late
    given = {f"why-{at}": "已去函询问" for at in late} | ({f"later-{at}": "1" for at in late} if waits else {})
    record = save(client, trial(work, decision.work), **given)
    assert "已去函询问" in record
    assert ("到时候再套用" in record) is waits
    assert ("以后再套用" in record) is waits
