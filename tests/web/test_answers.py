"""What every answer carries, and how a refused act answers."""

from __future__ import annotations

import asyncio

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from lianxi.web.csp import POLICY, ContentSecurityPolicyMiddleware

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/t/regions/", 200),
        ("/t/regions/?format=csv", 200),
        ("/t/refuse/", 403),
        ("/t/forbid/", 403),
        ("/t/suspect/", 400),
        ("/t/nowhere/", 404),
        ("/t/fail/", 500),
        ("/static/lx/lx.css", 200),
        ("/static/vendor/htmx.min.js", 200),
    ],
)
def test_every_answer_carries_the_content_policy(client: Client, address: str, status: int) -> None:
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Security-Policy"] == POLICY
    assert "camera=()" in response["Permissions-Policy"]
    response.close()


def test_scripts_come_from_our_own_files_only() -> None:
    assert "script-src 'self';" in POLICY
    assert "unsafe-eval" not in POLICY
    assert "http" not in POLICY


def test_a_narrower_policy_of_a_view_stays() -> None:
    def narrow(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert ContentSecurityPolicyMiddleware(narrow)(HttpRequest())["Content-Security-Policy"] == "sandbox"


def test_asynchronous_answers_carry_it_too() -> None:
    async def later(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    response = asyncio.run(ContentSecurityPolicyMiddleware(later)(HttpRequest()))
    assert response["Content-Security-Policy"] == POLICY


def test_a_refusal_is_a_page_that_says_why_what_helps_and_by_which_rule(client: Client) -> None:
    response = client.get("/t/refuse/")
    html = response.content.decode()
    assert response.status_code == 403
    assert "&lt;b&gt;某人&lt;/b&gt;不能办理。" in html
    assert "<dt>怎么办</dt><dd>由本机构办公室主任办理。</dd>" in html
    assert "<dt>依据</dt><dd>第三条第（四）项</dd>" in html
    assert html.count("<h1>") == 1


def test_a_refusal_for_htmx_is_the_box_alone(client: Client) -> None:
    response = client.get("/t/refuse/", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert response.status_code == 403
    assert response["HX-Reswap"] == "innerHTML"
    assert "lx-refusal" in html
    assert "<html" not in html


def test_an_error_for_htmx_is_the_box_alone(client: Client) -> None:
    html = client.get("/t/nowhere/", headers={"HX-Request": "true"}).content.decode()
    assert "lx-error" in html
    assert "<html" not in html
