"""Looking at pages of works: what is kept, and what the pages say."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work
from lianxi.kernel.access import Actor, Role, RoleHeld
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.kept_works import amend, keep

SignedIn = Callable[[str], Client]
KEEPER = Actor("ready", "示例·备", A, frozenset({RoleHeld(Role.OFFICE_HEAD, A)}))


def kept(visibility: str = "public", **more: object) -> Work:
    return keep(Body.objects.get(pk=A), KEEPER, TODAY, visibility=visibility, **more)


def two_versions() -> Work:
    return amend(kept(), KEEPER, TODAY)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode("utf-8-sig")


def main(client: Client, path: str) -> str:
    return text(client, path).split("<main")[1].split("</main")[0]


def said(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))
