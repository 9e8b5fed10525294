"""Forms of what a conference comes to: outcomes, votes, minutes, follow-ups, costs, files."""

from __future__ import annotations

from typing import Any

from django import forms

from lianxi.apps.meetings.forms import Choices, long_text
from lianxi.apps.meetings.models import AgendaItem, FollowUp
from lianxi.kernel.rules.conference_year import Outcome
from lianxi.web.act_pages import DAY, ActForm


class OutcomeForm(ActForm):
    """What came of an item."""

    outcome = forms.ChoiceField(
        label="结果", widget=forms.RadioSelect, required=False,
        choices=[*((one.value, one.label) for one in Outcome), ("", "还没有结果（撤销）")],
    )  # fmt: skip
    note = long_text("议定内容", 1000, required=False)
    reason = forms.CharField(label="改动结果的理由", max_length=300, required=False, help_text="第一次登记的留空。")


class VoteForm(ActForm):
    """Numbers of votes of one's own party."""

    in_favour = forms.IntegerField(label="同意", min_value=0, max_value=999, initial=0)
    against = forms.IntegerField(label="反对", min_value=0, max_value=999, initial=0)
    abstained = forms.IntegerField(label="弃权", min_value=0, max_value=999, initial=0)


class VoiceForm(ActForm):
    """One voice of one's own party."""

    voice = forms.ChoiceField(
        label="本方意见", widget=forms.RadioSelect,
        choices=[("in_favour", "同意"), ("against", "反对"), ("abstained", "弃权")],
    )  # fmt: skip


class MinutesForm(ActForm):
    """A changed reading of the minutes."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    text = long_text("纪要内容", 20000, 18)
    reason = forms.CharField(label="改动的理由", max_length=300, help_text="改动后，到会各方须重新签署。")


class SignForForm(ActForm):
    """A signature entered on behalf, from a scan."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    body = forms.ChoiceField(label="哪一方")
    signer = forms.CharField(label="签署人", max_length=80, help_text="在纸上签字的人。")
    scan = forms.FileField(label="签字扫描件", help_text="PDF 或图片，不超过 50 MB。")

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies


class FollowUpForm(ActForm):
    """A task that the conference hands over."""

    title = forms.CharField(label="事项", max_length=200)
    item = forms.ModelChoiceField(
        label="由哪一项议程而来", queryset=AgendaItem.objects.none(), required=False, empty_label="不对应某一项"
    )
    lead = forms.ChoiceField(label="牵头方")
    helpers = forms.MultipleChoiceField(label="配合方", required=False, widget=forms.CheckboxSelectMultiple)
    due = forms.DateField(label="完成时限", widget=DAY)

    def __init__(self, *args: Any, bodies: Choices, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = bodies
        self.fields["helpers"].choices = bodies
        self.fields["item"].queryset = items


class ChangeTaskForm(FollowUpForm):
    """The same task with another day or other parties."""

    reason = forms.CharField(label="更改的理由", max_length=300)

    def __init__(self, *args: Any, task: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "item"):
            del self.fields[name]
        self.initial = {
            "lead": task.lead_id, "due": task.due, "helpers": list(task.helpers.values_list("pk", flat=True)),
            **self.initial,
        }  # fmt: skip


class SubmitForm(ActForm):
    """A task is done, and what proves it."""

    evidence = long_text("办理情况", 1000, 5, help_text="写明做了什么、成果在哪里；佐证文件可在“会议文件”里提供。")
    file = forms.FileField(label="佐证文件", required=False)


class RemarkForm(ActForm):
    """Another party finds it done."""

    remark = forms.CharField(label="核验意见", max_length=300, required=False)


class CostForm(ActForm):
    """Expenses and shares, line by line."""

    lines = long_text("支出", 4000, 5, help_text="每行一项：项目，金额（元）。没有支出的写“无，0”。")
    shares = long_text("承担", 4000, 5, required=False, help_text="每行一家：简称，金额（元）。")


class FileForm(ActForm):
    """A file for the conference."""

    file = forms.FileField(label="文件", help_text="不超过 50 MB。涉密的文件不得上传。")
