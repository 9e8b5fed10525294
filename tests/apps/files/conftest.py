"""A store of its own for every test, and people of two bodies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.services import store_file
from lianxi.kernel.access import Actor, Role, RoleHeld

OWN, OTHER, CIRCLE = "990100", "990200", "demo-river"
DAY = date(2026, 3, 2)


def holding(role: Role, body: str = OWN, account: str = "a") -> Actor:
    """Somebody with one role."""
    circle = CIRCLE if role is Role.JOINT_OFFICE else ""
    return Actor(account=account, person="示例", body=body, roles=frozenset({RoleHeld(role, body, circle)}))


CLERK = holding(Role.CLERK)
OPERATOR = Actor(account="operator", person="示例运维", operator=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """Where the bytes of this test go."""
    settings.FILES_FOLDER = tmp_path / "files"
    return settings.FILES_FOLDER


@pytest.fixture
def store() -> Callable[..., StoredFile]:
    """Store some bytes for a body."""

    def put(content: object = b"some bytes", **more: object) -> StoredFile:
        fields = {
            "name": "附件.txt", "content_type": "text/plain", "owner": "/x/1/", "body": OWN, "visibility": "body",
            "actor": CLERK, "on": DAY,
        }  # fmt: skip
        with transaction.atomic():
            return store_file(content=content, **fields | more)

    return put
