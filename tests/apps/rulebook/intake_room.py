"""What the tests of the intake's pages share: who signs in, how files are handed in, what a page would send back."""

from __future__ import annotations

import html
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import SignIn
from lianxi.apps.bodies.models import Unit
from lianxi.apps.jobs.worker import Worker
from lianxi.apps.rulebook.models import Batch, Item
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, make_account, make_bodies
from tests.apps.rulebook.intake_files import text_of

PAGE = "/rules/intake/"
DAMAGED = text_of(1).replace("负责，", "（fù zé），，").replace("规范", "规（guī）范")


def make_room(settings: object, folder: Path) -> None:
    """Bodies, one unit, and a store of files for one test alone."""
    settings.FILES_FOLDER = folder / "files"  # type: ignore[attr-defined]
    set_demo_day(TODAY)
    make_bodies()
    Unit.objects.create(body_id="990100", name="示例甲市民政局", short_name="民政局")


def browser_of(name: str, body: str, *roles: Role) -> Client:
    """A browser in which a new account has signed in."""
    now, client = timezone.now(), Client()
    session = client.session
    session[SIGN_IN] = SignIn.objects.create(account=make_account(name, body, *roles), started_at=now, seen_at=now).pk
    session.save()
    return client


def uploads(files: dict[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in files.items()]


def hand_in(client: Client, files: dict[str, bytes], step: str = "take", **more: object):
    said = {"body": "990100", "files": uploads(files), "visibility": "body", "no_secrets": "on", "step": step, **more}
    return client.post(PAGE, said)


def read(client: Client, files: dict[str, bytes], **more: object) -> Batch:
    answer = hand_in(client, files, **more)
    assert answer.status_code == 302, answer.content.decode()
    Worker(JOBS).drain()
    return Batch.objects.latest("created")


def words(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def address(item: Item) -> str:
    return f"{PAGE}{item.batch_id}/{item.position}/"


def filled(client: Client, item: Item, **more: str) -> dict[str, str]:
    """What the page of an item would send back as it stands."""
    form = client.get(address(item)).context["form"]
    said = {}
    for field in form.visible_fields():
        value = field.value()
        said[field.name] = "" if value is None else str(value)
    return {**said, "step": "admit", **more}
