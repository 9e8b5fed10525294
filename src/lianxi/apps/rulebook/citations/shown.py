"""Citations of one rule as `rulebook/citations_part.html` reads them: both ways, provision by provision."""

from __future__ import annotations

import re

from lianxi.apps.rulebook.citations.citing import BothWays, citations_of, citing_place, work_shown
from lianxi.apps.rulebook.models import Citation, Work
from lianxi.apps.rulebook.works.chosen_text import Chosen
from lianxi.kernel.access import Actor

ON_ITS_PAGE = 60
"""Citations of each direction on the page of a rule; its page of citations has the rest."""
Part = dict[str, object]


def citations_part(work: Work, actor: Actor, chosen: Chosen) -> Part:
    """For the page of a rule: folded, places as links within the page; {} where there is nothing to show."""
    both = citations_of(work, actor, chosen.day, ON_ITS_PAGE)
    return shown(both, "") | {"folded": True} if both.cites or both.by else {}


def shown(both: BothWays, page: str) -> Part:
    """Both ways: `{"cites": […], "by": […], "cites_in_all", "by_in_all"}`; `page` has the text they stand in."""
    by = sorted(both.by, key=_order)
    return {
        "cites": [
            {"place": citing_place(row.provision), "at": f"{page}#{row.provision.eid}" if row.provision else "",
             "name": work_shown(row), "href": work_link(row), "words": named_shown(row), "kind": row.get_kind_display()}
            for row in both.cites
        ],
        "by": [
            {"place": citing_place(row.provision), "at": f"{page}#{_keys(row)[0]}" if _keys(row) else "",
             "name": row.version.work.title, "words": named_shown(row), "href": row.version.work.get_absolute_url(),
             "kind": row.get_kind_display()}
            for row in by
        ],
        "cites_in_all": both.cites_in_all, "by_in_all": both.by_in_all,
    }  # fmt: skip


def work_link(row: Citation) -> str:
    """Where the work meant is found; "" where one may not see it."""
    return row.work.get_absolute_url() if row.seen and row.work else ""


def named_shown(row: Citation) -> str:
    """The provisions named; of a rule one sees, also that it has none such."""
    gone = row.seen and any(one["keys"] and not one["wids"] for one in row.named)
    return row.words + ("（没有这一条）" if gone else "")


def _keys(row: Citation) -> list[str]:
    return [key for one in row.named for key in one["keys"]]


def _order(row: Citation) -> tuple[list[int], str]:
    """By the provision named, the whole rule first."""
    return [int(figure) for figure in re.findall(r"\d+", next(iter(_keys(row)), ""))], row.words
