"""What goes on in the repository: newest rules, who did what, files that wait."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count

from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.selectors import visible_chains, visible_entries
from lianxi.apps.audit.told import told_entries, words
from lianxi.apps.rulebook.acts import ACTS, RECEIVE_RULES
from lianxi.apps.rulebook.audited import hidden_entries
from lianxi.apps.rulebook.figures.cards import Cell, Figure, at_day
from lianxi.apps.rulebook.figures.pictures import bars
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.models import Item, ItemState
from lianxi.apps.rulebook.selectors import visible_batches
from lianxi.apps.rulebook.works.standings import standing_in, with_lives
from lianxi.kernel.access import allowed
from lianxi.web.charts import ANSWERED, DONE, OPEN, TROUBLE, WAITING
from lianxi.web.wording import cn_moment

_NEWEST = 8
_DAYS = 30
_STATES = {
    ItemState.WAITING: OPEN, ItemState.READ: WAITING, ItemState.FAILED: TROUBLE, ItemState.SAME: ANSWERED,
    ItemState.ADMITTED: DONE, ItemState.DECLINED: DONE, ItemState.OPENED: DONE,
}  # fmt: skip


def newest(stock: Stock) -> Figure:
    """最新入库, up to the day looked at."""
    works = with_lives(stock.works.filter(created_on__lte=stock.day)).order_by("-created", "-pk")
    rows = [
        (
            Cell(work.title, work.get_absolute_url()), Cell(work.created_on),
            Cell(standing_in(work, stock.day).status.label),
        )
        for work in works[:_NEWEST]
    ]  # fmt: skip
    page = at_day("rulebook:works", stock.on)
    return Figure("newest", "最新入库", "最近确认入库的制度", ("名称", "入库", "效力"), rows, href=page, wide=True)


def operations(stock: Stock) -> Figure | None:
    """操作日志: acts of the rulebook in the chains one may read, thirty days back."""
    if not visible_chains(stock.actor):
        return None
    since = stock.day - timedelta(days=_DAYS - 1)
    entries = visible_entries(stock.actor).filter(on__gte=since, on__lte=stock.day).order_by()
    many = dict(entries.filter(act__in=_CODES).values_list("act").annotate(many=Count("pk")))
    span = {"on_from": since.isoformat(), "on_to": stock.day.isoformat()}
    rows = [
        (Cell(act.label), Cell(many[act.code], at_day("audit:list", "", act=act.code, **span)))
        for act in ACTS
        if act.code in many
    ]
    says = "近三十天里上传、入库、登记、下载各办了多少次；只算您能查看的审计"
    return Figure(
        "operations", "操作次数", says, ("行为", "次数"), rows, bars(rows), at_day("audit:list", "", **span),
        "这些天没有操作。",
    )  # fmt: skip


_CODES = [act.code for act in ACTS]


def log(stock: Stock) -> Figure | None:
    """最近的操作, each leading to its entry."""
    if not visible_chains(stock.actor):
        return None
    entries = told_entries(stock.actor, stock.today, hidden_entries)
    entries = entries.filter(act__in=_CODES, on__lte=stock.day).order_by("-at", "-pk")
    rows = [_entry(one) for one in entries[:_NEWEST]]
    header = ("事由", "行为", "办理人", "时刻")
    says = "制度库里最近办的事，每一条打开审计里的那一条"
    return Figure("log", "操作日志", says, header, rows, href=at_day("audit:list", ""), empty="还没有操作。", wide=True)


def _entry(one: Entry) -> tuple[Cell, ...]:
    return (
        Cell(words(one).title or one.act_label, one.get_absolute_url()), Cell(one.act_label),
        Cell(one.person or "公众"), Cell(cn_moment(one.at)),
    )  # fmt: skip


def intake(stock: Stock) -> Figure | None:
    """入库文件, for those who take files in."""
    if not any(allowed(stock.actor, RECEIVE_RULES, body=held.body) for held in stock.actor.roles):
        return None
    items = Item.objects.filter(batch__in=visible_batches(stock.actor).order_by().values("pk"))
    many = dict(items.order_by().values_list("state").annotate(many=Count("pk")))
    rows = [
        (Cell(state.label), Cell(many.get(state.value, 0), at_day("rulebook:figure_files", "", state=state.value)))
        for state in _STATES
    ]
    colours = {str(state.label): colour for state, colour in _STATES.items()}
    says = "您能办理的入库批次里，文件各在哪一步"
    return Figure(
        "intake", "入库文件", says, ("状态", "文件（份）"), rows, bars(rows, colours), at_day("rulebook:intake", "")
    )
