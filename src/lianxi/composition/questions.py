"""What somebody asks of the repository: on the page, on the command line, and by a search that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import DateField
from django.http import QueryDict

from lianxi.apps.bodies.models import Body, Region
from lianxi.apps.search.asking import CHOICES, Request, Scope, Sort
from lianxi.composition.search import bodies_of_circle
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Where, parse_query
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import load_rule_kinds

WHERE = {("all" if where is Where.ANYWHERE else where.value): where for where in Where}
"""Values of the parameter `where`."""
_ONE = ("where", "scope", "issuer", "body", "region", "circle")
_SEVERAL = ("kind", "status")
_DAYS = ("day", "as_of", "since", "until")
_ASKED = frozenset({"q", *_ONE, *_SEVERAL, *_DAYS})


def request_of(typed: str, said: Mapping[str, Any], on: date) -> Request:
    """What is asked by words and conditions, these as the page's form or the command line has read them.

    Of a condition there may be one value or several; "" is none. `Refused` where the words ask for nothing, where a
    code names nothing there is, and where the span ends before it begins.
    """
    chosen = {name: wanted for name in CHOICES if (wanted := _some(said[name]))}
    _require_known(chosen)
    _require_order(said["since"], said["until"])
    if said["circle"]:
        members = bodies_of_circle(said["circle"], said["as_of"] or on)
        chosen["body"] = (chosen["body"] & members if "body" in chosen else members) or frozenset({""})
    return Request(
        parse_query(typed, WHERE.get(said["where"], Where.ANYWHERE)), Scope(said["scope"] or Scope.PROVISION), chosen,
        frozenset(map(_status, said["status"])), said["day"], said["since"], said["until"], said["as_of"],
        Sort(said["sort"] or Sort.TITLES),
    )  # fmt: skip


def _some(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset({value} if isinstance(value, str) else value) - {""}


def _require_known(chosen: Mapping[str, frozenset[str]]) -> None:
    """Codes that name nothing would find nothing, and look as if nothing had been found."""
    if wrong := chosen.get("kind", frozenset()) - {kind.code for kind in load_rule_kinds()}:
        raise _unknown("kind_known", "种类", wrong, "种类的代码见 data/rule_kinds.toml。")
    rows: dict[str, QuerySet[Any]] = {"body": Body.objects.all(), "region": Region.objects.all()}
    for name, label in (("body", "入库机构"), ("region", "行政区划")):
        wanted = chosen.get(name)
        if wanted and (wrong := wanted - set(rows[name].filter(pk__in=wanted).values_list("pk", flat=True))):
            raise _unknown(f"{name}_known", label, wrong, "请核对代码。")


def _unknown(guard: str, label: str, codes: Iterable[str], remedy: str) -> Refused:
    return Refused(guard, f"没有{label}“{'、'.join(sorted(codes))}”。", remedy=remedy)


def _require_order(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise Refused("span_in_order", f"成文日期的止日 {until} 早于起日 {since}。", remedy="请对调。")


def _status(code: str) -> Status:
    try:
        return Status(code)
    except ValueError:
        known = "、".join(f"{one.value}（{one.label}）" for one in Status)
        raise Refused("status_known", f"没有效力状态“{code}”。", remedy=f"请从中选：{known}。") from None


def kept_address(given: QueryDict) -> str:
    """The one query string for all addresses that ask the same: only what is asked, in a fixed order."""
    kept = QueryDict(mutable=True)
    for name in sorted(_ASKED & set(given)):
        if values := [as_written(name, value) for value in given.getlist(name) if value.strip()]:
            kept.setlist(name, sorted(values))
    return kept.urlencode()


def as_written(name: str, value: str) -> str:
    """A value of a parameter as a standard address has it: days as 2024-01-01, however they were typed."""
    if name in _DAYS:
        with suppress(ValidationError):
            day = DateField().clean(value)
            return day.isoformat() if day else ""
    return value


def kept_request(address: str, on: date) -> Request:
    """What a kept address asks on a day; `Refused` where it can be understood no longer."""
    given = QueryDict(address)
    try:
        said: dict[str, Any] = {name: given.get(name, "") for name in (*_ONE, "sort")}
        said |= {name: given.getlist(name) for name in _SEVERAL}
        said |= {name: date.fromisoformat(given[name]) if given.get(name) else None for name in _DAYS}
        return request_of(given.get("q", ""), said, on)
    except ValueError:
        raise Refused(
            "conditions_known", "其中有一个条件现在看不懂了。", remedy="请重新检索，再收藏一次，然后删去这一个。"
        ) from None
