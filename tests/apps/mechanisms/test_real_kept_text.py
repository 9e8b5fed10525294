"""The document of the first circle in the repository: taken in, bound, revised, checked, confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lianxi.apps.bodies.models import Body
from lianxi.apps.mechanisms import bindings, selectors
from lianxi.apps.mechanisms.models import BoundProvision
from lianxi.apps.mechanisms.originals import confirm_binding
from lianxi.apps.mechanisms.text_binding import bind_mechanism
from lianxi.apps.rulebook.models import Version, Visibility
from lianxi.apps.rulebook.services.admitting import Accepted, admit_item
from lianxi.apps.rulebook.services.keeping import Particulars
from lianxi.apps.rulebook.services.reading import read_waiting
from lianxi.apps.rulebook.services.receiving import open_batch, receive_file
from lianxi.kernel.access import PUBLIC, Actor, Role, RoleHeld
from tests.apps.mechanisms.people import REAL
from tests.real_documents import real_documents

SEAT, REVISED = "460200", date(2023, 8, 23)
OFFICE = Actor(
    "office", "示例·联席办", SEAT,
    frozenset({RoleHeld(Role.CLERK, SEAT), RoleHeld(Role.JOINT_OFFICE, SEAT, "sanya-circle")}),
)  # fmt: skip
SAID = Particulars(
    title="推进制度创新加强协同联动", kind="zhidu", issuer="联席会议", day=REVISED, slug="lian-xi-hui-yi",
    commences=REVISED, visibility=Visibility.PUBLIC,
)  # fmt: skip


@pytest.fixture(scope="module")
def document() -> str:
    found = real_documents("000_*.txt")
    return found[0].read_text(encoding="utf-8")


def test_the_document_is_taken_in_bound_revised_checked_and_confirmed(
    document: str, loaded: date, settings, tmp_path: Path
) -> None:
    settings.FILES_FOLDER = tmp_path / "files"
    comes = loaded + timedelta(days=10)
    first, second = _taken_in([document, document.replace("提前一周通知", "提前一周书面通知")], comes, loaded)
    done = bind_mechanism(slug=REAL, effective=REVISED, address=first.work.address, number=1, actor=OFFICE, on=loaded)
    version = selectors.version_of(selectors.mechanism_and_circle(REAL)[0], REVISED)
    assert done.binding.failed == ()
    assert bindings.checks_of(version, PUBLIC, loaded) == {}
    bound = BoundProvision.objects.get(clause="三(四)")
    assert first.provisions.get(wid=bound.wid).eid == "lvl_3__lvl_4"

    assert bindings.checks_of(version, PUBLIC, comes - timedelta(days=1)) == {}
    assert bindings.checks_of(version, PUBLIC, comes).keys() == {"agenda", "notice"}
    clause = bindings.binding_on(version, PUBLIC, comes).of("三(四)")
    assert ("书面" in clause.text, "书面" in clause.before) == (True, False)

    confirm_binding(slug=REAL, effective=REVISED, note="与各方核对，仍为一周", actor=OFFICE, on=comes)
    assert bindings.checks_of(version, PUBLIC, comes) == {}
    assert second.number == 2


def _taken_in(texts: list[str], comes: date, on: date) -> list[Version]:
    """Through the intake: handed in as files, read, confirmed; the second as the next version of the first."""
    batch = open_batch(body=Body.objects.get(pk=SEAT), name="示例批次", actor=OFFICE, on=on, no_secrets=True)
    for number, text in enumerate(texts):
        receive_file(batch=batch, path=f"{number}.txt", content=text.encode(), actor=OFFICE, on=on)
    read_waiting(batch, lambda: OFFICE, on, lambda item: None)
    versions: list[Version] = []
    for item in batch.items.order_by("position"):
        said = replace(SAID, instrument="示例修订决定", commences=comes) if versions else SAID
        work = versions[0].work if versions else None
        versions.append(admit_item(item=item, said=said, accepted=Accepted(), work=work, actor=OFFICE, on=on))
    return versions
