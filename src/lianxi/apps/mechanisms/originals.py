"""Importing the original of a version, and confirming items whose wording changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.files.models import Visibility
from lianxi.apps.files.services import store_file
from lianxi.apps.mechanisms import acts, selectors
from lianxi.apps.mechanisms.bindings import bind_file
from lianxi.apps.mechanisms.kept_text import FIRST_BOUND, binding_row
from lianxi.apps.mechanisms.models import ConfirmedItem, LoadedVersion, Original
from lianxi.apps.mechanisms.original_text import LARGEST_ORIGINAL, read_original
from lianxi.apps.mechanisms.text_binding import confirm_provisions, nothing_changed, told
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding, ClauseBinding
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.texts.outline import Item

LONGEST_NOTE = 300


@dataclass(frozen=True)
class OriginalImported:
    """What an import did: the original in force, how the version stands to it, and whether it is a new one."""

    original: Original
    binding: Binding
    new: bool


@transaction.atomic
def import_original(
    *, slug: str, effective: date, content: bytes, name: str, actor: Actor, on: date
) -> OriginalImported:
    """Take the original of a version in 导入机制原文 and bind the version to it, clause by clause.

    Items bound for the first time count as confirmed; an item that was confirmed
    with other words makes its rules 待核 until `confirm_binding`. The file that is
    in force already changes nothing.
    """
    mechanism, version = selectors.loaded_version(slug, effective)
    require(actor, acts.IMPORT_ORIGINAL, circle=mechanism.circle)
    _require_no_work(version)
    items = read_original(content, name, mechanism, version)
    LoadedVersion.objects.select_for_update().get(slug=slug, effective=effective)
    before, digest = selectors.originals_of(version).first(), sha256(content).hexdigest()
    if before and before.sha256 == digest:
        return OriginalImported(before, _binding(version), new=False)
    if before:
        _confirm(before, _first_bound(version), actor, on, FIRST_BOUND)
    original = _keep(version, mechanism, items, content, name, actor, on)
    _confirm(original, _first_bound(version), actor, on, FIRST_BOUND)
    binding = _binding(version)
    record(
        act=acts.IMPORT_ORIGINAL, actor=actor, body=actor.body, target=original.get_absolute_url(), on=on,
        title=f"导入《{version.title}》原文", clause=str(version.ref()),
        before={"file": before.name, "sha256": before.sha256} if before else None,
        after={"file": original.name, "sha256": digest, "items": len(items), "failed": told(binding.failed)},
    )  # fmt: skip
    return OriginalImported(original, binding, new=True)


@transaction.atomic
def confirm_binding(*, slug: str, effective: date, note: str, actor: Actor, on: date) -> Binding:
    """Take the present words of all changed items as confirmed 确认条款绑定, with what was checked.

    Words that a rule asks for and the item lacks cannot be confirmed away: there the definition has to follow.
    """
    mechanism, version = selectors.loaded_version(slug, effective)
    require(actor, acts.CONFIRM_BINDING, circle=mechanism.circle)
    note = note.strip()
    if not 0 < len(note) <= LONGEST_NOTE:
        raise Refused(
            "note_required",
            f"须说明核对的情况，不超过 {LONGEST_NOTE} 字。",
            remedy="请写明对照了什么、规则是否仍然成立。",
        )
    LoadedVersion.objects.select_for_update().get(slug=slug, effective=effective)
    if row := binding_row(version):
        return confirm_provisions(version, row, note, actor, on)
    original = selectors.originals_of(version).first()
    if original is None:
        said = "这个版本未绑定，没有可确认的条文。"
        raise Refused("original_imported", said, remedy="请先绑定库中的制度，或导入原文。")
    before = bind_file(version, original)
    if not before.changed:
        raise nothing_changed()
    _confirm(original, before.changed, actor, on, note)
    after = _binding(version)
    record(
        act=acts.CONFIRM_BINDING, actor=actor, body=actor.body, target=original.get_absolute_url(), on=on,
        title=f"确认《{version.title}》{'、'.join(one.number for one in before.changed)}", clause=str(version.ref()),
        before={"failed": told(before.failed)}, after={"failed": told(after.failed)}, note=note,
    )  # fmt: skip
    return after


def _require_no_work(version: MechanismVersion) -> None:
    """A text has one place: of a version that is bound to a work, the repository keeps it."""
    if binding_row(version):
        raise Refused(
            "text_kept",
            "这个版本绑定的是制度库里的文本，不再另存文件。",
            remedy="文本有了新版本的，请在制度库登记；依据它的规则会自动待核。",
            source=str(version.ref()),
        )


def _keep(
    version: MechanismVersion,
    mechanism: Mechanism,
    items: tuple[Item, ...],
    content: bytes,
    name: str,
    actor: Actor,
    on: date,
) -> Original:
    """The file into the store and the row beside it."""
    row = Original(
        slug=version.slug,
        effective=version.effective,
        items=[asdict(item) for item in items],
        imported_on=on,
        imported_by=actor.person,
        body=actor.body,
    )
    file = store_file(
        content=content, name=name, content_type="text/plain", owner=row.get_absolute_url(), body=actor.body,
        visibility=Visibility.CIRCLE, circle=mechanism.circle, actor=actor, on=on, limit=LARGEST_ORIGINAL,
    )  # fmt: skip
    row.name, row.sha256, row.file = file.name, file.sha256, str(file.pk)
    row.save()
    return row


def _binding(version: MechanismVersion) -> Binding:
    """How a version that has an original stands to it."""
    return bind_file(version, selectors.originals_of(version)[0])


def _first_bound(version: MechanismVersion) -> list[ClauseBinding]:
    """Clauses that hold and were never confirmed."""
    confirmed, named = selectors.confirmed_items(version), {clause.number for clause in version.clauses}
    return [
        one
        for one in _binding(version).clauses
        if one.number in named and one.number not in confirmed and not one.state.failed
    ]


def _confirm(original: Original, bound: Iterable[ClauseBinding], actor: Actor, on: date, note: str) -> None:
    ConfirmedItem.objects.bulk_create(
        ConfirmedItem(
            original=original, number=one.number, fingerprint=one.item.fingerprint, confirmed_on=on,
            confirmed_by=actor.person, body=actor.body, note=note,
        )
        for one in bound
        if one.item
    )  # fmt: skip
