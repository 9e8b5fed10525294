"""Acts on the originals of mechanisms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lianxi.apps.mechanisms.models import LoadedVersion
from lianxi.apps.mechanisms.originals import confirm_binding, import_original
from lianxi.apps.mechanisms.text_binding import bind_mechanism
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.services.keeping import Source, keep_work
from lianxi.kernel.access import Actor, Role, RoleHeld
from tests.apps.accounts.people import TODAY
from tests.apps.mechanisms.people import REAL, RIVER
from tests.apps.mechanisms.river_original import CHANGED, EFFECTIVE, TEXT
from tests.apps.mechanisms.river_work import SAID
from tests.apps.permissions.calls import Call
from tests.apps.permissions.place import OWN, Place
from tests.apps.permissions.rule_calls import keeper

REVISED = date(2023, 8, 23)
KEEPER = Actor("keeper", "示例·保管", OWN.body, roles=frozenset({RoleHeld(Role.JOINT_OFFICE, OWN.body, OWN.circle)}))


def version_of(place: Place) -> tuple[str, date]:
    """The mechanism of the circle at home; elsewhere one of a circle in which nobody of the house is."""
    return (RIVER, EFFECTIVE) if place is OWN else (REAL, REVISED)


def loaded(place: Place) -> None:
    slug, effective = version_of(place)
    LoadedVersion.objects.get_or_create(
        slug=slug, effective=effective,
        defaults={"title": slug, "circle": place.circle, "text_known": True, "sha256": "0" * 64, "loaded_on": TODAY},
    )  # fmt: skip


def changed(place: Place) -> None:
    """An original bound at home, and a later one that reads otherwise."""
    loaded(place)
    for text in (TEXT, CHANGED) if place is OWN else ():
        import_text(KEEPER, place, text)


def import_text(actor: Actor, place: Place, text: str | None) -> None:
    slug, effective = version_of(place)
    import_original(
        slug=slug, effective=effective, content=(text or TEXT).encode(), name="原文.txt", actor=actor, on=TODAY
    )


def work(place: Place) -> Work:
    """The rules at home, in the repository of the place."""
    loaded(place)
    text = TEXT if place is OWN else TEXT.replace("示例三江", "示例四海")
    said = replace(SAID, title=text.split("\n", 1)[0])
    return keep_work(text=text, particulars=said, source=Source(), body=place.organ, actor=keeper(place), on=TODAY).work


def bind(actor: Actor, place: Place, made: Work) -> None:
    slug, effective = version_of(place)
    bind_mechanism(slug=slug, effective=effective, address=made.address, actor=actor, on=TODAY)


def confirm(actor: Actor, place: Place, _: object) -> None:
    slug, effective = version_of(place)
    confirm_binding(slug=slug, effective=effective, note="已核对", actor=actor, on=TODAY)


CALLS = {
    "original.import": Call(import_text, loaded),
    "mechanism.bind": Call(bind, work),
    "binding.confirm": Call(confirm, changed),
}
