"""What the pages of mechanisms ask for."""

from __future__ import annotations

from django import forms

from lianxi.kernel.rules.deadlines import FIRST_DAY, LAST_DAY, DeadlineRule, Roll, Unit

LARGEST_CALENDAR = 200_000
_DAY = {"type": "date", "min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}


class DeadlineForm(forms.Form):
    """A period to be counted. It is a GET form, so that every answer has an address."""

    start = forms.DateField(
        label="起算日", help_text="事情发生的那一天，不计入期限。", widget=forms.DateInput(_DAY, "%Y-%m-%d")
    )
    amount = forms.IntegerField(label="期限", initial=5, widget=forms.NumberInput({"min": 1}))
    unit = forms.ChoiceField(
        label="单位",
        choices=[(Unit.WORKDAY.value, "工作日"), (Unit.DAY.value, "日（自然日）"), (Unit.MONTH.value, "个月")],
    )
    direction = forms.ChoiceField(
        label="方向", choices=[("after", "往后数（几日内）"), ("before", "往前数（几日前）")], required=False
    )
    roll = forms.ChoiceField(
        label="末日逢休息日",
        choices=[(Roll.NONE.value, "不变"), (Roll.FORWARD.value, "顺延"), (Roll.BACKWARD.value, "提前")],
        required=False,
    )

    def clean_amount(self) -> int:
        """Direction carries the sign; the number itself is positive."""
        amount: int = self.cleaned_data["amount"]
        if amount < 0:
            raise forms.ValidationError("请填正数；要往前数，请在“方向”中选择。")
        return amount

    @property
    def rule(self) -> DeadlineRule:
        """The rule the form describes."""
        given = self.cleaned_data
        sign = -1 if given["direction"] == "before" else 1
        return DeadlineRule(sign * given["amount"], Unit(given["unit"]), roll=Roll(given["roll"] or Roll.NONE.value))


class CalendarFileForm(forms.Form):
    """A year's arrangement, as a file or (for the second step) as the text that was previewed."""

    file = forms.FileField(
        label="节假日安排文件", required=False, help_text="格式与 data/calendars/ 中的文件相同（.toml），一年一个文件。"
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST_CALENDAR)
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def clean(self) -> dict[str, object]:
        """Turn the upload into text; one of both must be there."""
        given = super().clean() or {}
        upload = given.get("file")
        if upload is not None:
            if upload.size > LARGEST_CALENDAR:
                raise forms.ValidationError("文件太大，不像节假日安排。一年的安排不会超过 200 KB。")
            given["content"], given["name"] = upload.read(), upload.name
        elif given.get("text"):
            given["content"] = str(given["text"]).encode()
        else:
            raise forms.ValidationError("请选择一个文件。")
        return given


class WheelForm(forms.Form):
    """From which year to which the wheel is shown."""

    first = forms.IntegerField(label="从", min_value=2000, max_value=2099)
    last = forms.IntegerField(label="到", min_value=2000, max_value=2099)

    def clean(self) -> dict[str, object]:
        """At most sixty years, in order."""
        given = super().clean() or {}
        if {"first", "last"} <= given.keys():
            if given["last"] < given["first"]:
                raise forms.ValidationError("“到”不能早于“从”。")
            if given["last"] - given["first"] > 60:
                raise forms.ValidationError("一次最多看六十年。")
        return given


class OriginalForm(forms.Form):
    """The original document of a mechanism, as a text file."""

    file = forms.FileField(
        label="原文文件",
        help_text="纯文本（.txt），可以同时载有其他文件：按标题找出这份工作机制，读到下一份文件的标题为止。",
    )


class ConfirmForm(forms.Form):
    """What was checked before changed items are confirmed."""

    note = forms.CharField(
        label="核对说明",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明对照了什么、规则是否仍然成立；记入审计。",
    )


class FindWorkForm(forms.Form):
    """By what a work of the repository is looked for."""

    find = forms.CharField(
        label="找一件制度",
        required=False,
        max_length=200,
        help_text="名称里的字（几个词用空格隔开）、文号，或者制度页面的地址。",
    )


class BindForm(forms.Form):
    """Which text of which work is the original, and what was checked."""

    address = forms.CharField(max_length=200, widget=forms.HiddenInput)
    number = forms.IntegerField(label="版本", min_value=1, required=False)
    note = forms.CharField(label="核对说明", max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
