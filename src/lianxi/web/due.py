"""What is due 今天要办: one plain shape for every field of work.

Each app derives its own items by reading (`selectors.due_items`), `composition.due`
lists the apps, the workbench shows the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SOON = 7  # so many days off, a day is near


@dataclass(frozen=True)
class DueItem:
    """One thing that waits for the actor, or that his circle should keep in view.

    title: what is to be done. why: the reason in one sentence, with the facts.
    clause: the clause or house rule that sets it. due: the day, None where nobody set one.
    provisional: the day was computed without the official table of some year.
    binding: False where the clause calls the day usual (一般、原则上): passing it is a departure, not lateness.
    action: label of the link; "" where the item is only to be known.
    post: where a POST does it at once, with nothing to fill in; "" where a page must be opened.
    personal: the title names a person, so that it stays in the house: a mail says only the field of work.
    """

    title: str
    why: str
    clause: str
    href: str
    due: date | None = None
    provisional: bool = False
    binding: bool = True
    action: str = ""
    post: str = ""
    field: str = ""
    personal: bool = False

    def days_left(self, on: date) -> int | None:
        """Calendar days from `on` to the due day; negative when it has passed."""
        return (self.due - on).days if self.due else None

    def is_late(self, on: date) -> bool:
        """Nobody is called late on a day that is not certain, or that the clause only calls usual."""
        return self.due is not None and self.due < on and self.binding and not self.provisional
