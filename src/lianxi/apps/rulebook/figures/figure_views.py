"""实时数据: the page of all figures, the wall screen that turns by itself, and the rows behind a figure."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.figures.board import SCREENS, figures_of, tiles_of
from lianxi.apps.rulebook.figures.cards import Figure, at_day
from lianxi.apps.rulebook.figures.conditions import condition_box
from lianxi.apps.rulebook.figures.filters import FigureFilter, ItemFilter, stock_of
from lianxi.apps.rulebook.figures.pictures import enlarged
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.models import Item
from lianxi.apps.rulebook.selectors import visible_batches
from lianxi.apps.rulebook.works import standings
from lianxi.apps.rulebook.works.work_list import columns_on, to_library
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

_PAGE = "rulebook:figures"
_CRUMBS = ({"label": "实时数据", "href": "/rules/figures/"},)


@require_safe
def figures_page(request: HttpRequest) -> HttpResponse:
    """实时数据: all cards; with `?screen=1` a few of them in large type, without anything around."""
    stock = stock_of(request)
    if request.GET.get("screen"):
        return _screen(request, stock)
    box, form = condition_box(request, stock)
    line = f"效力按{cn_date(stock.day)}推算；只算您能看到的制度，每个数字都打开它后面的各件"
    wall = {"label": "大屏", "href": at_day(_PAGE, stock.on, screen="1"), "icon": "monitor"}
    context = {
        "title": "实时数据", "line": line, "actions": [wall], "stock": stock, "tiles": tiles_of(stock),
        "figures": figures_of(stock), "box": box, "filters": form, "library": to_library(),
        "crumbs": [{"label": "制度库", "href": reverse("rulebook:works")}],
    }  # fmt: skip
    return render(request, "rulebook/figures.html", context)


def _screen(request: HttpRequest, stock: Stock) -> HttpResponse:
    """One screen of the wall; htmx asks every minute for the next, or for the same one where it is held."""
    at, held = _number(request.GET.get("part")), bool(request.GET.get("hold"))
    figures = figures_of(stock, SCREENS[at])
    context = {
        "title": "实时数据", "stock": stock, "tiles": tiles_of(stock), "part": at + 1, "parts": len(SCREENS),
        "held": held, "figures": [(figure, _large(figure)) for figure in figures], "leave": at_day(_PAGE, stock.on),
        "next": _part(stock, at if held else at + 1, held=held), "turn": _part(stock, at + 1, held=held),
        "hold": _part(stock, at, held=not held),
    }  # fmt: skip
    template = "rulebook/figures_screen_part.html" if request.htmx else "rulebook/figures_screen.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _number(said: str | None) -> int:
    """Which screen; the first where none, or none that is there, is named."""
    return int(said) - 1 if said in {str(one + 1) for one in range(len(SCREENS))} else 0


def _part(stock: Stock, at: int, *, held: bool) -> str:
    more = {"hold": "1"} if held else {}
    return at_day(_PAGE, stock.on, screen="1", part=str(at % len(SCREENS) + 1), **more)


def _large(figure: Figure) -> dict[str, Any] | None:
    return enlarged(figure.option) if figure.option else None


@require_safe
def figure_rows(request: HttpRequest) -> HttpResponse:
    """The rules behind a figure, for conditions the list of all rules does not know."""
    stock = stock_of(request)
    works = standings.with_lives(stock.works).select_related("unit", "body").order_by("-created", "-pk")
    return list_page(
        request, queryset=works, columns=columns_on(stock.day, of_a_body=bool(request.actor.body)),
        title="数字后面的制度", filename="制度", filterset=FigureFilter,
        context={
            "line": f"效力按{cn_date(stock.day)}推算；条件可以再改", "crumbs": _CRUMBS,
            "empty": {"title": "没有符合条件的制度", "text": "请放宽条件，或者回到实时数据。"},
        },
    )  # fmt: skip


_FILES = (
    Column("path", "文件", lambda row: row.path, css="c-title", href=lambda row: _item(row)),
    Column("state", "状态", lambda row: row.get_state_display(), css="c-st"),
    Column("problem", "原因", lambda row: row.problem or row.decided_why),
    Column("batch", "批次", lambda row: row.batch.name, href=lambda row: row.batch.get_absolute_url(),
           sub=lambda row: row.batch.body.short_name, sub_label="机构"),
)  # fmt: skip


def _item(row: Item) -> str:
    return reverse("rulebook:item", args=[row.batch_id, row.position])


@require_safe
def figure_files(request: HttpRequest) -> HttpResponse:
    """Files of the batches one may go through, by where they stand."""
    batches = visible_batches(request.actor).order_by().values("pk")
    items = Item.objects.filter(batch__in=batches).select_related("batch__body").defer("text")
    return list_page(
        request, queryset=items, columns=_FILES, title="入库文件", filename="入库文件", filterset=ItemFilter,
        order=("-batch__created", "position"),
        context={
            "line": "您能办理的各个批次里的文件", "crumbs": _CRUMBS,
            "empty": {"title": "没有这样的文件", "text": "上传的文件会列在这里。"},
        },
    )  # fmt: skip
