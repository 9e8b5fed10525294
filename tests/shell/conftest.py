from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import Account, SignIn
from lianxi.kernel.access import Role
from tests.apps.accounts.people import A, make_account, make_bodies


@pytest.fixture
def signed_in(db: None) -> Callable[[str], Client]:
    """A browser in which that account has signed in; 甲's clerk and the operator exist."""
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK, Role.LEADER)
    make_account("operator", None)

    def sign_in(username: str) -> Client:
        now = timezone.now()
        account = Account.objects.get(username=username)
        client = Client()
        session = client.session
        session[SIGN_IN] = SignIn.objects.create(account=account, started_at=now, seen_at=now).pk
        session.save()
        return client

    return sign_in
