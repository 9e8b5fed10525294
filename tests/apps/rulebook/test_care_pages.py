"""Pages on which a clerk puts right what is kept, and says what a citation means."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.models import Citation, CitedChoice, Visibility, Work
from tests.apps.accounts.people import A, B
from tests.apps.rulebook.citing_world import CITED, CITING, keep
from tests.apps.rulebook.work_looking import SignedIn

pytestmark = pytest.mark.usefixtures("rule_house")
LIST = "/rules/citations/"
NAMESAKE = CITED.replace("三十日", "二十日")


def body(code: str = A) -> Body:
    return Body.objects.get(pk=code)


def filled(client: Client, path: str, **more: str) -> dict[str, str]:
    """What the form of a page would send back as it stands."""
    form = client.get(path).context["form"]
    said = {name: form[name].value() for name in form.fields}
    said = {name: form[name].value() if name != "seen" else form["seen"].value() for name in said}
    return {name: "" if value is None else str(value) for name, value in said.items()} | more


def states(client: Client, state: str = "") -> list[str]:
    content = client.get(LIST, {"state": state, "format": "csv"}).content.decode("utf-8-sig")
    return [row["所指"] for row in csv.DictReader(io.StringIO(content))]


def test_a_correction_is_made_on_its_page_and_stands_in_its_record(signed_in: SignedIn) -> None:
    work = keep(body(), CITED, date(2020, 1, 1))
    client, path = signed_in("jia.clerk"), f"{work.get_absolute_url()}correct/"
    assert path in client.get(work.get_absolute_url()).content.decode()
    answer = client.post(path, filled(client, path, issuer="示例甲市水务局", why=""))
    assert 'value="示例甲市水务局"' in answer.content.decode()
    assert "现为：示例甲市人民政府" in answer.content.decode()
    assert client.post(path, filled(client, path, issuer="示例甲市水务局", why="录错")).status_code == 302
    said = client.get(path).content.decode()
    assert "<del>示例甲市人民政府</del> → <ins>示例甲市水务局</ins>" in said
    assert "没有改动" in client.post(path, filled(client, path, why="再试")).content.decode()
    assert client.get(f"{path}?version=9").status_code == 404


def test_a_field_changed_meanwhile_is_told_and_what_was_typed_stays(signed_in: SignedIn) -> None:
    work = keep(body(), CITED, date(2020, 1, 1))
    client, path = signed_in("jia.clerk"), f"{work.get_absolute_url()}correct/"
    mine = filled(client, path, issuer="我的写法", why="录错")
    client.post(path, filled(client, path, issuer="别人的写法", why="录错"))
    answer = client.post(path, mine)
    assert answer.status_code == 403
    assert "已由别人改为“别人的写法”" in answer.content.decode()
    assert 'value="我的写法"' in answer.content.decode()


def test_who_does_not_keep_a_rule_has_no_page_to_correct_it(client: Client, signed_in: SignedIn) -> None:
    work = keep(body(), CITED, date(2020, 1, 1))
    hidden = keep(body(), CITING, date(2020, 1, 1), visibility=Visibility.BODY)
    for who, code in ((client, 403), (signed_in("yi.clerk"), 403), (signed_in("jia.deputy"), 403)):
        assert who.get(f"{work.get_absolute_url()}correct/").status_code == code
    assert signed_in("yi.clerk").get(f"{hidden.get_absolute_url()}correct/").status_code == 404


def test_the_rules_of_a_unit_are_looked_at_and_given_to_another(signed_in: SignedIn) -> None:
    old, new = (Unit.objects.create(body_id=A, name=name) for name in ("示例旧局", "示例新局"))
    work = keep(body(), CITED, date(2020, 1, 1), unit=old.pk, visibility=Visibility.UNIT)
    client, path = signed_in("jia.head"), f"/rules/reassign/?old={old.pk}&new={new.pk}"
    page = client.get(path)
    assert work.title in page.content.decode()
    assert "只给责任单位看" in page.content.decode()
    late = keep(body(), CITING, date(2020, 1, 1), unit=old.pk)
    said = {"works": page.context["form"]["works"].value(), "why": "机构改革"}
    answer = client.post(path, said)
    assert "现在是 2 件" in answer.content.decode()
    assert "机构改革" in answer.content.decode()
    assert client.post(path, said | {"works": f"{work.pk},{late.pk}"}).status_code == 302
    assert set(Work.objects.filter(unit=new)) == {work, late}
    assert signed_in("jia.clerk").get(path).status_code == 403


def test_a_citation_is_resolved_on_its_page_and_the_list_says_so(client: Client, signed_in: SignedIn) -> None:
    citing = keep(body(), CITING, date(2021, 1, 1))
    meant = keep(body(B), NAMESAKE, date(2020, 1, 1))
    keep(body(B), CITED.replace("示例名录", "示例目录"), date(2020, 1, 2), slug="other")
    hidden = keep(body(B), NAMESAKE, date(2020, 1, 3), slug="hidden", visibility=Visibility.BODY)
    assert states(client) == states(client, "unclear") == ["不在库中"] * 3
    row = Citation.objects.filter(version__work=citing, own=False).order_by("order")[0]
    clerk, path = signed_in("jia.clerk"), f"{LIST}{row.pk}/"
    assert path in clerk.get(LIST).content.decode()
    assert path not in client.get(LIST).content.decode()
    page = clerk.get(path)
    offered = [value for value, _ in page.context["form"].fields["target"].choices]
    assert str(meant.pk) in offered
    assert str(hidden.pk) not in offered
    assert "只这一处（1 处）" in page.content.decode()
    answer = clerk.post(path, filled(clerk, path, target=str(hidden.pk), why="核对过"))
    assert not CitedChoice.objects.exists()
    assert "核对过" in answer.content.decode()
    assert clerk.post(path, filled(clerk, path, target=str(meant.pk), why="核对过")).status_code == 302
    assert states(client, "hand") == ["人工指定"] * 3
    found = keep(body(), CITED, date(2019, 1, 1), slug="own")
    assert states(client, "differs") == ["人工指定"] * 3
    assert f"会认作“{found.title}”" in clerk.get(path).content.decode()
    choice = CitedChoice.objects.get()
    assert "须说明为什么撤回" in clerk.post(path, {"release": choice.pk, "why_not": ""}).content.decode()
    assert clerk.post(path, {"release": choice.pk, "why_not": "看错了"}).status_code == 302
    assert states(client, "found") == ["在库中"] * 3
    assert re.search("已撤回.*看错了", clerk.get(path).content.decode(), re.DOTALL)


def test_what_is_outside_is_named_and_no_longer_counts_as_missing(client: Client, signed_in: SignedIn) -> None:
    citing = keep(body(), CITING, date(2021, 1, 1))
    row = Citation.objects.filter(version__work=citing, own=False).order_by("order")[0]
    clerk, path = signed_in("jia.clerk"), f"{LIST}{row.pk}/"
    answer = clerk.post(path, filled(clerk, path, target="outside", why="国家的"))
    assert "须写明是哪个文件" in answer.content.decode()
    said = filled(clerk, path, target="outside", note="国家法律", why="国家的", scope="body")
    assert clerk.post(path, said).status_code == 302
    assert (states(client, "missing"), states(client, "outside")) == ([], ["库外"] * 3)


def test_words_asked_for_find_a_rule_and_others_have_no_page(client: Client, signed_in: SignedIn) -> None:
    citing = keep(body(), CITING, date(2021, 1, 1))
    other = keep(body(), "示例甲市用水办法\n第一条　节约用水。\n", date(2021, 1, 1))
    row = Citation.objects.filter(version__work=citing, own=False).order_by("order")[0]
    path = f"{LIST}{row.pk}/"
    form = signed_in("jia.clerk").get(f"{path}?q=用水 甲市").context["form"]
    assert [value for value, _ in form.fields["target"].choices] == [str(other.pk), "outside"]
    assert client.get(path).status_code == 403
    assert signed_in("yi.clerk").get(path).status_code == 403
    Work.objects.filter(pk=citing.pk).update(visibility=Visibility.BODY)
    assert signed_in("yi.clerk").get(path).status_code == 404
