"""引用网络: the picture of who cites whom, with every citation as a row of its table."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.citations.network import Network, network_of
from lianxi.apps.rulebook.selectors import visible_work
from lianxi.apps.rulebook.works.work_list import day_of, kind_names
from lianxi.kernel.errors import Refused
from lianxi.web.charts import Chart
from lianxi.web.day import today

_SMALLEST, _LARGEST = 8, 36
_LABELLED = 40
"""Up to so many rules each bears its name in the picture; beyond, names come with the pointer."""


def network_chart(network: Network) -> Chart:
    """The picture, and each citation as a row of its table."""
    titles = {work.pk: work.title for work in network.works}
    rows = sorted(
        ((titles[citing], titles[cited], places) for (citing, cited), places in network.edges.items()),
        key=lambda one: (-one[2], one[0], one[1]),
    )
    note = f"{len(network.works)} 件制度，{len(rows)} 条引用" + ("；只画出联系最紧的" if network.cut else "")
    return Chart(
        id="network", title="引用网络", option=_option(network), header=("引用的制度", "被引用的制度", "处数"),
        rows=rows, note=note, source="各制度有效文本里读出的引用，只含您能查看的制度",
    )  # fmt: skip


def _option(network: Network) -> dict[str, object]:
    names = kind_names()
    kinds = list(dict.fromkeys(names.get(work.kind, work.kind) for work in network.works))
    cited = Counter(pair[1] for pair in network.edges)
    most = max(cited.values(), default=1)
    nodes = [
        {
            "id": str(work.pk), "name": work.title, "value": cited[work.pk],
            "category": kinds.index(names.get(work.kind, work.kind)),
            "symbolSize": _SMALLEST + (_LARGEST - _SMALLEST) * cited[work.pk] // most,
            "itemStyle": {"borderColor": "#A61E22", "borderWidth": 3} if work == network.centre else {},
        }
        for work in network.works
    ]  # fmt: skip
    series = {
        "type": "graph", "layout": "force", "roam": True, "categories": [{"name": name} for name in kinds],
        "data": nodes, "edgeSymbol": ["none", "arrow"], "edgeSymbolSize": 6,
        "links": [
            {"source": str(citing), "target": str(cited), "value": places}
            for (citing, cited), places in network.edges.items()
        ],
        "label": {"show": len(nodes) <= _LABELLED, "position": "bottom", "width": 160, "overflow": "truncate"},
        "force": {"repulsion": 300, "edgeLength": 130, "gravity": 0.08},
        "emphasis": {"focus": "adjacency", "label": {"show": True}},
        "lineStyle": {"color": "source", "opacity": 0.5},
    }  # fmt: skip
    return {"tooltip": {"formatter": "{b}"}, "legend": {"top": 0, "data": kinds}, "series": [series]}


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
        "line": "箭头从引用的指向被引用的，圆点越大被引用得越多" + ("；红圈是所看的这一件" if centre else ""),
    }  # fmt: skip
    return render(request, "rulebook/citations_network.html", context)
