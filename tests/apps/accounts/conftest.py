from __future__ import annotations

import pytest

from lianxi.kernel.access import Role
from tests.apps.accounts.people import A, B, make_account, make_bodies


@pytest.fixture
def house(db: None) -> None:
    """甲 has two office heads and a clerk, 乙 one head and a clerk, 丙 nobody; one operator keeps the machine."""
    make_bodies()
    make_account("jia.head", A, Role.OFFICE_HEAD)
    make_account("jia.second", A, Role.OFFICE_HEAD)
    make_account("jia.clerk", A, Role.CLERK)
    make_account("yi.head", B, Role.OFFICE_HEAD)
    make_account("yi.clerk", B, Role.CLERK)
    make_account("operator", None)
