"""References to the text's own articles: proposed with their place, changed where the decision or a reader says so."""

from __future__ import annotations

from lianxi.kernel.texts.compare.amending import apply, read_instructions
from tests.kernel.texts.compare.amending.regulation import OLD

INSERTED = "增加一条，作为第二条：“示例活动应当公开。”\n第三条改为第四条，第一款增加一项，作为第二项：“投资；”\n"
LABELS = [
    "第四条第二款：第二项 → 第三项",
    "第五条：第三条第一款第二项 → 第四条第一款第三项",
    "第七条：第五条 → 第六条",
    "第八条：第二条第二款 → 第三条第二款",
]


def test_the_decision_orders_it_and_every_reference_follows() -> None:
    done = apply(read_instructions(INSERTED + "对条文顺序和引用的条文序号作相应调整。"), OLD)
    assert [one.label for one in done.consequences] == LABELS
    assert all(one.applied for one in done.consequences)
    assert "违反第六条规定的" in done.text
    assert "前款第三项的布局" in done.text


def test_articles_of_other_laws_are_never_touched() -> None:
    done = apply(read_instructions(INSERTED), OLD, confirmed=True)
    assert "根据《甲法》第三条" in done.text
    assert "违反《甲法》第五条规定的" in done.text


def test_without_the_decision_or_a_reader_they_are_only_proposed() -> None:
    done = apply(read_instructions(INSERTED + "对条文顺序作相应调整。"), OLD)
    assert [one.label for one in done.consequences] == LABELS
    assert not any(one.applied for one in done.consequences)
    assert "违反第五条规定的" in done.text


def test_a_reader_may_confirm_one_of_them() -> None:
    done = apply(read_instructions(INSERTED), OLD, confirmed={2})
    assert [one.applied for one in done.consequences] == [False, False, True, False]
    assert "违反第六条规定的" in done.text
    assert "第三条第一款第二项的布局" in done.text


def test_a_reference_to_a_struck_article_is_left_to_a_person() -> None:
    done = apply(read_instructions("删去第五条。\n对条文顺序和引用的条文序号作相应调整。"), OLD)
    (gone,) = [one for one in done.consequences if not one.becomes]
    assert gone.label == "第五条：第五条 → 所引的条款已经删去，须人工处理"
    assert not gone.applied
    assert "违反第五条规定的" in done.text


def test_words_that_the_decision_wrote_count_by_the_new_numbers_already() -> None:
    said = INSERTED + "第六条中的“第五条规定”修改为“第六条规定”。\n第七条修改为：“违反第三条的，给予处分。”"
    done = apply(read_instructions(said), OLD, confirmed=True)
    assert "违反第六条规定的" in done.text
    assert "违反第三条的，给予处分" in done.text


def test_a_paragraph_put_between_makes_the_one_before_doubtful() -> None:
    done = apply(read_instructions("第三条增加一款，作为第二款：“规划期限为十年。”"), OLD)
    assert [one.label for one in done.consequences] == [
        "第三条第三款：前款 → 前款与本款之间有增删，所指可能变了，须人工处理"
    ]
