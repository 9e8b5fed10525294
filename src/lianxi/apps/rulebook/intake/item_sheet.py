"""One file as its page shows it 待确认的一份: fields with the place they were read from, findings by class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from lianxi.apps.rulebook.intake.intake_forms import NEW, ItemForm, of_work
from lianxi.apps.rulebook.intake.marked_text import sign_key
from lianxi.apps.rulebook.intake.proposed import at_odds, proposed
from lianxi.apps.rulebook.models import Item, Visibility, Work
from lianxi.apps.rulebook.services.admitting import Accepted
from lianxi.apps.rulebook.texts.side_by_side import visible
from lianxi.exporters.akoma_ntoso.slugs import slug_of
from lianxi.kernel.texts.damage.findings import Damage

MOST_FINDINGS = 200
TAKE, LEAVE = "take", "leave"
_QUOTED = 60


@dataclass(frozen=True)
class Shown:
    """A field with where its value comes from.

    ground: why this value; quote: the words it was read from; key: of their mark in the text, "" where there is none.
    signs: where it was read from several places, what each is and the key of its mark.
    """

    field: BoundField
    ground: str
    quote: str
    key: str
    sure: bool
    signs: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class FoundClass:
    """Findings of one class: how many are sure, and the single places as far as they are shown."""

    value: str
    label: str
    places: int
    sure: int
    note: str
    shown: Sequence[Mapping[str, Any]]
    left_out: int


def initial_of(item: Item, near: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the form begins with; a work of the same title is thought to be the same one."""
    values = dict(proposed(item).values) if item.report else {}
    title = "".join(values.get("title", "").split())
    same = next((str(one["work"]) for one in near if "".join(one["title"].split()) == title), NEW)
    kept = of_work(Work.objects.get(pk=same)) if same != NEW else {}
    return {"visibility": Visibility.BODY, "slug": slug_of(title), **values, **kept, "as_version_of": same}


def fields_of(item: Item, form: ItemForm) -> Iterator[Shown]:
    """The fields in order, each with its ground."""
    read, odds = {one["field"]: one for one in item.proposals.get("proposals", ())}, at_odds(item)
    for field in form.visible_fields():
        one = read.get(field.name)
        if field.name in item.chosen.get("values", {}):
            yield Shown(field, f"{item.chosen['by']}于 {item.chosen['on']} 成批填写", "", "", sure=True)
        elif other := odds.get(field.name):
            ground = f"取自随附表格；文中是“{other['value']}”"
            yield Shown(field, ground, _quoted(item, other), f"p-{field.name}", sure=False)
        elif item.given.get(field.name):
            yield Shown(field, "取自随附表格", "", "", sure=True)
        elif one:
            signs = [(sign["label"], sign_key(one, at)) for at, sign in enumerate(one.get("signs", ()))]
            key = "" if signs else f"p-{field.name}"
            yield Shown(field, one["ground"], _quoted(item, one), key, one["sure"], signs)
        else:
            yield Shown(field, "", "", "", sure=True)


def _quoted(item: Item, one: Mapping[str, Any]) -> str:
    """The words it was read from."""
    return " ".join(item.text[one["start"] : one["end"]].split())[:_QUOTED]


def findings_of(item: Item) -> list[FoundClass]:
    """The findings by class, in the order of the score's reasons."""
    by_class: dict[str, list[Mapping[str, Any]]] = {}
    for one in item.report.get("findings", ()):
        by_class.setdefault(one["class"], []).append(one)
    left = MOST_FINDINGS
    found = []
    for value, ones in by_class.items():
        shown, left = [_to_be_seen(one) for one in ones[:left]], max(0, left - len(ones))
        sure = sum(one["sure"] for one in ones)
        found.append(
            FoundClass(value, ones[0]["label"], len(ones), sure, ones[0]["note"], shown, len(ones) - len(shown))
        )
    return found


def _to_be_seen(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """A finding with the characters one could not see by their signs."""
    proposal = one["proposal"]
    return {**one, "original": visible(one["original"]), "proposal": visible(proposal) if proposal else proposal}


def accepted_of(asked: QueryDict, item: Item) -> Accepted:
    """What was ticked: whole classes; single places taken, or left whatever becomes of their class."""
    starts = [one["start"] for one in item.report.get("findings", ())]
    known = {damage.value for damage in Damage}
    return Accepted(
        classes={Damage(value) for value in asked.getlist("classes") if value in known},
        places={start for start in starts if asked.get(f"place-{start}") == TAKE},
        refused={start for start in starts if asked.get(f"place-{start}") == LEAVE},
        why=asked.get("why", "").strip(),
    )
