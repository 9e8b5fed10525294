from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.clauses.cut_end import find_cut_ends
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.structure import read_structure

HEAD = "示例条例\n\n第一条　为了做好示例工作，制定本条例。\n第二条　示例单位应当按照职责做好有关工作。\n"


def found(text):
    return list(find_cut_ends(Sheet(text, read_structure(text))))


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("第三条　示例单位要", "示例单位要"),
        ("第三条　示例单位应当建立制度。示例单位每年应当向", "示例单位每年应当向"),
        ("第三条", "第三条"),
        ("第三条　示例单位包括下列：", "示例单位包括下列："),
        ("第三条　示例单位应当建立制度，", "示例单位应当建立制度，"),
        ("第三条　示例单位应当建立制度……", "示例单位应当建立制度……"),
        ("第三条　示例单位（以下简称单位应当建立制度。", "示例单位（以下简称单位应当建立制度。"),
        ("第三条　示例单位应当建立制度。（未完待续）", "（未完待续）"),
        ("第三条　示例单位应当建立制度。\n示例单位每年应当听取", "示例单位每年应当听取"),
    ],
)
def test_an_end_that_breaks_off_is_named_from_its_last_full_sentence_on(rest, said):
    (one,) = found(HEAD + rest)
    assert one.original == said
    assert one.proposal is None
    assert one.note


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + "\n示例市人民政府办公厅\n2024年3月1日\n",
        HEAD + "\n示例市人民代表大会常务委员会\n",
        HEAD + "第三条　示例标准如下：\n（一）甲项；\n（二）乙项。\n\n附件：示例名单\n",
        HEAD + "\n责任编辑：甲某\nimage.png\n",
        HEAD + "\n（示例单位供图）\n",
        HEAD + "\n- 12 -\n",
        HEAD + "联系人：甲某，电话：0000-00000000\n",
        HEAD + "第三条　示例表格如下。\n附件：1.示例表\n2.示例图\n",
        "示例新闻\n\n示例单位召开会议，部署有关工作。\n\n图片：\n",
        "示例新闻\n\n示例单位召开会议，部署有关工作。\n\n甲某某\n",
        "示例名单\n\n一、甲县示例村\n二、乙县示例村\n三、丙县示例村\n",
        "",
        "　\n\n",
    ],
)
def test_an_end_as_texts_end_is_whole(text):
    assert found(text) == []


def test_a_number_alone_in_the_middle_is_named_too():
    (one,) = found(HEAD + "第三条\n第四条　本条例自2024年1月1日起施行。\n")
    assert (one.original, one.confidence < 0.9) == ("第三条", True)
