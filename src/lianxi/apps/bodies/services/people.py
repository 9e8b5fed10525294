"""Registering people, and showing their contact particulars in full."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.acts import ADD_PERSON, CHANGE_PERSON, UNMASK_PEOPLE, UNMASK_PERSON, keeper_of
from lianxi.apps.bodies.models import Body, Person
from lianxi.apps.bodies.particulars import LABELS, clean_line, clean_particulars
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.masking import mask_name
from lianxi.web.day import act_day

SHORTEST_REASON = 4


def permalink(person: Person) -> str:
    """Where a person is shown; what the audit calls them."""
    return reverse("bodies:person", args=[person.pk])


@transaction.atomic
def add_person(
    *,
    body: Body,
    name: str,
    qualifier: str = "",
    phone: str = "",
    email: str = "",
    note: str = "",
    actor: Actor,
    on: date | None = None,
) -> Person:
    """Register a person 登记人员; a namesake in the same body needs a qualifier."""
    require(actor, ADD_PERSON, body=keeper_of(body))
    day = act_day(on)
    fields = clean_particulars({"name": name, "qualifier": qualifier, "phone": phone, "email": email, "note": note})
    person = Person(body=body, **fields)
    _save(person)
    record(
        act=ADD_PERSON, actor=actor, target=permalink(person), title=f"登记人员 {mask_name(person.name)}",
        on=day.on, backdated=day.backdated, body=keeper_of(body), after={"body": body.code, **fields},
    )  # fmt: skip
    return person


@transaction.atomic
def change_person(*, person: Person, actor: Actor, on: date | None = None, **particulars: str) -> Person:
    """Change the given particulars 修改人员 (name, qualifier, phone, email, note); unchanged ones leave no trace."""
    require(actor, CHANGE_PERSON, body=keeper_of(person.body))
    day = act_day(on)
    fields = clean_particulars(particulars)
    person = Person.objects.select_for_update(of=("self",)).select_related("body").get(pk=person.pk)
    before = {field: getattr(person, field) for field, value in fields.items() if getattr(person, field) != value}
    if not before:
        return person
    for field in before:
        setattr(person, field, fields[field])
    _save(person)
    record(
        act=CHANGE_PERSON, actor=actor, target=permalink(person), on=day.on, backdated=day.backdated,
        title=f"修改人员 {mask_name(person.name)}的{'、'.join(LABELS[field] for field in before)}",
        body=keeper_of(person.body), before=before, after={field: fields[field] for field in before},
    )  # fmt: skip
    return person


def _save(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise Refused(
            "namesake",
            f"{person.body.short_name}已经有一位“{person}”。",
            remedy="如是同一人，请直接修改；如是同名的两人，请用“同名区分”写明不同，如所在部门。",
        ) from None


@transaction.atomic
def unmask_person(*, person: Person, reason: str, actor: Actor, on: date | None = None) -> Person:
    """Show one person's contact particulars in full 查看完整联系方式; who looked and why goes into the audit."""
    require(actor, UNMASK_PERSON, body=keeper_of(person.body))
    day = act_day(on)
    record(
        act=UNMASK_PERSON, actor=actor, target=permalink(person), title=f"查看 {mask_name(person.name)} 的完整联系方式",
        on=day.on, backdated=day.backdated, body=keeper_of(person.body), note=clean_reason(reason),
    )  # fmt: skip
    return person


@transaction.atomic
def unmask_people(*, body: Body, reason: str, actor: Actor, on: date | None = None) -> list[Person]:
    """Show the contact particulars of all people of a body in full; who looked and why goes into the audit."""
    require(actor, UNMASK_PEOPLE, body=keeper_of(body))
    day = act_day(on)
    people = list(Person.objects.filter(body=body).select_related("body"))
    record(
        act=UNMASK_PEOPLE, actor=actor, target=f"{reverse('bodies:people')}?body={body.code}",
        title=f"查看{body.short_name}全部人员的完整联系方式", on=day.on, backdated=day.backdated, body=keeper_of(body),
        after={"count": len(people)}, note=clean_reason(reason),
    )  # fmt: skip
    return people


def clean_reason(reason: str) -> str:
    """A reason that says something, or `Refused`."""
    reason = clean_line(reason)
    if len(reason) < SHORTEST_REASON:
        raise Refused(
            "reason_required",
            "查看完整联系方式须写明事由。",
            remedy=f"请写清用途，至少 {SHORTEST_REASON} 个字，如“联席会议报到联系”。",
            source=UNMASK_PERSON.source,
        )
    return reason[:200]
