"""All writing to regions, bodies, circles, people and seats goes through these services."""

from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.bodies.services.imports import import_people, upload_people
from lianxi.apps.bodies.services.people import add_person, change_person, unmask_people, unmask_person
from lianxi.apps.bodies.services.seats import appoint_person, change_seat, end_seat
from lianxi.apps.bodies.services.terms import add_sitting, add_term, change_sitting, change_term

__all__ = [
    "add_person",
    "add_sitting",
    "add_term",
    "appoint_person",
    "change_person",
    "change_seat",
    "change_sitting",
    "change_term",
    "end_seat",
    "import_people",
    "load_definitions",
    "unmask_people",
    "unmask_person",
    "upload_people",
]
