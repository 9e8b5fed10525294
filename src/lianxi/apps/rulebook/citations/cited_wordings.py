"""Wordings of cited provisions in two versions of a work, fetched many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Substr

from lianxi.apps.rulebook.citations.citing import place_in_words
from lianxi.apps.rulebook.models import Provision
from lianxi.apps.rulebook.portions import portions
from lianxi.kernel.texts.staleness import Wording

_AT_ONCE = 400
_BLANKS = " \t\u3000\u00a0\n"


class Wordings(NamedTuple):
    """The version that counted when a provision was cited, and the one that counts now, by their keys."""

    then: int
    now: int


class _Found(NamedTuple):
    key: int
    eid: str
    number: str
    sha: str


Both = tuple[Wording | None, Wording | None]
Wanted = tuple[Wordings, str]


def wordings_of(wanted: Iterable[Wanted], *, only_changed: bool = False) -> Mapping[Wanted, Both]:
    """The wording of each provision (by its wid) in both versions; None where a version does not have it.

    only_changed: words that the two have in common, as their fingerprints tell, are left "" on both sides.
    """
    asked = list(dict.fromkeys(wanted))
    found = dict(_provisions({(version, wid) for pair, wid in asked for version in pair}))
    both = {one: (found.get((one[0].then, one[1])), found.get((one[0].now, one[1]))) for one in asked}
    needed = [one for then, now in both.values() if not (only_changed and _same(then, now)) for one in (then, now)]
    texts = dict(_texts(one.key for one in needed if one))
    return {one: (_wording(then, texts), _wording(now, texts)) for one, (then, now) in both.items()}


def _same(then: _Found | None, now: _Found | None) -> bool:
    """Whether there is nothing to compare: the words are the same, or one side has none."""
    return then is None or now is None or then.sha == now.sha


def _provisions(asked: set[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], _Found]]:
    """All provisions of a version are gone through: an identity such as art_2 is one of thousands of works."""
    fields = ("version", "wid", "pk", "eid", "number", "sha")
    for some in portions((version for version, _ in asked), _AT_ONCE):
        for version, wid, *said in Provision.objects.filter(version__in=some).values_list(*fields):
            if (version, wid) in asked:
                yield (version, wid), _Found(*said)


def _texts(keys: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The words of provisions, cut out of their versions by the database."""
    words = Substr("version__text", F("start") + 1, F("end") - F("start"))
    for some in portions(keys, _AT_ONCE):
        yield from Provision.objects.filter(pk__in=some).annotate(words=words).values_list("pk", "words")


def _wording(found: _Found | None, texts: Mapping[int, str]) -> Wording | None:
    if found is None:
        return None
    words = texts.get(found.key, "").strip(_BLANKS).removeprefix(found.number).strip(_BLANKS)
    return Wording(place_in_words(found.eid) or found.number, words)
