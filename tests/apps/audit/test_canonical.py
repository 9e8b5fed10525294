"""One entry is exactly one sequence of bytes, whatever it holds and whichever database has kept it."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.apps.audit.canonical import FIELDS, canonical, clean_text, entry_hash, plain
from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.services import record

from .conftest import ACT, CLERK, DAY

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.dates() | st.decimals()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


def fields(**changed):
    """Fields of an entry, some of them changed."""
    texts = dict.fromkeys(FIELDS, "")
    return texts | {
        "number": 1,
        "at": datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
        "on": DAY,
        "backdated": False,
        "before": None,
        "after": None,
    } | changed  # fmt: skip


@given(after=st.dictionaries(TEXTS, VALUES, max_size=4))
def test_the_order_of_keys_does_not_matter(after):
    kept = plain(after)
    turned = dict(reversed(kept.items()))
    assert canonical(fields(after=kept)) == canonical(fields(after=turned))


@given(after=VALUES)
def test_a_kept_value_survives_json_and_utf8(after):
    kept = plain(after)
    assert json.loads(json.dumps(kept)) == kept
    json.dumps(kept, ensure_ascii=False).encode("utf-8")
    assert plain(kept) == kept


@given(one=st.dictionaries(TEXTS, VALUES, max_size=3), other=st.dictionaries(TEXTS, VALUES, max_size=3))
def test_different_contents_have_different_bytes(one, other):
    one, other = plain(one), plain(other)
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical(fields(after=one)) == canonical(fields(after=other))) is same


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in {"at", "on", "number", "backdated"}])
def test_every_field_counts(name):
    assert entry_hash(fields(**{name: "a"})) != entry_hash(fields(**{name: "b"}))


def test_text_cannot_move_from_one_field_into_the_next():
    assert canonical(fields(title="a", note="b")) != canonical(fields(title='a","note":"b', note=""))


def test_an_instant_counts_however_it_is_written():
    china = timezone(timedelta(hours=8))
    assert canonical(fields(at=datetime(2026, 3, 2, 16, 0, tzinfo=china))) == canonical(fields())
    assert b'"at":"2026-03-02T08:00:00.000000+00:00"' in canonical(fields())


def test_what_databases_cannot_keep_is_replaced_before_it_is_hashed():
    assert clean_text("a\x00b\ud800") == "a\ufffdb?"
    assert plain({1: Decimal("1.50"), "f": 1e400, "d": date(2026, 1, 2), "s": {"b", "a"}}) == {
        "1": "1.50", "f": "inf", "d": "2026-01-02", "s": ["a", "b"],
    }  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXTS, note=TEXTS, after=st.dictionaries(TEXTS, VALUES, max_size=3))
def test_an_entry_read_back_from_the_database_has_the_hash_it_was_given(db, title, note, after):
    written = record(act=ACT, actor=CLERK, target="/x/", title=title, on=DAY, note=note, after=after, body="990100")
    read = Entry.objects.get(pk=written.pk)
    assert read.own_hash == read.hash == written.hash
