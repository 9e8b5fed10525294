"""The frame around every page: who looks at it, what may be reached, which day it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from lianxi.kernel.access import PUBLIC, Actor
from lianxi.shell.navigation import GROUPS, TABS, groups_for, tabs_for
from lianxi.web.day import set_demo_day

SignIn = Callable[[str], Client]
SOMEBODY = Actor(account="jia.clerk", person="示例某", body="990100")


def links(actor: Actor, path: str = "/") -> dict[str, str]:
    return {link.label: link.href for _, found in groups_for(actor, path) for link in found}


def test_every_entry_of_the_navigation_leads_somewhere() -> None:
    for entry in [entry for group in GROUPS for entry in group.entries] + list(TABS):
        assert get_resolver().resolve(reverse(entry.url_name))


def test_visitors_are_not_led_to_rooms_that_are_closed_to_them() -> None:
    assert "今天要办" not in links(PUBLIC)
    assert "首页" in links(PUBLIC)
    assert set(links(PUBLIC).values()) <= set(links(SOMEBODY).values())


def test_a_heading_without_any_entry_is_left_out() -> None:
    assert all(found for _, found in groups_for(PUBLIC, "/"))


def test_exactly_one_entry_is_current_wherever_one_stands() -> None:
    for href in links(SOMEBODY).values():
        current = [link for _, found in groups_for(SOMEBODY, href) for link in found if link.current]
        assert [link.href for link in current] == [href]


def test_a_page_below_an_entry_belongs_to_it() -> None:
    for label, href in links(SOMEBODY).items():
        if href != "/":
            current = [link for _, found in groups_for(SOMEBODY, f"{href}something/") for link in found if link.current]
            assert [link.label for link in current] == [label]


def test_a_phone_shows_few_tabs() -> None:
    assert 1 <= len(tabs_for(SOMEBODY, "/")) <= 4


def test_the_repository_is_in_reach_of_a_thumb_and_its_pages_belong_to_it() -> None:
    for actor in (PUBLIC, SOMEBODY):
        assert [tab.label for tab in tabs_for(actor, "/rules/stale/") if tab.current] == ["制度"]


@pytest.mark.django_db
def test_a_visitor_sees_the_public_portal_and_the_way_to_sign_in(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "平等的几家人大常委会" in html
    assert f"{reverse('accounts:sign_in')}?next=%2F" in html
    assert "退出登录" not in html
    assert html.count("<h1>") == 1


def test_whoever_has_signed_in_sees_what_is_due(signed_in: SignIn) -> None:
    html = signed_in("jia.clerk").get("/").content.decode()
    assert "<h1>今天要办</h1>" in html
    assert "示例甲市人大常委会" in html
    assert "联络员、领导" in html
    assert html.count("<h1>") == 1


def test_an_operator_belongs_to_no_body(signed_in: SignIn) -> None:
    html = signed_in("operator").get("/").content.decode()
    assert "<small>运维</small>" in html
    assert "lx-brand-org" not in html


def test_the_page_is_chinese_and_can_be_used_by_keyboard_and_screen_reader(signed_in: SignIn) -> None:
    html = signed_in("jia.clerk").get("/").content.decode()
    assert '<html lang="zh-CN">' in html
    assert '<a class="lx-skip" href="#main">' in html
    assert 'id="main"' in html
    assert 'aria-label="主导航"' in html


def test_no_script_stands_in_a_page(signed_in: SignIn) -> None:
    set_demo_day(date(2024, 9, 20))
    html = signed_in("jia.clerk").get("/").content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html) == []
    assert re.findall(r'\son[a-z]+="', html) == []
    assert re.findall(r'(?:src|href)="https?:', html) == []


@pytest.mark.django_db
def test_a_real_install_shows_no_demo_banner(client: Client) -> None:
    assert "演示日" not in client.get("/").content.decode()


def test_the_demo_says_what_it_is_and_lets_whoever_has_signed_in_move_on(signed_in: SignIn, client: Client) -> None:
    set_demo_day(date(2024, 9, 20))
    for_visitors, inside = client.get("/").content.decode(), signed_in("jia.clerk").get("/").content.decode()
    assert "2024年9月20日</time> 星期五" in for_visitors
    assert reverse("shell:demo_day") not in for_visitors
    assert f'action="{reverse("shell:demo_day")}"' in inside


def test_the_frame_costs_few_queries(signed_in: SignIn, django_assert_max_num_queries: Callable) -> None:
    client = signed_in("jia.clerk")
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/no-such-page/")
