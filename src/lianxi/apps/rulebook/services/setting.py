"""Particulars of many files set at once 成批填写: each keeps what was read of it, and is confirmed by itself later."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import SET_ITEMS
from lianxi.apps.rulebook.intake.proposed import proposed
from lianxi.apps.rulebook.models import Batch, Item, ItemState, Visibility
from lianxi.apps.rulebook.services.keeping import kind_of
from lianxi.apps.rulebook.services.shown_to import circle_of
from lianxi.apps.rulebook.services.units import unit_in
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused

FIELDS = {
    "kind": "种类", "issuer": "制定机关", "unit_key": "责任单位", "visibility": "可见范围", "circle": "联席圈",
}  # fmt: skip
OPEN = (ItemState.READ, ItemState.SAME)
LONGEST_ISSUER = 200


@dataclass(frozen=True)
class Outcome:
    """How many files were set, and those left as they are, each with the reason."""

    changed: int
    left: tuple[tuple[str, str], ...]


@transaction.atomic
def set_items(
    *, batch: Batch, positions: Collection[int], values: Mapping[str, str], seen: Mapping[int, str], actor: Actor,
    on: date,
) -> Outcome:  # fmt: skip
    """Set fields of many files of a batch 成批填写待入库制度的信息; what is not given stays as each file has it.

    values: of `FIELDS`. seen: the mark of each file (`mark_of`) when the person looked; one that somebody decided
    on or set meanwhile is left and named.
    """
    require(actor, SET_ITEMS, body=batch.body_id)
    values = {name: value.strip() for name, value in values.items() if name in FIELDS and value.strip()}
    rows = list(batch.items.select_for_update().filter(position__in=positions).defer("text").order_by("position"))
    check_values(batch, values, on)
    if not rows:
        raise Refused("items_chosen", "还没有选文件。", remedy="请勾选要填写的文件。")
    left, changed = [], []
    for row in rows:
        row.batch = batch
        if why := _in_the_way(row, values, seen):
            left.append((row.path, why))
            continue
        row.chosen = {
            "values": {**row.chosen.get("values", {}), **values}, "by": actor.person, "on": on.isoformat(),
        }  # fmt: skip
        changed.append(row)
    Item.objects.bulk_update(changed, ["chosen"], batch_size=500)
    if changed:
        record(
            act=SET_ITEMS, actor=actor, body=batch.body_id, target=batch.get_absolute_url(), on=on,
            title=f"成批填写“{batch.name}”中 {len(changed)} 份的{'、'.join(FIELDS[name] for name in values)}",
            after={**values, "positions": [row.position for row in changed]},
        )  # fmt: skip
    return Outcome(len(changed), tuple(left))


def mark_of(item: Item) -> str:
    """A mark that changes when somebody sets the file or decides on it."""
    return sha256(f"{item.state}{item.chosen}".encode()).hexdigest()[:8]


def check_values(batch: Batch, values: Mapping[str, str], on: date) -> None:
    """`Refused` where a value is none of those there are, or something it needs is missing."""
    if not values:
        raise Refused("something_changed", "还没有选要填什么。", remedy="请至少选一项；不选的各份照原样。")
    if "kind" in values:
        kind_of(values["kind"])
    if len(values.get("issuer", "")) > LONGEST_ISSUER:
        raise Refused("particulars_fit", f"制定机关最多 {LONGEST_ISSUER} 字。", remedy="请改短。")
    if key := values.get("unit_key"):
        unit_in(batch.body, int(key) if key.isdecimal() else 0)
    visibility = values.get("visibility")
    if visibility and visibility not in set(Visibility.values) - {Visibility.PERSONS}:
        raise Refused("visibility_known", "不能成批定为这种可见范围。", remedy="指定的人请逐份填写账号。")
    circle_of(visibility or "", values.get("circle", ""), batch.body, on)
    if values.get("circle") and visibility != Visibility.CIRCLE:
        raise Refused("circle_needs_visibility", "选了联席圈，可见范围却不是联席圈。", remedy="请一并选可见范围。")


def _in_the_way(row: Item, values: Mapping[str, str], seen: Mapping[int, str]) -> str:
    """Why a file is left as it is; "" where nothing is in the way."""
    if row.state not in OPEN:
        by = f"已由{row.decided_by}办理：" if row.decided_by else ""
        return f"{by}{ItemState(row.state).label}"
    if seen.get(row.position) != mark_of(row):
        return f"已由{row.chosen.get('by', '别人')}填写过"
    if values.get("visibility") == Visibility.UNIT and not (values.get("unit_key") or unit_of(row)):
        return "只给责任单位看的，须先定责任单位"
    return ""


def unit_of(row: Item) -> str:
    """Key of the unit known for a file, "" for none."""
    return str(proposed(row).values.get("unit_key") or "")
