"""Circles of data/circles/ → rows. The files name a last day, the rows the day after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from lianxi.apps.bodies.models import Circle, CircleMember, CircleName
from lianxi.apps.bodies.services.following import Change, Table, follow
from lianxi.kernel.rules.circles import Circle as KernelCircle
from lianxi.kernel.rules.parties import CollectiveName, Membership

CIRCLE_FIELDS = ("slug", "name", "sample", "source", "note")


def follow_circles(circles: Iterable[KernelCircle], on: date) -> Iterator[Change]:
    """Circles, memberships and collective names; one the files no longer have is ended, not deleted."""
    circles = list(circles)
    wanted = {(circle.slug,): {name: getattr(circle, name) for name in CIRCLE_FIELDS} for circle in circles}
    yield from follow(Table(Circle, "联席圈"), wanted, {(c.slug,): c for c in Circle.objects.all()}, on)
    members = [
        (circle.slug, membership.body, _fields(membership) | {"body_id": membership.body, "order": order})
        for circle in circles
        for order, membership in enumerate(circle.parties.memberships, start=1)
    ]
    rows = CircleMember.objects.order_by("circle", "body", "start", "id")
    kept = [(row.circle_id, row.body_id, row) for row in rows]
    yield from follow(Table(CircleMember, "成员", ends=True), _counted(members), _counted(kept), on)
    names = [
        (circle.slug, name.name, _fields(name) | {"name": name.name})
        for circle in circles
        for name in circle.parties.names
    ]
    known = [(row.circle_id, row.name, row) for row in CircleName.objects.order_by("circle", "name", "start", "id")]
    yield from follow(Table(CircleName, "合称", ends=True), _counted(names), _counted(known), on)


def _fields(span: Membership | CollectiveName) -> dict[str, Any]:
    return {
        "start": span.start,
        "start_known": span.start_known.value,
        "end": span.end + timedelta(days=1) if span.end else None,
        "source": span.source,
    }


def _counted(items: Iterable[tuple[str, str, Any]]) -> dict[tuple[str, str, str], Any]:
    """Items by circle, body or name, and how often it came before: a body may join twice."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str, str], Any] = {}
    for circle, key, item in items:
        seen[circle, key] += 1
        again = "" if seen[circle, key] == 1 else f"第{seen[circle, key]}次"
        found[circle, key, again] = item | {"circle_id": circle} if isinstance(item, dict) else item
    return found
