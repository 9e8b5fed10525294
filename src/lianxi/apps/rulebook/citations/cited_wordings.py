"""Wordings of cited provisions in two versions of a work, fetched many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianxi.apps.rulebook.citations.citing import place_in_words
from lianxi.apps.rulebook.models import Provision, Version
from lianxi.kernel.texts.staleness import Wording

_AT_ONCE = 500
_BLANKS = " \t\u3000\u00a0\n"


@dataclass(frozen=True)
class Wordings:
    """The version that counted when a provision was cited, and the one that counts now."""

    then: Version
    now: Version


Both = tuple[Wording | None, Wording | None]


def wordings_of(wanted: Iterable[tuple[Wordings, str]]) -> Mapping[tuple[Wordings, str], Both]:
    """The wording of each provision (by its wid) in both versions; None where a version does not have it."""
    pairs = list(dict.fromkeys(wanted))
    versions: dict[int, set[str]] = defaultdict(set)
    for pair, wid in pairs:
        versions[pair.then.pk].add(wid)
        versions[pair.now.pk].add(wid)
    found = {(key, wid): wording for key, wids in versions.items() for wid, wording in _in_version(key, wids)}
    return {(pair, wid): (found.get((pair.then.pk, wid)), found.get((pair.now.pk, wid))) for pair, wid in pairs}


def _in_version(version: int, wids: set[str]) -> Iterable[tuple[str, Wording]]:
    """From the version's text, which is read once however many of its provisions are cited."""
    text = Version.objects.values_list("text", flat=True).get(pk=version)
    named = sorted(wids)
    for at in range(0, len(named), _AT_ONCE):
        rows = Provision.objects.filter(version=version, wid__in=named[at : at + _AT_ONCE])
        for wid, eid, number, start, end in rows.values_list("wid", "eid", "number", "start", "end"):
            words = text[start:end].strip(_BLANKS).removeprefix(number).strip(_BLANKS)
            yield wid, Wording(place_in_words(eid) or number, words)
