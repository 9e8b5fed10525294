"""Forms of conferences. What is right is decided by the services; the forms know the fields and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.apps.meetings.models import GUESTS, ChangeKind, Topic
from lianxi.kernel.rules.roles import ROLE_LABELS
from lianxi.web.act_pages import DAY, ActForm

Choices = Sequence[tuple[str, str]]


def long_text(
    label: str, longest: int, rows: int = 3, *, required: bool = True, help_text: str = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=widget, required=required, help_text=help_text)


class OpenForm(ActForm):
    """Open the next regular conference."""

    circle = forms.ChoiceField(label="联席圈")
    topics_due = forms.DateField(
        label="议题报送截止日", widget=DAY, help_text="各方在这一天之前报送议题，或答复“无议题”。"
    )

    def __init__(self, *args: Any, circles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].choices = circles


class AdHocForm(OpenForm):
    """Open a conference outside the order."""

    host = forms.ChoiceField(label="承办方")
    reason = forms.CharField(label="临时召开的理由", max_length=300)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].choices = bodies


class RecordForm(ActForm):
    """A conference of the past."""

    circle = forms.ChoiceField(label="联席圈")
    ordinal = forms.IntegerField(label="第几次", min_value=1, max_value=999, required=False, help_text="不清楚的留空。")
    held_from = forms.DateField(label="会议开始日", widget=DAY)
    held_to = forms.DateField(label="会议结束日", widget=DAY, required=False, help_text="只开一天的留空。")
    slot = forms.TypedChoiceField(
        label="例会还是临时会议", coerce=lambda text: int(text) if text else None, empty_value=None, required=False,
        choices=[("1", "当年第1次例会"), ("2", "当年第2次例会"), ("", "临时会议，不占轮次")], initial="1",
    )  # fmt: skip
    host = forms.ChoiceField(label="承办方", required=False)
    place = forms.CharField(label="地点", max_length=200, required=False)
    notice_sent_on = forms.DateField(label="通知日", widget=DAY, required=False, help_text="没有记载的留空，不推测。")
    source = forms.CharField(label="出处", max_length=300, help_text="如会议纪要、公开报道的名称和日期。")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, circles: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].choices = circles
        self.fields["host"].choices = [("", "没有记载"), *bodies]


class ReasonForm(ActForm):
    """An act that needs a reason and nothing else."""

    reason = forms.CharField(label="理由", max_length=300, help_text="各方都会看到，并记入审计。")


class ChangeHostForm(ActForm):
    """A swap of turns, or somebody to stand in."""

    kind = forms.ChoiceField(
        label="方式", widget=forms.RadioSelect,
        choices=[
            (ChangeKind.SWAP, "互换：对方承办这一次，本方承办对方的下一次"),
            (ChangeKind.ACTING, "代承办：对方代为承办，轮次算本方的"),
        ],
    )  # fmt: skip
    other = forms.ChoiceField(label="另一方")
    reason = forms.CharField(label="理由", max_length=300)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = bodies


class AnswerForm(ActForm):
    """Yes or no to a change of the host."""

    agree = forms.TypedChoiceField(
        label="答复", coerce=lambda text: text == "yes", choices=[("yes", "同意"), ("no", "不同意")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(label="理由", max_length=300, required=False, help_text="不同意的须写明。")


class TopicForm(ActForm):
    """A topic."""

    title = forms.CharField(label="议题", max_length=120)
    why = long_text("理由与建议", 2000, required=False)


class TopicsDueForm(ActForm):
    """Another last day for topics."""

    topics_due = forms.DateField(label="议题报送截止日", widget=DAY)
    reason = forms.CharField(label="理由", max_length=300, help_text="各方都会看到。")


class MergeForm(ActForm):
    """Topics that are alike become one."""

    into = forms.ModelChoiceField(label="并入哪一项", queryset=Topic.objects.none(), empty_label=None)
    topics = forms.ModelMultipleChoiceField(
        label="把哪些并进去", queryset=Topic.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="合并的理由", max_length=300, help_text="报送这些议题的机构会看到。")

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("into", "topics"):
            self.fields[name].queryset = topics
            self.fields[name].label_from_instance = lambda one: f"{one.title}（{one.body.short_name}）"


class TimeForm(ActForm):
    """Days and place."""

    held_from = forms.DateField(label="会议开始日", widget=DAY)
    held_to = forms.DateField(label="会议结束日", widget=DAY, required=False, help_text="只开一天的留空。")
    starts_at = forms.CharField(label="几时开始", max_length=40, required=False, help_text="如“上午9时”。")
    place = forms.CharField(label="地点", max_length=200)
    office_met_on = forms.DateField(label="办公室会议日", widget=DAY, required=False)


class PublishForm(ActForm):
    """The notice goes out."""

    how = forms.CharField(label="通知方式", max_length=100, initial="平台通知、函")
    late_reason = forms.CharField(
        label="迟发的原因或补录的依据",
        max_length=300,
        required=False,
        help_text="晚于最迟通知日的写明原因；事后补录的写明当时怎样发出；按时发出的留空。",
    )


class CorrectForm(PublishForm):
    """A correction of the notice."""

    reason = forms.CharField(label="更正的原因", max_length=300)
    field_order = ["reason", "how", "late_reason", "on"]


class PeopleForm(ActForm):
    """People line by line: a name, a role, unit and post, the reason for leave."""

    people = long_text(
        "参加人员", 6000, 8,
        help_text="每行一人：姓名，身份，单位与职务，请假事由。各栏用逗号隔开；参加的不写请假事由。",
    )  # fmt: skip


class ReceiptForm(PeopleForm):
    """The receipt of a party."""

    members = forms.IntegerField(
        label="本方组成人员数", min_value=0, max_value=999, required=False,
        help_text="机制规定了法定人数的须填；指属于联席会议组成人员的总人数。",
    )  # fmt: skip
    note = forms.CharField(label="说明", max_length=300, required=False)
    field_order = ["people", "members", "note", "on"]


class GuestsForm(ActForm):
    """Invited people, from a table or one by one."""

    name = forms.CharField(label="姓名", max_length=40, required=False)
    role = forms.ChoiceField(label="身份", choices=[(role.value, ROLE_LABELS[role]) for role in GUESTS])
    unit = forms.CharField(label="单位与职务", max_length=100, required=False)
    phone = forms.CharField(label="手机", max_length=20, required=False)
    table = forms.FileField(
        label="或从表格导入", required=False, help_text="xlsx，表头：姓名、身份、单位与职务、手机。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip
