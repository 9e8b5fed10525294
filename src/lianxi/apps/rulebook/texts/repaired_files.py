"""The repaired copy 修复稿 and the record of its changes 修复记录, as files to save."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lianxi.exporters.xlsx import write_xlsx
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.kernel.texts.damage.repair import Repaired, repair
from lianxi.kernel.texts.report import read_findings

EVERYTHING_SURE = "all"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADER = ("序号", "类别", "原文位置", "修复稿位置", "原文", "改为", "把握", "说明")


def repaired_file(
    wanted: str, text: str, name: str, report: dict[str, Any], *, classes: Sequence[str], places: Sequence[str]
) -> HttpResponse:
    """`copy` or `record`, with what was accepted: classes by name (`all` for every one), places by their start."""
    kinds = set(Damage) if EVERYTHING_SURE in classes else {kind for kind in Damage if kind.value in classes}
    named = {int(place) for place in places if place.isascii() and place.isdecimal()}
    done = repair(text, read_findings(report["check"], text), classes=kinds, places=named)
    if not done.changes:
        raise Refused(
            "nothing_accepted",
            "没有采用任何建议，修复稿与原文相同。",
            remedy="请返回上一页，勾选一类有把握的建议，或逐处勾选看过的建议，再下载。",
        )
    stem = PurePath(name).stem[:80] or "文本"
    if wanted == "copy":
        return attachment(done.text.encode(), f"{stem}.修复稿.txt", "text/plain; charset=utf-8")
    return attachment(_record(text, name, done), f"{stem}.修复记录.xlsx", _XLSX)


def _record(text: str, name: str, done: Repaired) -> bytes:
    rows = [
        (
            number, one.finding.kind.label, one.start, one.at, one.original, one.new or "（删去）",
            f"{one.finding.confidence:.0%}", one.finding.note,
        )
        for number, one in enumerate(done.changes, start=1)
    ]  # fmt: skip
    notes = (
        f"原文：{name}，{len(text)} 字，SHA-256（UTF-8）{sha256(text.encode()).hexdigest()}",
        f"修复稿：{len(done.text)} 字，改动 {len(done.changes)} 处，未采用 {len(done.left)} 处；位置从 0 起按字计",
    )
    return write_xlsx("修复记录", _HEADER, rows, notes)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save, of which neither the browser nor anything between keeps a copy."""
    return HttpResponse(
        content,
        headers={
            "Content-Type": kind,
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
