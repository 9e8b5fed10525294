"""A work on screen: its text on any day, its versions, its provisions and its files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.models import Visibility as FileVisibility
from lianxi.apps.files.services import store_file
from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.services.keeping import Source, keep_version
from lianxi.importers.akoma_ntoso import read_akn
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.kept_works import CHANGED, FIRST, SECOND
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, kept, main, said, text, two_versions

pytestmark = pytest.mark.usefixtures("rule_house")


def test_the_text_has_every_word_in_order_with_an_anchor_for_each_provision(client: Client) -> None:
    work = kept()
    html = main(client, work.get_absolute_url())
    law = html.split('<div class="lx-law wk-law">')[1].split("</div>")[0]
    bare = re.sub(r'<span class="wk-mark.*?</small>', "", law)
    assert said(bare) == "".join(FIRST.split())
    anchors = re.findall(r'id="([^"]+)"', law)
    assert {"chp_2", "art_3", "art_3__para_1", "art_3__para_1__point_2", "art_3__para_2"} <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert re.findall(r'<a href="#(chp_\d)">', html) == ["chp_1", "chp_2", "chp_3"]


def test_an_article_with_a_day_of_its_own_is_marked_until_then(client: Client) -> None:
    work = kept()
    assert "未生效自2024年7月1日起施行" in said(main(client, work.get_absolute_url()))
    assert "未生效" not in said(
        main(client, f"{work.get_absolute_url()}?on=2024-07-01").split("wk-law")[1].split("</div>")[0]
    )


def test_the_line_of_life_is_in_order_and_shows_what_the_standing_rests_on(client: Client) -> None:
    work = two_versions()
    moments = client.get(f"{work.get_absolute_url()}?on=2025-04-01").context["moments"]
    assert [(one.when, one.title, one.state) for one in moments] == [
        (date(2023, 12, 20), "通过", "done"), (date(2024, 1, 1), "施行", "done"), (date(2024, 7, 1), "施行", "done"),
        (date(2025, 3, 1), "修改", "now"), (date(2028, 12, 31), "有效期末日", "next"),
    ]  # fmt: skip
    assert moments[3].flag == "已修改"


@pytest.mark.parametrize(
    ("query", "number", "notice"),
    [
        ("", 1, ""), ("?on=2025-02-28", 1, "也是现行的文本"), ("?on=2025-03-01", 2, "不是现行的文本；现行的是第1版"),
        ("?version=2", 2, "2025年3月1日的文本"), ("?on=2023-12-31", 1, "2023年12月31日还没有施行的文本"),
    ],
)  # fmt: skip
def test_the_text_shown_is_that_of_the_day_or_of_the_version_and_says_so(
    client: Client, query: str, number: int, notice: str
) -> None:
    work = two_versions()
    answer = client.get(work.get_absolute_url() + query)
    assert answer.context["version"].number == number
    assert notice in answer.context["chosen"].notice
    assert bool(notice) == ("wk-notice" in answer.content.decode())


@pytest.mark.parametrize(("query", "words"), [("on=gibberish", "不是日期"), ("version=9", "没有第9版")])
def test_a_day_or_version_that_is_none_is_refused_in_words(client: Client, query: str, words: str) -> None:
    answer = client.get(f"{kept().get_absolute_url()}?{query}")
    assert answer.status_code == 403
    assert words in answer.content.decode()


def test_two_versions_are_held_together_with_what_was_struck_and_put_in(client: Client) -> None:
    work = two_versions()
    html = main(client, f"{work.get_absolute_url()}versions/?new=2")
    assert "<del>两年</del>" in html
    assert "<ins>一年</ins>" in html
    answer = client.get(f"{work.get_absolute_url()}versions/?as=redline.docx")
    assert "一年" in "".join(paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs)
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_work_of_one_version_has_none_to_hold_it_to(client: Client) -> None:
    work = kept()
    assert "与上一版对照" not in text(client, work.get_absolute_url())
    assert client.get(f"{work.get_absolute_url()}versions/").status_code == 404


def test_the_history_of_an_article_follows_it_to_its_new_number(client: Client) -> None:
    work = two_versions()
    steps = client.get(f"{work.get_absolute_url()}provisions/art_4/").context["steps"]
    assert [(step.number, step.label) for step in steps] == [("第五条", "修改"), ("第四条", "首次出现")]
    new = client.get(f"{work.get_absolute_url()}provisions/art_4@2/").context["steps"]
    assert [(step.number, step.label) for step in new] == [("第四条", "首次出现"), ("", "没有")]
    last = client.get(f"{work.get_absolute_url()}provisions/art_5/").context["steps"]
    assert [step.label for step in last] == ["只有条序变动", "首次出现"]
    assert client.get(f"{work.get_absolute_url()}provisions/art_99/").status_code == 404


def test_the_clean_text_leaves_as_word_pdf_and_exchange_file(signed_in: SignedIn) -> None:
    work, client = kept("body"), signed_in("jia.deputy")
    part = f"{work.get_absolute_url()}text/1."
    word = Document(BytesIO(client.get(f"{part}docx").content))
    assert "第三条" in "".join(paragraph.text for paragraph in word.paragraphs)
    assert client.get(f"{part}pdf").content.startswith(b"%PDF-")
    assert read_akn(client.get(f"{part}xml").content, "a.xml").text == FIRST
    assert client.get(f"{part}exe").status_code == 404
    assert Entry.objects.filter(act="rule.hand_out", body=A).count() == 3


def test_the_original_leaves_byte_for_byte_to_whoever_sees_the_work_and_is_recorded(signed_in: SignedIn) -> None:
    work = kept("circle", circle="demo-river")
    content = "原样的字节\r\n".encode("gb18030")
    file = store_file(
        content=content, name="来文.txt", content_type="text/plain", owner=work.get_absolute_url(), body=A,
        visibility=FileVisibility.BODY, actor=KEEPER, on=TODAY,
    )  # fmt: skip
    Version.objects.filter(work=work).update(file=file.uuid)
    address = f"{work.get_absolute_url()}original/1/"
    answer = signed_in("yi.clerk").get(address)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.get(act="rule.hand_out").person == "示例·yi.clerk"
    assert signed_in("bing.clerk").get(address).status_code == 404
    assert signed_in("bing.clerk").get(file.get_absolute_url()).status_code == 404


def test_of_a_long_life_the_newest_stands_open_and_the_rest_is_one_press_away(client: Client) -> None:
    work = two_versions()
    for number in range(3, 13):
        given = replace(CHANGED, commences=CHANGED.commences + timedelta(days=number))
        words = SECOND.replace("每一年", f"每{number}年")
        keep_version(work=work, text=words, particulars=given, source=Source(), actor=KEEPER, on=TODAY)
    newest = main(client, f"{work.get_absolute_url()}?version=12")
    shown, older = newest.split("更早的 6 版</summary>")
    assert [f"<b>第{number}版</b>" in shown for number in range(1, 13)] == [False] * 6 + [True] * 6
    assert [f"<b>第{number}版</b>" in older for number in range(1, 13)] == [True] * 6 + [False] * 6
    assert '<details class="wk-older"><summary>更早的 9 件事</summary>' in newest
    assert '<details class="wk-older" open>' in main(client, f"{work.get_absolute_url()}?version=2")


def test_only_articles_that_changed_lead_to_a_history(client: Client) -> None:
    one, html = kept(slug="yi-ban"), main(client, two_versions().get_absolute_url())
    assert "/provisions/" not in main(client, one.get_absolute_url())
    assert sorted(re.findall(r"/provisions/([^/]+)/", html)) == ["art_4", "art_5"]


def test_a_version_without_an_original_says_so(client: Client) -> None:
    answer = client.get(f"{kept().get_absolute_url()}original/1/")
    assert answer.status_code == 403
    assert "没有保存原件" in answer.content.decode()


def test_what_was_mended_on_the_way_in_stays_readable_with_who_and_why(signed_in: SignedIn) -> None:
    mended = {
        "class": "doubled_punctuation", "start": 3, "at": 3, "original": "，，", "new": "，", "note": "重复了一个",
        "by": "示例·备", "on": "2024-03-01", "why": "明显的录入错误",
    }  # fmt: skip
    work = kept("public", source=Source(as_read=f"，{FIRST}", repairs=[mended], score=96))
    shown = said(main(signed_in("jia.clerk"), work.get_absolute_url()))
    assert "明显的录入错误" in shown
    assert "体检得分96分" in shown
    assert "明显的录入错误" not in main(Client(), work.get_absolute_url())
