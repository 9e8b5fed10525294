"""Whose account it is: linked by the own office head, so that letters find the person's address."""

from __future__ import annotations

import pytest

from lianxi.apps.accounts.models import Account
from lianxi.apps.accounts.services import create_account, link_person
from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, BodyKind, Person
from lianxi.apps.notices.letters import letter_of
from lianxi.apps.notices.models import Notice
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import TODAY, A, B, actor
from tests.apps.accounts.test_pages import at, text

pytestmark = pytest.mark.usefixtures("house")
ADDRESS = "li.lan@example.org"
PAGE = "/accounts/jia.clerk/person/"


@pytest.fixture
def lan(house: None) -> Person:
    """Somebody of 甲 with an address."""
    return Person.objects.create(body_id=A, name="示例·李岚", email=ADDRESS)


def link(person: Person | None, username: str = "jia.clerk", who: str = "jia.head") -> Account:
    return link_person(username=username, person=person, actor=actor(who), on=TODAY)


def linked(username: str = "jia.clerk") -> Person | None:
    return Account.objects.get(username=username).person


def test_a_linked_account_gets_its_letters_at_the_address_of_the_person(lan: Person, settings) -> None:
    settings.EMAIL_CONFIGURED = True
    notice = Notice(account=Account.objects.get(username="jia.clerk"), title="试", href="/", on=TODAY)
    assert letter_of(notice).reason == "没有登记电子邮箱"
    notice.account = link(lan)
    assert letter_of(notice).address == ADDRESS


def test_a_link_and_its_end_are_in_the_audit_of_the_body_with_masked_names(lan: Person) -> None:
    link(lan)
    link(None)
    assert linked() is None
    ended, made = Entry.objects.filter(act="account.link_person").order_by("-number")
    assert made.chain_id == A
    assert (made.before, made.after) == ({"person": ""}, {"person": "示例·李*"})
    assert (ended.before, ended.after) == ({"person": "示例·李*"}, {"person": ""})
    assert made.title != ended.title


@pytest.mark.parametrize("again", [True, False])
def test_what_is_so_already_leaves_no_trace(lan: Person, again: bool) -> None:
    person = lan if again else None
    if again:
        link(lan)
    before = Entry.objects.count()
    assert link(person).person == person
    assert Entry.objects.count() == before


def test_people_of_the_congress_are_kept_by_the_same_office() -> None:
    congress = Body.objects.create(
        code=f"{A}-congress", name="示例甲市人大", short_name="示例甲市人大", kind=BodyKind.CONGRESS, region_id=A
    )
    deputy = Person.objects.create(body=congress, name="示例·符阳")
    assert link(deputy).person == deputy
    assert "示例·符阳 · 示例甲市人大 · 已关联 jia.clerk · 没有邮箱" in text(at("jia.head").get(PAGE))


def test_somebody_of_another_body_is_refused() -> None:
    stranger = Person.objects.create(body_id=B, name="示例·郑敏")
    with pytest.raises(Refused, match="不是该机构的人员") as refusal:
        link(stranger)
    assert refusal.value.remedy
    assert linked() is None


def test_nobody_has_two_accounts(lan: Person) -> None:
    link(lan, "jia.second")
    with pytest.raises(Refused, match="已关联账号") as refusal:
        link(lan)
    assert "先在那个账号上取消关联" in refusal.value.remedy
    with pytest.raises(Refused, match="已关联账号"):
        create_account(
            username="jia.new", person_name="示例·李岚", body=A, person=lan, actor=actor("operator"), on=TODAY
        )
    link(None, "jia.second")
    assert link(lan).person == lan


@pytest.mark.parametrize("who", ["yi.head", "operator", "jia.clerk"])
def test_only_the_own_office_head_links(lan: Person, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        link(lan, who=who)
    assert refusal.value.guard == "role_required"
    assert linked() is None


def test_an_operator_account_belongs_to_no_person_of_a_body(lan: Person) -> None:
    with pytest.raises(Refused, match="运维账号"):
        link(lan, "operator")


def test_the_office_head_links_and_unlinks_on_a_page(lan: Person) -> None:
    Person.objects.create(body_id=B, name="示例·郑敏")
    client = at("jia.head")
    assert PAGE in text(client.get("/accounts/jia.clerk/"))
    form = text(client.get(PAGE))
    assert "示例·李岚 · 示例甲市" in form
    assert "示例·郑敏" not in form
    assert client.post(PAGE, {"person": lan.pk})["Location"] == "/accounts/jia.clerk/"
    assert linked() == lan
    assert f'value="{lan.pk}" selected' in text(client.get(PAGE))
    client.post(PAGE, {"person": ""})
    assert linked() is None


def test_a_refused_link_is_explained_beside_the_choice(lan: Person) -> None:
    link(lan, "jia.second")
    answer = at("jia.head").post(PAGE, {"person": lan.pk})
    assert answer.status_code == 403
    assert "已关联账号“jia.second”" in text(answer)
    assert f'value="{lan.pk}" selected' in text(answer)


def test_somebody_of_another_body_is_no_choice() -> None:
    stranger = Person.objects.create(body_id=B, name="示例·郑敏")
    answer = at("jia.head").post(PAGE, {"person": stranger.pk})
    assert answer.status_code == 200
    assert "示例·郑敏" not in text(answer)
    assert linked() is None


def test_others_find_no_page_to_link_on(lan: Person) -> None:
    for who, status in {"yi.head": 404, "jia.clerk": 403, "operator": 403}.items():
        assert at(who).post(PAGE, {"person": lan.pk}).status_code == status
        assert PAGE not in text(at(who).get("/accounts/jia.clerk/"))
    assert linked() is None


def test_the_page_of_an_account_says_why_no_letters_are_sent(lan: Person, settings) -> None:
    client = at("jia.head")

    def said() -> str:
        return text(client.get("/accounts/jia.clerk/"))

    assert "没有关联人员，提醒只在站内，不发邮件。" in said()
    link(lan)
    assert "系统没有配置邮件，提醒只在站内。" in said()
    settings.EMAIL_CONFIGURED = True
    assert "提醒同时发到这个邮箱。" in said()
    Person.objects.update(email="")
    assert "没有登记电子邮箱，提醒只在站内，不发邮件。" in said()


def test_the_address_is_masked_and_for_the_office_and_the_owner_only(lan: Person) -> None:
    link(lan)
    for who in ("jia.head", "jia.clerk"):
        page = text(at(who).get("/accounts/jia.clerk/"))
        assert "l***@example.org" in page
        assert ADDRESS not in page
    assert "example.org" not in text(at("operator").get("/accounts/jia.clerk/"))
