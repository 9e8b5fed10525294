"""The term 有效期 that a decision changes: read from the text before and from the text that comes out."""

from __future__ import annotations

from datetime import date

from lianxi.apps.rulebook.models import Version, WorkHappening
from lianxi.apps.rulebook.services.brought import history, lifted_term
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.metadata import Field, read_metadata
from lianxi.kernel.texts.validity import HappeningKind


def amend_term(version: Version, base: Version, actor: Actor, on: date) -> None:
    """Record the term of `version` where its text tells another last day than `base`, or none any more.

    A text that tells the same keeps the term as it is recorded, renewed or put right by a person meanwhile.
    """
    old, new = _last_day(base.text), _last_day(version.text)
    if new is not None and new != old and version.commences and new >= version.commences:
        WorkHappening.objects.create(
            work=version.work, version=version, kind=HappeningKind.TERM.value, day=version.commences, last_day=new,
            instrument=version.instrument, source="有效期条款", recorded_by=actor.person, recorded_on=on,
        )  # fmt: skip
    elif old is not None and (lifted := lifted_term(version, history(version.work), actor, on)):
        lifted.instrument = version.instrument
        lifted.save(force_insert=True)


def _last_day(text: str) -> date | None:
    """The last day a text tells, or lets be counted from its commencement."""
    said = next((one.value for one in read_metadata(text).proposals if one.field is Field.LAST_DAY), None)
    return date.fromisoformat(said) if said else None
