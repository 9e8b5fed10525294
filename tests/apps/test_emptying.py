"""A test with real commits leaves nothing behind that another could see."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from lianxi.apps.accounts.models import RoleGrant
from lianxi.apps.audit import triggers
from lianxi.apps.audit.services import record
from lianxi.kernel.access import PUBLIC, Act, Role, Scope
from tests.apps.accounts.people import TODAY, A, ask, make_account, make_bodies
from tests.emptying import empty_tables


def rows() -> dict[str, int]:
    """How many rows every table has."""
    with connection.cursor() as cursor:
        counted = {}
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            counted[name] = cursor.fetchone()[0]
    return counted


@pytest.mark.django_db(transaction=True)
def test_only_what_the_migrations_made_is_left_and_all_of_it() -> None:
    before = rows()
    make_bodies()
    ask(make_account("jia.new", A), Role.CLERK, A)
    with transaction.atomic():
        record(
            act=Act("demo.note", "示例行为", Scope.PUBLIC), actor=PUBLIC, target="/x/", title="示例", on=TODAY, body=A
        )
    assert RoleGrant.objects.exists()
    triggers.remove(connection)
    empty_tables(TransactionTestCase())
    assert rows() == before
    assert {name for name, count in before.items() if count} == {
        "django_migrations", "django_content_type", "auth_permission",
    }  # fmt: skip
