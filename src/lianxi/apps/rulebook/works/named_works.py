"""Works by what somebody knows of them: words of the title, the document number, or the address."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import Actor


def named_works(actor: Actor, on: date, said: str) -> QuerySet[Work]:
    """Works `actor` may see of which a version has every word in its title, or the number; or at that address."""
    works = visible_works(actor, on).select_related("body").order_by("-created", "-pk")
    if path := address_in(said):
        return works.filter(address=path)
    titled = works
    for word in said.split():
        titled = titled.filter(versions__title__contains=word)
    numbered = Q(pk__in=works.filter(versions__document_number__contains=said.strip()).order_by().values("pk"))
    return works.filter(Q(pk__in=titled.order_by().values("pk")) | numbered)


def titled_works(actor: Actor, on: date, title: str) -> QuerySet[Work]:
    """Works `actor` may see of which a version has exactly that title."""
    works = visible_works(actor, on).select_related("body").order_by("-created", "-pk")
    return works.filter(versions__title=title)


def address_in(said: str) -> str:
    """The permanent address in a link to the page of a work, or in the address itself; "" where it is neither."""
    for mark, head in (("/akn/", "/akn/"), ("/rules/cn", "/akn/cn")):
        if mark in said:
            return head + said.split(mark, 1)[1].split("?")[0].split("#")[0].strip().rstrip("/")
    return ""
