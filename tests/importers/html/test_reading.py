"""Of a web page the main text is read; what stands around it is left out and listed."""

from __future__ import annotations

import pytest

from lianxi.importers.document import ReadDocument
from lianxi.importers.html.reading import read_html
from lianxi.kernel.errors import Refused

ARTICLES = [f"第{number}条　示例各方应当依次轮流承办会议，并在会后三十日内印发纪要。" for number in "一二三四五六"]
MENU = "".join(f'<li><a href="/{number}">示例栏目{number}</a></li>' for number in range(9))
FOOT = "版权所有：示例网　主办单位：示例机构　ICP备00000000号　网站标识码：0000000000　联系我们　地址：示例路一号"


def lines(page: str, encoding: str = "utf-8") -> list[str]:
    return read_html(page.encode(encoding), "示例.html").text.split("\n")


def left_out(read: ReadDocument) -> str:
    return "\n".join(left.text for left in read.left_out)


def paragraphs(said: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>　　{line}</{tag}>\n" for line in said)


NEW_PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>示例联席会议规则_示例网</title></head><body>
<div class="hd"><ul>{MENU}</ul></div><div class="box"><div class="path">当前位置：<a href="/">首页</a></div>
<div class="tt">示例联席会议规则</div><div class="ly">来源：示例</div><div id="zoom">{paragraphs(ARTICLES)}</div>
<div class="xg"><p>相关稿件</p><ul>{MENU}</ul></div></div><div class="bottom">{FOOT}</div></body></html>"""

OLD_PAGE = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>示例</title></head><body><table width=1000><tr><td>{MENU.replace("li>", "td>")}</td></tr></table>
<table><tr><td width=200><ul>{MENU}</ul></td><td><h1>示例联席会议规则</h1>
<font>{"<br>".join("　　" + line for line in ARTICLES)}</font></td></tr></table><center>{FOOT}</center></body></html>"""


@pytest.mark.parametrize(("page", "encoding"), [(NEW_PAGE, "utf-8"), (OLD_PAGE, "gbk")])
def test_the_main_text_is_found_with_its_title(page: str, encoding: str) -> None:
    read = read_html(page.encode(encoding), "示例.html")
    assert read.text.split("\n") == ["示例联席会议规则", *ARTICLES]
    assert read.encoding == encoding.replace("gbk", "gb18030")
    assert "示例栏目3" in left_out(read)
    assert "版权所有" in left_out(read)


def test_every_line_of_the_page_is_in_the_text_or_listed() -> None:
    read = read_html(NEW_PAGE.encode(), "示例.html")
    for said in ("当前位置", "来源：示例", "相关稿件", "示例栏目8", "网站标识码"):
        assert said in left_out(read)


def test_an_attachment_beside_the_text_stays_with_it() -> None:
    attachment = [
        "附件　示例任务清单，由各方分别填写，于每年九月中旬前报送承办方汇总，并抄送其他各方知悉，填写说明见后。"
    ] * 2
    page = f"<body><div><div id=a>{paragraphs(ARTICLES * 3)}</div><div id=b>{paragraphs(attachment)}</div></div></body>"
    assert lines(page) == ARTICLES * 3 + attachment


def test_a_page_without_anything_around_is_read_whole() -> None:
    assert lines("<p>示例<b>规则</b></p>第一条\n各方<br>轮流 承办") == ["示例规则", "第一条各方", "轮流 承办"]


def test_lists_have_the_numbers_a_browser_prints() -> None:
    page = (
        "<ol><li>甲<li value=5>乙<ol type=a><li>丙</ol><li>丁</ol><ul><li>戊</ul>"
        "<ol style='list-style-type: cjk-ideographic' start=3><li>己</ol>"
    )
    assert lines(page) == ["1. 甲", "5. 乙", "a. 丙", "6. 丁", "戊", "三、己"]


def test_tables_are_rows_with_their_spans_filled_up() -> None:
    page = (
        "<p>示例</p><table><tr><th rowspan=2>任务<th colspan=2>时限<tr><td>九月<td>底"
        "<tr><td>甲<td><p>乙</p><p>丙</p><td>丁</table>"
    )
    read = read_html(page.encode(), "示例.html")
    assert read.tables[0].rows == (("任务", "时限", ""), ("", "九月", "底"), ("甲", "乙\n丙", "丁"))
    block = read.block_at(read.text.index("丁"))
    assert block is not None
    assert (block.place.table, block.place.row, block.place.column) == (1, 3, 3)


def test_what_is_hidden_or_script_is_no_text() -> None:
    read = read_html(
        "<script>a</script><p>甲<span style='display: none'>密</span>乙<!-- 注 --></p>".encode(), "示例.html"
    )
    assert read.text == "甲乙"
    assert [(left.kind, left.text) for left in read.left_out] == [("hidden", "密")]


def test_hundreds_of_open_elements_lose_nothing() -> None:
    assert lines("<p>甲" + "<font>" * 900 + "乙<p>丙") == ["甲乙", "丙"]


def test_a_page_deeper_than_can_be_followed_says_so() -> None:
    read = read_html(("<p>甲</p>" + "<div>" * 5000 + "乙").encode(), "示例.html")
    assert "嵌套过深" in read.warnings[0]


@pytest.mark.parametrize("page", ["<html>", "<body><script>x</script></body>", "<p> ", "<!-- -->"])
def test_a_page_that_shows_nothing_is_refused(page: str) -> None:
    with pytest.raises(Refused) as caught:
        read_html(page.encode(), "示例.html")
    assert caught.value.guard in {"file_without_text", "file_empty"}


TEXT = paragraphs(ARTICLES)


@pytest.mark.parametrize(
    "tool",
    [
        "字号：大 中 小",
        "【字体：<a>大</a> <a>中</a> <a>小</a>】",
        "【打印】【关闭】",
        "打印本页 关闭窗口",
        "责任编辑：示例员",
    ],
)
def test_what_a_page_offers_its_readers_within_the_text_is_left_out_and_listed(tool: str) -> None:
    read = read_html(f"<body><div><p>{tool}</p>{TEXT}</div></body>".encode(), "示例.html")
    assert read.text.split("\n") == ARTICLES
    assert len(read.left_out) == 1


def test_the_caption_between_title_and_text_belongs_to_it() -> None:
    caption = "（2026年1月5日示例市第一届人民代表大会常务委员会第三次会议通过）"
    page = (
        f"<title>示例规则_示例网</title><body><div><div>示例规则</div><div>来源：示例</div><div>{caption}</div>"
        f"<div>{TEXT}</div></div></body>"
    )
    assert lines(page) == ["示例规则", caption, *ARTICLES]


def test_a_drawn_table_with_a_long_cell_stays_whole() -> None:
    long = "示例任务应当依次办理，" * 50
    page = f"<p>附表</p><table border=1><tr><td>序号<td>任务<tr><td>1<td>{long}<tr><td>2<td>短</table>"
    assert lines(page) == ["附表", "序号\t任务", f"1\t{long}", "2\t短"]


def test_the_foot_of_a_short_page_is_left_out() -> None:
    page = f"<body><div><p>现公布示例规则，自2026年1月1日起施行。</p></div><div>{FOOT}</div></body>"
    assert lines(page) == ["现公布示例规则，自2026年1月1日起施行。"]


def test_the_reading_printed_above_a_word_is_no_text() -> None:
    assert lines("<p>示<ruby>例<rp>(</rp><rt>lì</rt><rp>)</rp></ruby>规则</p>") == ["示例规则"]


@pytest.mark.parametrize(("before", "said", "encoding"), [(6000, "big5", "cp950"), (0, "utf-16", "utf-8")])
def test_the_encoding_a_page_names_is_believed_where_it_can_be(before: int, said: str, encoding: str) -> None:
    page = f"<html><head><!-- {'x' * before} --><meta charset={said}><body><p>第一條　各方應當依次輪流承辦會議。"
    assert lines(page, encoding) == ["第一條　各方應當依次輪流承辦會議。"]


def test_a_page_that_is_still_loading_is_refused() -> None:
    with pytest.raises(Refused, match="没有找到正文"):
        read_html("<body><div id=app>正在加载中...请稍候</div></body>".encode(), "示例.html")
