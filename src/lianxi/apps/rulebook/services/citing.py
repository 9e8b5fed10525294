"""The citations of a version read and resolved 引用, and those of others that the version makes plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from lianxi.apps.rulebook.models import Citation, Provision, Version, WorkName
from lianxi.apps.rulebook.services.resolving import resolve
from lianxi.apps.rulebook.services.title_register import number_key, title_key, title_register
from lianxi.kernel.texts import citations as texts
from lianxi.kernel.texts.citations import CitationKind, Form

_AT_ONCE = 500


def read_citations(version: Version, provisions: Sequence[Provision]) -> list[Citation]:
    """Keep the citations of a version; those of other texts that cite this work are resolved anew."""
    new = _names(version)
    found = texts.find_citations(version.text, title_register())
    rows = list(_rows(version, found, _Places(provisions)))
    resolve(rows)
    Citation.objects.bulk_create(rows, batch_size=_AT_ONCE)
    _resolve_others(version, new)
    return rows


def _names(version: Version) -> list[WorkName]:
    """The title and the number of a version, as far as they are new to its work."""
    said = [("title", version.title, title_key(version.title))]
    if version.document_number:
        said.append(("number", version.document_number, number_key(version.document_number)))
    made = (
        WorkName.objects.get_or_create(work=version.work, kind=kind, key=key, defaults={"name": name})
        for kind, name, key in said
    )
    return [row for row, created in made if created]


def _resolve_others(version: Version, new: Iterable[WorkName]) -> None:
    """Citations by a name the work did not have before, and those of the work, whose provisions may be others now."""
    concerned = Q(work=version.work_id)
    for name in new:
        concerned |= Q(key=name.key) if name.kind == "title" else Q(number=name.key)
    others = Citation.objects.filter(concerned, own=False).exclude(version=version)
    rows = list(others.select_related("version__work").defer("version__text", "version__as_read"))
    resolve(rows)
    Citation.objects.bulk_update(rows, ["work", "named"], batch_size=_AT_ONCE)


def _rows(version: Version, found: Iterable[texts.Citation], places: _Places) -> Iterator[Citation]:
    own, order = title_key(version.title), 0
    for one in _with_inner(found):
        itself = _is_own(one, own)
        if one.kind is CitationKind.OWN or not one.instrument or (itself and not one.provisions):
            continue
        row = Citation(
            version=version, provision=places.at(one.start), order=order, start=one.start, end=one.end,
            printed=one.printed, form=one.form.value, kind=one.kind.value, wording=one.wording[:60],
            title=one.title or "", key="" if itself else title_key(one.title or ""),
            number="" if itself else number_key(one.number or ""), own=itself, doubts=list(one.doubts),
            named=[{"words": part.words, "keys": list(part.keys), "wids": []} for part in one.provisions],
        )  # fmt: skip
        row.work = version.work if itself else None
        order += 1
        yield row


def _with_inner(found: Iterable[texts.Citation]) -> Iterator[texts.Citation]:
    """Each citation, then the titles inside its title (关于修改〈…〉的决定)."""
    for one in found:
        yield one
        yield from _with_inner(one.inner)


def _is_own(one: texts.Citation, title: str) -> bool:
    """Whether the text itself is meant: its own title, 本条 and 前款, a provision without an instrument.

    In a text that changes others, a bare 第三条修改为 is theirs.
    """
    if one.title is not None:
        return title_key(one.title) == title
    if one.number is not None or one.doubts or one.form not in (Form.RELATIVE, Form.PROVISION):
        return False
    return one.relative and one.kind is not CitationKind.AMEND and not one.printed.startswith(("该", "上述", "前述"))


class _Places:
    """The provisions of a version, by the characters they cover."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._rows = sorted(provisions, key=lambda one: (one.start, -one.end))

    def at(self, place: int) -> Provision | None:
        """The innermost one; what begins last of all that are still open there."""
        found = None
        for row in self._rows:
            if row.start > place:
                break
            found = row if row.end > place else found
        return found
