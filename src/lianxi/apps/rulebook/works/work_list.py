"""制度库: the list of all rules one may see, with filters, a permalink for every state, CSV and xlsx."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_filters.fields import ModelChoiceField

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.works import standings
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import kind_names
from lianxi.web.act_pages import DAY
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

FULL_SCORE = 100


def day_of(request: HttpRequest) -> date:
    """The day looked at, `?on=2024-05-01`; today where none, or no day, is given."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()


def _seen(request: HttpRequest | None) -> QuerySet[Work]:
    return selectors.visible_works(request.actor if request else PUBLIC, today())


def _bodies(request: HttpRequest | None) -> QuerySet[Body]:
    """Only bodies of which one sees a rule: a choice must not tell of others."""
    return Body.objects.filter(pk__in=_seen(request).values("body"))


def _units(request: HttpRequest | None) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=_seen(request).values("unit")).select_related("body")


class _UnitField(ModelChoiceField):
    """Units of several bodies bear the same name: each is named with its body."""

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.body.short_name}　{obj.name}"


class _UnitFilter(django_filters.ModelChoiceFilter):
    field_class = _UnitField


class WorkFilter(django_filters.FilterSet):
    """Rules by words of the title, kind, issuer, body, unit, standing on a day, year and visibility."""

    title = django_filters.CharFilter(label="名称里的字", method="with_words")
    kind = django_filters.ChoiceFilter(label="种类", choices=lambda: list(kind_names().items()), empty_label="全部")
    issuer = django_filters.CharFilter(label="制定机关", lookup_expr="contains")
    body = django_filters.ModelChoiceFilter(label="入库机构", queryset=_bodies, empty_label="全部")
    unit = _UnitFilter(label="责任单位", queryset=_units, empty_label="全部")
    year = django_filters.NumberFilter(label="制定年份", method="of_year", min_value=1949, max_value=2099)
    status = django_filters.ChoiceFilter(
        label="效力", choices=[(one.value, one.label) for one in Status], method="of_status", empty_label="全部"
    )
    on = django_filters.DateFilter(label="看哪一天的效力", method="as_it_is", widget=DAY)
    visibility = django_filters.ChoiceFilter(label="可见范围", choices=Visibility.choices, empty_label="全部")
    findings = django_filters.BooleanFilter(label="体检有损坏", method="with_findings", widget=forms.HiddenInput)
    untouched = django_filters.BooleanFilter(label="入库后没有更新", method="not_touched", widget=forms.HiddenInput)
    without_unit = django_filters.BooleanFilter(label="未定责任单位", method="no_unit", widget=forms.HiddenInput)

    class Meta:
        model = Work
        fields = ["title", "kind", "issuer", "body", "unit", "year", "status", "on", "visibility"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is None or not self.request.actor.body:
            del self.filters["visibility"]  # whoever is of no body sees public rules only

    def with_words(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """Every word, in any order, in the title of any version: a rule is found by the name it had."""
        for word in value.split():
            works = works.filter(pk__in=Work.objects.filter(versions__title__contains=word).values("pk"))
        return works

    def of_year(self, works: QuerySet[Work], name: str, value: Any) -> QuerySet[Work]:
        """By the day that stands in the address."""
        return works.filter(address__regex=rf"/{int(value)}-\d\d-\d\d/")

    def of_status(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """By the standing on the day looked at."""
        return standings.of_status(works, Status(value), day_of(self.request))

    def as_it_is(self, works: QuerySet[Work], name: str, value: date) -> QuerySet[Work]:
        """The day says what the column of standings shows, it leaves nothing out."""
        return works

    def with_findings(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """By the check-up of the newest version."""
        scored = standings.with_newest_score(works)
        return scored.filter(score__lt=FULL_SCORE) if value else scored.filter(score=FULL_SCORE)

    def not_touched(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """By whether anything came after the first version."""
        left = standings.untouched(works)
        return left if value else works.exclude(pk__in=left.values("pk"))

    def no_unit(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """By whether a unit answers for it."""
        return works.filter(unit__isnull=value)


def columns_on(day: date, *, of_a_body: bool) -> list[Column]:
    """Columns of a list of works from `standings.with_lives`, as they stand on a day."""
    names = kind_names()

    def version(work: Work) -> Any:
        return standings.version_in(work, day)

    def until(work: Work) -> str:
        last = standings.standing_in(work, day).until
        return f"至{cn_date(last)}" if last else ""

    columns = [
        Column(
            "title", "名称", lambda work: work.title, css="c-title", href=lambda work: work.get_absolute_url(),
            sub=lambda work: getattr(version(work), "document_number", ""), sub_label="文号",
        ),
        Column("kind", "种类", lambda work: names.get(work.kind, work.kind), css="c-short"),
        Column("issuer", "制定机关", lambda work: work.issuer),
        Column("unit", "责任单位", lambda work: work.unit.name if work.unit else None, css="c-unit"),
        Column("commences", "施行日期", lambda work: getattr(version(work), "commences", None), css="c-no"),
        Column(
            "status", "效力", lambda work: standings.standing_in(work, day).status.label, css="c-st", sub=until,
            tone=lambda work: standings.TONES[standings.standing_in(work, day).status], sub_label="有效期",
        ),
    ]  # fmt: skip
    if of_a_body:
        columns.append(Column("visibility", "可见范围", lambda work: work.get_visibility_display(), css="c-short"))
    return columns


def to_library() -> dict[str, str]:
    """The way on from a page that is empty as long as nothing stands in the repository."""
    return {"label": "去制度库", "href": reverse("rulebook:works")}


@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """制度库."""
    day, of_a_body = day_of(request), bool(request.actor.body)
    works = standings.with_lives(_seen(request)).select_related("unit", "body").order_by("-created", "-pk")
    line = "规则的名称、效力和全部版本；效力按所看的那一天由施行、修改、废止、有效期推算"
    if not of_a_body:
        line = f"公开的制度：{line}"
    compare = {"label": "比对", "href": reverse("rulebook:compare_works"), "icon": "file-diff"}
    health = {"label": "各单位体检", "href": reverse("rulebook:health"), "icon": "stethoscope"}
    intake = {"label": "上传制度", "href": reverse("rulebook:intake"), "icon": "folder-input", "primary": True}
    keeper = bool(selectors.kept_bodies(request.actor))
    actions = [compare] + [health] * of_a_body + [intake] * keeper
    return list_page(
        request, queryset=works, columns=columns_on(day, of_a_body=of_a_body), title="制度库", filename="制度库",
        filterset=WorkFilter,
        context={
            "line": line, "actions": actions,
            "empty": {
                "title": "还没有制度", "text": "由各机构的联络员或办公室主任上传、确认入库。",
                "action": intake if keeper else None,
            },
        },
    )  # fmt: skip
