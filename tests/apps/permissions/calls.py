"""For every act the real service, or the real page, called with everything in order but the permission.

A call raises `Refused` where the act may not be done. `no` turns an answer that
simply leaves something out (a list without the row) into such a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lianxi.apps.accounts.models import Account
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from tests.apps.permissions.place import Place

NEW_PASSWORD = "Freshly-made-5"
Do = Callable[[Actor, Place, Any], object]


def nothing(place: Place) -> None:
    """Nothing has to be made ready."""


@dataclass(frozen=True)
class Call:
    """How an act is tried.

    ready:  what has to be there before, made without the actor and handed to `do`.
    also:   codes of acts that open the same door.
    named:  whether the call names a body or circle; without, there is no "elsewhere".
    writes: whether the act goes into the audit under its code.
    stops:  the call ends at a later guard, because doing it in full would take the database away from the tests.
    """

    do: Do
    ready: Callable[[Place], object] = nothing
    also: tuple[str, ...] = ()
    named: bool = True
    writes: bool = True
    stops: bool = False


def request(actor: Actor, method: str = "get", path: str = "/", given: dict[str, str] | None = None) -> HttpRequest:
    """A request as it reaches a view behind the middleware."""
    made: HttpRequest = getattr(RequestFactory(), method)(path, given or {})
    made.session = SessionStore()
    made._messages = FallbackStorage(made)
    made.actor = actor
    made.account = Account.objects.select_related("body").filter(username=actor.account).first()
    made.sign_in = None
    return made


def page(view: Callable[..., HttpResponse], actor: Actor, path: str = "/", **more: object) -> str:
    """Text of a page."""
    return view(request(actor, path=path), **more).content.decode("utf-8-sig")


def no(absent: bool) -> None:
    """What is not shown is refused."""
    if absent:
        raise Refused("not_shown", "不显示。")
