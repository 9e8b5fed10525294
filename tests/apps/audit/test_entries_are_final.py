"""The database itself refuses to change or delete an entry."""

import pytest
from django.db import IntegrityError, connection, transaction

from lianxi.apps.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET title = 'x'",
        "UPDATE audit_entry SET note = note",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE number = 2",
    ],
)
def test_sql_that_changes_or_deletes_an_entry_is_refused(note, statement):
    note(2)
    with pytest.raises(IntegrityError, match="只增不改不删"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 2


def test_the_orm_cannot_change_or_delete_an_entry_either(note):
    entry = note()[0]
    entry.title = "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()


def test_a_number_is_given_once(note):
    entry = note()[0]
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
