from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.rulebook.models import Stretch, Work
from lianxi.apps.rulebook.services.stretches import stretches_of
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, B, C, make_account, make_bodies


@pytest.fixture
def signed_in() -> Callable[[str], Client]:
    """A browser in which that account has signed in."""

    def sign_in(username: str) -> Client:
        now, client = timezone.now(), Client()
        session = client.session
        account = Account.objects.get(username=username)
        session[SIGN_IN] = SignIn.objects.create(account=account, started_at=now, seen_at=now).pk
        session.save()
        return client

    return sign_in


@pytest.fixture
def rule_house(db: None) -> Iterator[None]:
    """甲 with a clerk, an office head and a deputy; clerks of 乙, of the same circle, and of 丙, outside it."""
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    make_account("jia.head", A, Role.OFFICE_HEAD)
    make_account("jia.deputy", A, Role.DEPUTY)
    make_account("yi.clerk", B, Role.CLERK)
    make_account("bing.clerk", C, Role.CLERK)
    make_account("operator", None)
    yield
    cache.clear()


@pytest.fixture
def true_stretches(db: None) -> Iterator[None]:
    """At the end of the test, whatever services did, the stretches of every work are what the kernel tells of it."""
    yield
    fields = ("first", "last", "status", "since", "until", "begun")
    for work in Work.objects.all():
        happened = work.happenings.filter(withdrawn_on__isnull=True).order_by("day", "pk")
        kept = Stretch.objects.filter(work=work).order_by("first").values_list(*fields)
        assert list(kept) == stretches_of([row.as_value() for row in happened]), work
