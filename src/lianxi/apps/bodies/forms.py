"""Forms of this field. What is right is decided by the services; the forms know the fields and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.apps.bodies.models import Body, Post
from lianxi.web.act_pages import DAY, ActForm


class PersonForm(ActForm):
    """Particulars of a person."""

    name = forms.CharField(label="姓名", max_length=60)
    qualifier = forms.CharField(
        label="同名区分", max_length=40, required=False, help_text="只在本机构有同名的人时填，如所在部门。"
    )
    phone = forms.CharField(
        label="手机",
        max_length=40,
        required=False,
        help_text="手机 11 位，座机带区号。",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.CharField(label="电子邮箱", max_length=120, required=False)
    note = forms.CharField(label="备注", max_length=240, required=False)


class NewPersonForm(PersonForm):
    """A new person of one of the bodies one keeps."""

    body = forms.ModelChoiceField(label="机构", queryset=Body.objects.none(), empty_label=None)

    def __init__(self, *args: Any, kept: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in kept])
        self.order_fields(["body"])


class SeatDaysForm(ActForm):
    """The span of a seat."""

    start = forms.DateField(label="任职起", widget=DAY)
    end = forms.DateField(label="任职止", required=False, widget=DAY, help_text="不再担任的第一天；在任的留空。")


class SeatForm(SeatDaysForm):
    """A post and its span."""

    post = forms.ChoiceField(label="职务")

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [
            (post.name, f"{post.name}（同一时间一人）" if post.single else post.name) for post in posts
        ]
        self.order_fields(["post", "start", "end", "on"])


class EndSeatForm(ActForm):
    """The day from which a post is held no longer."""

    end = forms.DateField(label="任职止", widget=DAY, help_text="不再担任的第一天。")


class ReasonForm(forms.Form):
    """Why somebody looks at contact particulars in full."""

    reason = forms.CharField(
        label="事由", max_length=200, help_text="写清用途，如“联席会议报到联系”。事由、时间和查看人记入审计。"
    )


class ListReasonForm(ReasonForm):
    """The same for a whole list, on screen or as a file."""

    body = forms.ModelChoiceField(label="机构", queryset=Body.objects.none(), empty_label=None)
    shape = forms.ChoiceField(
        label="方式", choices=[("page", "在页面上查看"), ("xlsx", "导出 Excel")], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kept: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in kept])
        self.fields["shape"].initial = "page"
        self.order_fields(["body", "reason", "shape"])


class TermForm(ActForm):
    """A term of office."""

    number = forms.IntegerField(label="届", min_value=1, max_value=200)
    start = forms.DateField(label="起", required=False, widget=DAY, help_text="未查证的留空。")
    end = forms.DateField(label="止", required=False, widget=DAY, help_text="下一届开始的那一天。")
    source = forms.CharField(label="出处", max_length=300, required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)
    verified = forms.BooleanField(label="已核对", required=False)


class SittingForm(ActForm):
    """A sitting within a term."""

    number = forms.IntegerField(label="次", min_value=1, max_value=200)
    held_on = forms.DateField(label="日期", widget=DAY)
    source = forms.CharField(label="出处", max_length=300, required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)
    verified = forms.BooleanField(label="已核对", required=False)


class UnitForm(ActForm):
    """A unit of a body."""

    name = forms.CharField(label="名称", max_length=120, help_text="全称，如“示例市民政局”。")
    short_name = forms.CharField(
        label="简称", max_length=80, required=False, help_text="文件里分工时的写法，如“市民政局”。"
    )
    start = forms.DateField(label="设立", required=False, widget=DAY, help_text="未查证的留空。")


class EndUnitForm(ActForm):
    """The day from which a unit is no more."""

    end = forms.DateField(label="撤销", widget=DAY, help_text="不再存在的第一天。")


class UploadForm(forms.Form):
    """A table of people to import."""

    body = forms.ModelChoiceField(label="机构", queryset=Body.objects.none(), empty_label=None)
    table = forms.FileField(
        label="人员表", help_text="xlsx，不超过 5 MB、5000 行。", widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )

    def __init__(self, *args: Any, kept: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in kept])
