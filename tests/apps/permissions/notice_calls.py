"""Acts on one's own notices and kept searches."""

from __future__ import annotations

from lianxi.apps.accounts.models import Account
from lianxi.apps.notices import saved_searches, services, views
from lianxi.apps.notices.models import SavedSearch
from lianxi.composition.inbox import KINDS, closing
from lianxi.kernel.access import Actor
from tests.apps.accounts.people import TODAY
from tests.apps.permissions.calls import Call, page


def kept(actor: Actor, *, paused: bool = False) -> int:
    """A search of the actor's own; whoever has no account can have none."""
    if not actor.signed_in:
        return 0
    account = Account.objects.get(username=actor.account)
    return SavedSearch.objects.create(account=account, name="预算", address="q=1", digest="1", paused=paused).pk


def save(actor: Actor) -> None:
    saved_searches.save_search(
        name="预算", address="q=2", frequency="daily", found=frozenset(), actor=actor, on=TODAY
    )  # fmt: skip


def change(actor: Actor) -> None:
    saved_searches.change_search(saved=kept(actor), name="决算", frequency="daily", actor=actor, on=TODAY)


def resume(actor: Actor) -> None:
    saved_searches.resume_search(saved=kept(actor, paused=True), found=frozenset(), actor=actor, on=TODAY)


CALLS = {
    "notice.read": Call(
        lambda a, p, _: page(views.notice_list, a, "/notices/", kinds=KINDS, closing=closing), named=False, writes=False
    ),
    "notice.read_all": Call(lambda a, p, _: services.read_all_notices(actor=a), named=False, writes=False),
    "search.read": Call(lambda a, p, _: saved_searches.saved_search(kept(a), a), named=False, writes=False),
    "search.save": Call(lambda a, p, _: save(a), named=False),
    "search.change": Call(lambda a, p, _: change(a), named=False),
    "search.pause": Call(lambda a, p, _: saved_searches.pause_search(saved=kept(a), actor=a, on=TODAY), named=False),
    "search.resume": Call(lambda a, p, _: resume(a), named=False),
    "search.remove": Call(lambda a, p, _: saved_searches.remove_search(saved=kept(a), actor=a, on=TODAY), named=False),
}
