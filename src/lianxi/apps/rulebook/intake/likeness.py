"""Whether a text is in the repository already 查重: the same words, or nearly the same."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from rapidfuzz import fuzz

from lianxi.apps.rulebook.models import Provision, Version
from lianxi.apps.rulebook.services.provisions import fingerprint
from lianxi.kernel.texts.normalise import SAME_TEXT, normalise
from lianxi.kernel.texts.structure import Kind, read_structure, walk

LEAST_SHARED = 0.5
"""Share of the provisions, of the shorter text, from which on two texts are nearly the same."""
LEAST_ALIKE = 80.0
"""Likeness of the whole words, of 100, for texts of one title that share few provisions word for word."""
_LONGEST = 100_000
"""Characters from which on the whole words are not compared: that takes seconds, and provisions tell it too."""
_MOST = 5
_COUNTED = (Kind.ARTICLE.value, Kind.LEVEL.value, Kind.PARAGRAPH.value)


def alike_works(text: str, body: str) -> list[dict[str, Any]]:
    """Works of the body's repository: `[{"work", "address", "title", "likeness", "same"}]`, the likest first.

    same: word for word, but for widths and blanks (profile `SAME_TEXT`).
    """
    found = {**_by_title(text, body), **_by_provisions(text, body)}
    return sorted(found.values(), key=lambda one: (-one["likeness"], one["work"]))[:_MOST]


def _by_provisions(text: str, body: str) -> dict[int, dict[str, Any]]:
    """Versions that share provisions word for word."""
    hashes = {
        fingerprint(text[node.start : node.end])
        for node in walk(read_structure(text))
        if node.kind.value in _COUNTED and node.end - node.start > 1
    }
    if not hashes:
        return {}
    rows = Provision.objects.filter(sha__in=hashes, kind__in=_COUNTED, version__work__body=body)
    shared = Counter(dict(rows.values_list("version").annotate(Count("sha", distinct=True))))
    whole = fingerprint(text)
    found: dict[int, dict[str, Any]] = {}
    for version in Version.objects.filter(pk__in=[key for key, _ in shared.most_common(20)]).select_related("work"):
        of = version.provisions.filter(kind__in=_COUNTED).values("sha").distinct().count()
        share = shared[version.pk] / max(1, min(of, len(hashes)))
        same = fingerprint(version.text) == whole
        if same or share >= LEAST_SHARED:
            _take(found, version, 100.0 if same else min(99.0, 100 * share), same=same)
    return found


def _by_title(text: str, body: str) -> dict[int, dict[str, Any]]:
    """Versions of the same title whose words are much alike."""
    title = next((node.text for node in walk(read_structure(text)) if node.kind is Kind.TITLE), "")
    title = "".join(title.split())
    if not title or len(text) > _LONGEST:
        return {}
    words, found = normalise(text, SAME_TEXT).text, dict[int, dict[str, Any]]()
    rows = Version.objects.filter(title=title, work__body=body).select_related("work")
    for version in rows[:20]:
        other = normalise(version.text, SAME_TEXT).text
        alike = fuzz.ratio(words, other, score_cutoff=LEAST_ALIKE)
        if alike:
            _take(found, version, 100.0 if words == other else min(99.0, alike), same=words == other)
    return found


def _take(found: dict[int, dict[str, Any]], version: Version, likeness: float, *, same: bool) -> None:
    """The likest version of each work."""
    work = version.work
    if work.pk not in found or found[work.pk]["likeness"] < likeness:
        found[work.pk] = {
            "work": work.pk, "address": work.address, "title": work.title, "version": version.number,
            "likeness": round(likeness, 1), "same": same,
        }  # fmt: skip
