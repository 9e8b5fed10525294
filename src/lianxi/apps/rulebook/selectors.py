"""Reading the rulebook: who sees which rule is decided by `Sight` and nowhere else, for rows and for search alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lianxi.apps.bodies.models import CircleMember, UnitMember, spans
from lianxi.apps.rulebook.acts import ADMIT_RULE, READ_OWN_RULE, READ_SHARED_RULE, RECEIVE_RULES
from lianxi.apps.rulebook.models import Batch, Version, Visibility, Work, WorkHappening, WorkReader
from lianxi.apps.rulebook.portions import portions
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import Standing, standing_on

NOT_THERE = "没有这件制度，或者您不能查看。"


@dataclass(frozen=True)
class Sight:
    """Who somebody is to a rule, on a day: all that decides what they may see 可见的制度.

    Public rules are seen by all; those shared with all bodies, by their people; those of a circle, by people of its
    members of the day; those of one's own body; those of a unit, by the unit's people; and those one is named for.
    The office that keeps a work always sees it. Visitors and the operator see nothing but the public ones.
    """

    shared: bool = False
    own: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    circles: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()
    account: str = ""

    def condition(self) -> Q:
        """For rows of `Work`."""
        shown = Q(visibility=Visibility.PUBLIC)
        if self.shared:
            shown |= Q(visibility=Visibility.BODIES)
            shown |= Q(visibility=Visibility.CIRCLE, circle__in=self.circles)
            shown |= Q(body__in=self.own, visibility__in=[Visibility.BODY, Visibility.CIRCLE])
            shown |= Q(visibility=Visibility.UNIT, unit__in=self.units)
            named = WorkReader.objects.filter(account=self.account).values("work")
            shown |= Q(visibility=Visibility.PERSONS, pk__in=named)
            shown |= Q(body__in=self.kept)
        return shown

    def terms(self) -> frozenset[str]:
        """The same for search: a work is seen by whose `seen_by` holds one of these."""
        if not self.shared:
            return frozenset({"public"})
        return frozenset({
            "public", "bodies", f"person:{self.account}",
            *(f"circle:{slug}" for slug in self.circles), *(f"body:{code}" for code in self.own),
            *(f"unit:{key}" for key in self.units), *(f"keeper:{code}" for code in self.kept),
        })  # fmt: skip


def seen_by(work: Work) -> frozenset[str]:
    """The terms of a work, of which the asker's `Sight.terms` has to hold one."""
    terms = {f"keeper:{work.body_id}"}
    match work.visibility:
        case Visibility.PUBLIC | Visibility.BODIES as wide:
            terms.add(str(wide))
        case Visibility.CIRCLE:
            terms |= {f"circle:{work.circle_id}", f"body:{work.body_id}"}
        case Visibility.BODY:
            terms.add(f"body:{work.body_id}")
        case Visibility.UNIT:
            terms.add(f"unit:{work.unit_id}")
        case Visibility.PERSONS:
            terms |= {f"person:{reader.account}" for reader in work.readers.all()}
    return frozenset(terms)


def sight_of(actor: Actor, on: date) -> Sight:
    """What decides for `actor` on a day."""
    if not allowed(actor, READ_SHARED_RULE):
        return Sight()
    own = _own_bodies(actor)
    circles = CircleMember.objects.filter(spans(on), body__in=own).values_list("circle", flat=True)
    units = UnitMember.objects.filter(account=actor.account).values_list("unit", flat=True)
    kept = frozenset(kept_bodies(actor))
    return Sight(True, frozenset(own), kept, frozenset(circles), frozenset(units), actor.account)


def visible_works(actor: Actor, on: date) -> QuerySet[Work]:
    """Works `actor` may see on a day 可见的制度."""
    return Work.objects.filter(sight_of(actor, on).condition())


def closed_pages(pages: Collection[str], actor: Actor, on: date) -> frozenset[str]:
    """Of some permalinks, the pages of works that `actor` may not see on a day, or that are gone."""
    asked = {page: f"/akn/{page.removeprefix('/rules/').rstrip('/')}" for page in pages if page.startswith("/rules/")}
    seen = set[str]()
    for some in portions(asked.values()):
        seen |= set(visible_works(actor, on).filter(address__in=some).values_list("address", flat=True))
    return frozenset(page for page, address in asked.items() if address not in seen)


def _own_bodies(actor: Actor) -> set[str]:
    return {held.body for held in actor.roles if allowed(actor, READ_OWN_RULE, body=held.body)}


def kept_bodies(actor: Actor) -> set[str]:
    """Bodies whose repository the actor keeps."""
    return {held.body for held in actor.roles if allowed(actor, ADMIT_RULE, body=held.body)}


def visible_work(address: str, actor: Actor, on: date) -> Work:
    """The work at an address, or `Refused` in the same words whether it is not there or not to be seen."""
    work = visible_works(actor, on).filter(address=address).select_related("body", "unit", "circle").first()
    if work is None:
        raise Refused("rule_visible", NOT_THERE, remedy="请核对地址；需要查看的，请向入库机构的联络员索取。")
    return work


def version_on(work: Work, day: date) -> Version | None:
    """The text of a work that counted on a day; None before the first one commenced 某日的文本."""
    return work.versions.filter(commences__lte=day).order_by("-commences", "-number").first()


def history_of(works: Iterable[Work]) -> dict[int, list[WorkHappening]]:
    """What happened to each work, by its key, without what was withdrawn."""
    found: dict[int, list[WorkHappening]] = {work.pk: [] for work in works}
    rows = WorkHappening.objects.filter(work__in=list(found), withdrawn_on__isnull=True).order_by("day", "pk")
    for row in rows:
        found[row.work_id].append(row)
    return found


def standing_of(work: Work, day: date, provision: str | None = None) -> Standing:
    """The standing of a work, or of one of its provisions, on a day 某日的效力状态."""
    return standing_on([row.as_value() for row in history_of([work])[work.pk]], day, provision)


def visible_batches(actor: Actor) -> QuerySet[Batch]:
    """Batches of the bodies for which `actor` may take files in."""
    bodies = {held.body for held in actor.roles if allowed(actor, RECEIVE_RULES, body=held.body)}
    return Batch.objects.filter(body__in=bodies).select_related("body")
