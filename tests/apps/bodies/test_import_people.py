"""Taking people over from a table: by the service, in the background, and by the pages."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, ImportState, PeopleImport, Person, Seat
from lianxi.apps.bodies.services import add_person, appoint_person, import_people, upload_people
from lianxi.apps.bodies.services.imports import (
    CHUNK,
    JOB,
    preview_table,
    read_upload,
    run_people_import,
)
from lianxi.apps.jobs.kinds import JobKind
from lianxi.apps.jobs.leases import claim_job
from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.runner import run_job
from lianxi.apps.jobs.steps import Step
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.bodies.visitors import visitor
from tests.apps.bodies.world import CLERK, DAY, HEAD, OPERATOR, OTHER_CLERK
from tests.importers.workbooks import workbook

HEADER = ["姓名", "同名区分", "职务", "任职起", "任职止", "手机", "电子邮箱", "备注"]
ROWS = [
    ["示例甲", "", "主任", "2021-09-01", "", "13812345678", "jia@example.com", ""],
    ["示例乙", "", "副主任", "2021-09-01", "", "13912345678", "", "分管财经"],
    ["示例丙", "", "委员", "2021-09-01", "2023-09-01", "", "", ""],
]
LEAVING = ["示例甲", "", "主任", "2021-09-01", "2024-02-01", "", "", ""]
NAMES = "甲乙丙丁戊己庚辛壬癸"


def table(rows: list[list[object]] | None = None) -> bytes:
    return workbook([HEADER, *(ROWS if rows is None else rows)])


def long_table(count: int) -> bytes:
    names = ["示" + NAMES[n // 100 % 10] + NAMES[n // 10 % 10] + NAMES[n % 10] for n in range(count)]
    return table([[name, "", "委员", "2021-09-01", "", "", "", ""] for name in names])


def upload(body: Body, content: bytes) -> PeopleImport:
    return upload_people(body=body, content=content, name="人员.xlsx", actor=CLERK, on=DAY)[0]


def stored(body: Body) -> set[tuple[object, ...]]:
    people = Person.objects.filter(body=body).values_list("name", "qualifier", "phone", "email", "note")
    seats = Seat.objects.filter(body=body).values_list("person__name", "person__qualifier", "post", "start", "end")
    return {*people, *seats}


def test_a_preview_says_what_would_be_done_and_stores_nobody(body: Body) -> None:
    kept = upload(body, table())
    assert read_upload(kept, CLERK).counts == {"added": 3, "changed": 0, "same": 0, "faulty": 0}
    assert not Person.objects.exists()
    assert kept.state == ImportState.PREVIEWED


def test_taking_a_table_twice_changes_nothing(body: Body) -> None:
    done = import_people(upload=upload(body, table()), actor=CLERK, on=DAY)
    assert done.counts == {"added": 3, "changed": 0, "same": 0, "faulty": 0}
    assert done.state == ImportState.DONE
    before, entries = stored(body), Entry.objects.filter(act="people.import").count()
    again = import_people(upload=upload(body, table()), actor=CLERK, on=DAY)
    assert again.counts == {"added": 0, "changed": 0, "same": 3, "faulty": 0}
    assert stored(body) == before
    assert Entry.objects.filter(act="people.import").count() == entries == 1


def test_the_audit_keeps_names_masked_and_no_numbers(body: Body) -> None:
    import_people(upload=upload(body, table()), actor=CLERK, on=DAY)
    entry = Entry.objects.get(act="people.import")
    assert entry.after["people"][0] == {"row": "2", "name": "示**", "what": "新增", "details": "手机、电子邮箱、任主任"}
    assert "13812345678" not in str(entry.after)


def test_a_changed_table_changes_only_what_it_says(body: Body) -> None:
    import_people(upload=upload(body, table()), actor=CLERK, on=DAY)
    rows = [LEAVING, ["示例乙", "", "", "", "", "13700000000", "", ""]]
    done = import_people(upload=upload(body, table(rows)), actor=HEAD, on=DAY)
    assert done.counts["changed"] == 2
    assert Seat.objects.get(person__name="示例甲").end == date(2024, 2, 1)
    assert Person.objects.get(name="示例甲").phone == "13812345678"
    assert Person.objects.get(name="示例乙").phone == "13700000000"
    assert Person.objects.get(name="示例乙").note == "分管财经"


def test_whoever_leaves_a_post_goes_before_who_takes_it(body: Body) -> None:
    import_people(upload=upload(body, table()), actor=CLERK, on=DAY)
    rows = [["示例丁", "", "主任", "2024-02-01", "", "", "", ""], LEAVING]
    done = import_people(upload=upload(body, table(rows)), actor=CLERK, on=DAY)
    assert done.counts == {"added": 1, "changed": 1, "same": 0, "faulty": 0}


def test_with_a_faulty_row_nothing_is_stored_unless_one_takes_the_right_ones(body: Body) -> None:
    kept = upload(body, table([*ROWS, ["示例丁", "", "局长", "2021-09-01", "", "", "", ""]]))
    with pytest.raises(Refused, match="有 1 行有错，没有导入任何内容"):
        import_people(upload=kept, actor=CLERK, on=DAY)
    assert not Person.objects.exists()
    done = import_people(upload=kept, take_right=True, actor=CLERK, on=DAY)
    assert done.counts == {"added": 3, "changed": 0, "same": 0, "faulty": 1}
    assert not Person.objects.filter(name="示例丁").exists()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["示例丁", "", "主任", "2022-01-01", "", "", "", ""]], "示例甲在任"),
        ([["示例甲", "", "主任", "2022-01-01", "", "", "", ""]], "与已登记的同一职务"),
        ([["示例戊", "", "委员", "2022-01-01", "", "", "", ""]], "已有同名者（财经工委）"),
    ],
)
def test_what_does_not_go_with_what_is_registered_is_a_fault_of_its_row(
    body: Body, rows: list[list[object]], message: str
) -> None:
    first = add_person(body=body, name="示例甲", actor=CLERK, on=DAY)
    appoint_person(person=first, post="主任", start=date(2021, 9, 1), actor=CLERK, on=DAY)
    add_person(body=body, name="示例戊", qualifier="财经工委", actor=CLERK, on=DAY)
    preview = preview_table(body, table(rows))
    assert [message in fault.message for fault in preview.faults] == [True]
    with pytest.raises(Refused, match="没有一行是对的"):
        import_people(upload=upload(body, table(rows)), take_right=True, actor=CLERK, on=DAY)


def test_a_preview_that_is_no_longer_true_is_refused(body: Body) -> None:
    kept = upload(body, table())
    seen = read_upload(kept, CLERK).plan.fingerprint
    add_person(body=body, name="示例甲", phone="13812345678", actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="预览之后，登记的内容有了变化"):
        import_people(upload=kept, seen=seen, actor=CLERK, on=DAY)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"not a table", workbook([["职务"]]), workbook([["姓名"]])])
def test_a_table_that_cannot_be_read_is_not_kept(body: Body, content: bytes) -> None:
    with pytest.raises(Refused):
        upload(body, content)
    assert not PeopleImport.objects.exists()


def test_nobody_else_uploads_looks_or_takes(body: Body) -> None:
    kept = upload(body, table())
    for who in (OTHER_CLERK, OPERATOR):
        with pytest.raises(Refused):
            upload_people(body=body, content=table(), name="x.xlsx", actor=who, on=DAY)
        with pytest.raises(Refused):
            read_upload(kept, who)
        with pytest.raises(Refused):
            import_people(upload=kept, actor=who, on=DAY)
    assert not Person.objects.exists()


def test_the_congress_has_posts_of_its_own(bodies: dict[str, Body]) -> None:
    congress = bodies["990100-congress"]
    rows = [["示例代表", "", "代表", "2021-09-01", "", "", "", ""]]
    import_people(upload=upload(congress, table(rows)), actor=CLERK, on=DAY)
    assert Seat.objects.get().post_id == "代表"
    assert Entry.objects.get(act="people.import").body == "990100"


def kinds() -> dict[str, JobKind]:
    return {JOB: JobKind(JOB, "导入人员", lambda step: run_people_import(step, CLERK))}


def test_a_long_table_goes_in_in_the_background(body: Body) -> None:
    kept = import_people(upload=upload(body, long_table(450)), actor=CLERK, on=DAY)
    assert kept.state == ImportState.RUNNING
    assert not Person.objects.exists()
    job = claim_job(worker="test", at=timezone.now())
    assert run_job(job, kinds()) == "done"
    kept.refresh_from_db()
    assert kept.state == ImportState.DONE
    assert kept.counts == {"added": 450, "changed": 0, "same": 0, "faulty": 0}
    assert Person.objects.count() == Seat.objects.count() == 450
    assert Entry.objects.filter(act="people.import").count() == 450 // CHUNK
    assert Job.objects.get().result == {"新增": 450, "变更": 0, "不变": 0, "有错未导入": 0}


def test_a_job_that_was_cut_off_goes_on_with_the_first_line_that_is_not_stored(body: Body) -> None:
    kept = import_people(upload=upload(body, long_table(350)), actor=CLERK, on=DAY)

    def cut_after_two_chunks(step: Step) -> dict[str, int]:
        saves = 0
        save = step.save

        def counted(cursor: dict[str, object]) -> None:
            nonlocal saves
            saves += 1
            if saves == 3:
                raise ConnectionError("the machine went away")
            save(cursor)

        step.save = counted
        return run_people_import(step, CLERK)

    job = claim_job(worker="first", at=timezone.now())
    assert run_job(job, {JOB: JobKind(JOB, "导入人员", cut_after_two_chunks)}) == "retrying"
    assert Person.objects.count() == 2 * CHUNK
    Job.objects.update(run_after=job.created)
    again = claim_job(worker="second", at=timezone.now())
    assert again.cursor["done"] == 2 * CHUNK
    assert run_job(again, kinds(), ending=Event()) == "done"
    kept.refresh_from_db()
    assert Person.objects.count() == 350
    assert kept.counts["added"] == 350


def test_two_clicks_make_one_job(body: Body) -> None:
    kept = upload(body, long_table(250))
    import_people(upload=kept, actor=CLERK, on=DAY)
    import_people(upload=kept, actor=CLERK, on=DAY)
    assert Job.objects.count() == 1


def test_the_pages_lead_from_the_file_to_the_people(body: Body) -> None:
    client = visitor(Role.CLERK)
    assert "下载模板" in client.get("/people/import/").content.decode()
    file = SimpleUploadedFile("人员.xlsx", table([*ROWS, ["示例丁", "", "局长", "2021-13-01", "", "1", "", ""]]))
    response = client.post("/people/import/", {"body": "990100", "table": file}, follow=True)
    said = response.content.decode()
    assert "1 行有错" in said
    assert "没有 13 月" in said
    assert "只导入正确的 3 行" in said
    address = response.redirect_chain[-1][0]
    added = client.get(f"{address}?show=added").content.decode()
    assert "示例甲" in added
    assert "13812345678" not in added
    refused = client.post(address, {"take": "all"})
    assert refused.status_code == 403
    assert not Person.objects.exists()
    seen = read_upload(PeopleImport.objects.get(), CLERK).plan.fingerprint
    done = client.post(address, {"take": "right", "seen": seen}, follow=True).content.decode()
    assert "已导入" in done
    assert Person.objects.count() == 3
    assert "人员.xlsx" in client.get("/people/import/").content.decode()


def test_faulty_rows_are_downloaded_with_what_is_wrong_and_go_in_once_corrected(body: Body) -> None:
    client = visitor(Role.CLERK)
    kept = upload(body, table([*ROWS, ["示例丁", "", "局长", "2021-09-01", "", "13612345678", "", ""]]))
    response = client.get(f"/people/import/{kept.uuid}/faults.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert cells[-2] == [*HEADER, "问题"]
    assert cells[-1][0] == "示例丁"
    assert cells[-1][-1].startswith("职务：本机构没有这一职务")
    book.active.cell(row=len(cells), column=3, value="委员")
    out = io.BytesIO()
    book.save(out)
    done = import_people(upload=upload(body, out.getvalue()), actor=CLERK, on=DAY)
    assert done.counts["added"] == 1
    assert Person.objects.get().phone == "13612345678"


def test_the_template_is_downloaded_with_the_posts_of_the_body(body: Body) -> None:
    response = visitor(Role.CLERK).get("/people/import/template.xlsx?body=990100-congress")
    book = load_workbook(io.BytesIO(response.content))
    assert "代表" in "".join(str(row[0].value) for row in book.active.iter_rows())


def test_a_file_that_cannot_be_read_is_refused_on_the_page(body: Body) -> None:
    file = SimpleUploadedFile("人员.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    response = visitor(Role.CLERK).post("/people/import/", {"body": "990100", "table": file})
    assert response.status_code == 403
    assert "旧版 Excel" in response.content.decode()
    assert "另存为" in response.content.decode()


def test_import_pages_are_refused_to_others(body: Body) -> None:
    kept = upload(body, table())
    for client in (visitor(Role.LEADER), visitor(Role.CLERK, "990200"), visitor(None, None), Client()):
        assert client.get(f"/people/import/{kept.uuid}/").status_code == 403
        assert client.get(f"/people/import/{kept.uuid}/faults.xlsx").status_code == 403
        assert client.post(f"/people/import/{kept.uuid}/", {"take": "all"}).status_code == 403
    assert visitor(Role.DEPUTY).get("/people/import/").status_code == 403
    assert not Person.objects.exists()


ROW = st.tuples(
    st.sampled_from(["示例甲", "示例乙", "示例丙", ""]),
    st.sampled_from(["", "财经工委"]),
    st.sampled_from(["主任", "副主任", "委员", "", "局长"]),
    st.sampled_from(["2020-01-01", "2021-01-01", "2022-01-01", ""]),
    st.sampled_from(["2020-06-01", "2021-06-01", "2023-01-01", "", ""]),
    st.sampled_from(["13812345678", "13912345678", "", "x"]),
    st.sampled_from(["a@example.com", ""]),
    st.sampled_from(["", "备注"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(ROW, min_size=1, max_size=6), second=st.lists(ROW, min_size=1, max_size=6))
def test_whatever_the_tables_say_a_second_taking_changes_nothing_and_no_post_for_one_is_held_by_two(
    body: Body, first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    Seat.objects.all().delete()
    Person.objects.all().delete()
    for rows in (first, second):
        content = table([list(row) for row in rows])
        if not preview_table(body, content).plan.planned:
            continue
        import_people(upload=upload(body, content), take_right=True, actor=CLERK, on=DAY)
        after = stored(body)
        again = import_people(upload=upload(body, content), take_right=True, actor=CLERK, on=DAY)
        assert stored(body) == after
        assert again.counts["added"] == again.counts["changed"] == 0
    chairs = list(Seat.objects.filter(post="主任").order_by("start"))
    for one, other in pairwise(chairs):
        assert one.end is not None
        assert one.end <= other.start
