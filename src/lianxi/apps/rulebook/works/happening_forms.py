"""Forms for what happens to a work, and for who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.models.happenings import KINDS, LIFTED
from lianxi.apps.rulebook.services.version_order import by_day
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON
from lianxi.kernel.texts.structure import Kind
from lianxi.kernel.texts.validity import HappeningKind
from lianxi.web.act_pages import DAY, ActForm

_SAID = {
    HappeningKind.COMMENCE: "施行：补登施行日期，或者部分条文另有施行日期",
    HappeningKind.AMEND: "修改：新文本还没有入库的，先登记修改",
    HappeningKind.REPEAL: "废止：由一个文件废止，整件或者部分条文",
    HappeningKind.VOID: "宣布失效：清理时宣布不再执行",
    HappeningKind.TERM: "有效期：首次写明，或者延续到新的末日（届满次日起的也算接上）",
    HappeningKind.REVIVE: "恢复施行：废止、失效或者届满以后重新施行",
}
LIFT = "lift"
"""Chosen for a term that is lifted; of a term itself the last day is asked for, so that none is lifted by oversight."""


def _choices() -> Iterator[tuple[str, str]]:
    for code, _ in KINDS:
        yield code, _SAID[HappeningKind(code)]
        if code == HappeningKind.TERM:
            yield LIFT, f"{LIFTED}：不再到期，一直施行下去"


class HappeningForm(ActForm):
    """登记效力事件."""

    kind = forms.ChoiceField(label="发生了什么", choices=list(_choices()))
    day = forms.DateField(label="从哪天起", widget=DAY, help_text="可以是将来的一天；有效期填从哪天起这样定。")
    last_day = forms.DateField(
        label="有效期末日", required=False, widget=DAY, help_text="只有登记有效期时填，当天仍有效。"
    )
    instrument = forms.CharField(
        label="依据的文件",
        required=False,
        max_length=300,
        help_text="修改、废止、宣布失效、恢复施行必填，写文件的名称。",
    )
    number = forms.CharField(label="文件的文号", required=False, max_length=80)
    provisions = forms.MultipleChoiceField(
        label="涉及哪些条", required=False, widget=forms.CheckboxSelectMultiple({"class": "lx-long"}),
    )  # fmt: skip
    source = forms.CharField(
        label="出处", required=False, max_length=300, help_text="哪份文件的哪句话这样说，例如：决定第三条。"
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provisions"].choices = provision_choices(work)

    def clean(self) -> dict[str, Any]:
        """The kind as the service takes it; a last day where a term is set, and none where it is lifted."""
        said = super().clean() or self.cleaned_data
        chosen, last_day = said.get("kind"), said.get("last_day")
        if chosen == HappeningKind.TERM and not last_day and "last_day" not in self.errors:
            self.add_error("last_day", f"登记有效期须写明末日；不再有期限的，请选“{LIFTED}”。")
        if chosen == LIFT and last_day:
            self.add_error("last_day", f"{LIFTED}没有末日；要改末日的，请选“有效期”。")
        if chosen:
            said["kind"] = HappeningKind.TERM if chosen == LIFT else HappeningKind(chosen)
        return said


def provision_choices(work: Work) -> list[tuple[str, str]]:
    """Identity and first words of the articles, or of the levels 一、（一）, of all versions, as in the newest."""
    rows: dict[str, str] = {}
    for version in reversed(by_day(work.versions.all())):
        numbered = version.provisions.filter(kind__in=[Kind.ARTICLE.value, Kind.LEVEL.value]).order_by("start")
        for row in numbered:
            words = " ".join(version.text[row.start : row.end].split())
            rows.setdefault(row.wid, words[:40] + ("…" if len(words) > 40 else ""))
    return list(rows.items())


class WithdrawForm(ActForm):
    """撤回登记有误的效力事件."""

    why = forms.CharField(label="为什么撤回", max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}))


class ShowForm(ActForm):
    """改变可见范围."""

    visibility = forms.ChoiceField(
        label="谁可以看",
        choices=[
            (Visibility.PUBLIC, "公开：任何人，不必登录，公开首页也能查到"),
            (Visibility.BODIES, "各机构人员：登录的各家机构人员"),
            (Visibility.CIRCLE, "联席圈：所选联席圈的成员机构人员"),
            (Visibility.BODY, "本机构：入库机构的人员"),
            (Visibility.UNIT, "责任单位：责任单位的人员和入库机构的办公室"),
            (Visibility.PERSONS, "指定的人：下面写明的账号和入库机构的办公室"),
        ],
    )
    circle = forms.ChoiceField(label="哪个联席圈", required=False, help_text="可见范围是联席圈时选。")
    readers = forms.CharField(
        label="指定哪些账号", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="可见范围是指定的人时写，一行一个账号；这里写的就是全部。",
    )  # fmt: skip
    why = forms.CharField(label="理由", max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, work: Work, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        circles = [(circle.slug, circle.name) for circle in circles_of(work.body_id, on)]
        self.fields["circle"].choices = [("", "（不选）"), *circles]

    def clean_readers(self) -> tuple[str, ...]:
        """The accounts, each once."""
        return tuple(dict.fromkeys(filter(None, re.split(r"[\s,，、;；]+", self.cleaned_data["readers"]))))
