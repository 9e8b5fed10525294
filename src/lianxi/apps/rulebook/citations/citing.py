"""Reading citations both ways 引用与被引用; what one may not see is shown as the printed words and never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lianxi.apps.rulebook.models import Citation, Provision, Version, Work
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.version_order import OLDEST_FIRST
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.citations.provisions import eid_path
from lianxi.web.day import today

LONGEST_LIST = 500
"""Citations of one work shown on its page; the list of all citations has the rest."""

LONG = ("version__text", "version__as_read", "version__repairs", "version__caption")
"""What no list of citations needs, and would fetch for each of them."""


def seen_citations(actor: Actor, *, counting: bool = False) -> QuerySet[Citation]:
    """Citations of works `actor` may see; `seen` tells whether the work meant may be seen too.

    `found` tells the same of the work that number and title say, whatever a person said.

    Who may see what is decided by today, whatever day is looked at: a body that has left a circle does not look back.

    counting: most of all citations are to be gone through, as they are for a sum. It changes nothing but the speed.
    """
    visible = visible_works(actor, today())
    # Asked of each row: a list of all visible works would be gone through once for every version that is named.
    among = (
        Q(version__work__in=visible.values("pk")) if counting else Exists(visible.filter(pk=OuterRef("version__work")))
    )
    rows = Citation.objects.filter(among)
    rows = rows.annotate(
        seen=Exists(visible.filter(pk=OuterRef("work"))), found=Exists(visible.filter(pk=OuterRef("automatic")))
    )  # fmt: skip
    return rows.select_related("version__work__body", "provision", "work", "automatic", "choice").defer(*LONG)


def standing_citations(rows: QuerySet[Citation], on: date) -> QuerySet[Citation]:
    """Those of the versions that count on a day; of a work whose versions are all to come, of the first by its day."""
    versions = Version.objects.filter(work=OuterRef("version__work"))
    begun = versions.filter(commences__lte=on).order_by("-commences", "-number").values("pk")[:1]
    first = versions.order_by(*OLDEST_FIRST).values("pk")[:1]
    return rows.filter(version=Coalesce(Subquery(begun), Subquery(first)))


@dataclass(frozen=True)
class BothWays:
    """What a work cites and who cites it, as its page shows it.

    cites:  of the version that counts on the day, without what it cites of itself.
    by:     citations of it in the versions of other works that count on the day.
    cites_in_all, by_in_all: how many there are, where not all are shown.
    """

    cites: tuple[Citation, ...]
    by: tuple[Citation, ...]
    cites_in_all: int = 0
    by_in_all: int = 0

    @property
    def unresolved(self) -> int:
        """How many of what it cites lead nowhere."""
        return sum(not one.seen for one in self.cites)


def citations_of(work: Work, actor: Actor, on: date, most: int = LONGEST_LIST) -> BothWays:
    """Both ways for a work that `actor` may see, the first `most` of each."""
    rows = seen_citations(actor).filter(own=False)
    cites = standing_citations(rows.filter(version__work=work), on).order_by("order")
    by = standing_citations(rows.filter(work=work), on).order_by("version__work__title", "version", "order")
    shown = tuple(cites[:most]), tuple(by[:most])
    in_all = (len(some) if len(some) < most else rows.count() for some, rows in zip(shown, (cites, by), strict=True))
    return BothWays(*shown, *in_all)


def citing_place(provision: Provision | None) -> str:
    """A provision in words, 第二条第一款; the number printed where its place has none, "" for the head of a text."""
    if provision is None:
        return ""
    return place_in_words(provision.eid) or provision.number


def place_in_words(eid: str) -> str:
    """`art_12__para_2` as 第十二条第二款, without the chapter; a single paragraph is not told from its article here."""
    steps = eid_path(eid)
    units = [step.unit for step in steps]
    return "".join(step.words for step in (steps[units.index("条") :] if "条" in units else steps))


def work_shown(row: Citation) -> str:
    """The name of the work meant: its own where one may see it, else the words that stand in the text."""
    return row.work.title if row.seen and row.work else row.title or row.number or row.printed


@dataclass(frozen=True)
class Meaning:
    """How a citation is taken, for a badge, and what is to be known of it. Nothing here tells of what is not seen."""

    label: str
    tone: str
    note: str = ""


def meaning_of(row: Citation) -> Meaning:
    """By a person or by itself, in the repository or outside; and whether the two disagree."""
    if row.choice is None:
        return Meaning("在库中", "green") if row.seen else Meaning("不在库中", "gold")
    other = row.automatic if row.found and row.automatic_id != row.work_id else None
    note = f"按文号或者名称会认作“{other.title}”，与人工指定的不同" if other else ""
    if row.work_id is None:
        return Meaning("库外", "muted", note or row.choice.note)
    return Meaning("人工指定", "teal", note) if row.seen else Meaning("不在库中", "gold")
