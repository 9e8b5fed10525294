"""Who takes part: regions, bodies, circles, terms 届, sittings 次会议, people and seats 任职."""

from lianxi.apps.bodies.models.circles import Circle, CircleMember, CircleName, Known
from lianxi.apps.bodies.models.imports import ImportState, PeopleImport
from lianxi.apps.bodies.models.people import Person, Post, Seat
from lianxi.apps.bodies.models.places import Body, BodyKind, FormerName, Instrument, Region, RegionLevel, Sitting, Term
from lianxi.apps.bodies.models.spans import covers, spans
from lianxi.apps.bodies.models.units import Unit, UnitMember

__all__ = [
    "Body",
    "BodyKind",
    "Circle",
    "CircleMember",
    "CircleName",
    "FormerName",
    "ImportState",
    "Instrument",
    "Known",
    "PeopleImport",
    "Person",
    "Post",
    "Region",
    "RegionLevel",
    "Seat",
    "Sitting",
    "Term",
    "Unit",
    "UnitMember",
    "covers",
    "spans",
]
