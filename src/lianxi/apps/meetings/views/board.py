"""Pages: the tasks that conferences handed over 交办看板, as a board and as a list to filter and take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_filters import ChoiceFilter, FilterSet

from lianxi.apps.mechanisms.selectors import law
from lianxi.apps.meetings.models import FollowUp, FollowUpState
from lianxi.apps.meetings.selectors import visible_conferences
from lianxi.web.day import today
from lianxi.web.filters import YesNoFilter
from lianxi.web.lists import Column, list_page

MOST_CLOSED = 12
NOBODY_SEES = "会议议定的事项在“纪要”“交办”环节登记；由参加各方共同可见，未登录的看不到。"
TONES = {FollowUpState.OPEN: "blue", FollowUpState.SUBMITTED: "gold", FollowUpState.CLOSED: "green"}


class FollowUpFilter(FilterSet):
    """By circle, leading party, state, and whether it is late."""

    circle = ChoiceFilter(field_name="conference__circle", label="联席圈", empty_label="全部")
    lead = ChoiceFilter(field_name="lead", label="牵头方", empty_label="全部")
    state = ChoiceFilter(choices=FollowUpState.choices, label="状态", empty_label="全部")
    overdue = YesNoFilter(method="late", label="逾期")

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        circles = dict(rows.values_list("conference__circle", "conference__circle__name").distinct())
        self.filters["circle"].extra["choices"] = sorted(circles.items())
        self.filters["lead"].extra["choices"] = sorted(rows.values_list("lead", "lead__short_name").distinct())

    def late(self, rows: QuerySet[FollowUp], name: str, value: bool) -> QuerySet[FollowUp]:
        """Not yet reported and past its day, or reported late."""
        late = Q(state=FollowUpState.OPEN, due__lt=today()) | Q(late_days__gt=0)
        return rows.filter(late) if value else rows.exclude(late)


COLUMNS = (
    Column("title", "事项", lambda task: task.title, sub=lambda task: task.conference.title, sub_label="会议",
           href=lambda task: address(task), css="c-title"),
    Column("circle", "联席圈", lambda task: task.conference.circle.name),
    Column("lead", "牵头方", lambda task: name_of(task, task.lead_id), css="c-lead"),
    Column("helpers", "配合方", lambda task: "、".join(name_of(task, body.code) for body in task.helpers.all())),
    Column("due", "完成时限", lambda task: task.due, css="num c-due"),
    Column("state", "状态", lambda task: task.get_state_display(), tone=lambda task: TONES[FollowUpState(task.state)],
           sub=lambda task: lateness(task, today()), sub_label="逾期", css="c-st"),
    Column("submitted", "报结", lambda task: task.submitted_on, css="num"),
    Column("closed", "办结", lambda task: task.closed_on, sub=lambda task: task.closed_by, sub_label="核验人",
           css="num"),
)  # fmt: skip


@require_GET
def follow_ups(request: HttpRequest) -> HttpResponse:
    """The board: what is in hand, what waits for another party, what is done."""
    if request.GET.get("view") == "list":
        params = request.GET.copy()
        del params["view"]
        return redirect(f"{reverse('meetings:follow_up_list')}{'?' if params else ''}{params.urlencode()}")
    tasks, on = list(visible_tasks(request)), today()
    context = {
        "title": "交办看板", "line": "谁办的事不由谁核验：牵头方报结，由另一方核验办结。",
        "columns": [_column(state, tasks, on) for state in FollowUpState], "any": bool(tasks),
        "nobody_sees": NOBODY_SEES,
        "actions": [{"label": "列表与导出", "href": reverse("meetings:follow_up_list"), "icon": "list"}],
    }  # fmt: skip
    return render(request, "meetings/board.html", context)


@require_GET
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """The same tasks as a list."""
    return list_page(
        request, queryset=visible_tasks(request), columns=COLUMNS, title="交办事项", filename="交办事项",
        filterset=FollowUpFilter, order=("due",),
        context={
            "line": "各次会议交办的事项；逾期的写明天数。",
            "empty": {"title": "没有交办事项", "text": NOBODY_SEES},
            "actions": [{"label": "看板", "href": reverse("meetings:follow_ups"), "icon": "square-kanban"}],
        },
    )  # fmt: skip


def visible_tasks(request: HttpRequest) -> QuerySet[FollowUp]:
    """Tasks of the conferences that the actor sees, the most pressing first."""
    seen = visible_conferences(request.actor, today())
    tasks = FollowUp.objects.filter(conference__in=seen.values("pk"))
    return tasks.select_related("conference__circle", "lead").prefetch_related("helpers").order_by("due", "pk")


def lateness(task: FollowUp, on: date) -> str:
    """How late a task is or was; "" where it is in time."""
    if task.state == FollowUpState.OPEN:
        return f"逾期{(on - task.due).days}天" if task.due < on else ""
    return f"逾期{task.late_days}天报结" if task.late_days else ""


def name_of(task: FollowUp, code: str) -> str:
    """A body as the circle calls it."""
    circle = law().circles.get(task.conference.circle_id)
    return circle.parties.short_names.get(code, code) if circle else code


def address(task: FollowUp) -> str:
    """Where a task is shown."""
    return reverse("meetings:follow_up", args=[task.conference.slug, task.number])


def _column(state: FollowUpState, tasks: Sequence[FollowUp], on: date) -> dict[str, Any]:
    """One column of the board; of what is done only the newest."""
    found = [task for task in tasks if task.state == state]
    shown = found
    if state is FollowUpState.CLOSED:
        shown = sorted(found, key=lambda task: task.closed_on or task.due, reverse=True)[:MOST_CLOSED]
    more = f"{reverse('meetings:follow_up_list')}?state={state.value}" if len(shown) < len(found) else ""
    return {"label": state.label, "tone": TONES[state], "count": len(found), "more": more,
            "cards": [_card(task, on) for task in shown]}  # fmt: skip


def _card(task: FollowUp, on: date) -> dict[str, Any]:
    helpers = "、".join(name_of(task, body.code) for body in task.helpers.all())
    late = lateness(task, on)
    return {
        "task": task, "href": address(task), "late": late, "overdue": bool(late) and task.state == FollowUpState.OPEN,
        "who": f"{name_of(task, task.lead_id)}牵头" + (f"，{helpers}配合" if helpers else ""),
        "where": f"{task.conference.circle.name} {task.conference.title}",
    }  # fmt: skip
