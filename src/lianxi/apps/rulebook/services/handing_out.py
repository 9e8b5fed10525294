"""Files of a work handed out 下载: the original byte for byte, or the text laid out; recorded unless it is public."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.selectors import owned_file
from lianxi.apps.rulebook.acts import HAND_OUT_RULE
from lianxi.apps.rulebook.models import Version, Visibility, Work
from lianxi.apps.rulebook.selectors import visible_work
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused


@transaction.atomic
def hand_out_rule(*, work: Work, what: str, sha256: str, actor: Actor, on: date) -> None:
    """Record that a file of a work left the house; who may have it is whoever sees the work."""
    require(actor, HAND_OUT_RULE)
    visible_work(work.address, actor, on)
    if work.visibility != Visibility.PUBLIC:
        record(
            act=HAND_OUT_RULE, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
            title=f"下载“{what}”", after={"file": what, "sha256": sha256},
        )  # fmt: skip


def original_of(version: Version) -> StoredFile:
    """The original of a version, or `Refused` where none is kept."""
    owners = [item.batch.get_absolute_url() for item in version.items.select_related("batch")]
    for owner in (*owners, version.work.get_absolute_url()):
        try:
            return owned_file(version.file, owner) if version.file else _missing(version)
        except StoredFile.DoesNotExist:
            continue
    return _missing(version)


def _missing(version: Version) -> StoredFile:
    raise Refused(
        "original_kept", f"第{version.number}版没有保存原件。", remedy="可以下载清洁稿；需要原件的，请向入库机构索取。"
    )
