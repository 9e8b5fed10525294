"""How rules are kept current: what reviews came to, conclusions by year, filings in time by state and by body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.figures.cards import Cell, Figure
from lianxi.apps.rulebook.figures.pictures import bars, columns, stacked
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty
from lianxi.apps.rulebook.keeping_up.review_list import NONE, Since, newest_reviews
from lianxi.apps.rulebook.models import Review
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.kernel.access import allowed
from lianxi.kernel.rules.filings import FilingState
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.web.charts import ANSWERED, OPEN, TROUBLE, WAITING

_CONCLUSIONS = {one.value: one.label for one in Conclusion}
_GREEN = "#22694A"
_COLOURS = {"继续有效": _GREEN, "修改": WAITING, "废止": TROUBLE, "宣布失效": ANSWERED, "未作结论": OPEN}
_STATES = {
    FilingState.ON_TIME: _GREEN, FilingState.LATE: WAITING, FilingState.OVERDUE: TROUBLE, FilingState.OPEN: OPEN,
    FilingState.UNKNOWN: ANSWERED,
}  # fmt: skip
_YEARS = 6


def _at(page: str, stock: Stock, **query: str) -> str:
    given = {**query, **({"on": stock.on} if stock.on else {})}
    return f"{reverse(page)}?{urlencode(given)}"


def reviewed(stock: Stock) -> Figure | None:
    """清理情况 within the usual interval of each kind; the five numbers add up to all."""
    if not allowed(stock.actor, READ_SHARED_RULE):
        return None
    states = Counter(_states(stock, newest_reviews(stock.works.values("pk"), stock.day), Since(stock.day)))
    rows = [
        (Cell(label), Cell(states[state], _at("rulebook:reviews", stock, conclusion=state)))
        for state, label in [*_CONCLUSIONS.items(), (NONE, "未作结论")]
    ]
    says = f"按各种类一般的清理间隔，清理到哪一步；现行有效的和其间作过结论的共{states.total()}件，各项相加等于总数"
    page = _at("rulebook:reviews", stock)
    return Figure("reviewed", "清理情况", says, ("结论", "制度（件）"), rows, bars(rows, _COLOURS), page)


def _states(stock: Stock, newest: dict[int, Review], since: Since) -> Iterable[str]:
    for one in stock.held:
        row = newest.get(one.key)
        if row is not None and since.counts(row, one.kind):
            yield row.conclusion
        elif one.standing.status.binds:
            yield NONE


def review_years(stock: Stock) -> Figure | None:
    """历年清理: every conclusion that counts, by the year of its day."""
    if not allowed(stock.actor, READ_SHARED_RULE):
        return None
    rows = Review.objects.filter(LIVE, work__in=stock.works.values("pk"), on_day__lte=stock.day)
    many = Counter((day.year, said) for day, said in rows.order_by().values_list("on_day", "conclusion"))
    table = [
        (Cell(f"{year}年"), *(_conclusions(stock, many[year, said], said, year) for said in _CONCLUSIONS))
        for year in range(stock.day.year - _YEARS + 1, stock.day.year + 1)
    ]
    labels = tuple(_CONCLUSIONS.values())
    picture = columns(table, labels, [_COLOURS[label] for label in labels])
    says = f"近{_YEARS}年每年作出多少个清理结论；一件一年清理两次的算两个"
    return Figure("reviewyears", "历年清理结论", says, ("年份", *labels), table, picture, wide=True)


def _conclusions(stock: Stock, many: int, conclusion: str, year: int) -> Cell:
    return Cell(many, _at("rulebook:conclusions", stock, conclusion=conclusion, year=str(year)))


def filed(stock: Stock) -> Figure | None:
    """按时备案."""
    duties = _duties(stock)
    if duties is None:
        return None
    many = Counter(one.state for one in duties)
    rows = [
        (Cell(state.label), Cell(many[state], _at("rulebook:filings", stock, state=state.value))) for state in _STATES
    ]
    colours = {state.label: colour for state, colour in _STATES.items()}
    judged = many[FilingState.ON_TIME] + many[FilingState.LATE] + many[FilingState.OVERDUE]
    share = f"，按时率{100 * many[FilingState.ON_TIME] / judged:.1f}%" if judged else ""
    says = f"应当备案的{len(duties)}个版本；判断得出是否按时的{judged}个里，按时{many[FilingState.ON_TIME]}个{share}"
    page = _at("rulebook:filings", stock)
    return Figure("filed", "按时备案", says, ("情况", "版本（个）"), rows, bars(rows, colours), page)


def filed_by_body(stock: Stock) -> Figure | None:
    """各机构按时备案."""
    duties = _duties(stock)
    if duties is None:
        return None
    many = Counter((one.body, one.state) for one in duties)
    names = {one.body: one.body_name for one in duties}
    states = [FilingState.ON_TIME, FilingState.LATE, FilingState.OVERDUE]
    rows = [
        (Cell(name), *(_number(stock, many, code, state) for state in states)) for code, name in sorted(names.items())
    ]
    labels = [state.label for state in states]
    picture = stacked(rows, labels, [_STATES[state] for state in states])
    says = "各机构判断得出的版本里，按时、迟报、逾期未备的各有多少个；没有备案也没有到期的、无从判断的不在内"
    return Figure("filedbody", "各机构备案", says, ("入库机构", *labels), rows, picture, wide=True)


def _number(stock: Stock, many: Counter[tuple[str, FilingState]], body: str, state: FilingState) -> Cell:
    return Cell(many[body, state], _at("rulebook:filings", stock, body=body, state=state.value))


def _duties(stock: Stock) -> Sequence[FilingDuty] | None:
    return stock.filing_duties if allowed(stock.actor, READ_SHARED_RULE) else None
