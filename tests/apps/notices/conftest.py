"""People of two bodies, with and without an address."""

from __future__ import annotations

import pytest

from lianxi.apps.accounts.models import Account
from lianxi.apps.bodies.models import Person
from lianxi.kernel.access import Role
from tests.apps.accounts.people import A, B, grant_role, make_account, make_bodies


def at_home(account: Account, email: str) -> Account:
    """The account with the person behind it, reached by e-mail."""
    account.person = Person.objects.create(body_id=account.body_id, name=account.person_name, email=email)
    account.save(update_fields=["person"])
    return account


@pytest.fixture
def house(db: None) -> None:
    """甲: a clerk with an address and an office head without; 乙: a clerk, a joint office, one who has left."""
    make_bodies()
    at_home(make_account("jia.clerk", A, Role.CLERK), "clerk@example.org")
    make_account("jia.head", A, Role.OFFICE_HEAD)
    make_account("yi.clerk", B, Role.CLERK)
    grant_role(make_account("yi.joint", B), Role.JOINT_OFFICE, B)
    make_account("yi.gone", B, Role.CLERK, active=False)


@pytest.fixture
def mail(settings) -> None:
    """E-mail is configured; what is sent lies in `mailoutbox`."""
    settings.EMAIL_CONFIGURED, settings.BASE_URL = True, "https://lianxi.example.org"
