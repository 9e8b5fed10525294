"""The second version of an invented rule, and the decision that brought it: what differs, put into instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lianxi.kernel.texts.numerals import write_number
from lianxi.loaders.demo_rules.rows import Change
from lianxi.loaders.demo_rules.wording import MARK, Article, Rule, articles_of, day_in_words

_PERIOD = re.compile(r"\{days\}(个工作日|个月|小时|日|年|公里)")


def amended(rule: Rule, change: Change) -> Rule:
    """The rule as its second version words it; the day it was first in force stays in its closing article."""
    use = (set(rule.row.use) - set(change.drop)) | set(change.add)
    row = rule.row.model_copy(update={"use": tuple(sorted(use)), "days": change.days or rule.row.days})
    return replace(rule, row=row)


def instrument(rule: Rule) -> str:
    """Title of the decision."""
    return f"{rule.issuer}关于修改《{rule.title}》的决定{MARK}"


def decision(rule: Rule, change: Change) -> str:
    """The text of the decision."""
    told = list(_instructions(articles_of(rule), articles_of(amended(rule, change)), rule, change))
    if change.drop or change.add:
        told.append("对条文顺序作相应调整。")
    lines = [f"{write_number(at)}、{said}" for at, said in enumerate(told, start=1)]
    opening = f"决定对《{rule.title}》作如下修改："
    closing = f"本决定自{day_in_words(change.commences)}起施行。"
    return "\n".join([instrument(rule), f"（{rule.adopted(change.day)}通过）", opening, *lines, closing]) + "\n"


def _instructions(old: Sequence[Article], new: Sequence[Article], rule: Rule, change: Change) -> Iterator[str]:
    """In the order of the old numbers, additions behind: an addition is named by its new number."""
    after = {one.key: one for one in new}
    before = {one.key for one in old}
    for number, one in enumerate(old, start=1):
        if one.key not in after:
            yield f"删去第{write_number(number)}条。"
        elif one.text != after[one.key].text:
            yield from _changed(number, one, rule, change)
    for number, one in enumerate(new, start=1):
        if one.key not in before:
            yield f"增加一条，作为第{write_number(number)}条：“{one.text}”"


def _changed(number: int, one: Article, rule: Rule, change: Change) -> Iterator[str]:
    """A period changed: the words with their unit, each once."""
    for unit in dict.fromkeys(_PERIOD.findall(one.template)):
        was, now = write_number(rule.row.days) + unit, write_number(change.days) + unit
        yield f"将第{write_number(number)}条中的“{was}”修改为“{now}”。"
