"""Taking people over from a table: previewed first, stored only when all rows are right or one takes the right ones.

Rows go in in short transactions of at most `CHUNK` lines. Taking the same
table twice changes nothing, so an import that was cut off is simply taken
again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.acts import IMPORT_PEOPLE, keeper_of
from lianxi.apps.bodies.models import Body, ImportState, PeopleImport, Person, Seat
from lianxi.apps.bodies.people_table.lines import PeopleTable, PersonLine, RowFault, read_table
from lianxi.apps.bodies.people_table.plans import ADDED, CHANGED, SAME, Plan, PlannedLine, in_order, plan_lines
from lianxi.apps.bodies.selectors import posts_for
from lianxi.apps.bodies.services.seats import lock_body
from lianxi.apps.bodies.services.uploads import keep_upload, upload_content
from lianxi.apps.jobs.services import enqueue
from lianxi.apps.jobs.steps import Step
from lianxi.importers.xlsx import read_sheet
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import ActDay, act_day

CHUNK = 50
AT_ONCE = 200
JOB = "people.import"
FAULTY = "faulty"
COUNT_WORDS = {ADDED: "新增", CHANGED: "变更", SAME: "不变", FAULTY: "有错未导入"}


@dataclass(frozen=True)
class Preview:
    """A table and what taking it would change 预览."""

    table: PeopleTable
    plan: Plan

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """Faults of the rows, and those against what is registered, by row."""
        return tuple(sorted((*self.table.faults, *self.plan.faults), key=lambda fault: fault.row))

    @property
    def faulty_rows(self) -> tuple[int, ...]:
        """Numbers of the rows that cannot be taken."""
        return tuple(sorted({fault.row for fault in self.faults}))

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what becomes of them."""
        return self.plan.counts | {FAULTY: len(self.faulty_rows)}

    @property
    def lines(self) -> tuple[PersonLine, ...]:
        """Rows that could be read, in the order in which they are taken."""
        return tuple(in_order(self.table.lines))


def preview_table(body: Body, content: bytes) -> Preview:
    """Read a table and plan it against what is registered; stores nothing."""
    table = read_table(read_sheet(content), {post.name: post.single for post in posts_for(body)})
    if not table.texts:
        raise Refused("table_empty", "表头下面没有内容。", remedy="请从表头的下一行开始，每人一行填写。")
    return Preview(table, plan_lines(body, table.lines))


def upload_people(
    *, body: Body, content: bytes, name: str, actor: Actor, on: date | None = None
) -> tuple[PeopleImport, Preview]:
    """Keep an uploaded table for its preview 上传人员表; one that cannot be read is not kept."""
    require(actor, IMPORT_PEOPLE, body=keeper_of(body))
    day = act_day(on)
    preview = preview_table(body, content)
    with transaction.atomic():
        upload = PeopleImport.objects.create(
            body=body, file_name=name[-200:], account=actor.account, person=actor.person, on=day.on,
            rows=len(preview.table.texts),
        )  # fmt: skip
        keep_upload(upload, content, actor, day)
    return upload, preview


def read_upload(upload: PeopleImport, actor: Actor) -> Preview:
    """The kept table as it would be taken today."""
    require(actor, IMPORT_PEOPLE, body=keeper_of(upload.body))
    return preview_table(upload.body, upload_content(upload, actor))


def import_people(
    *,
    upload: PeopleImport,
    take_right: bool = False,
    seen: str = "",
    background: bool = True,
    actor: Actor,
    on: date | None = None,
) -> PeopleImport:
    """Take a previewed table 导入人员, in the background where it is long.

    `take_right` leaves out faulty rows, `seen` is the fingerprint of the
    preview that was confirmed.
    """
    require(actor, IMPORT_PEOPLE, body=keeper_of(upload.body))
    day = act_day(on)
    preview = read_upload(upload, actor)
    _check(preview, take_right, seen)
    if background and len(preview.lines) > AT_ONCE:
        return _enqueue(upload, take_right, actor, day)
    counts: Counter[str] = Counter()
    for start in range(0, len(preview.lines), CHUNK):
        with transaction.atomic():
            counts += take_chunk(upload, preview.lines[start : start + CHUNK], take_right, actor, day)
    return _finish(upload, counts, take_right, preview)


