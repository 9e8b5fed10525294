"""Who a work is shown to 可见范围: what each bound needs before it can hold, said once for all ways to set it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lianxi.apps.accounts.models import Account
from lianxi.apps.bodies.models import Body, Circle
from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.rulebook.models import Visibility
from lianxi.kernel.errors import Refused


def why_not_shown(
    visibility: str, unit: object, circle: str, readers: Collection[str], known: Collection[str] | None = None
) -> str:
    """Why a work cannot be shown so, as a sentence; "" where it can.

    unit, circle, readers: as chosen, nothing where there is none. known: the accounts there are among `readers`;
    asked of the database where not given, and only where readers decide.
    """
    refusal = _refusal(visibility, unit, circle, readers, known)
    return refusal.reason if refusal else ""


def check_shown(visibility: str, unit: object, circle: str, readers: Collection[str]) -> None:
    """`Refused` with what `why_not_shown` says."""
    if refusal := _refusal(visibility, unit, circle, readers, None):
        raise refusal


def circle_of(visibility: str, slug: str, body: Body, on: date) -> Circle | None:
    """The circle a work is shared in, of which the body has to be a member on the day; None for other bounds."""
    if visibility != Visibility.CIRCLE:
        return None
    found = circles_of(body.code, on).filter(pk=slug).first()
    if found is None:
        raise Refused("circle_member", f"{body.short_name}不在所选的联席圈里。", remedy="请选本机构所在的联席圈。")
    return found


def _refusal(
    visibility: str, unit: object, circle: str, readers: Collection[str], known: Collection[str] | None
) -> Refused | None:
    match visibility:
        case Visibility.UNIT if not unit:
            return Refused("unit_named", "还没有定责任单位，不能只给责任单位看。", remedy="请先定责任单位。")
        case Visibility.CIRCLE if not circle:
            return Refused("circle_named", "还没有选联席圈，不能只给联席圈看。", remedy="请选本机构所在的联席圈。")
        case Visibility.PERSONS if not readers:
            return Refused(
                "reader_named",
                "还没有写明给哪些人看。",
                remedy="请写明账号，一行一个；只给办公室看的，选“责任单位”或“本机构”。",
            )
        case Visibility.PERSONS:
            return _stranger(readers, _known(readers) if known is None else known)
        case one if one not in Visibility.values:
            return Refused("visibility_known", "没有这种可见范围。", remedy=f"请选：{'、'.join(Visibility.labels)}。")
    return None


def _stranger(readers: Collection[str], known: Collection[str]) -> Refused | None:
    missing = next((account for account in readers if account not in known), None)
    return Refused("reader_known", f"没有账号“{missing}”。", remedy="请核对账号，一行一个。") if missing else None


def _known(accounts: Collection[str]) -> set[str]:
    return set(Account.objects.filter(username__in=accounts).values_list("username", flat=True))
