"""The search page: what one asks stands in the address, what one finds is exact, and nothing hidden is told of."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_work
from lianxi.apps.search.replica import POINTER, replica
from lianxi.apps.search.writing import rebuild
from lianxi.composition.search import SOURCES, indexer
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.shell.search import export
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A

pytestmark = pytest.mark.django_db
CLERK = Actor(account="jia.clerk", person="示例", body=A, roles=frozenset({RoleHeld(Role.CLERK, A)}))
ARTICLES = ("加强海潮预算监督。", "海潮审计机关依法开展海潮监督。", "本办法自2024年1月1日起施行。")
SAID = Particulars(
    title="海潮监督办法（示例）", kind="guifan", issuer="示例机关", day=date(2024, 1, 1), slug="gong-kai",
    visibility=Visibility.PUBLIC, document_number="示发〔2024〕7号", commences=date(2024, 1, 1),
)  # fmt: skip
HIDDEN = replace(
    SAID, title="海潮秘藏规则（示例）", kind="zhidu", issuer="秘藏机关", slug="nei-bu", visibility=Visibility.BODY,
    day=date(2023, 5, 1), commences=date(2023, 6, 1), document_number="秘发〔2023〕1号",
)  # fmt: skip
TELLTALE = ("秘藏", "秘发", "2023年")


@pytest.fixture(autouse=True)
def _house(signed_in: Callable[[str], Client], settings, tmp_path: Path) -> Iterator[None]:
    """甲 keeps a public rule of three articles, and one for its own people alone."""
    settings.INDEX_FOLDER = tmp_path / "index"
    cache.clear()
    set_demo_day(TODAY)
    keep(SAID)
    keep(HIDDEN)
    index()
    yield
    cache.clear()


def keep(said: Particulars, articles: tuple[str, ...] = ARTICLES):
    numbered = zip("一二三四五", articles, strict=False)
    text = f"{said.title}\n\n" + "".join(f"第{number}条　{words}\n" for number, words in numbered)
    body = Body.objects.get(pk=A)
    return keep_work(text=text, particulars=said, source=Source(), body=body, actor=CLERK, on=TODAY).work


def index() -> None:
    rebuild(replica().folder, SOURCES)


def ask(client: Client, **given: object) -> HttpResponse:
    answer = client.get("/search/", given)
    assert answer.status_code == 200, answer
    return answer


def page(client: Client, **given: object) -> str:
    return ask(client, **given).content.decode()


def counts(client: Client, **given: object) -> tuple[int, int]:
    context = ask(client, **given).context
    return context["total"], context["found_works"]


def facet(client: Client, label: str, **given: object) -> list[tuple[str, int]]:
    found = {one.label: one for one in ask(client, **given).context["facets"]}
    return [(value.label, value.count) for value in found[label].values]


def test_all_any_and_none_are_told_with_exact_totals(client: Client) -> None:
    assert counts(client, q="海潮 监督") == (3, 1)
    assert counts(client, q="预算监督|审计机关") == (2, 1)
    assert counts(client, q="海潮 -审计") == (2, 1)
    assert counts(client, q="预算监督 审计机关") == (0, 0)
    assert counts(client, q="预算监督 审计机关", scope="document") == (2, 1)
    assert '共 <b class="num">3</b> 条，见于 <b class="num">1</b> 件' in page(client, q="海潮 监督")


def test_nobody_is_told_to_look_for_other_words_where_one_sees_no_rule_at_all(client: Client) -> None:
    assert "没有找到" in page(client, q="海潮 无此词")
    Work.objects.update(visibility=Visibility.BODY)
    cache.clear()
    bare = page(client, q="海潮 无此词")
    assert "还没有您能查看的制度" in bare
    assert "没有找到" not in bare
    assert "请换一个说法" not in bare


def test_hits_stand_under_their_work_marked_and_lead_to_the_article(client: Client) -> None:
    html = page(client, q="海潮 监督")
    assert "<mark>海潮监督</mark>办法（示例）" in html
    assert "加强<mark>海潮</mark>预算<mark>监督</mark>。" in html
    (work,) = ask(client, q="海潮 监督").context["works"]
    assert [(line.label, urlsplit(line.href).fragment) for line in work.lines] == [
        ("第一条", "art_1"), ("第二条", "art_2")
    ]  # fmt: skip
    for line in work.lines:
        there = client.get(urlsplit(line.href).path)
        assert f'id="{urlsplit(line.href).fragment}"' in there.content.decode()


@pytest.mark.parametrize(
    ("before", "said", "left_out"), [(16, "", 0), (17, "", 0), (18, "", 0), (19, "", 0), (20, "…", 0), (21, "…", 1)]
)
def test_no_part_of_the_label_is_left_in_front_of_the_words(
    client: Client, before: int, said: str, left_out: int
) -> None:
    """The window begins twenty characters before the hit: in front of, within, at the end of, or behind the label."""
    words = "甲" * before + "潮水。"
    keep(replace(SAID, title="另一件（示例）", slug="ling-yi-jian"), (words,))
    index()
    ((line,),) = (work.lines for work in ask(client, q="潮水").context["works"])
    shown = "".join(piece for piece, _ in line.pieces)
    assert (line.label, "…" if line.cut_front else "", shown) == ("第一条", said, words[left_out:])


def test_a_day_typed_another_way_is_rewritten(client: Client) -> None:
    answer = client.get("/search/", {"q": "海潮", "since": "2024/1/1", "as_of": "2024-02-03", "until": "昨天"})
    said = {"q": ["海潮"], "since": ["2024-01-01"], "as_of": ["2024-02-03"], "until": ["昨天"]}
    assert parse_qs(urlsplit(answer["Location"]).query) == said


@pytest.mark.parametrize("order", ["nonsense", "relevance"])
def test_an_order_there_is_not_is_ignored(client: Client, order: str) -> None:
    answer = client.get("/search/", {"q": "海潮", "sort": order})
    assert parse_qs(urlsplit(answer["Location"]).query) == {"q": ["海潮"]}
    assert client.get("/search/", {"q": "海潮", "sort": "newest"}).status_code == 200


def test_a_field_named_in_the_form_or_in_the_words_is_the_only_one_looked_in(client: Client) -> None:
    assert counts(client, q="监督", where="title") == (1, 1)
    assert counts(client, q="监督", where="body") == (2, 1)
    assert counts(client, q="文号:〔2024〕7号") == (1, 1)
    assert "示发〔<mark>2024〕7号</mark>" in page(client, q="〔2024〕7号")
    assert counts(client, q="示例机关", where="issuer") == (1, 1)


def test_marks_between_words_part_them_and_marks_alone_are_refused(client: Client) -> None:
    assert counts(client, q="海潮，监督；") == counts(client, q="海潮 监督")
    assert counts(client, q="“海潮，监督”") == (0, 0)
    refused = page(client, q="，")
    assert "里没有可检索的字" in refused
    assert "怎么写" in refused
    answer = client.get("/search/", {"any": "预算，审计", "none": "秘藏；甲"})
    assert parse_qs(urlsplit(answer["Location"]).query) == {"q": ["预算|审计 -秘藏 -甲"]}


def test_conditions_narrow_and_each_can_be_taken_away_again(client: Client) -> None:
    assert counts(client, q="海潮", kind="guifan") == (3, 1)
    assert counts(client, q="海潮", kind="jueding") == (0, 0)
    assert counts(client, q="海潮", body=A, region=A, circle="demo-river", issuer="示例机关") == (3, 1)
    assert counts(client, q="海潮", since="2024-01-02") == (0, 0)
    assert counts(client, q="海潮", since="2024-01-01", until="2024-01-01") == (3, 1)
    assert counts(client, q="海潮", status="in_force") == (3, 1)
    assert counts(client, q="海潮", status="pending") == (0, 0)
    assert counts(client, q="海潮", status="pending", day="2023-12-31") == (3, 1)
    assert counts(client, q="海潮", as_of="2023-12-31") == (0, 0)
    (chip,) = ask(client, q="海潮", kind="guifan").context["active"]
    assert chip[0].startswith("种类：")
    assert parse_qs(chip[1]) == {"q": ["海潮"]}


def test_conditions_alone_list_all_that_fulfils_them(client: Client) -> None:
    assert counts(client, kind="guifan") == (4, 1)


def test_what_is_filled_in_beside_the_box_becomes_part_of_one_permanent_address(client: Client) -> None:
    answer = client.get("/search/", {"q": "海潮", "all": "监督", "any": "预算 审计", "none": "秘藏 -甲", "kind": ""})
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query) == {"q": ["海潮 监督 预算|审计 -秘藏 -甲"]}
    assert client.get(answer["Location"]).status_code == 200


def test_a_facet_narrows_by_a_click_to_as_many_as_it_says(signed_in: Callable[[str], Client]) -> None:
    inside = signed_in("jia.clerk")
    found = ask(inside, q="海潮").context["facets"]
    assert {one.label for one in found} >= {"种类", "制定机关", "成文年份"}
    for value in [value for one in found for value in one.values]:
        answer = inside.get(f"/search/?{value.query}")
        assert answer.context["total"] == value.count, value.label
        again = [one for facet in answer.context["facets"] for one in facet.values if one.chosen]
        assert [parse_qs(one.query) for one in again] == [{"q": ["海潮"]}]


def test_hidden_rules_leak_through_no_count_facet_choice_suggestion_file_or_advice(
    client: Client, signed_in: Callable[[str], Client]
) -> None:
    inside = signed_in("jia.clerk")
    assert counts(inside, q="海潮") == (6, 2)
    assert facet(inside, "制定机关", q="海潮") == [("示例机关", 3), ("秘藏机关", 3)]
    assert "秘藏" in inside.get("/search/titles/", {"q": "海潮"}).content.decode()
    assert counts(client, q="海潮") == (3, 1)
    addresses = ["/search/", "/search/?q=海潮", "/search/titles/?q=海潮", "/search/?q=海潮&format=csv"]
    for address in addresses:
        said = unquote(client.get(address).content.decode("utf-8-sig"))
        assert [word for word in TELLTALE if word in said] == [], address
    sheet = load_workbook(io.BytesIO(client.get("/search/?q=海潮&format=xlsx").content)).active
    assert "秘藏" not in str(list(sheet.iter_rows(values_only=True)))
    empty = ask(client, q="海潮 秘藏").context
    assert [(one.count, "一处也没有" in one.said) for one in empty["advice"]] == [(3, False), (0, True)]
    hidden, nowhere = (page(client, q="海潮", issuer=name) for name in ("秘藏机关", "没有机关"))
    assert "<mark>" not in hidden
    assert hidden.partition("<main")[2].replace("秘藏机关", "没有机关") == nowhere.partition("<main")[2]


def test_csv_and_xlsx_hold_every_hit_with_cells_made_harmless(client: Client) -> None:
    keep(replace(SAID, title="=海潮危险（示例）", slug="wei-xian"))
    index()
    rows = list(csv.reader(io.StringIO(client.get("/search/?q=海潮&format=csv").content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 6
    titles = {row[1] for row in rows[1:]}
    assert titles == {"'=海潮危险（示例）", "海潮监督办法（示例）"}
    assert (rows[0][2], {row[2] for row in rows[1:]}) == ("文号", {"示发〔2024〕7号"})
    assert rows[1][-1].startswith("http://testserver/rules/")
    sheet = load_workbook(io.BytesIO(client.get("/search/?q=海潮&format=xlsx").content)).active
    said = [str(row[0]) for row in sheet.iter_rows(max_row=5, values_only=True)]
    assert "检索式：海潮" in said
    assert "共6条，见于2件" in said


def test_a_file_that_cannot_hold_all_hits_says_so_in_its_name_and_head(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(export, "DEEPEST", 2)
    answer = client.get("/search/?q=海潮&format=xlsx")
    assert "（前2条）" in unquote(answer["Content-Disposition"])
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert "共3条，见于1件；只列前2条" in [row[0] for row in sheet.iter_rows(max_row=5, values_only=True)]
    assert sheet.max_row == 6 + 2


@pytest.mark.usefixtures("same_minute")
def test_too_many_files_in_a_minute_are_refused(client: Client) -> None:
    answers = [client.get("/search/?q=海潮&format=csv") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [403]
    assert "秒内最多" in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("typed", "said"), [("、", "没有可检索的字"), ("预算 -", "后面没有要检索的字"), ("甲 " * 21 + "乙" * 101, "最多")]
)
def test_words_that_ask_for_nothing_are_refused_in_words_beside_the_box(client: Client, typed: str, said: str) -> None:
    html = page(client, q=typed)
    assert said in html
    assert f'value="{typed.strip()}"' in html


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"since": "昨天"}, "日期应写成"), ({"kind": "nothing"}, "没有这一项"), ({"circle": "nothing"}, "没有这一项"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "止日早于起日"),
    ],
)  # fmt: skip
def test_a_condition_that_makes_no_sense_is_said_at_its_field_and_nothing_is_listed(
    client: Client, given: dict[str, str], said: str
) -> None:
    answer = ask(client, q="海潮", **given)
    assert said in answer.content.decode()
    assert "answered" not in answer.context


def test_nothing_found_comes_with_ways_out_that_lead_to_as_many_as_they_say(client: Client) -> None:
    found = ask(client, q="预算监督 审计机关", kind="guifan").context["advice"]
    assert [one.count for one in found] == [2, 1, 1]
    for one in found:
        assert client.get(f"/search/?{one.query}").context["total"] == one.count
    (apart,) = ask(client, q="海潮监督预算").context["advice"]
    assert (apart.said, apart.count) == ("把长词拆开找：海潮 监督 预算", 1)
    assert "没有登录时只找公开的制度" in page(client, q="没有的词")


def test_pages_and_order_are_part_of_the_address(client: Client) -> None:
    for number in range(25):
        keep(replace(SAID, title=f"潮汐{number}办法（示例）", slug=f"chao-{number}"), ("潮汐。",))
    index()
    first, last = (ask(client, q="潮汐", page=number) for number in (1, 99))
    assert (first.context["total"], first.context["page"].number, last.context["page"].number) == (50, 1, 3)
    shown = [work.href for answer in (first, ask(client, q="潮汐", page=2), last) for work in answer.context["works"]]
    assert len(set(shown)) == 25
    assert "sort=newest" in first.content.decode()
    newest = ask(client, q="潮汐", sort="newest")
    assert newest.context["newest"]
    assert newest.context["other_order"] == ask(client, q="潮汐").context["query"]


def test_as_of_a_day_the_links_lead_to_the_text_of_that_day(client: Client) -> None:
    (work,) = ask(client, q="海潮预算", as_of="2024-02-01").context["works"]
    assert work.lines[0].href.endswith("?on=2024-02-01#art_1")


@pytest.mark.django_db(transaction=True)  # on PostgreSQL a change of a transaction that is still open stays unsettled
def test_while_the_index_is_behind_that_is_said(client: Client) -> None:
    note_rule(keep(replace(SAID, title="后来的（示例）", slug="hou-lai")))
    html = page(client, q="海潮")
    assert "索引更新中" in html
    index()
    assert "索引更新中" not in page(client, q="海潮")


def test_without_an_index_the_page_says_that_it_is_being_made(client: Client) -> None:
    replica().discard()
    answer = client.get("/search/", {"q": "海潮"})
    assert answer.status_code == 503
    assert "正在重建" in answer.content.decode()
    assert "正在重建" in client.get("/search/titles/", {"q": "海潮"}).content.decode()
    asked_as_file = client.get("/search/", {"q": "海潮", "format": "csv"})
    assert (asked_as_file.status_code, "正在重建" in asked_as_file.content.decode()) == (503, True)


def test_a_damage_that_shows_only_while_a_file_is_written_is_said_too_and_healed(client: Client) -> None:
    address = {"q": "海潮", "format": "csv"}
    keep(replace(SAID, title="另一办法（示例）", slug="other"), ("另有规定。",))
    indexer().catch_up()  # how far the index is stands beside this one, in a file of its own
    assert client.get("/search/", address).headers["Content-Type"].startswith("text/csv")
    at = replica().current()
    spoilt = Path(shutil.copytree(at, at.with_name("index-0badbad")))
    store = max(spoilt.glob("*.store"), key=lambda path: path.stat().st_size)
    content = store.read_bytes()
    half = len(content) // 2  # the texts, not the table of where they lie
    store.write_bytes(bytes(half) + content[half:])
    (at.parent / POINTER).write_text(spoilt.name)
    answer = client.get("/search/", address)
    assert (answer.status_code, "正在重建" in answer.content.decode()) == (503, True)
    index()
    assert client.get("/search/", address).headers["Content-Type"].startswith("text/csv")


def test_titles_are_suggested_with_what_was_typed_marked(client: Client) -> None:
    html = client.get("/search/titles/", {"q": "海潮 办法"}).content.decode()
    assert "<mark>海潮</mark>监督<mark>办法</mark>（示例）" in html
    assert html.count('role="option"') == 1
    assert 'role="option"' not in client.get("/search/titles/", {"q": "预算"}).content.decode()
    assert client.get("/search/titles/", {"q": " "}).content.decode().strip() == ""


def test_a_suggested_rule_that_is_not_simply_in_force_says_so(client: Client) -> None:
    keep(replace(SAID, title="海潮来年办法（示例）", slug="lai-nian", day=date(2024, 2, 1), commences=date(2030, 1, 1)))
    index()
    said = client.get("/search/titles/", {"q": "海潮"}).content.decode()
    assert re.findall(r"示例机关( · [^<]+)?</small>", said) == [" · 未生效", ""]


@pytest.mark.parametrize(
    "typed", ["正文:海潮", "制定机关:示例", "-审计", "海潮 正文:监督", "标题:海潮|正文:监督", "，", ""]
)
def test_what_names_and_numbers_do_not_tell_shows_no_sheet(client: Client, typed: str) -> None:
    said = client.get("/search/titles/", {"q": typed}).content.decode()
    assert "option" not in said
    assert "件" not in said
    assert "名称和文号里没有" not in said


def test_suggestions_are_works_each_once_and_counted_as_such(client: Client) -> None:
    for number in range(9):
        keep(replace(SAID, title=f"海潮{number}号办法（示例）", slug=f"hai-{number}", document_number=""))
    index()
    said = client.get("/search/titles/", {"q": "海潮"}).content.decode()
    assert said.count('role="option"') == 8
    assert "有的 10 件" in said
    said = client.get("/search/titles/", {"q": "文号:7号 标题:海潮 -审计"}).content.decode()
    assert said.count('role="option"') == 1
    assert "有的 1 件" in said
    assert "名称和文号里没有" in client.get("/search/titles/", {"q": "没有的词"}).content.decode()


def test_every_page_has_the_box_and_the_search_page_only_its_own(client: Client) -> None:
    assert client.get("/").content.decode().count("data-lx-find") == 1
    assert page(client).count("data-lx-find") == 1
    assert 'action="/search/"' in client.get("/").content.decode()


def test_what_was_typed_is_shown_as_text_and_nothing_else(client: Client) -> None:
    html = page(client, q='"><script>alert(1)</script>海潮')
    assert "<script>alert" not in html


def test_a_question_costs_few_queries(client: Client, django_assert_max_num_queries: Callable) -> None:
    page(client, q="海潮")
    with django_assert_max_num_queries(10):
        page(client, q="海潮 监督")
