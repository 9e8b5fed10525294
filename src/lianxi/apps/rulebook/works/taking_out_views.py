"""撤出: a rule that came in by mistake, or its newest version, taken out of the repository again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.acts import TAKE_OUT_RULE
from lianxi.apps.rulebook.models import Item, Version, Work
from lianxi.apps.rulebook.services.taking_out import Holding, holding, take_out_version, take_out_work
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON
from lianxi.apps.rulebook.works.work_views import crumbs_of, find
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import ActForm, act_page
from lianxi.web.day import act_day, today

NEWEST, WHOLE = "newest", "whole"
_LINE = "只用于本来就不该入库的：传错的文件、重复的一件、不成其为新版本的一版。已经终止的制度不撤出，登记废止、失效"


@dataclass(frozen=True)
class Choice:
    """One thing that can be taken out: what follows, and what stands in the way."""

    code: str
    label: str
    follows: tuple[str, ...]
    held: list[Holding]
    items: list[Item]


class TakeOutForm(ActForm):
    """撤出: what, why, and that what follows was read."""

    what = forms.ChoiceField(
        label="撤出什么", widget=forms.RadioSelect,
        error_messages={"invalid_choice": "您打开以后有了变化，能撤出的是下面这些，请再看一遍。"},
    )  # fmt: skip
    why = forms.CharField(label="为什么撤出", max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2}))
    sure = forms.BooleanField(label="上面会发生什么，我看过了")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: list[Choice], newest: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": newest}, **kwargs)
        self.fields["what"].choices = [(one.code, one.label) for one in choices]
        self.fields["what"].initial = choices[0].code


@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, address: str) -> HttpResponse:
    """撤出: what would follow stands above the form; what rests on it is named with its page."""
    work = find(request, address)
    require(request.actor, TAKE_OUT_RULE, body=work.body_id)
    newest = work.versions.order_by("-number")[0]
    choices = list(_choices(request, work, newest))
    form = TakeOutForm(request.POST or None, choices=choices, newest=newest.number)
    whole = request.POST.get("what") == WHOLE

    def do(given: Any) -> object:
        if given["seen"] != newest.number:
            said = f"您打开以后，最新的已是第{newest.number}版。"
            raise Refused("version_as_seen", said, remedy="请刷新页面，看过以后再办。")
        more = {"why": given["why"], "actor": request.actor, "on": act_day(given["on"]).on}
        return take_out_work(work=work, **more) if whole else take_out_version(version=newest, **more)

    return act_page(
        request, form, do, title="撤出", line=_LINE, submit="撤出", crumbs=crumbs_of(work), choices=choices,
        done=f"已撤出“{work.title}”。" if whole else f"已撤出“{newest.title}”第{newest.number}版。",
        back=reverse("rulebook:works") if whole else work.get_absolute_url(), template="rulebook/take_out.html",
    )  # fmt: skip


def _choices(request: HttpRequest, work: Work, newest: Version) -> Iterator[Choice]:
    """The newest version where there is one before it, and the whole."""
    if newest.number > 1 and work.versions.count() > 1:
        follows = (
            f"第{newest.number}版的正文、它带来的施行、修改、有效期事件和修改决定的证明都撤出。",
            "看任何一天，都回到前一版的文本和效力；引用它的各处重新找条文。",
        )
        yield _choice(request, NEWEST, f"只撤出最新的第{newest.number}版", follows, newest)
    follows = (
        "全部版本、效力事件都撤出；永久地址从此打不开，以后可以再用。",
        "引用它的各处重新找所指，找不到的列为“不在库中”；人工指定过的写明是库外的这份文件。",
    )
    yield _choice(request, WHOLE, "整件撤出", follows, work)


def _choice(request: HttpRequest, code: str, label: str, follows: tuple[str, ...], row: Work | Version) -> Choice:
    of = {"version": row} if isinstance(row, Version) else {"version__work": row}
    items = list(Item.objects.filter(**of).select_related("batch").order_by("pk"))
    return Choice(code, label, follows, holding(row, request.actor, today()), items)
