"""When something goes wrong, a page in the same look says what it means and what to do."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.test import Client

from lianxi.shell.views import server_error

URLS = pytest.mark.urls("tests.web.pages")


@URLS
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/t/suspect/", 400, "这个请求看不懂"),
        ("/t/forbid/", 403, "这一页不对您开放"),
        ("/t/nowhere/", 404, "没有这一页"),
        ("/t/fail/", 500, "系统出错，没有办成"),
    ],
)
def test_an_error_page_says_what_happened_and_what_to_do(client: Client, address: str, status: int, words: str) -> None:
    client.raise_request_exception = False
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{words}</h1>" in html
    assert '<html lang="zh-CN">' in html
    assert 'href="/"' in html


@URLS
@pytest.mark.django_db
def test_a_wrong_host_is_answered_in_the_same_look(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "这个请求看不懂" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_says_how_to_send_it_again() -> None:
    response = Client(enforce_csrf_checks=True).post("/demo-day/", {"to": "2024-09-27"})
    assert response.status_code == 403
    assert "表单已过期，没有办理" in response.content.decode()


def test_the_page_for_broken_servers_needs_no_database() -> None:
    with connection.execute_wrapper(_refuse_every_query):
        response = server_error(HttpRequest())
    html = response.content.decode()
    assert response.status_code == 500
    assert "{%" not in html
    assert "/static/" not in html
    assert "<h1>" in html


def _refuse_every_query(*_: object) -> None:
    raise DatabaseError


@URLS
@pytest.mark.django_db
def test_a_database_that_fails_ends_in_that_page(client: Client) -> None:
    client.raise_request_exception = False
    with connection.execute_wrapper(_refuse_every_query):
        response = client.get("/t/regions/")
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()
