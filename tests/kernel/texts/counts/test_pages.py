"""Whole passages as yearly reports print them; all are invented 示例, with figures that agree unless said."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.counts import CheckKind, read_counts

PAGES = {
    "work report": (
        (
            "市十七届人大四次会议期间，代表提出建议213件。213件建议中，工业经济类41件，农业农村类52件，城乡建设类63件，"
            "其他类57件。制定法规3件、修改法规4件、废止法规1件，共8件。五年来，制定法规28件，比上届增加12件，增长75%。"
        ),
        {CheckKind.SUM: 2, CheckKind.GROWTH: 1},
    ),
    "budget": (
        (
            "收入完成48.62亿元，同比增长6.8%。其中：税收收入31.55亿元，占64.9%；非税收入17.07亿元，占35.1%。"
            "支出126.38亿元，完成调整预算132.5亿元的95.4%。财力由0.86万元/人提高到0.91万元/人，提高5.8%。"
        ),
        {CheckKind.SUM: 1, CheckKind.PERCENTAGE: 3, CheckKind.GROWTH: 1},
    ),
    "filing and review": (
        (
            "收到规范性文件68件，其中政府规章2件、政府文件37件、决议决定21件、法院检察院文件8件。68件文件中，予以备案65件，"
            "退回3件。对文件提出意见后，已修改15件、废止6件、正在处理3件，共24件。"
        ),
        {CheckKind.SUM: 3},
    ),
    "letters": (
        "受理群众来信来访486件次，其中来信312件、来访174件次；来信中涉法涉诉96件、城乡建设118件、劳动保障98件。",
        {CheckKind.SUM: 2},
    ),
    "answers": (
        "建议200件，满意的191件，基本满意的8件，不满意的1件，满意率95.5%。发放问卷1200份，收回1146份，回收率95.5%。",
        {CheckKind.PERCENTAGE: 2, CheckKind.SUM: 0},
    ),
    "deputies": (
        "市人大代表共计352名，其中男性代表248名、女性代表104名，女性占29.5%；中共党员230名，占65.3%。",
        {CheckKind.SUM: 1, CheckKind.PERCENTAGE: 2},
    ),
    "statistics": (
        (
            "常住人口62.48万人，其中城镇人口35.30万人，乡村人口27.18万人，城镇化率56.5%。细颗粒物浓度由28微克/立方米下降到"
            "24微克/立方米，下降14.3%。收入增长20%，由100亿元增加到120亿元。"
        ),
        {CheckKind.SUM: 1, CheckKind.PERCENTAGE: 1, CheckKind.GROWTH: 2},
    ),
    "stations": (
        (
            "联络站由12个增加到36个，增长2倍；接待群众从1500人次增加到4500人次，增长到3倍；会员五年翻了一番，由5.2万户增加到"
            "10.4万户。建成中转站46座，较改造前增加19座，增长70.4%。表决时，赞成228票、反对1票、弃权2票，共231票。"
        ),
        {CheckKind.GROWTH: 4, CheckKind.SUM: 1},
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_relation_a_careful_reader_sees_is_checked_and_holds(page):
    text, expected = PAGES[page]
    checks = read_counts(text).checks
    assert {kind: sum(check.kind is kind for check in checks) for kind in expected} == expected
    assert [check.note for check in checks if check.holds is not True] == []


@pytest.mark.parametrize(
    "text",
    [
        "审查法规草案8件、决定草案5件、规范性文件27件，共42件。",
        "代表提出建议120件，其中甲类20件、乙类30件、其他类60件。",
        "486件建议中，财经类96件，城建类118件，其他类200件。",
        "代表共352名，其中男性代表248名、女性代表104名，女性占39.5%。",
        "接待群众从1500人次增加到4500人次，增长到4倍。",
        "会员五年翻了两番，由5.2万户增加到10.4万户。",
        "收入增长30%，由100亿元增加到120亿元。",
    ],
)
def test_a_figure_that_breaks_a_firm_relation_is_wrong(text):
    assert [check.holds for check in read_counts(text).checks if check.holds is not True] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "辖8个镇、5个街道，共42个村。",
        "辖8个镇、5个街道，合计42个村。",
        "本季度3次、上季度4次，全年共12次。",
        "提出议案2项、建议8件、意见5件，共15件。",
        "党员20名、女代表10名、少数民族5名，共30名。",
        "甲县3名、乙县5名、丙县4名，共15名（含列席2名）。",
        "组成人员41名，其中主任1名、副主任5名、其他委员34名。",
        "支出126亿元，其中教育42亿元、社保38亿元、其他支出20亿元。",
        "建议120件，其中涉及交通50件、教育60件、其他40件。",
        "市政府安排5.6亿元，其中2亿元用于道路建设、1.5亿元用于学校建设。",
        "提出建议281件。其中，联名提出原案30件，有4件列为议案。",
        "1000件棉衣已送到手中，尚有4000件在途。",
        "代表200名，其中工人50名、农民80名，农民工占30%。",
        "税收增长30%，由三年前的50亿元增加到80亿元。",
        "受理量由100件增加到120件，增长20%，由甲院的50件增加到80件。",
    ],
)
def test_what_only_looks_like_a_firm_relation_is_never_called_wrong(text):
    assert [check.note for check in read_counts(text).checks if check.holds is False] == []


@pytest.mark.parametrize(
    "text",
    ["市六届人大三次、四次会议期间", "市六届五次会议", "县人大四次会议以来", "六届人大常委会三十二次会议"],
)
def test_the_number_of_a_sitting_is_an_ordinal(text):
    assert read_counts(text).counts == ()


def test_what_a_body_does_several_times_is_counted():
    found = read_counts("十三届全国人大常委会三次审议草案，召开四次会议").counts
    assert [count.printed for count in found] == ["三次", "四次"]


def test_a_quotient_is_one_unit_and_a_measure():
    found = read_counts("浓度18微克/立方米，补助1.2万元/人，办理120件/年").counts
    assert [(count.unit, count.kind.value) for count in found] == [
        ("微克/立方米", "measure"),
        ("元/人", "measure"),
        ("件/年", "measure"),
    ]
