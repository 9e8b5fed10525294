"""Reading: who is a member, who sits where, on a day; and who may see whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from lianxi.apps.bodies.acts import READ_CONTACT, READ_PEOPLE, keeper_of
from lianxi.apps.bodies.models import (
    Body,
    BodyKind,
    Circle,
    CircleMember,
    Instrument,
    Person,
    Post,
    Region,
    Seat,
    Term,
    Unit,
    spans,
)
from lianxi.kernel.access import Actor, allowed

UNRANKED = 1000


def regions() -> QuerySet[Region]:
    """All regions, those that are no more among them."""
    return Region.objects.select_related("parent", "successor").prefetch_related("former_names")


def bodies() -> QuerySet[Body]:
    """All bodies with their regions."""
    return Body.objects.select_related("region")


def instruments_on(body: Body, on: date) -> QuerySet[Instrument]:
    """Forms of document `body` may adopt on a day 可制定的文件形式."""
    return body.instruments.filter(Q(end__isnull=True) | Q(end__gt=on))


def members_on(circle: Circle | str, on: date) -> list[Body]:
    """Bodies of a circle on a day, in the order of its mechanism 成员."""
    slug = circle if isinstance(circle, str) else circle.slug
    members = CircleMember.objects.filter(spans(on), circle_id=slug).select_related("body__region")
    return [member.body for member in members.order_by("order", "body")]


def circles_of(body: str, on: date) -> QuerySet[Circle]:
    """Circles `body` belongs to on a day."""
    return Circle.objects.filter(pk__in=CircleMember.objects.filter(spans(on), body_id=body).values("circle"))


def collective_name(circle: Circle, on: date) -> str:
    """What the members are called together on a day 合称; "" where no record says."""
    return circle.short_names.filter(spans(on)).values_list("name", flat=True).first() or ""


def seats_on(body: Body, on: date) -> QuerySet[Seat]:
    """Seats of a body on a day, by the rank of their posts 任职."""
    return Seat.objects.filter(spans(on), body=body).select_related("person", "post")


def units_on(body: Body, on: date) -> QuerySet[Unit]:
    """Units of a body on a day, with who works in them 单位."""
    return body.units.filter(spans(on)).prefetch_related("members")


def terms_of(body: Body) -> QuerySet[Term]:
    """Terms of a body, the newest first, with their sittings 届次."""
    return body.terms.order_by("-number").prefetch_related("sittings")


def term_on(body: Body, on: date) -> Term | None:
    """The term in which a day lies; without known days, the highest known number 本届."""
    known = body.terms.filter(spans(on), start__isnull=False).order_by("-number").first()
    return known or body.terms.filter(Q(end__isnull=True) | Q(end__gt=on), start__isnull=True).order_by("number").last()


def posts_for(body: Body) -> list[Post]:
    """Posts this kind of body has, by rank. The few posts are sifted here: not every database looks into JSON."""
    return [post for post in Post.objects.all() if body.kind in post.kinds]


def _with_kept(codes: Iterable[str]) -> QuerySet[Body]:
    """Those bodies and the congresses they keep."""
    codes = set(codes)
    return Body.objects.filter(Q(code__in=codes) | Q(region_id__in=codes, kind=BodyKind.CONGRESS))


def people_kept_by(body: str) -> QuerySet[Person]:
    """People whom the office of `body` keeps, those of its congress among them."""
    return Person.objects.filter(body__in=_with_kept([body])).select_related("body")


def own_bodies(actor: Actor) -> QuerySet[Body]:
    """Bodies in which `actor` holds a role, with the congresses they keep."""
    return _with_kept(held.body for held in actor.roles)


def may_keep(actor: Actor, body: Body) -> bool:
    """Whether `actor` sees contact particulars of `body` and keeps its people."""
    return allowed(actor, READ_CONTACT, body=keeper_of(body))


def kept_by_actor(actor: Actor) -> list[Body]:
    """Bodies whose people `actor` keeps, the office's own body first."""
    mine = [body for body in own_bodies(actor).select_related("region") if may_keep(actor, body)]
    return sorted(mine, key=lambda body: (body.kind == BodyKind.CONGRESS, body.code))


def fellow_bodies(actor: Actor, on: date) -> QuerySet[Body]:
    """Bodies that share a circle with one of the actor's own on a day, with their congresses."""
    circles = CircleMember.objects.filter(spans(on), body__in={held.body for held in actor.roles}).values("circle")
    return _with_kept(CircleMember.objects.filter(spans(on), circle__in=circles).values_list("body", flat=True))


def visible_people(actor: Actor, on: date) -> QuerySet[Person]:
    """Whom `actor` may see 可见人员: the one place that decides it.

    One's own body: everybody. A body of the same circle: those who hold or held
    a seat there, with name and post. Nobody else, and nothing for the public or
    the operator. Contact particulars are decided apart, by `may_keep`.
    """
    if not allowed(actor, READ_PEOPLE):
        return Person.objects.none()
    own = set(own_bodies(actor).values_list("code", flat=True))
    fellows = set(fellow_bodies(actor, on).values_list("code", flat=True)) - own
    seated = Seat.objects.filter(body__in=fellows).values("person")
    return Person.objects.filter(Q(body__in=own) | Q(pk__in=seated)).select_related("body__region")


def sees_seats(actor: Actor, body: Body, on: date) -> bool:
    """Whether names and posts of `body` are shown to `actor`."""
    return own_bodies(actor).filter(pk=body.pk).exists() or fellow_bodies(actor, on).filter(pk=body.pk).exists()


def by_rank(people: QuerySet[Person], actor: Actor, on: date) -> QuerySet[Person]:
    """People of the actor's own bodies first, then body by body, by the rank of the posts they hold on a day."""
    own = Case(When(body__in=list(own_bodies(actor)), then=Value(0)), default=Value(1))
    posts = Seat.objects.filter(spans(on), person=OuterRef("pk")).order_by("post__order").values("post__order")
    rank = Coalesce(Subquery(posts[:1]), Value(UNRANKED))
    return people.annotate(own=own, rank=rank).order_by("own", "body", "rank", "name", "qualifier")


def with_seats_on(people: QuerySet[Person], on: date) -> QuerySet[Person]:
    """People with the seats they hold on a day at hand as `seats_now`."""
    seats = Seat.objects.filter(spans(on)).select_related("body").order_by("post__order", "start")
    return people.prefetch_related(Prefetch("seats", queryset=seats, to_attr="seats_now"))


def overlapping_seats(
    *, body: Body, post: str, start: date, end: date | None, but: Collection[int] = ()
) -> QuerySet[Seat]:
    """Seats of the same post in `body` that share a day with [start, end)."""
    seats = Seat.objects.filter(Q(end__isnull=True) | Q(end__gt=start), body=body, post_id=post).exclude(pk__in=but)
    return seats if end is None else seats.filter(start__lt=end)
