from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from lianxi.apps.bodies.models import Region
from lianxi.web import lists

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]
URL = "/t/regions/"


@pytest.fixture
def regions() -> None:
    """A province and 500 counties, every other one 示例."""
    province = Region.objects.create(code="990000", name="示例省", short_name="示例", level="province", kind="省")
    Region.objects.bulk_create(
        Region(
            code=str(990001 + number),
            name=f"示例{number:03}县",
            short_name=f"{number:03}",
            level="county",
            kind="县",
            parent=province,
            valid_from=date(2020, 1, 1) if number < 250 else date(2021, 1, 1),
            sample=number % 2 == 0,
        )
        for number in range(500)
    )


def codes(html: str) -> list[str]:
    return re.findall(r'data-label="代码">(\d+)', html)


@pytest.mark.usefixtures("regions")
def test_a_list_shows_its_first_page_in_a_fixed_order(client: Client) -> None:
    html = client.get(URL).content.decode()
    assert codes(html) == [str(990001 + number) for number in range(20)]
    assert '共 <b class="num">501</b> 条' in html
    assert '<span class="num">26</span> 页' in html
    assert html.count("<h1>") == 1


@pytest.mark.usefixtures("regions")
def test_a_second_line_that_says_the_same_as_the_first_is_left_out(client: Client) -> None:
    Region.objects.filter(code="990002").update(kind="示例001县")
    html = client.get(URL).content.decode()
    assert "<small>示例001县</small>" not in html
    assert html.count("<small>县</small>") == 19


@pytest.mark.usefixtures("regions")
def test_pages_neither_repeat_nor_skip_a_row(client: Client) -> None:
    seen = [code for page in range(1, 27) for code in codes(client.get(URL, {"page": page}).content.decode())]
    assert len(seen) == len(set(seen)) == 501


@pytest.mark.usefixtures("regions")
def test_a_page_beyond_the_end_is_the_last_one(client: Client) -> None:
    assert codes(client.get(URL, {"page": 999}).content.decode()) == ["990000"]


@pytest.mark.usefixtures("regions")
def test_five_hundred_rows_cost_as_many_queries_as_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        client.get(URL, {"level": "county", "page": 7})


@pytest.mark.usefixtures("regions")
def test_filters_narrow_the_list_and_stand_in_every_link(client: Client) -> None:
    html = client.get(URL, {"sample": "true", "valid_from_from": "2021-01-01", "q": ""}).content.decode()
    assert '共 <b class="num">125</b> 条' in html
    assert "/t/regions/?sample=true&amp;valid_from_from=2021-01-01&amp;page=2" in html
    assert "/t/regions/?sample=true&amp;valid_from_from=2021-01-01&amp;format=xlsx" in html
    assert "示例：是" in html
    assert "启用：2021年1月1日 起" in html


@pytest.mark.usefixtures("regions")
def test_an_active_choice_is_named_by_its_label(client: Client) -> None:
    html = client.get(URL, {"level": "province", "parent": "990000"}).content.decode()
    assert "<span>级别：省级</span>" in html
    assert "<span>上级：示例省</span>" in html


@pytest.mark.usefixtures("regions")
def test_a_filter_that_cannot_be_understood_shows_and_exports_nothing(client: Client) -> None:
    html = client.get(URL, {"valid_from_from": "昨天"}).content.decode()
    assert codes(html) == []
    assert "筛选条件看不懂" in html
    table = client.get(URL, {"valid_from_from": "昨天", "format": "csv"}).content.decode("utf-8-sig")
    assert table.count("\r\n") == 1


def test_an_empty_list_says_what_that_means(client: Client) -> None:
    html = client.get(URL).content.decode()
    assert "还没有区划" in html
    assert "format=xlsx" not in html


@pytest.mark.usefixtures("regions")
def test_an_empty_answer_offers_the_way_back(client: Client) -> None:
    html = client.get(URL, {"q": "没有这样的县"}).content.decode()
    assert "没有符合条件的记录" in html
    assert 'href="/t/regions/">清除筛选</a>' in html


@pytest.mark.usefixtures("regions")
def test_htmx_gets_the_table_alone_and_the_permalink(client: Client) -> None:
    response = client.get(URL, {"q": "00", "level": "", "page": "1"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.lstrip().startswith('<div id="list"')
    assert "<html" not in html
    assert response["HX-Push-Url"] == "/t/regions/?q=00"
    assert "HX-Request" in response["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(URL, headers=headers).content.decode()


@pytest.mark.usefixtures("regions")
def test_csv_holds_exactly_the_filtered_rows(client: Client) -> None:
    response = client.get(URL, {"sample": "true", "level": "county", "page": "3", "format": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert rows[0] == ["代码", "名称", "类别", "级别", "电话", "联系人", "启用"]
    assert len(rows) == 251
    assert rows[1] == ["990001", "示例000县", "县", "县级", "138****5678", "王**", "2020-01-01"]


@pytest.mark.usefixtures("regions")
def test_xlsx_tells_which_filters_were_in_force(client: Client) -> None:
    response = client.get(URL, {"level": "province", "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    first = [row[0].value for row in sheet.iter_rows()]
    assert first[:2] == ["行政区划", "筛选：级别：省级"]
    assert first[2].endswith("公众，共1行")
    assert first[3:] == ["代码", "990000"]


def test_xlsx_without_filters_says_so(client: Client) -> None:
    sheet = load_workbook(io.BytesIO(client.get(URL, {"format": "xlsx"}).content)).active
    assert sheet["A2"].value == "筛选：无（全部）"


@pytest.mark.usefixtures("regions")
def test_personal_columns_are_masked_on_screen_and_in_files(client: Client) -> None:
    for query in ({}, {"format": "csv"}):
        content = client.get(URL, query).content.decode("utf-8-sig")
        assert "13812345678" not in content
        assert "王小明" not in content
        assert "138****5678" in content


def test_plain_rows_make_a_list_too_and_cannot_smuggle_a_formula(client: Client) -> None:
    assert "=危险" in client.get("/t/few/").content.decode()
    assert ",'=危险," in client.get("/t/few/", {"format": "csv"}).content.decode("utf-8-sig")


def test_an_unknown_format_is_not_found(client: Client) -> None:
    assert client.get(URL, {"format": "exe"}).status_code == 404


@pytest.mark.usefixtures("regions")
def test_too_large_an_export_is_refused_with_a_remedy(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LARGEST_EXPORT", 500)
    response = client.get(URL, {"format": "csv"})
    assert response.status_code == 403
    assert "请加筛选条件，分几次导出。" in response.content.decode()


def test_a_list_only_answers_questions(client: Client) -> None:
    assert client.post(URL).status_code == 405
