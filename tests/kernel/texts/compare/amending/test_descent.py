"""Identities after a decision follow what it did, not what the words look like."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.compare.amending import apply, carry_by_instructions, own_articles, read_instructions
from tests.kernel.texts.compare.amending.changes import change
from tests.kernel.texts.compare.amending.drafting import Draft
from tests.kernel.texts.compare.amending.regulation import OLD

SMALL = """示例办法

第一条　为了示例，制定本办法。
第二条　申请应当在三十日内提出。
主管部门应当登记。
第三条　名录由下列单位建立：
（一）主管部门；
（二）乡镇。
第四条　名录每两年公布一次。
第五条　本办法自2020年1月1日起施行。
"""
PARTED = "将第二条分为两条，作为第二条、第三条，修改为：“第二条　甲事。\n第三条　乙事。”\n对条文顺序作相应调整。"


def carried(decision: str, old: str = SMALL, **identities: str) -> dict[str, str]:
    amended = apply(read_instructions(decision), old)
    assert not amended.not_applied
    return carry_by_instructions(old, amended.text, amended.descents, identities, "2")


@pytest.mark.parametrize(
    ("decision", "eid", "wid"),
    [
        # said anew from the first word to the last: likeness would take it for another one
        ("将第二条改为第三条，修改为：“凡欲参加者，须预先报名。”\n增加一条，作为第二条：“全新。”", "art_3", "art_2"),
        ("一、增加一条，作为第二条：“全部从新。”\n对条文顺序作相应调整。", "art_2", "art_2@2"),
        ("一、增加一条，作为第二条：“全部从新。”\n对条文顺序作相应调整。", "art_6", "art_5"),
        ("一、删去第二条。\n对条文顺序作相应调整。", "art_2", "art_3"),
        ("将第三条、第四条合并，作为第三条，修改为：“名录每年公布。”\n对条文顺序作相应调整。", "art_3", "art_3"),
        ("一、第二条增加一款，作为第一款：“全部从新的一款。”", "art_2__para_2", "art_2__para_1"),
        ("一、第二条增加一款，作为第一款：“全部从新的一款。”", "art_2__para_1", "art_2__para_1@2"),
        ("一、第三条增加一项，作为第一项：“（一）全部从新；”", "art_3__para_1__point_3", "art_3__para_1__point_2"),
        (PARTED, "art_2", "art_2"),
    ],
)  # fmt: skip
def test_a_provision_keeps_the_identity_the_decision_gives_it(decision: str, eid: str, wid: str) -> None:
    assert carried(decision)[eid] == wid


def test_an_identity_from_before_goes_on() -> None:
    assert carried("一、删去第二条。\n对条文顺序作相应调整。", art_3="art_9@1")["art_2"] == "art_9@1"


@settings(max_examples=25, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(st.randoms(use_true_random=False))
def test_no_article_loses_or_shares_an_identity(random: Random) -> None:
    draft = Draft(random)
    change(draft)
    amended = apply(read_instructions(draft.decision()), draft.before)
    draft.number(old=False)
    found = carry_by_instructions(draft.before, amended.text, amended.descents, {}, "2")
    articles = {node.eid: found[node.eid] for node in own_articles(amended.text)}
    assert len(set(articles.values())) == len(articles)
    by_number = {f"art_{one.new}": f"art_{one.old}" for one in draft.articles if one.old}
    assert {eid: wid for eid, wid in articles.items() if "@" not in wid} == by_number


def test_articles_of_attachments_are_not_taken_for_those_of_the_text() -> None:
    assert all(not node.eid.startswith("att") for node in own_articles(OLD))
