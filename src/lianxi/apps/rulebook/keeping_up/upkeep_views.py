"""Pages of acts: a conclusion, a publication, a filing is recorded; one of them is taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.acts import (
    RECORD_FILING,
    RECORD_PUBLICATION,
    RECORD_REVIEW,
    WITHDRAW_FILING,
    WITHDRAW_PUBLICATION,
    WITHDRAW_REVIEW,
)
from lianxi.apps.rulebook.keeping_up.upkeep_forms import FilingForm, PublicationForm, ReviewForm, TakeBackForm
from lianxi.apps.rulebook.models import Filing, Publication, Review, Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.services.filing import (
    record_filing,
    record_publication,
    withdraw_filing,
    withdraw_publication,
)
from lianxi.apps.rulebook.services.reviewing import record_review, withdraw_review
from lianxi.apps.rulebook.works.work_views import crumbs_of, find
from lianxi.kernel.access import Act, require
from lianxi.web.act_pages import act_page
from lianxi.web.day import today
from lianxi.web.wording import cn_date


def _back(work: Work) -> str:
    return f"{work.get_absolute_url()}#upkeep"


@require_http_methods(["GET", "POST"])
def add_review(request: HttpRequest, address: str) -> HttpResponse:
    """登记清理结论."""
    work = find(request, address)
    require(request.actor, RECORD_REVIEW, body=work.body_id)

    def do(given: Mapping[str, Any]) -> object:
        return record_review(work=work, actor=request.actor, on=today(), **given)

    return act_page(
        request, ReviewForm(request.POST or None, work=work), do, title="登记清理结论", submit="登记",
        line="结论只是意见，修改、废止、宣布失效另由文件来定", done="已登记清理结论。",
        back=_back(work), crumbs=crumbs_of(work),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_publication(request: HttpRequest, address: str) -> HttpResponse:
    """登记公布日期."""
    work = find(request, address)
    require(request.actor, RECORD_PUBLICATION, body=work.body_id)

    def do(given: Mapping[str, Any]) -> object:
        return record_publication(actor=request.actor, on=today(), **given)

    return act_page(
        request, PublicationForm(request.POST or None, work=work, initial=_asked(request, work)), do,
        title="登记公布日期", submit="登记", line="备案的期限从公布之日起算", done="已登记公布日期。",
        back=_back(work), crumbs=crumbs_of(work),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_filing(request: HttpRequest, address: str) -> HttpResponse:
    """登记备案."""
    work = find(request, address)
    require(request.actor, RECORD_FILING, body=work.body_id)

    def do(given: Mapping[str, Any]) -> object:
        return record_filing(actor=request.actor, on=today(), **given)

    return act_page(
        request, FilingForm(request.POST or None, work=work, initial=_asked(request, work)), do, title="登记备案",
        submit="登记", done="已登记备案，是否按时已经判断并记下。",
        line="登记时判断是否按时，记下以后不再改动；登记错了的撤回重登", back=_back(work),
        crumbs=crumbs_of(work),
    )  # fmt: skip


def _asked(request: HttpRequest, work: Work) -> dict[str, Any]:
    """The version from which the page was opened."""
    said = request.GET.get("version", "")
    version = work.versions.filter(number=int(said)).first() if said.isdecimal() and len(said) < 6 else None
    return {"version": version} if version else {}


@dataclass(frozen=True)
class _Kind:
    """A kind of record that can be taken back: where its rows are, who may, and what does it."""

    act: Act
    row: Callable[[Work, int], Any]
    withdraw: Callable[..., object]


_KINDS = {
    "review": _Kind(
        WITHDRAW_REVIEW,
        lambda work, pk: Review.objects.filter(LIVE, work=work, pk=pk).first(),
        lambda row, **more: withdraw_review(review=row, **more),
    ),
    "publication": _Kind(
        WITHDRAW_PUBLICATION,
        lambda work, pk: Publication.objects.filter(LIVE, version__work=work, pk=pk).first(),
        lambda row, **more: withdraw_publication(publication=row, **more),
    ),
    "filing": _Kind(
        WITHDRAW_FILING,
        lambda work, pk: Filing.objects.filter(LIVE, version__work=work, pk=pk).first(),
        lambda row, **more: withdraw_filing(filing=row, **more),
    ),
}


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, address: str, kind: str, pk: int) -> HttpResponse:
    """撤回登记有误的结论、公布日期或者备案."""
    work, one = find(request, address), _KINDS.get(kind)
    if one is None:
        raise Http404("没有这一项。")
    require(request.actor, one.act, body=work.body_id)
    row = one.row(work, pk)
    if row is None:
        raise Http404("没有这一项，或者已经撤回。")

    def do(given: Mapping[str, Any]) -> object:
        return one.withdraw(row, why=given["why"], actor=request.actor, on=today())

    name = row._meta.verbose_name
    return act_page(
        request, TakeBackForm(request.POST or None), do, title=f"撤回{name}", submit="撤回",
        line=f"{cn_date(row.on_day)}的{name}：撤回后不再算数，仍留在记录里", done=f"已撤回{name}。",
        back=_back(work), crumbs=crumbs_of(work),
    )  # fmt: skip
