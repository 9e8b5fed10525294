"""Kept searches: one's own, each change in the audit, and only so many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.notices import saved_searches as services
from lianxi.apps.notices.models import SavedSearch
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import TODAY, actor

pytestmark = pytest.mark.usefixtures("house")


def save(username: str = "jia.clerk", address: str = "q=1", **more: object) -> SavedSearch:
    said = {"name": " 预算  监督 ", "frequency": "at_once", "found": {3, 5}} | more
    return services.save_search(address=address, actor=actor(username), on=TODAY, **said)


def test_save_search_keeps_what_it_found_and_writes_the_audit_of_ones_body() -> None:
    saved = save()
    assert (saved.name, saved.works_known, services.works_new(saved, {3, 5})) == ("预算 监督", {3, 5}, frozenset())
    entry = Entry.objects.get(act="search.save")
    assert (entry.chain_id, entry.after) == (
        "990100", {"title": "预算 监督", "frequency": "有了就提醒", "query": "q=1"}
    )  # fmt: skip


def test_the_same_search_is_kept_once_and_by_each_person_apart() -> None:
    save()
    save("yi.clerk")
    with pytest.raises(Refused, match="名称是“预算 监督”"):
        save(name="另一个")
    assert SavedSearch.objects.count() == 2


@pytest.mark.parametrize("name", ["", "  ", "长" * 61])
def test_a_name_has_one_to_sixty_characters(name: str) -> None:
    with pytest.raises(Refused, match="1 到 60 个字"):
        save(name=name)


def test_only_so_many_are_kept_and_no_endless_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_SAVED", 1)
    with pytest.raises(Refused, match="太长"):
        save(address="q=" + "1" * 8_000)
    save()
    with pytest.raises(Refused, match="最多收藏 1 个"):
        save(address="q=2")


def test_change_search_is_recorded_with_before_and_after_and_no_change_is_not() -> None:
    saved = save()
    for _ in range(2):
        services.change_search(
            saved=saved.pk, name="决算", frequency="daily", actor=actor("jia.clerk"), on=TODAY
        )  # fmt: skip
    entry = Entry.objects.get(act="search.change")
    assert (entry.before["title"], entry.after) == ("预算 监督", {"title": "决算", "frequency": "每天一次"})


def test_what_came_while_a_search_was_paused_is_new_but_known() -> None:
    saved, me = save(), actor("jia.clerk")
    for _ in range(2):
        services.pause_search(saved=saved.pk, actor=me, on=TODAY)
    resumed = services.resume_search(saved=saved.pk, found={3, 7}, actor=me, on=TODAY)
    assert (resumed.works_known, services.works_new(resumed, {3, 7})) == ({3, 5, 7}, {7})
    assert list(Entry.objects.filter(act__startswith="search.").order_by("number").values_list("act", flat=True)) == [
        "search.save", "search.pause", "search.resume"
    ]  # fmt: skip


def test_looking_makes_all_of_it_known_and_is_nobodys_business() -> None:
    saved = save()
    looked = services.look_at_search(saved=saved.pk, found={5, 9}, actor=actor("jia.clerk"))
    assert (looked.works_known, services.works_new(looked, {5, 9})) == ({3, 5, 9}, frozenset())
    assert looked.looked_at > saved.looked_at
    assert Entry.objects.count() == 1


def test_another_persons_search_is_as_absent_as_one_that_never_was() -> None:
    saved, other = save(), actor("jia.head")
    given = {"saved": saved.pk, "actor": other}
    calls: list[Callable[[], object]] = [
        lambda: services.saved_search(saved.pk, other),
        lambda: services.change_search(name="决算", frequency="daily", on=TODAY, **given),
        lambda: services.pause_search(on=TODAY, **given),
        lambda: services.resume_search(found=(), on=TODAY, **given),
        lambda: services.remove_search(on=TODAY, **given),
        lambda: services.look_at_search(found=(), **given),
    ]
    for call in calls:
        with pytest.raises(SavedSearch.DoesNotExist):
            call()
    assert services.saved_at("q=1", other) is None
    assert services.saved_at("q=1", PUBLIC) is None
    services.remove_search(saved=saved.pk, actor=actor("jia.clerk"), on=TODAY)
    assert not SavedSearch.objects.exists()
