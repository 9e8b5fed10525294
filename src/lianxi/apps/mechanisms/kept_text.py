"""A mechanism version held against the work it is bound to 所依文本: on a day, by reading, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from lianxi.apps.mechanisms.models import BoundProvision, TextBinding
from lianxi.apps.mechanisms.selectors import law
from lianxi.apps.rulebook.models import Version, WorkHappening
from lianxi.apps.rulebook.selectors import history_of, version_on
from lianxi.apps.rulebook.works.placed_provisions import PlacedProvision, placed_provisions, provision_at
from lianxi.kernel.rules.binding import Binding
from lianxi.kernel.rules.kept_binding import KeptClause, bind_kept
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.outline import Item, read_items
from lianxi.kernel.texts.validity import HappeningKind, Standing, standing_on
from lianxi.web.wording import cn_date

FIRST_BOUND = "首次绑定"


@dataclass(frozen=True)
class PlacedItems:
    """The items of a version's text under a title, each with the provision it is."""

    version: Version
    items: tuple[Item, ...]
    of_item: Mapping[Item, PlacedProvision]
    provisions: Mapping[str, PlacedProvision]

    def item(self, wid: str, place: str) -> Item | None:
        """The item with an identity; of several in one provision the one of that number; None where there is none.

        Where the text stands under another title now, the provision stands in for its item.
        """
        provision = self.provisions.get(wid)
        found = [item for item, one in self.of_item.items() if one.wid == wid]
        if found or provision is None:
            return next((item for item in found if item.number == place), found[0] if found else None)
        line = self.version.text.count("\n", 0, provision.start) + 1
        return Item(place, line, provision.words(self.version.text))

    def provision(self, item: Item | None) -> PlacedProvision | None:
        """The provision an item is; by its line, since an item may go under the number of a clause."""
        if item is None:
            return None
        found = next((one for key, one in self.of_item.items() if key.line == item.line), None)
        return found or next((one for one in self.provisions.values() if self._begins(one, item.line)), None)

    def _begins(self, provision: PlacedProvision, line: int) -> bool:
        return self.version.text.count("\n", 0, provision.start) + 1 == line


@dataclass(frozen=True)
class Held:
    """A mechanism version against the text that counts on a day.

    row: to which work it is bound; day: by which day the text counts; now: that text, `on` it `binding` was found.
    """

    row: TextBinding
    day: date
    now: PlacedItems
    binding: Binding


def binding_row(version: MechanismVersion) -> TextBinding | None:
    """The binding in force of a mechanism version; None where it is bound to no work."""
    rows = TextBinding.objects.filter(slug=version.slug, effective=version.effective)
    return rows.select_related("work__body", "version").first()


def held_on(version: MechanismVersion, on: date) -> Held | None:
    """How a mechanism version stands to its work on a day; None where it is bound to none."""
    row = binding_row(version)
    if row is None:
        return None
    day = last_day(version, on)
    now = place_items(text_on(row, day), version.title)
    return Held(row, day, now, bind_kept(version, _kept(version, row, now, day), now.items))


def last_day(version: MechanismVersion, on: date) -> date:
    """The day by which the text of a version counts: what changed after it was superseded concerns the next one."""
    later = [one.effective for one in law().mechanisms[version.slug].versions if one.effective > version.effective]
    return min([on, *(day - timedelta(days=1) for day in later)])


def text_on(row: TextBinding, day: date) -> Version:
    """The text of the bound work on a day; the one it was bound to where no later one counts yet."""
    found = version_on(row.work, day)
    return found if found is not None and found.number > row.version.number else row.version


def place_items(version: Version, title: str) -> PlacedItems:
    """The items of the document of that title in a text, each with its provision."""
    items, provisions = read_items(version.text, title), placed_provisions(version)
    starts = [0, *accumulate(len(line) + 1 for line in version.text.split("\n"))]
    rows = list(provisions.values())
    found = {item: provision_at(rows, starts[item.line - 1], starts[item.line]) for item in items}
    return PlacedItems(version, items, {item: one for item, one in found.items() if one}, provisions)


def confirmed_rows(row: TextBinding, number: int) -> dict[str, BoundProvision]:
    """By clause what was confirmed last, among texts up to a number."""
    rows = row.provisions.filter(version__number__lte=number).select_related("version").order_by("pk")
    return {one.clause: one for one in rows}


def _kept(version: MechanismVersion, row: TextBinding, now: PlacedItems, day: date) -> dict[str, KeptClause]:
    happened = history_of([row.work])[row.work.pk]
    texts = {now.version.pk: now}
    return {
        clause: _clause(one, _placed(one.version, version.title, texts), now, happened, day)
        for clause, one in confirmed_rows(row, now.version.number).items()
    }


def _placed(version: Version, title: str, texts: dict[int, PlacedItems]) -> PlacedItems:
    """Each text read once."""
    if version.pk not in texts:
        texts[version.pk] = place_items(version, title)
    return texts[version.pk]


def _clause(
    one: BoundProvision, then: PlacedItems, now: PlacedItems, happened: Sequence[WorkHappening], day: date
) -> KeptClause:
    before, item = then.item(one.wid, one.place), now.item(one.wid, one.place)
    standing = standing_on([row.as_value() for row in happened], day, one.wid)
    return KeptClause(
        place=one.place,
        before=before.text if before else "",
        now=item,
        newer_on=now.version.commences if now.version.pk != one.version_id else None,
        ended=_ended(one, standing) if standing.status.is_over else "",
        amended=_amended(one, now.version, happened, day),
    )


def _ended(one: BoundProvision, standing: Standing) -> str:
    ground = standing.ground
    what = one.place if ground and ground.provisions else f"所依的《{one.version.title}》"
    since = f"自{cn_date(standing.since)}起" if standing.since else ""
    by = f"（依据{_named(ground.instrument)}）" if ground and ground.instrument else ""
    return f"{what}{since}{standing.status.label}{by}。"


def _amended(one: BoundProvision, now: Version, happened: Sequence[WorkHappening], day: date) -> str:
    """An amendment on record that brought no text, which nobody looked at since it was recorded."""
    for row in happened:
        concerns = row.kind == HappeningKind.AMEND and row.version_id is None and row.day <= day
        concerns = concerns and (not row.provisions or one.wid in row.provisions)
        looked_at = one.note != FIRST_BOUND and row.recorded <= one.confirmed_at
        if concerns and row.day > (now.commences or date.min) and not looked_at:
            return f"自{cn_date(row.day)}起有修改（依据{_named(row.instrument)}），库里还没有修改后的文本，尚未核对。"
    return ""


def _named(instrument: str) -> str:
    return f"《{instrument.strip('《》')}》"
