"""All writing to regions, bodies, circles, people and seats goes through these services."""

from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.bodies.services.imports import import_people, upload_people
from lianxi.apps.bodies.services.people import add_person, change_person, unmask_people, unmask_person
from lianxi.apps.bodies.services.seats import appoint_person, change_seat, end_seat
from lianxi.apps.bodies.services.terms import add_sitting, add_term, change_sitting, change_term
from lianxi.apps.bodies.services.units import add_unit, change_unit, end_unit, set_unit_members

__all__ = [
    "add_person",
    "add_sitting",
    "add_term",
    "add_unit",
    "appoint_person",
    "change_person",
    "change_seat",
    "change_sitting",
    "change_term",
    "change_unit",
    "end_seat",
    "end_unit",
    "import_people",
    "load_definitions",
    "set_unit_members",
    "unmask_people",
    "unmask_person",
    "upload_people",
]
