"""What is kept: by body, unit, kind, use, year, region and visibility, and what came in by month."""

from __future__ import annotations

from collections import Counter

from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.figures.cards import Cell, Figure, Row, rows_at
from lianxi.apps.rulebook.figures.dimensions import DIMENSIONS, counted
from lianxi.apps.rulebook.figures.months import last_months, month_of
from lianxi.apps.rulebook.figures.pictures import bars, columns, ring
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.kernel.access import allowed
from lianxi.web.charts import ANSWERED, OPEN

_HEAD = "制度（件）"


def _rows(stock: Stock, name: str) -> list[Row]:
    return counted(stock.held, DIMENSIONS[name], stock.on)


def by_body(stock: Stock) -> Figure:
    """各机构."""
    rows = _rows(stock, "body")
    return Figure("body", "各机构", "每家机构的制度库里有多少件", ("入库机构", _HEAD), rows, bars(rows))


def by_unit(stock: Stock) -> Figure:
    """各单位."""
    rows = _rows(stock, "unit")
    says = "由哪个单位起草和维护；图中是最多的十二个，数据表里是全部"
    return Figure("unit", "各责任单位", says, ("责任单位", _HEAD), rows, bars(rows))


def by_kind(stock: Stock) -> Figure:
    """种类."""
    rows = _rows(stock, "kind")
    return Figure("kind", "种类", "法规、规章、规范性文件和内部制度各有多少件", ("种类", _HEAD), rows, bars(rows))


def by_use(stock: Stock) -> Figure:
    """对外、内部."""
    rows = _rows(stock, "outward")
    says = "对外行使权力的，和管自己的，各有多少件"
    return Figure("outward", "对外与内部", says, ("用途", _HEAD), rows, ring(rows, (OPEN, ANSWERED)))


def by_year(stock: Stock) -> Figure:
    """制定年份."""
    rows = _rows(stock, "year")
    picture = columns(rows, (_HEAD,), (OPEN,))
    return Figure("year", "制定年份", "现在库里的制度是哪一年制定的", ("年份", _HEAD), rows, picture)


def by_region(stock: Stock) -> Figure:
    """行政区划."""
    rows = _rows(stock, "region")
    return Figure("region", "地区", "在哪个地区施行", ("行政区划", _HEAD), rows, bars(rows))


def by_visibility(stock: Stock) -> Figure | None:
    """可见范围; whoever is of no body sees public rules only and has nothing to tell apart."""
    if not allowed(stock.actor, READ_SHARED_RULE):
        return None
    rows = _rows(stock, "visibility")
    says = "公开的、各机构共享的、圈内的、本机构和单位内部的各有多少件；只算您看得到的"
    return Figure("visibility", "可见范围", says, ("可见范围", _HEAD), rows, bars(rows))


def by_admission(stock: Stock) -> Figure:
    """入库月份, two years back."""
    many = Counter(month_of(one.admitted) for one in stock.held)
    rows = [
        (Cell(month), Cell(many[month], rows_at({"admitted": month}, stock.on))) for month in last_months(stock.day)
    ]
    picture = columns(rows, (_HEAD,), (ANSWERED,))
    return Figure("admission", "入库进度", "近两年每个月新入库多少件", ("月份", _HEAD), rows, picture, wide=True)
