"""What the page of a work says of decisions carried out on it, and links to do so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lianxi.apps.rulebook.acts import AMEND_RULE
from lianxi.apps.rulebook.amending.finding import is_decision
from lianxi.apps.rulebook.models import Amendment, ProofState, Version, Work
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import Actor, allowed

PROOF_TONES = {
    ProofState.PROVEN: "green", ProofState.DIFFERS: "gold", ProofState.PARTIAL: "gold", ProofState.UNPRINTED: "muted",
}  # fmt: skip


@dataclass(frozen=True)
class Brought:
    """How a version came about by a decision. decision: its page, "" where one may not see it."""

    href: str
    proof: str
    tone: str
    decision: str
    instructions: int


def brought_by(work: Work, actor: Actor, on: date) -> dict[int, Brought]:
    """Version → the decision that brought it."""
    rows = Amendment.objects.filter(work=work).select_related("work", "version", "decision__work")
    rows = list(rows.defer("printed_text", "version__text", "decision__text"))
    seen = set(
        visible_works(actor, on).filter(pk__in=[row.decision.work_id for row in rows]).values_list("pk", flat=True)
    )
    return {
        row.version_id: Brought(
            row.get_absolute_url(), row.get_proof_display(), PROOF_TONES[ProofState(row.proof)],
            row.decision.work.get_absolute_url() if row.decision.work_id in seen else "", len(row.instructions),
        )
        for row in rows
    }  # fmt: skip


def amending_actions(work: Work, version: Version, actor: Actor) -> list[dict[str, object]]:
    """Links for the head of the page."""
    part, found = [work.address.removeprefix("/akn/")], list[dict[str, object]]()
    if allowed(actor, AMEND_RULE, body=work.body_id):
        found.append({"label": "套用修改决定", "href": reverse("rulebook:amend", args=part), "icon": "file-pen-line"})
    if is_decision(version):
        found.append({"label": "修改了哪些制度", "href": reverse("rulebook:amends", args=part), "icon": "split"})
    return found
