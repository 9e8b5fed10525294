"""Entries in the audit that speak of rules, and from whom their words are hidden 审计里的制度.

The keepers of a repository read all its chain says. Others who read the chain
see the words of an entry where they see every work it names; a batch, a list
of works, a file handed in and a work that was taken out are the keepers' alone.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat, Greatest, StrIndex, Substr

from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import kept_bodies, visible_works
from lianxi.kernel.access import Actor

PAGES, ADDRESSES, FILES = "/rules/", "/akn/", "/files/"
_BELOW = "/amendments/"
_NAMED = (("after", "decision"), ("before", "target"), ("after", "target"), ("before", "work"), ("after", "work"))
"""Where entries name another work than their object: by its page, or by its address."""


def hidden_entries(actor: Actor, on: date) -> Q:
    """Entries whose words `actor` may not read on a day."""
    seen = visible_works(actor, on).filter(created__lte=OuterRef("at"))  # an earlier work of that address is gone
    hidden = Q(target__startswith=PAGES) & ~_sees(seen, PAGES, OuterRef("target"))
    hidden |= _of_files()
    for side, key in _NAMED:
        for prefix in (PAGES, ADDRESSES):
            named = Q(**{f"{side}__{key}__startswith": prefix})
            hidden |= named & ~_sees(seen, prefix, KeyTextTransform(key, OuterRef(side)))
    return hidden & ~Q(chain__in=kept_bodies(actor))


def _of_files() -> Q:
    """Files that belong to rules; of downloads before their owner was recorded nobody can tell."""
    return Q(target__startswith=FILES) & (Q(after__owner__startswith=PAGES) | Q(after__owner__isnull=True))


def _sees(seen: QuerySet[Work], prefix: str, place: Combinable) -> Exists:
    """Whether the work at an address, or at its page or a page below that, is among those seen."""
    return Exists(seen.filter(address=place if prefix == ADDRESSES else _address_at(place)))


def _address_at(page: Combinable) -> Combinable:
    """The address of the work of a page: `/rules/cn/…/`, or `/rules/cn/…/amendments/2/`."""
    path, first = Concat(page, Value(_BELOW[1:])), len(PAGES) + 1
    return Concat(Value(ADDRESSES), Substr(path, first, Greatest(StrIndex(path, Value(_BELOW)) - first, 0)))
