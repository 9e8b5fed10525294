"""Publication and filing of a version 公布、备案: recorded, judged once, withdrawn with a reason, never changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import RECORD_FILING, RECORD_PUBLICATION, WITHDRAW_FILING, WITHDRAW_PUBLICATION
from lianxi.apps.rulebook.keeping_up.known_days import days_of, verdict_of
from lianxi.apps.rulebook.models import Filing, Publication, Version, Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.services.days import plausible_days
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.withdrawing import take_back
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.filings import must_be_filed
from lianxi.loaders.upkeep_rules import load_upkeep_rules


@transaction.atomic
def record_publication(*, version: Version, day: date, actor: Actor, on: date, where: str = "") -> Publication:
    """Record on which day a version was published 登记公布日期."""
    version, work = _locked(version)
    require(actor, RECORD_PUBLICATION, body=work.body_id)
    _not_future(day, on, "公布日期")
    if version.issued and day < version.issued:
        said = f"公布日期（{day}）早于成文日期（{version.issued}）。"
        raise Refused("published_after_making", said, remedy="请核对两个日期。")
    if version.publications.filter(LIVE).exists():
        raise Refused("one_publication", "这一版已登记过公布日期。", remedy="登记错了的，先撤回那一项。")
    row = Publication.objects.create(
        version=version, on_day=day, where=where.strip(), recorded_by=actor.person, recorded_on=on
    )
    record(
        act=RECORD_PUBLICATION, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=day,
        title=f"“{work.title}”第{version.number}版的公布日期", backdated=row.backdated,
        after={"day": day.isoformat(), "where": row.where, "version": version.number},
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_publication(*, publication: Publication, why: str, actor: Actor, on: date) -> Publication:
    """Take back a day of publication that was recorded wrongly 撤回公布日期; filings judged by it stay as judged."""
    row = still_there(
        Publication.objects.select_for_update(of=("self",)).select_related("version__work"), publication.pk
    )
    require(actor, WITHDRAW_PUBLICATION, body=row.version.work.body_id)
    return take_back(row, row.version.work, act=WITHDRAW_PUBLICATION, why=why, actor=actor, on=on)


@transaction.atomic
def record_filing(
    *, version: Version, day: date, recipient: str, actor: Actor, on: date, number: str = "", note: str = ""
) -> Filing:
    """Record that a version was filed, and judge once whether in time 登记备案.

    recipient: with whom; number: of the report or the registration. The day counted from, the last day, the clause
    and the version of the rule are written into the row.
    """
    version, work = _locked(version)
    require(actor, RECORD_FILING, body=work.body_id)
    _check(version, work, day, recipient, on)
    row = Filing(
        version=version, on_day=day, recipient=recipient.strip(), number=number.strip(), note=note.strip(),
        recorded_by=actor.person, recorded_on=on,
    )  # fmt: skip
    _judge(row, work)
    row.save(force_insert=True)
    record(
        act=RECORD_FILING, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=day,
        title=f"“{work.title}”第{version.number}版备案", clause=row.clause, note=row.why, backdated=row.backdated,
        after={
            "day": day.isoformat(), "recipient": row.recipient, "number": row.number, "late": row.late,
            "due": row.due.isoformat() if row.due else "", "basis": row.basis.isoformat() if row.basis else "",
        },
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_filing(*, filing: Filing, why: str, actor: Actor, on: date) -> Filing:
    """Take back a filing that was recorded wrongly 撤回备案记录; the right one is recorded anew and judged anew."""
    row = still_there(Filing.objects.select_for_update(of=("self",)).select_related("version__work"), filing.pk)
    require(actor, WITHDRAW_FILING, body=row.version.work.body_id)
    return take_back(row, row.version.work, act=WITHDRAW_FILING, why=why, actor=actor, on=on)


def _judge(row: Filing, work: Work) -> None:
    """Write what is known today of whether it was in time."""
    said = verdict_of(work.kind, days_of(row.version), row.on_day, row.on_day)
    row.why, row.late, row.clause = said.why, said.late, said.clause
    if said.due and said.start and said.rule:
        row.start, row.basis, row.due, row.rule = said.start.value, said.due.basis, said.due.due, said.rule.effective
        row.calendars = [asdict(one) for one in said.due.calendar_versions]


def _check(version: Version, work: Work, day: date, recipient: str, on: date) -> None:
    if not must_be_filed(work.kind, load_upkeep_rules().filings):
        raise Refused(
            "kind_is_filed",
            "这一种类的制度不用备案。",
            remedy="应当备案的，请核对种类；期限和种类写在 data/upkeep_rules.toml。",
        )
    _not_future(day, on, "备案日期")
    if not recipient.strip():
        raise Refused("recipient_named", "须写明向哪个机关备案。", remedy="请填写报送机关的名称。")
    first = min(days_of(version).values(), default=None)
    if first and day < first:
        said = f"备案日期（{day}）早于公布或者成文的日期（{first}）。"
        raise Refused("filed_after_publication", said, remedy="请核对两个日期。")
    if version.filings.filter(LIVE).exists():
        raise Refused("one_filing", "这一版已登记过备案。", remedy="登记错了的，先撤回那一项；报了几家的，写在一起。")


def _not_future(day: date, on: date, label: str) -> None:
    plausible_days({label: day})
    if day > on:
        raise Refused("day_not_future", f"{label}（{day}）晚于今天（{on}）。", remedy="请填实际的那一天。")


def _locked(version: Version) -> tuple[Version, Work]:
    """The version, with its work locked so that two records of one version follow one another."""
    work = still_there(Work.objects.select_for_update(), version.work_id)
    return Version.objects.defer("text", "as_read").get(pk=version.pk), work
