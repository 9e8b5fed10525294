"""All hits as a file: one row each, in the order of the page, as many as the engine goes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from lianxi.apps.search.asking import DEEPEST, Found, Request
from lianxi.composition.numbers import document_numbers
from lianxi.exporters.csv import write_csv
from lianxi.exporters.xlsx import write_xlsx
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import kind_names
from lianxi.shell.search.showing import address
from lianxi.web.day import today
from lianxi.web.limits import RateLimit
from lianxi.web.lists import CSV_TYPE, XLSX_TYPE
from lianxi.web.wording import cn_date

LIMIT = RateLimit("search-export", 10)
HEADER = ("序号", "名称", "文号", "位置", "摘要", "制定机关", "种类", "成文日期", "效力", "地址")


def whole(request: Request) -> Request:
    """The same question for all hits at once."""
    return replace(request, first=0, size=DEEPEST)


def as_file(
    http: HttpRequest, wanted: str, found: Found, asked: Request, works: int, conditions: Sequence[str]
) -> HttpResponse:
    """CSV or xlsx. Where there are more hits than rows, the name of the file says so, and the sheet's head."""
    if wanted not in {"csv", "xlsx"}:
        raise Http404(f"没有“{wanted}”这种导出格式。")
    cut = len(found.hits) < found.total
    rows = _rows(found, asked, http.build_absolute_uri)
    if wanted == "csv":
        content, kind = write_csv(HEADER, rows), CSV_TYPE
    else:
        notes = [
            "检索式：" + (asked.query.printed() or "无"),
            "条件：" + ("；".join(conditions) or "无"),
            f"共{found.total:,}条，见于{works:,}件" + (f"；只列前{len(found.hits):,}条" if cut else ""),
            f"导出：{cn_date(today())}，{http.actor.person or '公众'}",
        ]
        content, kind = write_xlsx("检索结果", HEADER, rows, notes), XLSX_TYPE
    response = HttpResponse(content, content_type=kind)
    name = f"检索结果（前{len(found.hits)}条）" if cut else "检索结果"
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{wanted}")
    return response


def _rows(found: Found, asked: Request, absolute: Callable[[str], str]) -> Iterator[list[object]]:
    names, numbers = kind_names(), document_numbers(found.hits)
    for number, hit in enumerate(found.hits, start=1):
        cut = hit.snippet
        words = f"{'…' if cut.cut_front else ''}{cut.text.strip()}{'…' if cut.cut_back else ''}"
        yield [
            number, hit.title, numbers.get(hit.work, ""), hit.label or ("正文" if hit.eid else "标题"), words,
            hit.issuer, names.get(hit.kind, hit.kind), hit.day, Status(hit.status).label, absolute(address(hit, asked)),
        ]  # fmt: skip
