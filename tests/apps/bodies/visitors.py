"""Browsers that are signed in, with a real account and a real sign-in behind them."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import Account, GrantState, RoleGrant, SignIn
from lianxi.kernel.access import Role


def visitor(role: Role | None, body: str | None = "990100") -> Client:
    """A client signed in with one role in one body; without a body as the operator."""
    account = Account.objects.create(
        username=f"{role or 'someone'}.{body or 'machine'}".replace("_", "-"),
        person_name="示例·某某",
        body_id=body,
        is_operator=body is None,
        password=make_password("Correct-horse-9"),
        password_changed_at=timezone.now(),
        created_on=date(2024, 1, 1),
        created_by="test",
    )
    if role and body:
        RoleGrant.objects.create(
            account=account,
            role=role,
            body_id=body,
            state=GrantState.CONFIRMED,
            requested_by=account,
            requested_on=date(2024, 1, 1),
            decided_by=account,
            decided_on=date(2024, 1, 1),
            start=date(2024, 1, 1),
        )
    sign_in = SignIn.objects.create(account=account, started_at=timezone.now(), seen_at=timezone.now())
    client = Client()
    session = client.session
    session[SIGN_IN] = sign_in.pk
    session.save()
    client.cookies["lianxi"] = session.session_key
    return client
