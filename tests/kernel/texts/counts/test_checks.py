"""Sums, percentages and growth; sentences are invented 示例, with figures as published in yearly reports."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.counts import CheckKind, read_counts


def told(text: str, kind: CheckKind) -> list[bool | None]:
    return [check.holds for check in read_counts(text).checks if check.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "新出台制度694项，其中甲类制度122项、乙类制度572项。",
        "清理文件64项，拟继续有效32项、废止20项、修订10项、宣布失效2项。",
        "共清理文件64项，继续有效32项，废止20项，修订10项，失效2项。",
        "议案1件、建议93件，其中财经25件，占总数的26.8%；农业26件，占27.9%；城建13件；教科19件；内司4件；社建6件。",
        "收到建议128件，分为五类：一是财经20件，二是内司7件，三是城建32件，四是农业44件，五是教科25件。",
        "提案共15件。其中:州建议2件(主办2件、会办0件); 州提案3件(主办2件、会办1件);县建议10件。",
        "承办提案146件，满意率100%（满意144件，基本满意2件）。",
        "制定法规12件、修改法规8件、废止法规5件，合计25件。",
        "投入1.5亿元，其中财政0.8亿元、社会资金7000万元。",
        "生产总值722786亿元。分产业看，第一产业48123亿元；第二产业274267亿元；第三产业400397亿元。",
    ],
)
def test_a_sum_that_closes_holds(text):
    sums = told(text, CheckKind.SUM)
    assert sums
    assert set(sums) == {True}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("清理文件64项，拟继续有效32项、废止20项、修订10项、宣布失效3项。", False),
        ("新出台制度694项，其中甲类制度122项、乙类制度592项。", False),
        ("共收到建议25件，分别为甲类12件、乙类14件。", False),
        ("视察3次、调研5次，合计9次。", False),
        ("全年办理建议100件，其中甲局120件。", False),
        ("形成报告32篇，其中，11篇获批示，5篇被采用，1篇获奖。", None),
        ("代表488名，其中女代表200名、少数民族代表150名、党员300名。", None),
        ("保费788亿元。其中甲险380亿元；乙险389亿元；再保险105亿元。", None),
    ],
)
def test_only_what_cannot_be_is_called_wrong(text, holds):
    sums = told(text, CheckKind.SUM)
    assert sums == ([] if "保费" in text else [holds])


@pytest.mark.parametrize(
    "text",
    [
        "今年收到建议150件，去年和前年分别为120件、130件。",
        "参加4个大项。其中小项40个。",
        "设置20个项目，包含69个子项目。",
        "开展检查12项。提出建议5件、整改7件。",
        "平均每万人拥有0.5件，其中甲地1.6件、乙地1件。",
        "高铁由1.6万公里增加到2.5万公里，其中电气化由1万公里增加到2万公里。",
        "约100件，其中甲60件、乙70件。",
    ],
)
def test_numbers_the_wording_does_not_relate_are_not_checked(text):
    assert told(text, CheckKind.SUM) == []


def test_the_satisfaction_of_166_is_explained_by_cutting_and_completing():
    (check,) = read_counts("议案1件、建议166件，代表满意率78.91%、基本满意率21.09%。").checks
    assert check.holds is None
    assert "131件截去尾数" in check.note
    assert "35件由其余各项凑成100%" in check.note
    assert len(check.members) == 3


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("建议93件，其中财经25件，占总数的26.8%。", [None]),
        (
            "已解决54件，占58.07%；正在解决33件，占35.48%；规划2件，占2.15%；留作参考4件，占4.30%。",
            [None, True, True, True],
        ),
        ("建议856件，其中政府办理778件，占建议总数的91%。", [True]),
        ("审查建议1206件中，甲类24件，占2.0%；乙类66件，占5.5%；丙类1116件，占92.5%。", [True, True, True]),
        ("共120件，满意率95%（114件），基本满意率5%（6件）。", [True, True]),
        ("工单2495件。其中甲类783件、乙类579件、丙类562件，占工单总量的77%。", [True]),
        ("办理建议200件，已解决150件，占总数的80%。", [False]),
        ("办理建议100件，其中经济类20件，占全市总数的5%。", [None]),
        ("办理建议33件，办结率90.9%。", [True]),
        ("办理建议33件，办结率92.5%。", [False]),
        ("办理建议33件，满意率92.5%。", [None]),
        ("办理建议33件，办结率100%。", []),
        ("到会29人，满意20票、基本满意8票、不满意1票，满意率69.0%。", [True]),
        ("审查建议1229件，其中范围内112件，占5.1%。", [False]),
        ("办理建议5000件，满意率98.5%。", []),
        ("三次产业结构为10.8：39.5：49.7。", [True]),
        ("三次产业结构为10.8：39.5：52.7。", [False]),
        ("甲、乙、丙占比分别为20.1%、30.2%、49.7%。", [True]),
    ],
)
def test_a_percentage_is_held_against_its_count_by_every_reading(text, holds):
    assert told(text, CheckKind.PERCENTAGE) == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("生产总值由2019年的1095.11亿元增长到2024年的1644.52亿元，增长50.17%。", [True]),
        ("产值从100亿元增加到150亿元，增长60%。", [False]),
        ("生产总值从100亿元增加到150亿元，增长60%。", [None]),
        ("收入由2015年的2.1万元增加到2020年的3.2万元，年均增长8.8%。", [True]),
        ("收入由2.1万元增加到3.2万元，年均增长8.8%。", [None]),
        ("信访量由1200件减少到900件，下降25%。", [True]),
        ("经营主体由2万户增加到4万户，增长1倍。", [True]),
        ("经营主体由2万户增加到4万户，增长2倍。", [None]),
        ("经营主体由2万户增加到4万户，是2015年的2倍。", [True]),
        ("收入从3000元提高到6000元，翻了一番。", [True]),
        ("收入从3000元提高到4000元，翻了一番。", [False]),
        ("占比由35.2%提高到38.1%，提高2.9个百分点。", [True]),
        ("占比由35.2%提高到38.1%，提高3.9个百分点。", [False]),
        ("比例从80%上升到84%，上升4%。", [None]),
        ("办理建议166件，比上年增加21件，增长14.5%。", [True]),
        ("受理案件120件（上年同期为100件），同比增长25%。", [False]),
        ("2023年受理案件120件，2024年受理案件150件，增长25%。", [True]),
        ("2024年受理案件150件，2023年受理案件120件，同比增长30%。", [False]),
        ("受理案件150件，比去年的120件增长25%。", [True]),
        ("办理时间由30天压缩至10天，压缩66.7%。", [True]),
        ("委办局由84个减至53个，人员减少了15%。", []),
        ("同比增长15%。", []),
    ],
)
def test_growth_follows_from_both_of_its_numbers(text, holds):
    assert told(text, CheckKind.GROWTH) == holds
