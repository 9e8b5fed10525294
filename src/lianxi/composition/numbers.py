"""The document numbers 文号 of what was found: the index knows them to find by, the database to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.search import RULES
from lianxi.apps.search.asking import Hit


def document_numbers(hits: Iterable[Hit]) -> dict[int, str]:
    """Work → the number of the version that was hit; works without one are left out. One query."""
    wanted = {hit.work: hit for hit in hits if hit.source == RULES.code}
    versions: defaultdict[int, list[Version]] = defaultdict(list)
    rows = Version.objects.filter(work__in=list(wanted)).exclude(document_number="").order_by("number")
    for row in rows.only("work_id", "title", "document_number", "issued", "commences", "admitted_on"):
        versions[row.work_id].append(row)
    return {
        work: max(rows, key=lambda row: _fits(row, wanted[work])).document_number for work, rows in versions.items()
    }


def _fits(row: Version, hit: Hit) -> tuple[bool, bool]:
    """Of several versions the index shows one of the same day and title."""
    return (row.issued or row.commences or row.admitted_on) == hit.day, row.title == hit.title
