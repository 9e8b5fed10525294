"""How a mechanism version stands to its text 绑定, and what of it may be told to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.apps.mechanisms import selectors
from lianxi.apps.mechanisms.kept_text import Held, held_on
from lianxi.apps.mechanisms.models import Original, TextBinding
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.rules.binding import Binding, ClauseBinding, bind
from lianxi.kernel.rules.clauses import Rule
from lianxi.kernel.rules.kept_binding import veiled
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.web.day import today
from lianxi.web.wording import cn_date

UNSEEN = "不对您公开的原文"


@dataclass(frozen=True)
class Bound:
    """A mechanism version bound to a text, as one reader may see it.

    original: the file it was bound to; held: the work of the repository; one of the two, or none where a work is
        not to be seen.
    """

    binding: Binding
    row: TextBinding | Original
    original: Original | None = None
    held: Held | None = None

    @property
    def name(self) -> str:
        """Name of the text."""
        if self.original:
            return self.original.name
        return f"《{self.held.row.work.title}》" if self.held else UNSEEN

    @property
    def href(self) -> str:
        """Page of the work; "" where there is none to show."""
        return self.held.row.work.get_absolute_url() if self.held else ""

    @property
    def said(self) -> str:
        """When it was bound and by whom; of a work that is not to be seen, only when."""
        if self.original:
            return f"{cn_date(self.original.imported_on)}由{self.original.imported_by}导入"
        if self.held:
            row = self.held.row
            return f"第{row.version.number}版，{cn_date(row.bound_on)}由{row.bound_by}绑定"
        return ""

    def link_of(self, clause: ClauseBinding) -> str:
        """The provision of a clause on the page of the work; "" where there is none."""
        placed = self.held.now if self.held else None
        provision = placed.provision(clause.item) if placed else None
        if placed is None or provision is None:
            return ""
        return f"{self.href}?version={placed.version.number}#{provision.eid}"


def bound_on(version: MechanismVersion, actor: Actor, on: date) -> Bound | None:
    """How a version stands to its text on a day, as `actor` may see it; None where it is bound to nothing (未绑定).

    A work of the repository goes before a file imported earlier. Who may not see the work learns which rules are
    待核, and nothing of the text.
    """
    held = held_on(version, on)
    if held is None:
        original = selectors.originals_of(version).first()
        return Bound(bind_file(version, original), original, original) if original else None
    if sees(actor, held.row):
        return Bound(held.binding, held.row, held=held)
    return Bound(veiled(version, held.binding), held.row)


def sees(actor: Actor, row: TextBinding) -> bool:
    """Whether `actor` may see the work a version is bound to; as everywhere, by today, whatever day is looked at."""
    return visible_works(actor, today()).filter(pk=row.work_id).exists()


def bind_file(version: MechanismVersion, original: Original) -> Binding:
    """The version against a file that was imported."""
    return bind(version, selectors.items_of(original), selectors.confirmed_items(version))


def binding_on(version: MechanismVersion, actor: Actor, on: date) -> Binding | None:
    """The binding alone of `bound_on`."""
    found = bound_on(version, actor, on)
    return found.binding if found else None


def needs_check(version: MechanismVersion, rule_key: str, actor: Actor, on: date) -> str:
    """Why a rule is 待核 on a day, as one sentence; empty where it is not, and where the version is 未绑定."""
    binding = binding_on(version, actor, on)
    return binding.needs_check(version.rule(rule_key)) if binding else ""


def checks_of(version: MechanismVersion, actor: Actor, on: date) -> dict[str, str]:
    """By key the rules of a version that are 待核 on a day, each with the reason."""
    binding = binding_on(version, actor, on)
    found = {rule.key: binding.needs_check(rule) for rule in version.rules} if binding else {}
    return {key: why for key, why in found.items() if why}


def cited(version: MechanismVersion, rule: Rule) -> str:
    """The clause a refusal rests on, as it is shown; with a word where the rule is 待核 on the day of the refusal.

    Why it is 待核 stands on the pages of the mechanism, for those who may read it.
    """
    check = needs_check(version, rule.key, PUBLIC, today())
    return f"{version.ref(rule)}{'（这条规则待核）' if check else ''}"
