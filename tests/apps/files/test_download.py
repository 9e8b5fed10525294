"""Who may download what, how it leaves the house, and what is recorded of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core import signals
from django.db import close_old_connections
from django.http import Http404
from django.test import AsyncRequestFactory, Client, RequestFactory

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.selectors import open_file, visible_files
from lianxi.apps.files.store import place_of
from lianxi.apps.files.views import download
from lianxi.kernel.access import PUBLIC, Actor, Role
from lianxi.kernel.errors import Refused

from .conftest import CIRCLE, CLERK, OPERATOR, OTHER, OWN, holding

pytestmark = pytest.mark.django_db

OFFICE_ELSEWHERE = holding(Role.JOINT_OFFICE, OTHER)
CLERK_ELSEWHERE = holding(Role.CLERK, OTHER)


@pytest.fixture(autouse=True)
def _a_closed_response_leaves_the_connection_of_the_test_open() -> Iterator[None]:
    """As Django's own test client does."""
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_finished.connect(close_old_connections)


def get(actor: Actor, file, method: str = "get"):
    request = getattr(RequestFactory(), method)(f"/files/{file.pk}/")
    request.actor = actor
    return download(request, file.pk)


@pytest.mark.parametrize(
    ("visibility", "body", "readers"),
    [
        ("body", OWN, {"clerk", "leader", "head"}),
        ("circle", OWN, {"clerk", "leader", "head", "office", "office elsewhere"}),
        ("public", OWN, None),
        ("body", "", {"operator"}),
        ("owner", OWN, set()),
    ],
)
def test_a_file_is_seen_by_those_it_is_for(store, visibility, body, readers):
    people = {
        "clerk": CLERK,
        "leader": holding(Role.LEADER),
        "head": holding(Role.OFFICE_HEAD),
        "deputy": holding(Role.DEPUTY),
        "observer": holding(Role.OBSERVER),
        "office": holding(Role.JOINT_OFFICE),
        "clerk elsewhere": CLERK_ELSEWHERE,
        "office elsewhere": OFFICE_ELSEWHERE,
        "operator": OPERATOR,
        "nobody": Actor(account="n", body=OWN),
        "public": PUBLIC,
    }
    file = store(visibility=visibility, body=body, circle=CIRCLE if visibility == "circle" else "")
    seen = {name for name, actor in people.items() if visible_files(actor).filter(pk=file.pk).exists()}
    assert seen == (set(people) if readers is None else readers)
    for name, actor in people.items():
        if name in seen:
            open_file(file, actor).close()
        else:
            with pytest.raises(Refused, match="没有这个文件"):
                open_file(file, actor)


def test_a_file_of_another_circle_is_not_seen(store):
    file = store(visibility="circle", circle="another-circle")
    assert not visible_files(OFFICE_ELSEWHERE).filter(pk=file.pk).exists()


def test_a_download_is_an_attachment_that_no_browser_runs(store):
    file = store(b"<script>alert(1)</script>", name='示例"报告".html', content_type="text/html")
    response = get(CLERK, file)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E7%A4%BA%E4%BE%8B%22%E6%8A%A5%E5%91%8A%22.html"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == "25"
    response.close()


def test_unknown_and_forbidden_give_the_same_answer(store):
    file = store()
    answers = []
    for actor, wanted in ((CLERK_ELSEWHERE, file.pk), (CLERK_ELSEWHERE, uuid4()), (PUBLIC, file.pk)):
        request = RequestFactory().get("/")
        request.actor = actor
        with pytest.raises(Http404) as missing:
            download(request, wanted)
        answers.append(str(missing.value))
    assert len(set(answers)) == 1
    assert Client().get(f"/files/{file.pk}/").status_code == 404
    assert Client().get(f"/files/{uuid4()}/").status_code == 404


def test_the_whole_house_keeps_the_narrow_policy_on_a_download(store):
    file = store(visibility="public")
    response = Client().get(f"/files/{file.pk}/")
    assert b"".join(response.streaming_content) == b"some bytes"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-cache"


def test_a_download_is_recorded_unless_the_file_is_public(store):
    get(CLERK, store()).close()
    get(OFFICE_ELSEWHERE, store(visibility="circle", circle=CIRCLE)).close()
    get(OPERATOR, store(body="")).close()
    get(PUBLIC, store(visibility="public")).close()
    recorded = Entry.objects.filter(act__startswith="file.download").order_by("id")
    assert [(entry.act, entry.chain_id) for entry in recorded] == [
        ("file.download", OWN),
        ("file.download_circle", OWN),
        ("file.download_system", "system"),
    ]


def test_asking_for_the_headers_alone_is_not_recorded(store):
    get(CLERK, store(), "head").close()
    assert not Entry.objects.filter(act="file.download").exists()


def test_only_reading_is_answered(store):
    assert get(CLERK, store(), "post").status_code == 405


def test_a_damaged_file_is_refused_and_no_download_is_recorded(store):
    file = store()
    place_of(file.sha256).write_bytes(b"other bytes")
    with pytest.raises(Refused, match="已损坏"):
        get(CLERK, file)
    assert not Entry.objects.filter(act="file.download").exists()


def test_the_server_sends_large_files_in_portions(store):
    content = bytes(range(256)) * 4096
    file = store(content)
    request = AsyncRequestFactory().get("/")
    request.actor = CLERK
    response = download(request, file.pk)

    async def received() -> list[bytes]:
        return [chunk async for chunk in response.streaming_content]

    chunks = asyncio.run(received())
    response.close()
    assert len(chunks) > 1
    assert b"".join(chunks) == content
