"""Pages of accounts and roles as people of different bodies see them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from lianxi.apps.accounts.models import Account, GrantState, Invitation, RoleGrant
from lianxi.apps.accounts.services import invite_office_head
from lianxi.kernel.access import Role
from lianxi.loaders.demo import load_demo_accounts
from lianxi.web.day import set_demo_day, today
from tests.apps.accounts.people import CIRCLE, PASSWORD, TODAY, A, B, C, actor, ask, make_account

pytestmark = pytest.mark.usefixtures("house")


def at(username: str) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    assert client.post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_visitors_are_asked_to_sign_in() -> None:
    for address in ("/accounts/", "/roles/", "/permissions/", "/password/", "/accounts/new/", "/accounts/invite/"):
        answer = Client().get(address)
        assert answer.status_code == 403, address
        assert "请先登录" in text(answer)


def test_the_office_sees_the_accounts_of_its_own_body_only() -> None:
    page = text(at("jia.head").get("/accounts/"))
    assert "jia.clerk" in page
    assert "yi.clerk" not in page
    assert "联络员" in page


def test_the_operator_sees_all_accounts_but_no_roles() -> None:
    page = text(at("operator").get("/accounts/"))
    assert "jia.clerk" in page
    assert "yi.clerk" in page
    assert "今天有效的角色" not in page
    assert "联络员" not in page
    assert "运维不看各机构的角色" in text(at("operator").get("/accounts/jia.clerk/"))


def test_the_page_of_an_account_is_not_for_other_bodies() -> None:
    assert at("yi.head").get("/accounts/jia.clerk/").status_code == 404
    assert at("jia.clerk").get("/accounts/jia.head/").status_code == 200
    assert at("jia.clerk").get("/accounts/nobody.here/").status_code == 404
    assert Client().get("/accounts/jia.clerk/").status_code == Client().get("/accounts/nobody.here/").status_code == 403


def test_acts_are_buttons_where_allowed_and_reasons_where_not() -> None:
    page = text(at("jia.head").get("/accounts/jia.clerk/"))
    assert "/accounts/jia.clerk/reset-password/" in page
    assert "/accounts/jia.clerk/deactivate/" in page
    own = text(at("jia.head").get("/accounts/jia.head/"))
    assert "/accounts/jia.head/deactivate/" not in own
    assert "请本机构另一位办公室主任办理" in own
    assert "reset-password" not in text(at("jia.clerk").get("/accounts/jia.clerk/"))


def test_a_temporary_password_is_shown_on_this_answer_only() -> None:
    client = at("jia.head")
    answer = client.post("/accounts/jia.clerk/reset-password/")
    password = re.search(r"<code>(.+?)</code>", text(answer))
    assert password is not None
    assert "no-store" in answer["Cache-Control"]
    assert password[1] not in text(client.get("/accounts/jia.clerk/"))
    assert Account.objects.get(username="jia.clerk").check_password(password[1])


def test_a_refused_act_is_explained_on_the_page_it_came_from() -> None:
    answer = at("jia.head").post("/accounts/jia.clerk/deactivate/", {"reason": ""})
    assert answer.status_code == 403
    assert "没有写明停用的理由" in text(answer)


@pytest.mark.parametrize("act", ["reset-password", "unlock", "deactivate", "reactivate"])
def test_another_body_cannot_act_by_address(act: str) -> None:
    stranger, clerk = at("yi.head"), at("jia.clerk")
    before = Account.objects.values().get(username="jia.clerk")
    assert stranger.post(f"/accounts/jia.clerk/{act}/", {"reason": "试"}).status_code == 404
    assert clerk.post(f"/accounts/jia.clerk/{act}/", {"reason": "试"}).status_code == 403
    assert Account.objects.values().get(username="jia.clerk") == before


def test_an_account_is_deactivated_and_put_back_from_its_page() -> None:
    client = at("jia.head")
    client.post("/accounts/jia.clerk/deactivate/", {"reason": "借调"})
    assert "停用" in text(client.get("/accounts/jia.clerk/"))
    client.post("/accounts/jia.clerk/reactivate/")
    assert Account.objects.get(username="jia.clerk").is_active


def test_a_role_is_asked_for_and_confirmed_in_two_browsers() -> None:
    make_account("jia.new", A)
    client = at("jia.new")
    assert "还没有任何角色" in text(client.get("/roles/"))
    assert client.post("/roles/ask/", {"wanted": f"clerk|{A}|", "note": "接替"}).status_code == 302
    head, number = at("jia.head"), RoleGrant.objects.get(account__username="jia.new").pk
    assert f"/roles/{number}/confirm/" in text(head.get("/roles/"))
    assert head.post(f"/roles/{number}/confirm/").status_code == 302
    assert "已生效" in text(client.get("/roles/"))


def test_the_form_offers_only_what_the_account_can_hold() -> None:
    page = text(at("jia.clerk").get("/roles/"))
    assert f'value="leader|{A}|"' in page
    assert f'value="joint_office|{A}|{CIRCLE}"' in page
    assert f'value="observer|{B}|"' in page
    assert f'value="clerk|{A}|"' not in page
    assert f'value="clerk|{B}|"' not in page
    assert "operator|" not in page


def test_a_choice_that_was_not_offered_is_refused_by_the_form() -> None:
    answer = at("jia.clerk").post("/roles/ask/", {"wanted": f"office_head|{B}|", "note": ""})
    assert answer.status_code == 200
    assert RoleGrant.objects.filter(account__username="jia.clerk").count() == 1


def test_who_confirms_second_is_told_above_the_inbox() -> None:
    grant = ask(make_account("jia.new", A), Role.CLERK, A)
    first, second = at("jia.head"), at("jia.second")
    first.post(f"/roles/{grant.pk}/confirm/")
    answer = second.post(f"/roles/{grant.pk}/confirm/")
    assert answer.status_code == 403
    assert f"已由示例·jia.head于{today():%Y-%m-%d}确认，没有重复办理" in text(answer)


def test_an_own_request_stands_in_the_inbox_with_the_reason_why_it_waits() -> None:
    ask(Account.objects.get(username="yi.head"), Role.LEADER, B)
    page = text(at("yi.head").get("/roles/"))
    assert "不能确认或驳回自己的申请" in page
    assert "/confirm/" not in page
    assert "只有一位办公室主任" in page


def test_requests_of_other_bodies_are_not_in_the_inbox() -> None:
    grant = ask(make_account("jia.new", A), Role.CLERK, A)
    assert "jia.new" not in text(at("yi.head").get("/roles/"))
    assert at("yi.head").post(f"/roles/{grant.pk}/confirm/").status_code == 403
    grant.refresh_from_db()
    assert grant.state == GrantState.REQUESTED


def test_a_role_is_refused_and_ended_with_a_reason() -> None:
    head, grant = at("jia.head"), ask(make_account("jia.new", A), Role.CLERK, A)
    head.post(f"/roles/{grant.pk}/refuse/", {"reason": "尚未到岗"})
    held = RoleGrant.objects.get(account__username="jia.clerk")
    head.post(f"/roles/{held.pk}/end/", {"reason": "调离"})
    assert "尚未到岗" in text(at("jia.new").get("/roles/"))
    assert "调离" in text(at("jia.clerk").get("/roles/"))


def test_the_operator_has_no_roles_and_asks_for_none() -> None:
    client = at("operator")
    assert "运维没有角色" in text(client.get("/roles/"))
    assert client.post("/roles/ask/", {"wanted": f"observer|{A}|"}).status_code == 403


def test_the_operator_makes_an_account_and_sees_its_password_once() -> None:
    answer = at("operator").post("/accounts/new/", {"body": A, "person_name": "示例·吴", "username": "jia.wu"})
    assert "jia.wu" in text(answer)
    password = re.search(r"<code>(.+?)</code>", text(answer))
    assert password is not None
    assert Account.objects.get(username="jia.wu").check_password(password[1])


def test_a_name_already_taken_keeps_the_form_filled() -> None:
    answer = at("operator").post("/accounts/new/", {"body": A, "person_name": "示例·吴", "username": "jia.head"})
    assert answer.status_code == 403
    assert "已有人用" in text(answer)
    assert 'value="示例·吴"' in text(answer)


def test_the_operator_issues_a_code_and_a_stranger_uses_it() -> None:
    answer = at("operator").post("/accounts/invite/", {"body": C})
    code = re.search(r"<code>(.+?)</code>", text(answer))
    assert code is not None
    given = {
        "code": code[1], "username": "bing.head", "person_name": "示例·林",
        "password": "Quite-a-long-1", "again": "Quite-a-long-1",
    }  # fmt: skip
    visitor = Client()
    assert "两次输入的口令不一致" in text(visitor.post("/activate/", given | {"again": "other"}))
    assert visitor.post("/activate/", given)["Location"] == "/sign-in/"
    assert actor("bing.head", today()).has_role(frozenset({Role.OFFICE_HEAD}), body=C)
    assert "每个只能用一次" in text(visitor.post("/activate/", given | {"username": "bing.two"}))


def test_a_body_with_an_office_head_gets_no_code() -> None:
    answer = at("operator").post("/accounts/invite/", {"body": A})
    assert answer.status_code == 403
    assert "已有办公室主任" in text(answer)
    assert not Invitation.objects.exists()


def test_the_sitting_head_sees_a_recovery_code_and_withdraws_it() -> None:
    invite_office_head(body=A, recover=True, actor=actor("operator"), on=TODAY)
    client = at("jia.head")
    assert "签发了一次性激活码" in text(client.get("/roles/"))
    clerk = text(at("jia.clerk").get("/roles/"))
    assert "签发了一次性激活码" in clerk
    assert "/roles/withdraw-code/" not in clerk
    assert at("yi.head").post(f"/roles/withdraw-code/{A}/").status_code == 403
    client.post(f"/roles/withdraw-code/{A}/")
    assert Invitation.objects.get().withdrawn_by == "jia.head"


def test_the_permission_page_marks_the_columns_of_the_viewer() -> None:
    assert "您今天的角色：办公室主任" in text(at("jia.head").get("/permissions/"))
    assert "您今天的角色：运维" in text(at("operator").get("/permissions/"))


def test_the_list_can_be_filtered_and_exported() -> None:
    client = at("jia.head")
    assert "jia.head" not in text(client.get("/accounts/?q=clerk")).split('<div id="list"')[1]
    answer = client.get("/accounts/?format=csv")
    assert "jia.clerk" in answer.content.decode("utf-8-sig")
    assert "yi." not in answer.content.decode("utf-8-sig")


def test_the_demo_fills_in_a_demo_account_and_a_real_install_shows_none() -> None:
    demo = load_demo_accounts()
    assert demo.password not in text(Client().get("/sign-in/?as=sanya.head"))
    set_demo_day(TODAY)
    page = text(Client().get("/sign-in/?as=sanya.head"))
    assert demo.password in page
    assert 'value="sanya.head"' in page
    assert demo.password not in text(Client().get("/sign-in/"))
    assert demo.password not in text(Client().get("/sign-in/?as=jia.second"))
