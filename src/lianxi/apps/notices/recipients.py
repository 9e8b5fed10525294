"""Who is told: people by the roles they hold on a day, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lianxi.apps.accounts.models import Account
from lianxi.apps.accounts.selectors import grants_in_force
from lianxi.kernel.access import Role


@dataclass(frozen=True)
class Recipients:
    """Holders of `roles` in one of `bodies`, or in `circle` 收件人.

    bodies: codes; a role in a circle does not count in its body, as everywhere.
    roles:  e.g. clerk and office head; joint_office where a circle is given.
    circle: slug, "" for none.
    """

    bodies: tuple[str, ...]
    roles: frozenset[Role]
    circle: str = ""


def accounts_reached(to: Recipients, *, on: date) -> dict[Account, str]:
    """Active accounts whose roles are in force on `on`, each with the body in which; in the order of their keys."""
    where = Q(circle__isnull=True, body__in=to.bodies)
    if to.circle:
        where |= Q(circle=to.circle)
    grants = grants_in_force(on).filter(where, role__in=to.roles, account__is_active=True)
    reached: dict[Account, str] = {}
    for grant in grants.select_related("account__person").order_by("account_id", "pk"):
        reached.setdefault(grant.account, grant.body_id)
    return reached
