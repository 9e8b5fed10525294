"""The citations of a version read and resolved 引用, and those of others that the version makes plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from lianxi.apps.rulebook.models import Citation, Provision, Version, Work, WorkName
from lianxi.apps.rulebook.portions import portions
from lianxi.apps.rulebook.services.resolving import RESOLVED, resolve
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


def _said(version: Version) -> list[tuple[str, str, str]]:
    """Kind, wording and key of the names a version bears."""
    said = [("title", version.title, title_key(version.title))]
    if version.document_number:
        said.append(("number", version.document_number, number_key(version.document_number)))
    return said


def _names(version: Version) -> list[WorkName]:
    """The title and the number of a version, as far as they are new to its work."""
    known = set(version.work.names.values_list("kind", "key"))
    new = [
        WorkName(work=version.work, kind=kind, name=name, key=key)
        for kind, name, key in _said(version)
        if (kind, key) not in known
    ]
    return WorkName.objects.bulk_create(new)


def _resolve_others(version: Version, new: Iterable[WorkName]) -> None:
    """Citations by a name the work did not have before, and those of the work, whose provisions may be others now."""
    concerned = Q(work=version.work_id) | Q(automatic=version.work_id) | _by_names(new)
    _resolve(concerned & ~Q(version=version))


def _by_names(names: Iterable[WorkName]) -> Q:
    """Citations by any of these names."""
    found = Q(pk__in=[])
    for name in names:
        found |= Q(key=name.key) if name.kind == "title" else Q(number=name.key)
    return found


def citing_others(work: Work) -> list[int]:
    """Keys of the citations of other works that mean this one, or would if no other bore its name."""
    meant = Q(work=work) | Q(automatic=work) | Q(choice__target=work) | _by_names(work.names.all())
    rows = Citation.objects.filter(meant, own=False).exclude(version__work=work)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def resolve_again(keys: Sequence[int]) -> None:
    """Resolve the citations of these keys anew, because what they meant is gone."""
    for some in portions(keys, _AT_ONCE):
        _resolve(Q(pk__in=some))


def _resolve(concerned: Q) -> None:
    rows = Citation.objects.filter(concerned, own=False).select_related("version__work")
    found = list(rows.defer("version__text", "version__as_read"))
    if found:
        resolve(found)
        Citation.objects.bulk_update(found, RESOLVED, batch_size=_AT_ONCE)


def names_corrected(version: Version) -> None:
    """Title, number, region or days of a kept version were put right: names and citations follow, none is read anew."""
    work, new = version.work, list[WorkName]()
    said = set[tuple[str, str]]()
    for one in work.versions.defer("text", "as_read"):
        said |= {(kind, key) for kind, _, key in _said(one)}
        new += _names(one)
    for row in work.names.all():
        if (row.kind, row.key) not in said:
            row.delete()
    _call_own(version)
    concerned = Q(version__work=work) | Q(work=work) | Q(automatic=work)
    _resolve(concerned | _by_names(new))


def _call_own(version: Version) -> None:
    """A citation of the text's own title is one of itself, of another title none."""
    own = title_key(version.title)
    for row in version.citations.exclude(title=""):
        itself = title_key(row.title) == own
        if itself != row.own:
            row.own, row.key = itself, "" if itself else title_key(row.title)
            row.work = version.work if itself else None
            row.save(update_fields=["own", "key", "work"])


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
