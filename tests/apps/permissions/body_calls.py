"""Acts on bodies, people, terms, mechanisms and calendars."""

from __future__ import annotations

from datetime import date

from lianxi.apps.bodies import services
from lianxi.apps.bodies.models import Unit
from lianxi.apps.bodies.views import people
from lianxi.apps.mechanisms import calendar_views, mechanism_views
from lianxi.apps.mechanisms.calendar_services import load_calendar
from lianxi.apps.mechanisms.services import load_mechanisms
from lianxi.kernel.access import Actor
from lianxi.loaders.toml_files import definitions_root
from tests.apps.accounts.people import TODAY
from tests.apps.permissions.calls import Call, no, page
from tests.apps.permissions.place import PHONE, Place
from tests.importers.workbooks import workbook

TABLE = workbook(
    [
        ["姓名", "同名区分", "职务", "任职起", "任职止", "手机", "电子邮箱", "备注"],
        ["示例·表中人", "", "委员", "2023-01-01", "", "", "", ""],
    ]
)


def read_contact(actor: Actor, place: Place, _: object) -> None:
    """The masked telephone number still ends in its last four digits."""
    no(PHONE[place.body][-4:] not in page(people.person_list, actor, "/people/?format=csv"))


def import_people(actor: Actor, place: Place, _: object) -> None:
    upload, _ = services.upload_people(body=place.organ, content=TABLE, name="人员.xlsx", actor=actor, on=TODAY)
    services.import_people(upload=upload, actor=actor, on=TODAY)


def load_year(actor: Actor, place: Place, _: object) -> None:
    content = (definitions_root() / "data" / "calendars" / "2026.toml").read_bytes()
    load_calendar(content=content, file_name="2026.toml", actor=actor, on=TODAY)


def unit(place: Place) -> Unit:
    """A unit to act on."""
    return Unit.objects.create(body=place.organ, name="示例单位")


CALLS = {
    "definitions.load": Call(lambda a, p, _: services.load_definitions(actor=a, on=TODAY), named=False),
    "people.read": Call(lambda a, p, _: page(people.person_list, a, "/people/"), named=False, writes=False),
    "contact.read": Call(read_contact, writes=False),
    "person.unmask": Call(lambda a, p, _: services.unmask_person(person=p.person, reason="会议报到联系", actor=a)),
    "people.unmask": Call(lambda a, p, _: services.unmask_people(body=p.organ, reason="会议报到联系", actor=a)),
    "person.add": Call(lambda a, p, _: services.add_person(body=p.organ, name="示例·新人", actor=a)),
    "person.change": Call(lambda a, p, _: services.change_person(person=p.person, note="改", actor=a)),
    "people.import": Call(import_people),
    "person.appoint": Call(
        lambda a, p, _: services.appoint_person(person=p.person, post="委员", start=date(2024, 1, 1), actor=a)
    ),
    "seat.change": Call(lambda a, p, _: services.change_seat(seat=p.seat, start=date(2023, 2, 1), actor=a)),
    "seat.end": Call(lambda a, p, _: services.end_seat(seat=p.seat, end=date(2024, 2, 1), actor=a)),
    "term.add": Call(lambda a, p, _: services.add_term(body=p.organ, number=7, end=date(2021, 1, 1), actor=a)),
    "term.change": Call(lambda a, p, _: services.change_term(term=p.term, note="改", actor=a)),
    "sitting.add": Call(lambda a, p, _: services.add_sitting(term=p.term, number=2, held_on=date(2022, 3, 5), actor=a)),
    "sitting.change": Call(lambda a, p, _: services.change_sitting(sitting=p.sitting, note="改", actor=a)),
    "unit.add": Call(lambda a, p, _: services.add_unit(body=p.organ, name="示例新单位", actor=a)),
    "unit.change": Call(lambda a, p, made: services.change_unit(unit=made, name="改", actor=a), unit),
    "unit.end": Call(lambda a, p, made: services.end_unit(unit=made, end=date(2024, 2, 1), actor=a), unit),
    "unit.members": Call(lambda a, p, made: services.set_unit_members(unit=made, accounts=["x"], actor=a), unit),
    "mechanism.view": Call(
        lambda a, p, _: page(mechanism_views.mechanisms, a, "/mechanisms/"), named=False, writes=False
    ),
    "deadline.compute": Call(lambda a, p, _: page(calendar_views.deadline, a, "/deadline/"), named=False, writes=False),
    "mechanism.load": Call(lambda a, p, _: load_mechanisms(actor=a, on=TODAY), named=False),
    "calendar.load": Call(load_year, named=False),
}
