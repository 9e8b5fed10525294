"""Quantities without their figure 丢了数字的数量: 提出建议件, 总里程公里 (domain notes M 4).

Behind what is counted a measure word needs a number; a bare one in front of a
stop shows that figures were lost. Many words end in the same characters (文件,
事项, 再次, 各个), so each measure word names what it counts in the reports of
deputies' congresses, or what it may stand behind. The figure itself is never known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lianxi.kernel.texts.damage.findings import Damage, Finding

_NOTE = "“{said}”处缺了数字：量词前应有数目，须查对原件。"
_DONE = "提出 收到 召开 审议 审结 通过 作出 建成 新建 举办 组织 完成 制定 修改 征集 吸纳 采纳 化解 受理 开展"


class _Measure(NamedTuple):
    """A measure word with the words directly in front of which it lacks its number."""

    word: str
    counted: str


_MEASURES = (
    _Measure("件", "建议 议案 提案 法规 条例 决定 决议 意见 案件 文件 线索 规定 实事 规章 收到 审结 草案"),
    _Measure("条", f"建议 意见 线索 问题 信息 措施 举措 诉求 共识 经验 河流 道路 修改 {_DONE}"),
    _Measure("项", f"报告 制度 成果 措施 举措 工程 决定 决议 法规 实事 政策 任务 工作 建议 清单 标准 {_DONE}"),
    _Measure(
        "次", f"会议 检查 视察 调研 活动 询问 培训 座谈 质询 评议 督查 巡查 演练 委会 谈会 会商 督导 研讨 {_DONE}"
    ),
    _Measure("场", "活动 培训 讲座 宣讲 谈会 聘会 告会 论坛 演出 开展 举办 组织 召开"),
    _Measure("份", "报告 问卷 材料 资料 查表 倡议 意见 建议 手册 样本 收到 发放"),
    _Measure("名", "代表 委员 人员 干部 群众 学生 党员 律师 专家 选民 同志 教师 医生 法官 民警 愿者 职工 人才"),
    _Measure("家", "企业 单位 机构 商户 医院 学校 老院 公司 门店"),
    _Measure("处", "隐患 污口 违建 遗址 文物 点位 险情"),
    _Measure("人次", "选民 群众 代表 人员 干部 学生 居民 党员 接待 培训"),
)
_MEASURED = {one.word: tuple(one.counted.split()) for one in _MEASURES}
# These end no other words; what may stand before them is a numeral, a pronoun, a unit's name.
_PLAIN = {
    "个": "各每某整单逐一二三四五六七八九十百千万亿两几多数这那哪余半首些来好自挨真第头干",
    "公里": "一二三四五六七八九十百千万亿两几多数余半每方来华英以按计为",
    "万元": "〇零一二三四五六七八九十百千余多近来数几两每以按计为位仟佰拾",
    "亿元": "〇零一二三四五六七八九十百千万余多近来数几两每以按计为位仟佰拾",
}
# Their last character in front of a stop; which measure word it ends is looked at afterwards.
_BARE = re.compile("[件条项次场份名家处个里元](?=[，。；、])")
_ENDS = {"里": ("公里",), "元": ("万元", "亿元"), "次": ("人次", "次")}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_CASES = re.compile("[复争异评决]议案$")
_WORD = 2


def find_uncounted(text: str) -> Iterator[Finding]:
    """Measure words in front of a stop that lack their number, with the word in front of them; no proposal."""
    for found in _BARE.finditer(text):
        end = found.end()
        measure = _measure(text[max(0, end - _WORD) : end])
        begin = max(0, end - len(measure) - 2 * _WORD)
        before = text[begin : end - len(measure)].rstrip(" \u3000")
        if measure and len(before) >= _WORD and _lacks_its_number(before, measure):
            start = begin + len(before) - _WORD
            said = text[start:end]
            yield Finding(Damage.LOST_DIGIT, start, end, said, None, 0.7, _NOTE.format(said=said))


def _measure(last_two: str) -> str:
    """The measure word that the characters end with, or nothing."""
    return next((word for word in _ENDS.get(last_two[-1], (last_two[-1],)) if last_two.endswith(word)), "")


def _lacks_its_number(before: str, measure: str) -> bool:
    counted = _MEASURED.get(measure)
    if counted is not None:
        return before.endswith(counted) and not _CASES.search(before)
    return all(_CHINESE.match(char) for char in before[-_WORD:]) and before[-1] not in _PLAIN[measure]
