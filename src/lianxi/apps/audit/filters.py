"""Filters of the audit list."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, FilterSet

from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.selectors import chain_label, visible_chains
from lianxi.apps.audit.told import saying
from lianxi.web.filters import DaySpanFilter


class EntryFilters(FilterSet):
    """By chain, act, account, days, words, and whether 补录."""

    chain = ChoiceFilter(label="审计链", empty_label="全部")
    act = CharFilter(label="行为", method="by_act")
    account = CharFilter(label="办理人或账号", method="by_person")
    on = DaySpanFilter(label="办理日")
    q = CharFilter(label="事由、对象、依据、说明", method="by_words")
    backdated = BooleanFilter(label="只看补录", widget=forms.CheckboxInput, method="by_backdated")

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        keys = sorted(visible_chains(self.request.actor))
        self.filters["chain"].extra["choices"] = [(key, chain_label(key)) for key in keys]
        if len(keys) < 2:
            self.filters["chain"].extra["widget"] = forms.HiddenInput

    def by_act(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Acts whose label or code contains the word."""
        return rows.filter(Q(act_label__icontains=value) | Q(act__icontains=value))

    def by_person(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Acts of accounts or persons whose name contains the word."""
        return rows.filter(Q(account__icontains=value) | Q(person__icontains=value) | Q(system_user__icontains=value))

    def by_words(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Entries that contain every one of the words somewhere, as far as the person may read them."""
        for word in value.split():
            rows = rows.filter(saying(word))
        return rows

    def by_backdated(self, rows: QuerySet[Entry], name: str, value: bool) -> QuerySet[Entry]:
        """An unticked box filters nothing."""
        return rows.filter(backdated=True) if value else rows
