"""Searches that are kept: what begins to be found is told, once, to whom may see it, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from lianxi.apps.accounts.models import Account
from lianxi.apps.bodies.models import Person
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.worker import Worker
from lianxi.apps.notices.models import Letter, Notice, SavedSearch
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.search.replica import replica
from lianxi.composition import saved_searches as watching
from lianxi.composition.days import begin_day
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, B, make_account
from tests.shell.test_search_page import HIDDEN, SAID, index, keep

# Only what is committed is settled on PostgreSQL, and only where no older transaction is open.
pytestmark = pytest.mark.django_db(transaction=True)
LATER = replace(SAID, title="海潮新规（示例）", slug="xin-gui")


@pytest.fixture(autouse=True)
def _house(
    signed_in: Callable[[str], Client], settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A public rule of 甲; 甲's clerk has an address, 乙 has a clerk too."""
    settings.INDEX_FOLDER = tmp_path / "index"
    settings.EMAIL_CONFIGURED, settings.BASE_URL = True, "https://lianxi.example.org"
    monkeypatch.setattr(watching, "PATIENCE", 0.1)
    cache.clear()
    set_demo_day(TODAY)
    make_account("yi.clerk", B, Role.CLERK)
    mine = Account.objects.get(username="jia.clerk")
    mine.person = Person.objects.create(body_id=mine.body_id, name="示例·甲", email="clerk@example.org")
    mine.save(update_fields=["person"])
    keep(SAID)
    index()
    yield
    cache.clear()


def save(client: Client, query: str = "q=海潮", **given: str) -> SavedSearch:
    answer = client.post(f"/search/save/?{query}", {"name": "海潮", "frequency": "at_once"} | given)
    assert answer.status_code == 302, answer.content.decode()
    return SavedSearch.objects.latest("pk")


def watch() -> None:
    """What the indexer asks for when it has come further, done by a worker."""
    watching.ask_to_watch(TODAY, at_once=True)
    Worker({watching.KIND: JOBS[watching.KIND]}).drain()


def told(username: str = "jia.clerk") -> list[str]:
    rows = Notice.objects.filter(account__username=username, kind="saved_search").order_by("pk")
    return [f"{one.title}：{'、'.join(link['title'] for link in one.links)}" for one in rows]


