"""文本体检: a text in, a report out, nothing kept."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from lianxi.apps.files.models import StoredFile
from lianxi.apps.rulebook.texts import reading_process, views
from lianxi.apps.rulebook.texts.forms import CopyForm
from lianxi.web.limits import RateLimit
from tests.apps.rulebook.damaged import TEXT

pytestmark = pytest.mark.django_db
PAGE = "/texts/check/"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def upload(client: Client, content: bytes, name: str = "来文.txt", **more: str) -> str:
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content), "step": "check", **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_gets_the_report_on_a_file(client: Client) -> None:
    said = upload(client, TEXT.encode())
    for part in (
        "夹注拼音",
        "标点重叠",
        "编号不连续",
        "丢失数字或文字",
        "市发展改革委",
        "示例市",
        "第十三次",
        "合得上",
    ):
        assert part in said


def test_pasted_words_are_read_like_a_file(client: Client) -> None:
    answer = client.post(PAGE, {"text": TEXT.replace("\n", "\r\n"), "step": "check"})
    assert "粘贴的文字" in answer.content.decode()
    assert answer.context["sheet"].characters == len(TEXT)


def test_a_clean_text_has_all_its_points(client: Client) -> None:
    said = upload(client, "第一条　为了示例，制定本办法。\n第二条　本办法自2024年1月1日起施行。\n".encode())
    assert "没有发现损坏" in said


def test_a_word_file_is_read_for_its_words(client: Client) -> None:
    document, content = Document(), io.BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(content)
    said = upload(client, content.getvalue(), "来文.docx")
    assert "夹注拼音" in said
    assert "市发展改革委" in said


@pytest.mark.parametrize("name", ["来文.docx", "来文.pdf"])
def test_a_file_that_is_not_what_its_name_says_is_refused_in_words(client: Client, name: str) -> None:
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, b"just words"), "step": "check"})
    assert answer.context["form"].errors


def test_an_older_encoding_is_read_too(client: Client) -> None:
    assert "夹注拼音" in upload(client, TEXT.encode("gb18030"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选择文件，或者粘贴要体检的文字。"),
        ({"text": "  \n"}, "请选择文件，或者粘贴要体检的文字。"),
        ({"text": "字" * 333_334}, "文字太长"),
    ],
)
def test_nothing_or_too_much_is_said_in_words(client: Client, given: dict[str, str], said: str) -> None:
    assert said in client.post(PAGE, {**given, "step": "check"}).content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04\x00\x00\x00", "不是纯文本"), (b" \n ", "是空的"), (b"x" * 1_000_001, "文件太大"), (b"", "空")],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(client: Client, content: bytes, said: str) -> None:
    assert said in upload(client, content)


def test_a_file_and_words_together_are_not_guessed_at(client: Client) -> None:
    assert "请只留一样" in upload(client, TEXT.encode(), text="第一条")


def take(client: Client, step: str, **accepted: object) -> object:
    return client.post(PAGE, {"original": CopyForm.packed(TEXT), "name": "来文.txt", "step": step, **accepted})


def test_the_copy_takes_what_is_sure_of_a_class_and_leaves_the_rest(client: Client) -> None:
    answer = take(client, "copy", classes=["pinyin", "doubled_punctuation"])
    copy = answer.content.decode()
    assert "guān" not in copy
    assert "，，" not in copy
    assert "2026124日" in copy
    assert copy.count("\n") == TEXT.count("\n")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_record_lists_every_change_at_both_places(client: Client) -> None:
    copy = take(client, "copy", classes=["all"]).content.decode()
    sheet = load_workbook(io.BytesIO(take(client, "record", classes=["all"]).content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert rows
    for _, _, start, at, original, new, _, why in rows:
        assert TEXT[start:].startswith(original)
        assert copy[at:].startswith("" if new == "（删去）" else new)
        assert why


def test_a_doubtful_proposal_is_taken_where_it_was_ticked(client: Client) -> None:
    at = TEXT.index("2026124日")
    report = reading_process.read_report(TEXT)["check"]["findings"]
    (lost,) = [one for one in report if one["class"] == "lost_digit"]
    assert not lost["sure"]
    if lost["proposal"] is None:
        assert take(client, "copy", places=[str(lost["start"])]).status_code == 403
    else:
        assert "2026124日" not in take(client, "copy", places=[str(lost["start"])]).content.decode()
    assert lost["start"] == at


def test_a_copy_without_any_change_is_refused_with_what_to_do(client: Client) -> None:
    answer = take(client, "copy")
    assert answer.status_code == 403
    assert "勾选" in answer.content.decode()


def test_a_text_damaged_on_its_way_back_is_not_repaired(client: Client) -> None:
    answer = client.post(PAGE, {"original": "不是base64", "name": "来文.txt", "step": "copy"})
    assert answer.status_code == 400
    assert "请重新体检" in answer.content.decode()


def test_nothing_is_stored(client: Client) -> None:
    upload(client, TEXT.encode())
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("same_minute")
def test_too_many_in_a_minute_are_refused_with_how_long_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LIMIT", RateLimit("text_check", 1))
    upload(client, "第一条　示例。\n".encode())
    said = upload(client, "第一条　示例。\n".encode())
    assert "60 秒内最多 1 次" in said
    assert "秒再试" in said


def test_a_text_that_takes_too_long_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "SECONDS", 0.01)
    assert "请拆成几份" in upload(client, TEXT.encode())


def test_a_fault_while_reading_is_logged_and_not_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reading_process, "READ", ["-c", "raise ZeroDivisionError('secret')"])
    said = upload(client, TEXT.encode())
    assert "已记入日志" in said
    assert "secret" not in said
    assert "ZeroDivisionError" in caplog.text
