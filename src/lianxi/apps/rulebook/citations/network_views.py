"""引用网络: the picture of who cites whom, with every citation as a row of its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.citations.network import Network, network_of
from lianxi.apps.rulebook.citations.network_layout import Place, places
from lianxi.apps.rulebook.selectors import visible_work
from lianxi.apps.rulebook.works.work_list import day_of, kind_names
from lianxi.kernel.errors import Refused
from lianxi.web.charts import Chart
from lianxi.web.day import today


def network_chart(network: Network, *, names: bool = True) -> Chart:
    """The picture, and each citation as a row of its table; without `names` they come with the pointer alone."""
    titles = {work.pk: work.title for work in network.works}
    rows = sorted(
        ((titles[citing], titles[cited], places) for (citing, cited), places in network.edges.items()),
        key=lambda one: (-one[2], one[0], one[1]),
    )
    note = f"{len(network.works)} 件制度，{len(rows)} 条引用" + ("；只画出联系最紧的" if network.cut else "")
    return Chart(
        id="network", title="引用网络", option=_option(network, names=names), rows=rows, note=note,
        header=("引用的制度", "被引用的制度", "处数"),
        source="各制度当日的文本里读出的引用，已经终止的也在内；只含您能查看的制度",
    )  # fmt: skip


def _option(network: Network, *, names: bool) -> dict[str, object]:
    """The picture lies down; in a narrow frame it stands, with smaller dots and fewer names."""
    called = kind_names()
    kinds = list(dict.fromkeys(called.get(work.kind, work.kind) for work in network.works))
    at = places([work.pk for work in network.works], network.edges)
    frames = [frame if names else replace(frame, named=0) for frame in (_LYING, _STANDING)]
    lying, standing = ([{"data": _nodes(network, kinds, at, frame)}] for frame in frames)
    series = {
        "type": "graph", "layout": "none", "roam": True, "categories": [{"name": name} for name in kinds],
        **lying[0], "edgeSymbol": ["none", "arrow"], "edgeSymbolSize": 6,
        "links": [
            {"source": str(citing), "target": str(cited), "value": many}
            for (citing, cited), many in network.edges.items()
        ],
        "labelLayout": {"hideOverlap": True},
        "emphasis": {"focus": "adjacency", "label": {"show": True}},
        "lineStyle": {"color": "source", "opacity": 0.5},
    }  # fmt: skip
    return {
        "tooltip": {"formatter": "{b}", "confine": True}, "series": [series],
        "legend": {"type": "scroll", "top": 0, "data": kinds},
        "media": [{"query": {"maxWidth": _NARROW}, "option": {"series": standing}}, {"option": {"series": lying}}],
    }  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """How the picture lies in its frame. turned: it stands upright; width, height in units of the picture.

    smallest, largest: dots in pixels; named: up to so many rules, the most cited first, bear their names, each in
    `label` pixels.
    """

    turned: bool
    width: int
    height: int
    smallest: int
    largest: int
    named: int
    label: int


_LYING = _Frame(turned=False, width=1800, height=1000, smallest=8, largest=36, named=40, label=160)
_STANDING = _Frame(turned=True, width=1000, height=1600, smallest=6, largest=20, named=12, label=110)
_NARROW = 600
_EDGE = 0.2


def _nodes(network: Network, kinds: Sequence[str], at: Mapping[int, Place], frame: _Frame) -> list[dict[str, object]]:
    names, cited = kind_names(), Counter(pair[1] for pair in network.edges)
    most = max(cited.values(), default=1)
    named = sorted(network.works, key=lambda work: (work != network.centre, -cited[work.pk], work.pk))
    shown = {work.pk for work in (named if len(named) <= frame.named else named[: frame.named // 2])}
    nodes = list[dict[str, object]]()
    for work in network.works:
        x, y = at[work.pk][::-1] if frame.turned else at[work.pk]
        nodes.append({
            "id": str(work.pk), "name": work.title, "value": cited[work.pk], "href": work.get_absolute_url(),
            "x": round(x * frame.width, 1), "y": round(y * frame.height, 1),
            "category": kinds.index(names.get(work.kind, work.kind)),
            "symbolSize": frame.smallest + (frame.largest - frame.smallest) * cited[work.pk] // most,
            "itemStyle": {"borderColor": "#A61E22", "borderWidth": 3} if work == network.centre else {},
            "label": {
                "show": work.pk in shown, "width": frame.label, "overflow": "truncate",
                "position": "right" if x < _EDGE else "left" if x > 1 - _EDGE else "bottom",
            },
        })  # fmt: skip
    return nodes


_LINE = "箭头从引用的指向被引用的，圆点越大被引用得越多，点圆点打开那一件"


@require_safe
def network_page(request: HttpRequest) -> HttpResponse:
    """引用网络: around `?work=`, or the rules cited most."""
    day, centre = day_of(request), None
    if address := request.GET.get("work"):
        try:
            centre = visible_work(address if address.startswith("/akn/") else f"/akn/{address}", request.actor, today())
        except Refused as refusal:
            raise Http404(refusal.reason) from None
    network = network_of(request.actor, day, centre)
    context = {
        "title": f"引用网络：{centre.title}" if centre else "引用网络", "chart": network_chart(network),
        "network": network, "crumbs": [{"label": "引用", "href": reverse("rulebook:citations")}],
        "line": _LINE + ("；红圈是所看的这一件" if centre else ""),
    }  # fmt: skip
    return render(request, "rulebook/citations_network.html", context)