def _check(preview: Preview, take_right: bool, seen: str) -> None:
    if preview.faulty_rows and not take_right:
        raise Refused(
            "rows_right",
            f"有 {len(preview.faulty_rows)} 行有错，没有导入任何内容。",
            remedy="请改好后重新上传，或选择“只导入正确的行”。",
        )
    if not preview.plan.planned:
        raise Refused("rows_right", "没有一行是对的，没有可导入的内容。", remedy="请按提示改好后重新上传。")
    if seen and seen != preview.plan.fingerprint:
        raise Refused("preview_current", "预览之后，登记的内容有了变化。", remedy="请再看一遍预览，再确认导入。")


def take_chunk(
    upload: PeopleImport, lines: Sequence[PersonLine], take_right: bool, actor: Actor, day: ActDay
) -> Counter[str]:
    """Store a few lines in the caller's transaction, planned anew against what is registered by now."""
    lock_body(upload.body)
    plan = plan_lines(upload.body, lines)
    if plan.faults and not take_right:
        fault = plan.faults[0]
        raise Refused(
            "preview_current",
            f"预览之后，登记的内容有了变化：第 {fault.row} 行{fault.column}，{fault.message}",
            remedy="请再看一遍预览；已导入的行再次导入不会重复。",
        )
    changing = [planned for planned in plan.planned if planned.what != SAME]
    if changing:
        _store(changing)
        record(
            act=IMPORT_PEOPLE, actor=actor, target=upload.get_absolute_url(), body=keeper_of(upload.body),
            title=f"导入人员 {len(changing)} 行（{upload.file_name}）", on=day.on, backdated=day.backdated,
            after={"body": upload.body_id, "people": [_said(planned) for planned in changing]},
        )  # fmt: skip
    return Counter(plan.counts) + Counter({FAULTY: len({fault.row for fault in plan.faults})})


def _store(changing: Sequence[PlannedLine]) -> None:
    """People first, then their seats. Row by row where they are known: that is quicker than one large UPDATE."""
    people = {id(planned.person): planned.person for planned in changing}.values()
    new = [person for person in people if person.pk is None]
    known = [planned for planned in changing if planned.person.pk is not None and planned.particulars]
    Person.objects.bulk_create(new)
    for planned in known:
        planned.person.save(update_fields=planned.particulars)
    seats = [planned.seat for planned in changing if planned.seat is not None]
    Seat.objects.bulk_create([seat for seat in seats if seat.pk is None])
    for planned in changing:
        if planned.seat is not None and planned.seat_what == CHANGED:
            planned.seat.save(update_fields=["end"])


def _said(planned: PlannedLine) -> dict[str, str]:
    """One line as the audit keeps it; the name is masked there."""
    return {"row": str(planned.line.row), "name": planned.line.name, "what": planned.word, "details": planned.details}


def _enqueue(upload: PeopleImport, take_right: bool, actor: Actor, day: ActDay) -> PeopleImport:
    with transaction.atomic():
        job = enqueue(
            kind=JOB, arguments={"upload": str(upload.uuid), "take_right": take_right}, actor=actor,
            body=keeper_of(upload.body), title=f"导入人员（{upload.file_name}）", on=day.on,
            once_key=f"{JOB}:{upload.uuid}",
        )  # fmt: skip
        upload.state, upload.take_right, upload.job = ImportState.RUNNING, take_right, job.uuid
        upload.save(update_fields=["state", "take_right", "job"])
    return upload


def run_people_import(step: Step, actor: Actor) -> dict[str, int]:
    """The same in the background; after a cut it goes on with the first line that is not stored."""
    upload = PeopleImport.objects.select_related("body__region").get(pk=step.arguments["upload"])
    take_right, day = bool(step.arguments["take_right"]), act_day(step.job.on)
    preview = read_upload(upload, actor)
    done: int = step.cursor.get("done", 0)
    lines = preview.lines
    counts: Counter[str] = Counter(step.cursor.get("counts", {}))
    while done < len(lines):
        with transaction.atomic():
            counts += take_chunk(upload, lines[done : done + CHUNK], take_right, actor, day)
            done = min(done + CHUNK, len(lines))
            step.save({"done": done, "counts": counts})
        step.progress(done, len(lines), f"已办 {done} 行")
    _finish(upload, counts, take_right, preview)
    return {COUNT_WORDS[what]: count for what, count in upload.counts.items()}


def _finish(upload: PeopleImport, counts: Counter[str], take_right: bool, preview: Preview) -> PeopleImport:
    """Write down what became of the rows, those of the table that could not be read among them."""
    unread = len({fault.row for fault in preview.table.faults})
    upload.counts = {what: counts[what] for what in (ADDED, CHANGED, SAME)} | {FAULTY: counts[FAULTY] + unread}
    upload.state, upload.take_right = ImportState.DONE, take_right
    upload.save(update_fields=["state", "take_right", "counts"])
    return upload
