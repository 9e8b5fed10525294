from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.clauses.contradictions import find_contradictions
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.structure import read_structure

PASSED = "2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过"
ONCE = "2003年8月29日示例市第三届人民代表大会常务委员会第十三次会议通过"
AMENDED = "根据2012年3月1日示例市第五届人民代表大会常务委员会第二次会议《关于修改〈示例市示例条例〉的决定》第一次修正"

LISTED = (
    "示例法\n\n目　录\n第一章　总　则\n第二章　管　理\n\n"
    "第一章　总　则\n第一条　制定本法。\n第二章　监　督\n第二条　施行。\n"
)


def found(text):
    return list(find_contradictions(Sheet(text, read_structure(text))))


def law(caption, last="本条例自2023年10月1日起施行。", title="示例市示例条例"):
    head = "第一条　为了做好示例工作，制定本条例。\n第二条　示例单位应当按照职责做好有关工作。\n"
    return f"{title}\n\n（{caption}）\n\n{head}第三条　{last}\n"


@pytest.mark.parametrize(
    ("text", "original", "said"),
    [
        ("会议定于2023年2月30日召开。", "2023年2月30日", "没有“2023年2月30日”这一天"),
        ("9月31日前报送。", "9月31日", "没有“9月31日”这一天"),
        ("2023年9月25日（星期日）举行。", "2023年9月25日（星期日", "是星期一"),
        (law(PASSED, "本条例自2022年10月1日起施行。"), "本条例自2022年10月1日起施行", "早于题注中通过的日期"),
        (law(f"{PASSED}　自2023年12月1日起施行"), "本条例自2023年10月1日起施行", "2023年12月1日"),
        (law(ONCE + "　" + AMENDED, title="示例市示例条例（2012年修订）"), "修订", "题注说的是修正"),
        ("《示例条例》共三章二十条。\n\n" + law(PASSED, title="示例条例"), "二十条", "正文有3条"),
        ("示例办法\n\n第一条　有下列三种情形：\n（一）甲；\n（二）乙。\n", "下列三种", "下面列了2种"),
        (LISTED, "管　理", "目录写"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_named_with_the_reason(text, original, said):
    (one,) = found(text)
    assert (one.original, one.proposal) == (original, None)
    assert said in one.note


def test_a_sitting_on_two_days_far_apart_is_named_at_the_second():
    sitting = "示例圈市县人大常委会第三次联席会议"
    (one,) = found(f"2022年11月13日{sitting}召开。\n2022年12月30日{sitting}通过机制。\n")
    assert one.original.startswith("2022年12月30日")
    assert "2022年11月13日" in one.note


def test_a_later_sitting_does_not_come_before_an_earlier_one():
    sitting = "示例市第八届人民代表大会常务委员会第{}次会议通过决定。\n"
    (one,) = found("2023年8月29日" + sitting.format("十三") + "2023年10月30日" + sitting.format("十二"))
    assert one.original.startswith("2023年10月30日")
    assert found("2023年8月29日" + sitting.format("十三") + "2023年10月30日" + sitting.format("十四")) == []


def test_a_day_without_its_year_is_held_against_the_caption():
    caption = "示例机制\n\n（2022年9月30日示例圈市县人大常委会第三次联席会议通过）\n\n一、会议每年举行一次。\n"
    assert len(found("11月13日，示例圈市县人大常委会第三次联席会议召开。\n\n" + caption)) == 1
    assert found("9月29日至30日，示例圈市县人大常委会第三次联席会议召开。\n\n" + caption) == []


def test_the_announcement_and_the_text_agree_on_days():
    announced = (
        "示例市人民代表大会常务委员会公告\n\n《示例市示例条例》已由示例市第八届人民代表大会常务委员会第十三次会议于{}通过，"
        "现予公布，自{}起施行。\n\n示例市人民代表大会常务委员会\n2023年9月1日\n\n"
    )
    assert found(announced.format("2023年8月29日", "2023年10月1日") + law(PASSED)) == []
    assert len(found(announced.format("2023年8月28日", "2023年11月1日") + law(PASSED))) == 2


def test_changes_stand_in_the_order_of_their_days():
    earlier = AMENDED.replace("2012年3月1日", "2010年3月1日").replace("第五届", "第四届").replace("第一次", "第二次")
    (one,) = found(law(f"{ONCE}　{AMENDED}　{earlier}", "本条例自2003年10月1日起施行。"))
    assert "2010年3月1日" in one.original
    assert "2012年3月1日" in one.note


@pytest.mark.parametrize(
    "text",
    [
        law(PASSED),
        law(f"{ONCE}　{AMENDED}", "本条例自2003年10月1日起施行。"),
        law(f"{PASSED}　2023年9月24日示例县第十六届人民代表大会常务委员会第二十六次会议通过　"
            "2023年9月15日样本县第十六届人民代表大会常务委员会第十八次会议通过"),
        law("根据2010年7月31日示例省第十一届人民代表大会常务委员会第十九次会议批准的2010年6月25日示例市第十三届人民代表大会"
            "常务委员会第二十六次会议《关于修改〈示例市示例条例〉的决定》修正", "本条例自2003年10月1日起施行。"),
        "农历二月三十日举行。2023年9月25日（星期一）召开。",
        "2023年8月23日至24日，示例圈市县人大常委会第四次联席会议召开。2023年8月23日示例圈市县人大常委会第四次联席会议修订。",
        "示例办法\n\n第一条　可以采取下列一种或者几种措施：\n（一）甲；\n（二）乙。\n",
        "示例法\n\n第一条　本法第二条自2024年3月1日起施行。\n第二条　本法自2024年1月1日起施行。\n",
    ],
    ids=["adopted", "amended", "joint", "approved", "calendar", "several days", "choice", "one article later"],
)  # fmt: skip
def test_what_only_looks_contradictory_is_left(text):
    assert found(text) == []
