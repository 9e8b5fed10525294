"""Works of the repository to which a version could be bound 可绑定的制度: proposed, or found by what one knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.apps.mechanisms.kept_text import binding_row, place_items
from lianxi.apps.mechanisms.original_text import NOT_A_GIST, items_of_document
from lianxi.apps.mechanisms.text_binding import differing, text_of
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.works.named_works import named_works, titled_works
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import ClauseBinding, bind
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion

MOST = 8


@dataclass(frozen=True)
class OfferedText:
    """One work, and how the version would stand to its text in force.

    problem: why it cannot be the original; "" where it can; gist: because it only tells it in other words.
    failed: clauses that are missing or lack words; differing: clauses that do not read as they were
    confirmed before; bound: it is what the version is bound to.
    """

    work: Work
    text: Version
    versions: tuple[int, ...]
    problem: str = ""
    gist: bool = False
    clauses: int = 0
    failed: tuple[ClauseBinding, ...] = ()
    differing: tuple[str, ...] = ()
    bound: bool = False

    @property
    def fit(self) -> tuple[str, str]:
        """How well it fits, with the tone."""
        if self.gist:
            return "只是要义，不是原文", "gold"
        if self.problem:
            return "不是这份原文", "muted"
        return (f"{len(self.failed)} 条有问题", "red") if self.failed else ("每一条都在", "green")


def offered_texts(
    mechanism: Mechanism, version: MechanismVersion, said: str, actor: Actor, on: date
) -> tuple[list[OfferedText], bool]:
    """The works found by `said`, without it those of the same title whose caption fits, and its gists; whether more."""
    said = said.strip()
    works = list(
        (named_works(actor, on, said) if said else titled_works(actor, on, version.title)).distinct()[: MOST + 1]
    )
    found = [_offered(work, mechanism, version, on) for work in works[:MOST]]
    if not said:
        found = [one for one in found if one.gist or not one.problem]
    return sorted(found, key=lambda one: (bool(one.problem), len(one.failed))), len(works) > MOST


def _offered(work: Work, mechanism: Mechanism, version: MechanismVersion, on: date) -> OfferedText:
    text, numbers = text_of(work, None, on), tuple(work.versions.order_by("-number").values_list("number", flat=True))
    try:
        items = items_of_document(text.text, f"《{text.title}》", mechanism, version)
    except Refused as refusal:
        return OfferedText(work, text, numbers, problem=refusal.reason, gist=refusal.guard == NOT_A_GIST)
    row, held = binding_row(version), bind(version, items, {})
    return OfferedText(
        work, text, numbers, clauses=len(version.clauses), failed=held.failed,
        differing=tuple(differing(version, place_items(text, version.title))),
        bound=row is not None and row.work_id == work.pk,
    )  # fmt: skip