def test_what_begins_to_be_found_is_told_once_and_what_was_there_never(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("jia.clerk")
    save(client)
    watch()
    assert told() == []
    work = keep(LATER)
    watch()
    watch()
    assert told() == ["“海潮”新找到 1 件：海潮新规（示例）"]
    notice = Notice.objects.get()
    assert notice.links == [{"title": LATER.title, "href": work.get_absolute_url()}]
    assert f'<a href="{work.get_absolute_url()}">' in client.get(notice.get_absolute_url()).content.decode()


def test_a_day_is_kept_in_one_form_however_it_was_typed(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("jia.clerk")
    assert save(client, "q=海潮&since=2024/1/1").address.endswith("since=2024-01-01")
    assert "现在找到" in client.get("/search/saved/").content.decode()
    again = client.post("/search/save/?q=海潮&since=2024-01-01", {"name": "海潮", "frequency": "at_once"})
    assert "已经收藏过" in again.content.decode()


def test_nobody_is_told_of_what_they_may_not_see_until_they_may(signed_in: Callable[[str], Client]) -> None:
    save(signed_in("jia.clerk"))
    save(signed_in("yi.clerk"))
    work = keep(HIDDEN)
    watch()
    assert (told(), told("yi.clerk")) == (["“海潮”新找到 1 件：海潮秘藏规则（示例）"], [])
    Work.objects.filter(pk=work.pk).update(visibility=Visibility.BODIES)
    note_rule(work)
    watch()
    assert told("yi.clerk") == ["“海潮”新找到 1 件：海潮秘藏规则（示例）"]
    assert len(told()) == 1


def test_what_is_closed_after_it_was_told_is_named_no_longer(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("yi.clerk")
    save(client)
    kept, gone = (
        keep(replace(LATER, title=f"海潮{name}规（示例）", slug=slug)) for name, slug in (("留", "liu"), ("秘", "mi"))
    )
    watch()
    notice = Notice.objects.get(account__username="yi.clerk", kind="saved_search")
    pages = ("/notices/", notice.get_absolute_url(), "/notices/?format=csv")
    assert "《海潮秘规（示例）》等 2 件" in client.get("/notices/").content.decode()
    Work.objects.filter(pk=gone.pk).update(visibility=Visibility.BODY)
    for path in pages:
        said = client.get(path).content.decode("utf-8-sig")
        assert "一件您现在不能查看的制度等 2 件" in said
        assert not [word for word in ("海潮秘规", gone.get_absolute_url()) if word in said], path
    assert kept.get_absolute_url() in client.get(notice.get_absolute_url()).content.decode()
    Work.objects.filter(pk=gone.pk).update(visibility=Visibility.BODIES)
    assert gone.get_absolute_url() in client.get(notice.get_absolute_url()).content.decode()
    for work in (kept, gone):
        Work.objects.filter(pk=work.pk).update(visibility=Visibility.BODY)
    assert client.get(notice.get_absolute_url()).content.decode().count("<li>一件您现在不能查看的制度</li>") == 2


def test_a_letter_names_the_public_ones_only(signed_in: Callable[[str], Client]) -> None:
    save(signed_in("jia.clerk"))
    keep(HIDDEN)
    work = keep(LATER)
    watch()
    letter = Letter.objects.get(state="waiting").text
    assert f"· {LATER.title}\n  https://lianxi.example.org{work.get_absolute_url()}\n另有 1 件，请登录查看。" in letter
    assert "秘藏" not in letter


def test_who_is_told_daily_is_told_with_the_day_and_a_day_can_bring_hits_by_itself(
    signed_in: Callable[[str], Client],
) -> None:
    save(signed_in("jia.clerk"), "q=海潮&status=in_force", frequency="daily")
    commencing = TODAY + timedelta(days=1)
    keep(replace(LATER, commences=commencing))
    keep(replace(LATER, title="海潮已施行（示例）", slug="yi-shi-xing"))
    watch()
    assert told() == []
    set_demo_day(commencing)
    Worker(JOBS, begin_day=begin_day).drain()
    assert told() == ["“海潮”新找到 2 件：海潮已施行（示例）、海潮新规（示例）"]


def test_a_paused_search_tells_nothing_and_begins_anew_when_resumed(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("jia.clerk")
    page = save(client).get_absolute_url()
    client.post(f"{page}pause/")
    keep(LATER)
    index()
    watch()
    client.post(f"{page}resume/")
    watch()
    assert told() == []
    assert "新找到 <b" in client.get(page).content.decode()


def test_where_nothing_has_changed_nothing_is_asked(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(signed_in("jia.clerk"))
    watch()
    asked: list[str] = []
    monkeypatch.setattr(watching, "works_found", lambda address, actor, on: asked.append(address))
    watch()
    assert asked == []
    SavedSearch.objects.update(paused=True)
    jobs = Job.objects.count()
    watching.ask_to_watch(TODAY)
    assert Job.objects.count() == jobs


def test_a_search_that_can_be_asked_no_longer_is_said_once_and_goes_on_when_it_can(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("jia.clerk")
    save(client)
    SavedSearch.objects.update(address="q=、&status=nothing")
    for _ in range(2):
        SavedSearch.objects.update(asked_at="")
        watch()
    monkeypatch.setattr(watching, "MOST_WORKS", 1)
    SavedSearch.objects.update(address="q=海潮")
    keep(LATER)
    watch()
    assert [title.partition("：")[0] for title in told()] == ["收藏的检索“海潮”现在不能查"] * 2
    assert "超过 1 件" in client.get("/search/saved/").content.decode()
    monkeypatch.setattr(watching, "MOST_WORKS", 100)
    SavedSearch.objects.update(asked_at="")
    watch()
    assert told()[2:] == ["“海潮”新找到 1 件：海潮新规（示例）"]


def test_what_is_saved_in_quick_succession_is_told_together(signed_in: Callable[[str], Client]) -> None:
    save(signed_in("jia.clerk"))
    for _ in range(2):
        watching.ask_to_watch(TODAY)
    first = Job.objects.get(kind=watching.KIND)
    assert first.run_after > first.created + timedelta(seconds=4)
    Job.objects.update(run_after=first.created)
    Worker({watching.KIND: JOBS[watching.KIND]}).drain()
    watching.ask_to_watch(TODAY)
    second = Job.objects.get(kind=watching.KIND, state=JobState.WAITING)
    assert second.run_after > second.created + timedelta(seconds=25)


def test_an_index_that_is_behind_makes_the_job_come_again(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(signed_in("jia.clerk"))
    monkeypatch.setattr(watching, "wait_for", lambda *given: False)
    watch()
    assert Job.objects.get(kind=watching.KIND).state == JobState.WAITING


def test_a_search_is_kept_from_its_results_opened_and_removed(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("jia.clerk")
    assert "/search/save/?kind=guifan&amp;q=%E6%B5%B7%E6%BD%AE" in _text(client, "/search/?q=海潮&kind=guifan&page=2")
    assert 'value="海潮（行政规范性文件）"' in _text(client, "/search/save/?q=海潮&kind=guifan")
    saved = save(client)
    assert "已收藏" in _text(client, "/search/?q=海潮&sort=newest")
    keep(LATER)
    index()
    page = saved.get_absolute_url()
    assert "新 1 件" in _text(client, "/search/saved/")
    assert LATER.title in _text(client, page)
    assert client.post(f"{page}open/")["Location"] == f"/search/?{saved.address}"
    assert "没有新的" in _text(client, page)
    watch()
    assert told() == []
    client.post(f"{page}change/", {"name": "潮", "frequency": "daily"})
    assert "每天一次" in _text(client, page)
    assert client.post(f"{page}remove/", {"csrfmiddlewaretoken": "x"}).status_code == 302
    assert client.get(page).status_code == 404


def test_kept_searches_are_ones_own(client: Client, signed_in: Callable[[str], Client]) -> None:
    page, other = save(signed_in("jia.clerk")).get_absolute_url(), signed_in("yi.clerk")
    for address in (page, f"{page}change/", f"{page}remove/"):
        assert other.get(address).status_code == 404
    for address in ("open/", "pause/", "resume/"):
        assert other.post(page + address).status_code == 404
    assert "还没有收藏" in _text(other, "/search/saved/")
    assert [client.get(address).status_code for address in ("/search/saved/", page, "/search/save/?q=海潮")] == [
        403
    ] * 3
    assert "收藏" not in _text(client, "/search/?q=海潮").partition("<main")[2]


@pytest.mark.parametrize(("query", "said"), [("", "没有可以收藏的检索"), ("q=、", "没有可检索的字")])
def test_what_asks_for_nothing_is_not_kept(signed_in: Callable[[str], Client], query: str, said: str) -> None:
    answer = signed_in("jia.clerk").post(f"/search/save/?{query}", {"name": "海潮", "frequency": "daily"})
    assert answer.status_code == 403
    assert said in answer.content.decode()


def test_without_an_index_the_list_says_so_and_stays(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("jia.clerk")
    page = save(client).get_absolute_url()
    replica().discard()
    assert "现在不能查" in _text(client, "/search/saved/")
    assert "不能用" in _text(client, page)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
