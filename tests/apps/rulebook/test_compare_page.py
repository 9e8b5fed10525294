"""文本比对: two texts, three versions, many copies in, the comparison out, nothing kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

import lxml.html
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pypdfium2 import PdfDocument

from lianxi.apps.files.models import StoredFile
from lianxi.apps.rulebook.texts import compare_forms, compare_views, reading_process
from lianxi.apps.rulebook.texts.comparison_rows import Fold, Heading, Row
from lianxi.apps.rulebook.texts.given_texts import GivenText, pack
from lianxi.importers.reading import read_document
from lianxi.web.limits import RateLimit
from tests.apps.rulebook.versions import CURRENT, ORIGINAL, PROPOSED, copies

pytestmark = pytest.mark.django_db
PAGE = "/texts/compare/"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def upload(client: Client, *texts: str | bytes, names: Sequence[str] = (), **more: str):
    named = names or [f"第{count}稿.txt" for count in range(1, len(texts) + 1)]
    files = [
        SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
        for name, text in zip(named, texts, strict=True)
    ]
    answer = client.post(PAGE, {"files": files, "step": "compare", **more})
    assert answer.status_code == 200
    return answer


def again(client: Client, step: str, *texts: str, how: str = "versions", **more: str):
    carried = pack([GivenText(f"第{count}稿.txt", text) for count, text in enumerate(texts, 1)])
    return client.post(PAGE, {"texts": carried, "how": how, "step": step, **more})


def row(answer, key: str) -> Row:
    return next(one for one in answer.context["sheet"].changes if one.key == key)


def words(side, mark: str = "") -> list[str]:
    return [piece.text for piece in side.pieces if piece.mark == mark]


def test_a_visitor_gets_two_texts_article_by_article(client: Client) -> None:
    answer = upload(client, ORIGINAL, CURRENT)
    tiles = {tile["label"]: tile["value"] for tile in answer.context["sheet"].tiles}
    assert tiles == {"修改": 3, "新增": 0, "删去": 0, "移动": 1, "合并": 1, "拆分": 0, "疑似": 1, "未变": 4}
    said = answer.content.decode()
    for part in (
        "第八条移至第三条",
        "第五条、第六条合并为第六条",
        "<ins>批准后公布</ins>",
        "<del>备案</del>",
        "第1稿.txt",
        "疑似改写，待确认",
    ):
        assert part in said


def test_a_row_shows_the_old_words_left_and_both_right(client: Client) -> None:
    found = row(upload(client, ORIGINAL, CURRENT), "4~5")
    assert (found.old.number, found.new.number) == ("第四条", "第五条")
    assert words(found.old, "del") == ["备案"]
    assert words(found.old, "ins") == []
    assert words(found.new, "ins") == ["批准后公布"]
    assert "条序调整" in found.note


def test_paragraphs_of_an_article_stay_apart_on_both_sides(client: Client) -> None:
    found = row(upload(client, ORIGINAL, CURRENT), "7~7")
    assert "".join(piece.text for piece in found.old.pieces).count("\n") == 2
    assert "".join(piece.text for piece in found.new.pieces if piece.mark != "del").count("\n") == 3


def test_rows_stand_in_reading_order_and_what_did_not_change_is_folded(client: Client) -> None:
    rows = upload(client, ORIGINAL, CURRENT).context["sheet"].rows
    said = [one.text if isinstance(one, Heading) else one.line if isinstance(one, Fold) else one.key for one in rows]
    assert said[:2] == ["示例市河湖保护条例", "caption~caption"]
    assert said[2:6] == ["第一章　总则", "第一条至第二条", "8~3", "第三条 → 第四条"]
    folds = [one for one in rows if isinstance(one, Fold)]
    assert folds[1].note == "1 条未变，只有条序变动"


def test_where_an_article_stood_a_line_leads_to_where_it_moved(client: Client) -> None:
    answer = upload(client, ORIGINAL, CURRENT)
    shapes = [(one.shape, getattr(one, "key", "")) for one in answer.context["sheet"].rows]
    at = shapes.index(("away", "8~3"))
    assert (shapes[at - 1], shapes[at + 1]) == (("change", "7~7"), ("change", "9~8"))
    assert '<a href="#r-8~3">第三条</a>' in answer.content.decode()


def test_a_chapter_without_a_change_is_quiet(client: Client) -> None:
    headings = {
        one.text: one.quiet
        for one in upload(client, ORIGINAL, CURRENT).context["sheet"].rows
        if isinstance(one, Heading)
    }
    assert headings["第三章　附则"]
    assert not headings["第一章　总则"]


def test_pasted_words_are_compared_like_files(client: Client) -> None:
    answer = client.post(PAGE, {"old_text": ORIGINAL.replace("\n", "\r\n"), "new_text": CURRENT, "step": "compare"})
    assert [one["name"] for one in answer.context["texts"]] == ["粘贴的旧文本", "粘贴的新文本"]
    assert row(answer, "4~5")
    assert ORIGINAL[:20] not in answer.context["form"]["old_text"].as_widget()


@pytest.mark.parametrize(
    ("field", "names"), [("old_text", ["粘贴的旧文本", "第1稿.txt"]), ("new_text", ["第1稿.txt", "粘贴的新文本"])]
)
def test_a_file_and_pasted_words_stand_in_the_order_of_their_names(
    client: Client, field: str, names: list[str]
) -> None:
    answer = upload(client, CURRENT, **{field: ORIGINAL})
    assert [one["name"] for one in answer.context["texts"]] == names


def test_a_word_file_and_a_web_page_are_read_for_their_words(client: Client) -> None:
    document, content = Document(), io.BytesIO()
    for line in ORIGINAL.splitlines():
        document.add_paragraph(line)
    document.save(content)
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in CURRENT.splitlines()) + "</body></html>"
    answer = upload(client, content.getvalue(), page, names=["旧.docx", "新.html"])
    assert words(row(answer, "4~5").new, "ins") == ["批准后公布"]


def test_equal_texts_are_said_so_with_what_was_not_counted(client: Client) -> None:
    said = upload(client, ORIGINAL, ORIGINAL).content.decode()
    assert "两份文字相同" in said
    assert "一字不差" in said
    said = upload(client, ORIGINAL, ORIGINAL.replace("，", ",")).content.decode()
    assert "两份文字相同" in said
    assert "没有计入的：字母、数字和标点的宽度" in said


def test_a_text_without_numbers_is_compared_by_paragraphs(client: Client) -> None:
    notice = "会议听取了示例工作的报告。\n会议指出，示例工作取得进展。\n会议要求，抓紧整改。\n"
    answer = upload(client, notice, notice.replace("抓紧整改", "抓紧落实整改"))
    (found,) = answer.context["sheet"].changes
    assert found.name == "第 3 段"
    assert {tile["unit"] for tile in answer.context["sheet"].tiles} == {"段"}


def test_a_numbered_paragraph_within_another_is_named_with_it(client: Client) -> None:
    notice = (
        "关于示例工作的通知\n一、加强领导\n（一）建立机制，定期研究示例工作。\n"
        "（二）明确责任，逐级落实。\n二、按时报送\n"
    )
    answer = upload(client, notice, notice.replace("逐级落实", "层层落实"))
    assert [one.name for one in answer.context["sheet"].changes] == ["一（二）"]


def test_a_switch_leaves_out_changes_of_punctuation(client: Client) -> None:
    bare = ORIGINAL.replace("保护优先、综合", "保护优先综合")
    assert len(again(client, "again", ORIGINAL, bare).context["sheet"].changes) == 1
    answer = again(client, "again", ORIGINAL, bare, ignore_punctuation="on")
    assert answer.context["sheet"].changes == ()
    assert "标点" in answer.context["sheet"].ignored
    assert answer.context["again"]["ignore_punctuation"].value()


def test_a_switch_lets_references_follow_their_articles(client: Client) -> None:
    old = ORIGINAL.replace("第十条　违反本条例第五条规定的", "第十条　违反本条例第四条规定的")
    new = old.replace("第三条　河湖", "第三条　每年三月为河湖保护宣传月，各级人民政府组织开展活动。\n第四条　河湖")
    for before, after in ((11, 12), (10, 11), (9, 10), (8, 9), (7, 8), (6, 7), (5, 6), (4, 5)):
        new = _last_renumbered(new, before, after)
    new = new.replace("违反本条例第四条规定", "违反本条例第五条规定")
    assert row(again(client, "again", old, new), "10~11")
    kept = {one.key for one in again(client, "again", old, new, ignore_renumbering="on").context["sheet"].changes}
    assert kept == {"none~3"}


def _last_renumbered(text: str, before: int, after: int) -> str:
    numbers = "零一二三四五六七八九"
    named = [f"第{numbers[n] if n < 10 else '十' + (numbers[n - 10] if n > 10 else '')}条　" for n in (before, after)]
    head, found, tail = text.rpartition(named[0])
    return head + named[1] + tail if found else text


def test_old_and_new_change_places(client: Client) -> None:
    answer = again(client, "up-1", ORIGINAL, CURRENT)
    assert [one["name"] for one in answer.context["texts"]] == ["第2稿.txt", "第1稿.txt"]
    assert words(row(answer, "5~4").new, "ins") == ["备案"]


def test_three_versions_stand_side_by_side(client: Client) -> None:
    answer = upload(client, ORIGINAL, CURRENT, PROPOSED)
    assert [one["role"] for one in answer.context["texts"]] == ["原文", "现行", "拟改"]
    rows = {one.name: one for one in answer.context["three"].changes}
    seventh = rows["第七条"]
    words_of = [
        ["".join(piece.text for piece in side[0].pieces if piece.mark != mark) for side in seventh.sides]
        for mark in ("ins", "del")
    ]
    assert [said.partition("巡查")[0] for said in (words_of[0][0], *words_of[1][1:])] == [
        "河长每月",
        "河长每半月至少",
        "河长每周至少",
    ]
    assert [label for label, _, _ in seventh.steps] == ["修改", "修改"]
    assert [label for label, _, _ in rows["第五条"].steps] == ["修改", "未变"]
    assert "三稿并列" in answer.content.decode()


def test_a_third_version_moves_one_place_up(client: Client) -> None:
    answer = again(client, "up-2", ORIGINAL, CURRENT, PROPOSED)
    assert [one["name"] for one in answer.context["texts"]] == ["第1稿.txt", "第3稿.txt", "第2稿.txt"]


def test_many_texts_are_held_together_as_copies_of_one(client: Client) -> None:
    answer = upload(client, *copies())
    same = answer.context["same"]
    assert (same.modal, same.equal, same.unequal, same.shared) == ("第1稿.txt", 2, 2, 2)
    assert [(place.modal, place.copy, place.copies) for place in same.places] == [
        ("三十日", "二十日", ["第3稿.txt", "第4稿.txt"]),
        ("二千元", "三千元", ["第4稿.txt"]),
    ]
    assert [copy.marks for copy in same.copies] == [(False, False), (False, False), (True, False), (True, True)]
    assert "机构名称，题注里的日期和届次" in answer.content.decode()


def test_equal_copies_are_said_to_be_equal(client: Client) -> None:
    said = upload(client, *copies()[:2], how="same").content.decode()
    assert "2 份全部相同" in said


def test_strict_counts_width_too(client: Client) -> None:
    one, other = copies()[:2]
    other = other.replace("，", ",")
    assert again(client, "again", one, other, how="same").context["same"].unequal == 0
    assert again(client, "again", one, other, how="same", strict="on").context["same"].unequal == 1


def test_two_texts_are_taken_for_changes_or_for_copies_as_one_likes(client: Client) -> None:
    assert again(client, "same", ORIGINAL, CURRENT).context["same"].unequal == 1
    assert again(client, "versions", ORIGINAL, CURRENT, how="same").context["sheet"].changes


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选择两份以上文件"),
        ({"old_text": "第一条　示例。"}, "还缺新文本"),
        ({"new_text": "第一条　示例。", "old_text": " \n"}, "还缺旧文本"),
        ({"old_text": "字" * 333_334, "new_text": "字"}, "文字太长"),
    ],
)
def test_nothing_one_text_or_too_much_is_said_in_words(client: Client, given: dict[str, str], said: str) -> None:
    assert said in client.post(PAGE, {**given, "step": "compare"}).content.decode()


def test_one_file_alone_is_said_to_lack_another(client: Client) -> None:
    assert "只有一份文件" in upload(client, ORIGINAL).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"just words", "坏的.docx", "坏的.docx"),
        (b" \n ", "空的.txt", "“空的.txt”是空的"),
        (b"", "零字节.txt", "“零字节.txt”是空的"),
        (b"", "零字节.docx", "“零字节.docx”是空的"),
        (b"x" * 1_000_001, "大的.txt", "“大的.txt”太大"),
        (b"<html><body> </body></html>", "白的.html", "白的.html"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(client: Client, content: bytes, name: str, said: str) -> None:
    answer = upload(client, ORIGINAL, content, names=["旧.txt", name])
    assert said in answer.content.decode()
    assert "again" not in answer.context


def test_too_many_files_and_too_long_texts_are_refused_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_forms, "MOST_FILES", 2)
    assert "一次最多 2 份，现有 3 份" in upload(client, "甲", "乙", "丙").content.decode()
    monkeypatch.setattr(compare_forms, "MOST_TOGETHER", 1000)
    assert "超过一次能比的" in upload(client, ORIGINAL, CURRENT).content.decode()


def test_more_than_a_request_may_hold_is_said_in_words(client: Client) -> None:
    answer = client.post(PAGE, {"old_text": "字" * 1_800_000, "step": "compare"})
    assert answer.status_code == 400
    assert "送来的内容太多" in answer.content.decode()
    answer = client.post(PAGE, {"files": [SimpleUploadedFile("甲.txt", b"x")] * 101, "step": "compare"})
    assert answer.status_code == 400
    assert "文件分几次送来" in answer.content.decode()


def test_reading_stops_after_a_while_and_names_the_file(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_forms, "_MOST_SECONDS", -1)
    assert "到“第1稿.txt”还没有读完" in upload(client, ORIGINAL, CURRENT).content.decode()


def test_files_and_pasted_words_beyond_two_are_not_guessed_at(client: Client) -> None:
    assert "请只留两份" in upload(client, ORIGINAL, CURRENT, old_text="第一条").content.decode()


@pytest.mark.parametrize("carried", ["", "不是base64", "AAAA", pack([GivenText("一份", "只有一份")])])
def test_texts_lost_or_changed_on_their_way_back_are_said_so(client: Client, carried: str) -> None:
    answer = client.post(PAGE, {"texts": carried, "how": "versions", "step": "again"})
    assert answer.status_code == 400
    assert "再比一次" in answer.content.decode()


def test_what_is_packed_to_burst_is_not_unpacked(client: Client) -> None:
    carried = pack([GivenText("甲", "字" * 5_000_000), GivenText("乙", "字")])
    answer = client.post(PAGE, {"texts": carried, "how": "versions", "step": "again"})
    assert answer.status_code == 400


def test_hostile_words_and_names_come_out_as_words(client: Client) -> None:
    old = "第一条　<script>alert(1)</script>示例。\n第二条　{{ settings.SECRET_KEY }}\"'>\n"
    new = old.replace("示例", "<img src=x onerror=alert(1)>")
    said = upload(client, old, new, names=["<b>旧</b>.txt", '"新".txt']).content.decode()
    assert "<script>alert" not in said
    assert "<img src=x" not in said
    assert "<b>旧" not in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "{{ settings.SECRET_KEY }}" in said


def test_a_line_of_a_megabyte_and_control_characters_are_harmless(client: Client) -> None:
    line = "字" * 330_000
    answer = upload(client, line, line + "尾")
    assert answer.context["sheet"].changes or "已停下" in answer.content.decode()
    answer = client.post(PAGE, {"old_text": "甲\x07乙", "new_text": "甲乙", "step": "compare"})
    assert "看不见的控制字符" in answer.content.decode()


def test_ids_of_rows_are_single(client: Client) -> None:
    said = upload(client, ORIGINAL + CURRENT, CURRENT + PROPOSED).content.decode()
    ids = re.findall(r'id="(r-[^"]+)"', said)
    assert len(ids) == len(set(ids)) > 3


def words_of_docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for one in table.rows for cell in one.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize(
    ("kind", "label", "said"),
    [
        ("table", "条文对照表", "合并"),
        ("redline", "花脸稿", "批准后公布"),
        ("correspondence", "条文对应表", "第八条"),
        ("clean", "清洁稿", "鼓励公民举报污染河湖的行为"),
    ],
)
def test_each_document_opens_in_word_again(client: Client, kind: str, label: str, said: str) -> None:
    answer = again(client, f"{kind}.docx", ORIGINAL, CURRENT)
    assert unquote(answer["Content-Disposition"]).endswith(f"第2稿.{label}.docx")
    assert answer["Cache-Control"] == "private, no-store"
    assert said in words_of_docx(answer.content)


def test_the_table_is_printed_and_read_on_a_page_too(client: Client) -> None:
    page = again(client, "table.html", ORIGINAL, CURRENT)
    assert page["Content-Disposition"].startswith("attachment")
    assert "批准后公布" in lxml.html.fromstring(page.content.decode()).text_content()
    pdf = PdfDocument(again(client, "table.pdf", ORIGINAL, CURRENT).content)
    assert "第五条" in "".join(sheet.get_textpage().get_text_range() for sheet in pdf)


def test_a_clerk_gets_changes_to_accept_in_word(client: Client) -> None:
    content = again(client, "tracked.docx", ORIGINAL, CURRENT).content
    changes = read_document(content, "花脸稿.docx").changes
    assert ("inserted", "批准后公布") in {(change.kind, change.text) for change in changes}


def test_the_switch_for_the_table_does_not_stand_in_the_way_of_other_documents(client: Client) -> None:
    answer = again(client, "clean.docx", ORIGINAL, CURRENT, changed_only="on")
    assert "为了加强河湖保护" in words_of_docx(answer.content)


def test_only_changed_articles_are_listed_where_one_likes(client: Client) -> None:
    whole = words_of_docx(again(client, "table.docx", ORIGINAL, CURRENT).content)
    changed = words_of_docx(again(client, "table.docx", ORIGINAL, CURRENT, changed_only="on").content)
    assert "为了加强河湖保护" in whole
    assert "为了加强河湖保护" not in changed


def test_three_versions_make_a_table_of_three_columns(client: Client) -> None:
    said = words_of_docx(again(client, "table.docx", ORIGINAL, CURRENT, PROPOSED).content)
    for part in ("每月", "每半月", "每周", "第1稿"):
        assert part in said


def test_a_document_that_three_versions_do_not_make_is_refused_and_the_texts_stay(client: Client) -> None:
    answer = again(client, "redline.docx", ORIGINAL, CURRENT, PROPOSED)
    assert "做不成这种文件" in answer.content.decode()
    assert len(answer.context["texts"]) == 3


def test_nothing_is_stored(client: Client) -> None:
    upload(client, ORIGINAL, CURRENT)
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("same_minute")
def test_too_many_in_a_minute_are_refused_and_the_texts_stay(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_views, "LIMIT", RateLimit("text_compare", 1))
    upload(client, ORIGINAL, CURRENT)
    answer = again(client, "up-1", ORIGINAL, CURRENT)
    assert "60 秒内最多 1 次" in answer.content.decode()
    assert [one["name"] for one in answer.context["texts"]] == ["第2稿.txt", "第1稿.txt"]


def test_a_comparison_that_takes_too_long_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "SECONDS", 0.01)
    assert "请拆成几份" in upload(client, ORIGINAL, CURRENT).content.decode()
