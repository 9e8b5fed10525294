"""The list page 台账页: filter, pages, a permalink for every state, CSV and xlsx of exactly what is filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django_filters import FilterSet

from lianxi.exporters.csv import write_csv
from lianxi.exporters.xlsx import write_xlsx
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from lianxi.kernel.masking import MASKS, mask_contact
from lianxi.web.day import today
from lianxi.web.filters import filters_in_words, unused
from lianxi.web.wording import NOTHING, cn_date, shown

FRAGMENT = "shell/parts/list.html"
LARGEST_EXPORT = 50_000
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True)
class Column:
    """One column of a list, on screen and in exports.

    key:   name of the field; decides the mask of a personal column.
    value: what is shown and exported (str, int, date, datetime, bool or None).
    sub:   grey second line on screen; a column of its own in exports if `sub_label` names one.
    href:  where the cell leads to.
    tone:  shows the value as a badge: blue red gold green teal muted; "" for plain text.
    css:   what the column is on a phone's card: c-title, c-no, c-st (status), c-due, c-hide; ``num`` for figures;
           on a desk c-short is never broken and c-unit is wide enough for the name of a unit.
    personal: masked on screen and in exports alike; `sub` and `href` are not, keep personal things out of them.
    """

    key: str
    label: str
    value: Callable[[Any], object]
    sub: Callable[[Any], object] | None = None
    href: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    css: str = ""
    personal: bool = False
    sub_label: str = ""

    def masked(self, row: Any) -> object:
        """The value, made unreadable where it is personal."""
        value = self.value(row)
        if self.personal and value not in (None, ""):
            return MASKS.get(self.key, mask_contact)(str(value))
        return value


@dataclass(frozen=True)
class Cell:
    """One cell as the template shows it."""

    column: Column
    text: str
    sub: str
    href: str
    tone: str

    @property
    def filled(self) -> bool:
        """Whether there is anything to show; a phone's card leaves empty cells out."""
        return self.text != NOTHING or bool(self.sub)


@dataclass(frozen=True)
class Listing:
    """What the list template needs, as `listing`."""

    title: str
    columns: Sequence[Column]
    page: Page[Any]
    lines: Sequence[Sequence[Cell]]
    pages: Sequence[int | str]
    filters: FilterSet | None
    active: Sequence[str]
    path: str
    query: str

    @property
    def clear(self) -> dict[str, str]:
        """The way back to the unfiltered list."""
        return {"label": "清除筛选", "href": self.path}

    @property
    def wrong(self) -> bool:
        """Whether the filter form holds something that cannot be understood."""
        return self.filters is not None and self.filters.is_bound and not self.filters.is_valid()


def list_page(
    request: HttpRequest,
    *,
    queryset: Rows,
    columns: Sequence[Column],
    title: str,
    filename: str,
    filterset: type[FilterSet] | None = None,
    template: str = "shell/list.html",
    per_page: int = 20,
    context: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
) -> HttpResponse:
    """Answer a GET with the page, with its table alone (htmx), or with the filtered rows as a file (`?format=`)."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    filters = filterset(request.GET or None, queryset=queryset, request=request) if filterset else None
    rows = _ordered(_filtered(filters, queryset), order)
    active = filters_in_words(filters)
    if wanted := request.GET.get("format"):
        return _export(request, wanted, rows, columns=columns, title=title, filename=filename, active=active)
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    listing = Listing(
        title=title,
        columns=columns,
        page=page,
        lines=[[_cell(column, row) for column in columns] for row in page],
        pages=list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        filters=filters,
        active=active,
        path=request.path,
        query=_permalink(request, filters),
    )
    return _rendered(request, template, {**(context or {}), "title": title, "listing": listing})


def _filtered(filters: FilterSet | None, rows: Rows) -> Rows:
    """Rows the filter lets through; none while it cannot be understood, so that no wrong export leaves the house."""
    if filters is None:
        return rows
    return filters.qs if not filters.is_bound or filters.is_valid() else filters.qs.none()


def _ordered(rows: Rows, order: Sequence[str] | None) -> Rows:
    """Rows in an order that never leaves two of them undecided, or pages would repeat and skip."""
    if not isinstance(rows, QuerySet):
        return rows
    if order is not None:
        return rows.order_by(*order, "pk")
    return rows if rows.ordered else rows.order_by("pk")


def _cell(column: Column, row: Any) -> Cell:
    sub = column.sub(row) if column.sub else None
    return Cell(
        column=column,
        text=shown(column.masked(row)),
        sub="" if sub in (None, "") else shown(sub),
        href=column.href(row) if column.href else "",
        tone=column.tone(row) if column.tone else "",
    )


def _permalink(request: HttpRequest, filters: FilterSet | None) -> str:
    """The query of this list without page, format and filters that filter nothing."""
    params = request.GET.copy()
    idle = unused(filters) | {"page", "format"}
    for name in list(params):
        kept = [value for value in params.getlist(name) if value]
        if name in idle or not kept:
            del params[name]
        else:
            params.setlist(name, kept)
    return params.urlencode()


def _rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or the table alone for htmx, which is told the permalink to show in the address bar."""
    fragment = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    response = render(request, FRAGMENT if fragment else template, context)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    if fragment:
        listing = context["listing"]
        query = "&".join(
            filter(None, (listing.query, f"page={listing.page.number}" if listing.page.number > 1 else ""))
        )
        response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    return response


def _export(
    request: HttpRequest,
    wanted: str,
    rows: Rows,
    *,
    columns: Sequence[Column],
    title: str,
    filename: str,
    active: Sequence[str],
) -> HttpResponse:
    """The filtered rows as a file to download."""
    if wanted not in {"csv", "xlsx"}:
        raise Http404(f"没有“{wanted}”这种导出格式。")
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    if count > LARGEST_EXPORT:
        raise Refused(
            "too_many_rows", f"共{count}行，一次最多导出{LARGEST_EXPORT}行。", remedy="请加筛选条件，分几次导出。"
        )
    table = _table(columns, rows.iterator(chunk_size=1000) if isinstance(rows, QuerySet) else rows)
    header = [label for column in columns for label in (column.label, column.sub_label) if label]
    if wanted == "csv":
        content, kind = write_csv(header, table), CSV_TYPE
    else:
        actor = getattr(request, "actor", PUBLIC)
        notes = ["筛选：" + ("；".join(active) or "无（全部）")]
        notes.append(f"导出：{cn_date(today())}，{actor.person or '公众'}，共{count}行")
        content, kind = write_xlsx(title, header, table, notes), XLSX_TYPE
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, f"{filename}.{wanted}")
    return response


def _table(columns: Sequence[Column], rows: Iterable[Any]) -> Iterable[list[object]]:
    """Rows of values, with a second column wherever a second line has a label."""
    for row in rows:
        line: list[object] = []
        for column in columns:
            line.append(column.masked(row))
            if column.sub_label:
                line.append(column.sub(row) if column.sub else None)
        yield line
