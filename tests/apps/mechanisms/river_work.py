"""The invented circle's rules of 2023 as a work of the repository, with versions to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lianxi.apps.bodies.models import Body
from lianxi.apps.mechanisms.text_binding import MechanismBound, bind_mechanism
from lianxi.apps.rulebook.models import Version, Visibility, Work
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.kernel.access import Actor, Role, RoleHeld
from tests.apps.mechanisms.people import RIVER, joint_office
from tests.apps.mechanisms.river_original import EFFECTIVE, TEXT

HEAD = Actor("990100.head", "示例·主任", "990100", frozenset({RoleHeld(Role.OFFICE_HEAD, "990100")}))
SAID = Particulars(
    title="示例三江联席会议工作规则", kind="zhidu", issuer="示例三江联席会议", day=date(2022, 12, 20), slug="san-jiang",
    document_number="示三江〔2022〕1号", commences=date(2023, 1, 1), visibility=Visibility.BODIES,
)  # fmt: skip


def kept(on: date, text: str = TEXT, **more: object) -> Work:
    """The rules as their first version."""
    body = Body.objects.get(pk="990100")
    said = replace(SAID, **more)
    return keep_work(text=text, particulars=said, source=Source(), body=body, actor=HEAD, on=on, sample=True).work


def revised(work: Work, text: str, commences: date | None, on: date) -> Version:
    """A later version."""
    said = replace(SAID, document_number="", instrument="示例三江联席会议关于修改工作规则的决定", commences=commences)
    return keep_version(work=work, text=text, particulars=said, source=Source(), actor=HEAD, on=on)


def bound(work: Work, *, on: date, actor: Actor | None = None, **more: object) -> MechanismBound:
    """Bind as the joint office would."""
    return bind_mechanism(
        slug=RIVER, effective=EFFECTIVE, address=work.address, actor=actor or joint_office(), on=on, **more
    )
