"""In force or not 效力: what a text says of its commencement and its term, and its standing on any day."""

from lianxi.kernel.texts.validity.clauses import (
    Commencement,
    StartingEvent,
    ValidityClauses,
    read_validity,
)
from lianxi.kernel.texts.validity.standing import (
    ONE_DAY,
    Happening,
    HappeningKind,
    Standing,
    Status,
    Stretch,
    changes_of_standing,
    standing_on,
    stretches_of_standing,
)
from lianxi.kernel.texts.validity.term_clauses import Term
from lianxi.kernel.texts.validity.terms import TermCount, last_day_of

__all__ = [
    "ONE_DAY",
    "Commencement",
    "Happening",
    "HappeningKind",
    "Standing",
    "StartingEvent",
    "Status",
    "Stretch",
    "Term",
    "TermCount",
    "ValidityClauses",
    "changes_of_standing",
    "last_day_of",
    "read_validity",
    "standing_on",
    "stretches_of_standing",
]
