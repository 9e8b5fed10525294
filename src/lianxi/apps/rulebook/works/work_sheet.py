"""What the page of a work says beside its text: facts with where they come from, happenings, what was mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lianxi.apps.rulebook.models import Provision, Version, Work, WorkHappening
from lianxi.apps.rulebook.works.chosen_text import Chosen
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.kernel.texts.validity import Standing, Status
from lianxi.loaders.rule_kinds import kind_names
from lianxi.web.wording import cn_date

_LONGEST = 30


def facts_of(work: Work, chosen: Chosen, standing: Standing, actor: Actor) -> list[dict[str, Any]]:
    """Rows for shell/parts/definition.html: what is known of the version shown, each with the place it was read."""
    version, read = chosen.version, _read_from(chosen.version)
    rows = [
        {"label": "制定机关", "value": work.issuer, "note": read.get("issuer")},
        {"label": "文号", "value": version.document_number, "note": read.get("number")},
        {"label": "种类", "value": kind_names().get(work.kind), "note": "对外" if work.outward else "内部管理"},
        {"label": "成文日期", "value": version.issued, "note": read.get("issued")},
        {"label": "施行日期", "value": version.commences, "note": read.get("commences")},
        {"label": "效力", "value": standing.status.label, "note": _ground(standing)},
        {"label": "由何产生", "value": version.instrument, "note": read.get("instrument")},
        {"label": "责任单位", "value": work.unit.name if work.unit else None},
        {"label": "入库机构", "value": work.body.short_name},
        {"label": "永久地址", "value": work.address},
    ]  # fmt: skip
    if actor.body:
        rows += _inner_facts(work, version)
    return [row for row in rows if row["value"]]


def _inner_facts(work: Work, version: Version) -> list[dict[str, Any]]:
    """What concerns the people of the bodies only."""
    circle = f"（{work.circle.name}）" if work.circle else ""
    return [
        {"label": "可见范围", "value": f"{work.get_visibility_display()}{circle}"},
        {"label": "确认入库", "value": version.admitted_by, "note": cn_date(version.admitted_on)},
        {"label": "体检得分", "value": f"{version.score} 分", "note": _mended(version)},
    ]


def _mended(version: Version) -> str:
    return f"入库时修复 {len(version.repairs)} 处" if version.repairs else "入库时没有改动文字"


def ended_notice(standing: Standing) -> str:
    """What a reader has to know of a text that is no longer in force; "" for others."""
    if standing.status.binds or standing.status in (Status.PENDING, Status.UNDATED):
        return ""
    return f"{standing.status.label}：{_ground(standing)}不再有效；下面是此前的文本。"


def _ground(standing: Standing) -> str:
    """Since when, till when and by what."""
    ground = standing.ground
    if ground is None:
        return "没有登记施行日期"
    if standing.status is Status.PENDING:
        return f"{cn_date(ground.day)}起施行"
    since = f"{cn_date(standing.since)}起" if standing.since else ""
    by = f"，依据{ground.instrument}" if ground.instrument else ""
    until = f"，有效期至{cn_date(standing.until)}" if standing.until and standing.status.binds else ""
    return f"{since}{by}{until}"


def _read_from(version: Version) -> dict[str, str]:
    """Field → the words it was read from, as the intake kept them; nothing for versions that came in otherwise."""
    item = version.items.first()
    found = item.proposals.get("proposals", ()) if item else ()
    return {one["field"]: f"读自“{_short(item.text[one['start'] : one['end']])}”" for one in found if item}


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def parts_of(work: Work, happenings: Sequence[WorkHappening]) -> dict[int, str]:
    """Happening → numbers of the provisions it names, as printed in its version, else in the newest that has them."""
    named = {wid for row in happenings for wid in row.provisions}
    found = Provision.objects.filter(version__work=work, wid__in=named).order_by("version__number")
    newest, printed = dict[str, str](), dict[tuple[int | None, str], str]()
    for version, wid, number in found.values_list("version", "wid", "number"):
        newest[wid] = printed[(version, wid)] = number or wid
    return {
        row.pk: "、".join(printed.get((row.version_id, wid)) or newest.get(wid, wid) for wid in row.provisions)
        for row in happenings
    }


def mended_places(version: Version) -> list[dict[str, Any]]:
    """What was mended in the text on its way in, with class, who and why."""
    return list(_places(version))


def _places(version: Version) -> Iterator[dict[str, Any]]:
    labels = {one.value: one.label for one in Damage}
    for one in version.repairs:
        yield {**one, "label": labels.get(one["class"], one["class"])}
