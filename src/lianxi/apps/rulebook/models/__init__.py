"""What the rulebook keeps: works and their versions, provisions, what happened to them, and what came in."""

from lianxi.apps.rulebook.models.amendments import Amendment, ProofState
from lianxi.apps.rulebook.models.choices import ChoiceScope, CitedChoice
from lianxi.apps.rulebook.models.citations import Citation, WorkName
from lianxi.apps.rulebook.models.filings import Filing, Publication
from lianxi.apps.rulebook.models.happenings import WorkHappening
from lianxi.apps.rulebook.models.intake import Batch, BatchState, Item, ItemState
from lianxi.apps.rulebook.models.provisions import Provision
from lianxi.apps.rulebook.models.reviews import Review
from lianxi.apps.rulebook.models.stretches import Stretch
from lianxi.apps.rulebook.models.works import Version, Visibility, Work, WorkReader

__all__ = [
    "Amendment",
    "Batch",
    "BatchState",
    "ChoiceScope",
    "Citation",
    "CitedChoice",
    "Filing",
    "Item",
    "ItemState",
    "ProofState",
    "Provision",
    "Publication",
    "Review",
    "Stretch",
    "Version",
    "Visibility",
    "Work",
    "WorkHappening",
    "WorkName",
    "WorkReader",
]
