"""The papers of a conference 公文: what each says, made anew from the rows; how it looks is `exporters`' business."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lianxi.apps.meetings.figures import figures_of
from lianxi.apps.meetings.journal import named
from lianxi.apps.meetings.minutes_text import attendance_lines, held
from lianxi.apps.meetings.models import Conference, ItemKind
from lianxi.apps.meetings.models.attendance import Attendee
from lianxi.apps.meetings.selectors import cost_of, parties_of, version_for
from lianxi.apps.meetings.services.costs import cost_clause
from lianxi.exporters.official import Block, Heading, OfficialDocument, Pair, Paragraph, Table
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.roles import ROLE_LABELS, ConferenceRole
from lianxi.web.day import is_demo
from lianxi.web.wording import cn_date

OFFICE = "联席会议办公室"


def document_of(conference: Conference, paper: str) -> OfficialDocument:
    """The paper of that name; `Refused` where there is nothing to print yet."""
    return _PAPERS[paper](conference)


def _document(conference: Conference, title: str, blocks: list[Block], **more: object) -> OfficialDocument:
    sample = is_demo() or conference.circle.sample
    return OfficialDocument(title=title, blocks=tuple(blocks), sample=sample, **more)  # type: ignore[arg-type]


def _issuer(conference: Conference) -> str:
    return f"{conference.circle.name}{OFFICE}"


def _notice(conference: Conference) -> OfficialDocument:
    """会议通知（函）: what the last notice said, as it was when it went out."""
    call = conference.calls.order_by("-number").first()
    if call is None:
        raise Refused("notice_sent", "会议通知还没有发出。", remedy="发出以后即可打印。")
    said = call.said
    first, last = (date.fromisoformat(said[name]) for name in ("held_from", "held_to"))
    when = cn_date(first) + (f"至{cn_date(last)}" if last != first else "") + (said["starts_at"] or "")
    opening = f"根据{_by(conference)}，现将{conference.title}有关事项通知如下："
    blocks: list[Block] = [Paragraph(opening)]
    if call.correction:
        blocks.append(
            Paragraph(
                f"本次为第{call.number}次通知，更正原因：{call.correction}。此前通知与本通知不一致的，以本通知为准。"
            )
        )
    blocks += [
        Heading("一、会议时间"), Paragraph(f"{when}。"),
        Heading("二、会议地点"), Paragraph(f"{said['place']}（{named(conference, [said['host']])}承办）。"),
        Heading("三、会议议程"), *_agenda_lines(said["items"]),
        Heading("四、参加人员"), Paragraph(f"{_composition(conference)}。"),
        Heading("五、有关要求"), Paragraph("请收到通知后尽快填报回执，注明参加人员；不能参加的，请注明请假事由。"),
    ]  # fmt: skip
    title = f"关于召开{conference.circle.name}{conference.title}的{'更正' if call.correction else ''}通知"
    return _document(
        conference, title, blocks, mark=f"{_issuer(conference)}函", addressee=_addressees(conference),
        signature=(_issuer(conference),), day=call.on, attachments=("回执",),
    )  # fmt: skip


def _receipt(conference: Conference) -> OfficialDocument:
    """回执: one table per party, filled in as far as it is known, with empty lines to write on."""
    blocks: list[Block] = []
    for body in parties_of(conference):
        rows = [_person(one) for one in conference.attendees.filter(body=body)]
        rows += [("", "", "", "")] * max(3 - len(rows), 1)
        blocks.append(Table(("姓名", "身份", "单位与职务", "参加或请假事由"), tuple(rows), (2, 2, 4, 4), body.name))
    return _document(conference, f"{conference.title}回执", blocks)


def _agenda(conference: Conference) -> OfficialDocument:
    """议程."""
    rows = tuple(
        (
            str(item.number),
            item.title,
            item.get_kind_display(),
            named(conference, [item.lead_id]) if item.lead_id else "",
        )
        for item in conference.items.all()
    )
    blocks: list[Block] = [
        Pair("时间", f"{held(conference)}{conference.starts_at}"),
        Pair("地点", conference.place or "未定"),
    ]
    blocks.append(Table(("序号", "议程", "种类", "牵头方"), rows, (1.2, 7, 1.6, 2.2)))
    return _document(conference, f"{conference.title}议程", blocks)


def _attendance(conference: Conference) -> OfficialDocument:
    """签到表: parties and those invited apart, with what was checked in on screen."""
    blocks: list[Block] = [
        Pair("时间", f"{held(conference)}{conference.starts_at}"),
        Pair("地点", conference.place or "未定"),
    ]
    groups = [(body.name, conference.attendees.filter(body=body)) for body in parties_of(conference)]
    groups.append(("邀请的代表与媒体", conference.attendees.filter(body=None)))
    for name, people in groups:
        rows = tuple((one.name, one.get_role_display(), one.unit, _signed(one)) for one in people)
        blocks.append(Table(("姓名", "身份", "单位与职务", "签到"), rows or (("", "", "", ""),), (2, 2.4, 4, 3), name))
    return _document(conference, f"{conference.title}签到表", blocks)


def _minutes(conference: Conference) -> OfficialDocument:
    """纪要 in the reading that now stands, with who signed it and the heads of the audit chains."""
    reading = conference.readings.order_by("-number").prefetch_related("signatures__body").first()
    if reading is None:
        raise Refused("minutes_drafted", "纪要还没有起草。", remedy="起草以后即可打印。")
    blocks: list[Block] = [Paragraph(line) for line in reading.text.splitlines() if line.strip()]
    blocks += [Pair(label, names) for label, names in attendance_lines(conference)]
    signed = [
        f"{one.body.name}（{one.signer}，{cn_date(one.on)}{'，代录' if one.scan else ''}）"
        for one in reading.signatures.all()
    ]
    blocks.append(Pair("签署", "；".join(signed) or "尚未签署"))
    figures = "；".join(f"{one.label}{one.value}{one.unit}（{one.note}）" for one in figures_of(conference))
    blocks.append(Pair("会议数据", figures))
    if reading.heads:
        rows = tuple(
            (named(conference, [head["chain"]]), str(head["number"]), head["hash"][:32]) for head in reading.heads
        )
        blocks.append(Table(("审计链", "第几条", "摘要（前32位）"), rows, (2.4, 1.4, 6), "成稿时各方审计链所到之处"))
    return _document(
        conference, f"{conference.circle.name}{conference.title}纪要", blocks, mark=f"{_issuer(conference)}纪要",
        number=f"第{reading.number}稿", day=reading.on, signature=(_issuer(conference),),
    )  # fmt: skip


def _costs(conference: Conference) -> OfficialDocument:
    """经费结算单: expenses, shares, and that both are the same."""
    cost = cost_of(conference)
    if cost.gap_cents is None:
        raise Refused("cost_stated", "还没有登记经费结算。", remedy="登记以后即可打印。")
    spent = tuple((one.what, f"{one.amount:,.2f}") for one in conference.costs.all())
    borne = tuple((one.body.name, f"{one.amount:,.2f}") for one in conference.shares.select_related("body"))
    blocks: list[Block] = [
        Paragraph(f"依据：{cost_clause(conference)}。") if cost_clause(conference) else Paragraph("机制未规定经费。"),
        Table(("支出项目", "金额（元）"), (*spent, ("合计", f"{cost.spent:,.2f}")), (7, 3), "支出"),
        Table(("承担机构", "金额（元）"), (*borne, ("合计", f"{cost.borne:,.2f}")), (7, 3), "承担"),
        Paragraph("两项合计相等。" if not cost.gap_cents else "两项合计不等，尚未结清。"),
    ]
    return _document(conference, f"{conference.title}经费结算单", blocks)


def _follow_ups(conference: Conference) -> OfficialDocument:
    """交办事项清单."""
    rows = tuple(
        (
            str(task.number), task.title, named(conference, [task.lead_id]),
            named(conference, task.helpers.values_list("pk", flat=True)), cn_date(task.due), task.get_state_display(),
        )
        for task in conference.follow_ups.all()
    )  # fmt: skip
    header = ("序号", "事项", "牵头方", "配合方", "完成时限", "状态")
    blocks: list[Block] = [Table(header, rows or (("", "无", "", "", "", ""),), (1.1, 4.6, 1.6, 2.4, 2.4, 1.5))]
    return _document(conference, f"{conference.title}交办事项清单", blocks)


def _by(conference: Conference) -> str:
    """The mechanism as a document cites it."""
    version = version_for(conference)
    return f"《{version.title}》" if version else "联席会议工作机制"


def _composition(conference: Conference) -> str:
    version = version_for(conference)
    rule = version.rule("composition") if version and version.has("composition") else None
    roles = getattr(rule, "roles", (ConferenceRole.CHAIR, ConferenceRole.VICE_CHAIR))
    return "各方" + "、".join(ROLE_LABELS[role] for role in roles) + "；邀请的代表和有关人员"


def _addressees(conference: Conference) -> str:
    return "、".join(body.name for body in parties_of(conference))


def _agenda_lines(items: list[list[object]]) -> list[Block]:
    kinds = dict(ItemKind.choices)
    return [Paragraph(f"{number}. {title}（{kinds.get(str(kind), kind)}）") for number, title, kind, _ in items]


def _person(one: Attendee) -> tuple[str, str, str, str]:
    return one.name, one.get_role_display(), one.unit, f"请假：{one.leave_reason}" if one.leave else "参加"


def _signed(one: Attendee) -> str:
    if one.leave:
        return "请假"
    return f"{cn_date(one.checked_in_on)}已签到" if one.checked_in_on else ""


_PAPERS: dict[str, Callable[[Conference], OfficialDocument]] = {
    "notice": _notice,
    "receipt": _receipt,
    "agenda": _agenda,
    "attendance": _attendance,
    "minutes": _minutes,
    "costs": _costs,
    "follow-ups": _follow_ups,
}
