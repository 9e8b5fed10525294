"""Where an act is tried: the actor's own body and circle, or another body and another circle.

甲 is everybody's own body; it is a member of one circle. 乙 is another body; it
is also in a circle to which 甲 does not belong. In both stand the same things
to act on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.apps.accounts.models import Account
from lianxi.apps.bodies.models import Body, Circle, CircleMember, Person, Post, Seat, Sitting, Term
from lianxi.kernel.access import PUBLIC, Actor, Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import CIRCLE, TODAY, A, B, actor, grant_role, make_account, make_bodies

OTHER_CIRCLE = "other-circle"
VISITOR, NOBODY = "visitor", "nobody"
PHONE = {A: "13800000001", B: "13800000002"}


@dataclass(frozen=True)
class Place:
    """A body with its people, and a circle."""

    name: str
    body: str
    circle: str

    @property
    def organ(self) -> Body:
        return Body.objects.get(pk=self.body)

    @property
    def target(self) -> Account:
        """A clerk of the body on whom acts are tried."""
        return Account.objects.get(username=f"target-{self.body}")

    @property
    def person(self) -> Person:
        return Person.objects.get(body=self.body, name="示例·在册")

    @property
    def seat(self) -> Seat:
        return Seat.objects.get(body=self.body)

    @property
    def term(self) -> Term:
        return Term.objects.get(body=self.body)

    @property
    def sitting(self) -> Sitting:
        return Sitting.objects.get(term__body=self.body)


OWN = Place("own", A, CIRCLE)
OTHER = Place("other", B, OTHER_CIRCLE)
PLACES = (OWN, OTHER)
WHO = (VISITOR, NOBODY, *(role.value for role in Role))


def who(name: str) -> Actor:
    """Visitor, somebody of 甲 without a role, the holder of one role in 甲, or the operator."""
    return PUBLIC if name == VISITOR else actor(f"who-{name.replace('_', '-')}")


def build() -> None:
    """The whole house; the demo stands on the day of the tests, so that every service has the same day."""
    set_demo_day(TODAY)
    make_bodies()
    Circle.objects.create(slug=OTHER_CIRCLE, name="示例另一圈", sample=True)
    CircleMember.objects.create(circle_id=OTHER_CIRCLE, body_id=B, start=date(2023, 1, 1))
    Post.objects.create(name="副主任", kinds=["standing_committee"])
    Post.objects.create(name="委员", kinds=["standing_committee"])
    make_account("who-nobody", A)
    for role in Role:
        name = f"who-{role.value.replace('_', '-')}"
        grant_role(make_account(name, A), role, A) if role is not Role.OPERATOR else make_account(name, None)
    make_account("spare-operator", None)
    for place in PLACES:
        _furnish(place)


def _furnish(place: Place) -> None:
    make_account(f"head-{place.body}", place.body, Role.OFFICE_HEAD)
    make_account(f"target-{place.body}", place.body, Role.CLERK)
    person = Person.objects.create(body_id=place.body, name="示例·在册", phone=PHONE[place.body])
    Seat.objects.create(person=person, body_id=place.body, post_id="副主任", start=date(2023, 1, 1))
    term = Term.objects.create(body_id=place.body, number=8, start=date(2021, 1, 1))
    Sitting.objects.create(term=term, number=1, held_on=date(2022, 1, 5))
