"""What one can choose by: only what stands in rules one may see, for a list of choices must not tell of others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from lianxi.apps.bodies.models import Body, Circle, Region
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.search.changes import generation, newest_position
from lianxi.composition.search import sight
from lianxi.kernel.access import Actor

Pairs = list[tuple[str, str]]
_KEPT = 600


@dataclass(frozen=True)
class Choices:
    """Code and name of what can be chosen; of issuers the name stands for itself."""

    issuers: Pairs
    bodies: Pairs
    regions: Pairs
    circles: Pairs

    @property
    def names(self) -> dict[str, dict[str, str]]:
        """What a code in the address is called, by the name of its field."""
        return {"body": dict(self.bodies), "region": dict(self.regions), "circle": dict(self.circles)}


def choices_for(actor: Actor, on: date) -> Choices:
    """For `actor` on a day; looked up anew when anything has been saved since."""
    seen = " ".join([generation(), str(newest_position()), on.isoformat(), *sorted(sight(actor, on))])
    key = f"search-choices:{hashlib.sha256(seen.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = _looked_up(actor, on)
        cache.set(key, found, _KEPT)
    return found


def _looked_up(actor: Actor, on: date) -> Choices:
    rows = set(visible_works(actor, on).order_by().values_list("issuer", "body", "region").distinct())
    bodies = Body.objects.filter(pk__in={body for _, body, _ in rows}).order_by("pk")
    return Choices(
        issuers=[(name, name) for name in sorted({issuer for issuer, _, _ in rows})],
        bodies=list(bodies.values_list("pk", "short_name")),
        regions=_with_those_above({region for _, _, region in rows if region}),
        circles=list(Circle.objects.order_by("pk").values_list("pk", "name")),
    )


def _with_those_above(codes: set[str]) -> Pairs:
    """A province can be chosen where a city of it has a rule."""
    regions = {code: (name, parent) for code, name, parent in Region.objects.values_list("code", "name", "parent")}
    found: set[str] = set()
    for code in codes:
        at: str | None = code
        while at in regions and at not in found:
            found.add(at)
            at = regions[at][1]
    return [(code, regions[code][0]) for code in sorted(found)]
