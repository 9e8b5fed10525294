"""National statutes 法律简称: laws that texts name without marks and without 中华人民共和国 (依照刑法有关规定).

立法技术规范(试行)(一) 6.2 lets a law be cited by its short name without marks. Only the names listed are read; a name
that is part of a longer word or another country's law is not one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.longest import LongestWords

STATE = "中华人民共和国"

_SHORTENED = {
    "地方组织法": "地方各级人民代表大会和地方各级人民政府组织法",
    "监督法": "各级人民代表大会常务委员会监督法",
    "代表法": "全国人民代表大会和地方各级人民代表大会代表法",
    "选举法": "全国人民代表大会和地方各级人民代表大会选举法",
    "全国人大组织法": "全国人民代表大会组织法",
    "法院组织法": "人民法院组织法",
    "检察院组织法": "人民检察院组织法",
    "村委会组织法": "村民委员会组织法",
    "居委会组织法": "城市居民委员会组织法",
    "刑诉法": "刑事诉讼法",
    "民诉法": "民事诉讼法",
    "行诉法": "行政诉讼法",
    "未保法": "未成年人保护法",
    "政务处分法": "公职人员政务处分法",
    "固废法": "固体废物污染环境防治法",
    "税收征管法": "税收征收管理法",
    "保密法": "保守国家秘密法",
    "香港基本法": "香港特别行政区基本法",
    "澳门基本法": "澳门特别行政区基本法",
    "香港国安法": "香港特别行政区维护国家安全法",
}
"""Customary short names that leave out more than 中华人民共和国: 全国人大常委会法工委, and the notes of the drafts
of these laws (以下简称地方组织法, 监督法, 代表法 …)."""

_NAMED_IN_FULL = (
    "立法法 民法典 刑法 刑事诉讼法 民事诉讼法 行政诉讼法 国家赔偿法 行政处罚法 行政许可法 行政强制法 "
    "行政复议法 全国人民代表大会组织法 国务院组织法 监察法 监察官法 人民法院组织法 人民检察院组织法 法官法 "
    "检察官法 律师法 公证法 人民陪审员法 人民调解法 仲裁法 法律援助法 社区矫正法 监狱法 公务员法 "
    "公职人员政务处分法 民族区域自治法 村民委员会组织法 城市居民委员会组织法 国籍法 国旗法 国徽法 国歌法 "
    "国家安全法 网络安全法 数据安全法 个人信息保护法 生物安全法 密码法 保守国家秘密法 反间谍法 "
    "反恐怖主义法 反有组织犯罪法 反电信网络诈骗法 反家庭暴力法 反洗钱法 反食品浪费法 国防法 兵役法 "
    "国防动员法 国防教育法 人民防空法 军事设施保护法 退役军人保障法 英雄烈士保护法 治安管理处罚法 "
    "人民警察法 人民武装警察法 枪支管理法 禁毒法 居民身份证法 出境入境管理法 护照法 集会游行示威法 戒严法 "
    "道路交通安全法 海上交通安全法 海警法 消防法 突发事件应对法 安全生产法 特种设备安全法 矿山安全法 "
    "公司法 合伙企业法 个人独资企业法 企业破产法 企业国有资产法 外商投资法 证券法 证券投资基金法 保险法 "
    "票据法 信托法 商业银行法 中国人民银行法 银行业监督管理法 反不正当竞争法 反垄断法 消费者权益保护法 "
    "产品质量法 价格法 广告法 电子商务法 电子签名法 招标投标法 政府采购法 拍卖法 中小企业促进法 "
    "民营经济促进法 对外贸易法 出口管制法 海关法 关税法 著作权法 专利法 商标法 预算法 审计法 会计法 "
    "统计法 税收征收管理法 个人所得税法 企业所得税法 增值税法 契税法 车船税法 资源税法 环境保护税法 "
    "耕地占用税法 印花税法 车辆购置税法 城市维护建设税法 土地管理法 城市房地产管理法 城乡规划法 建筑法 "
    "农村土地承包法 农业法 种子法 畜牧法 渔业法 农产品质量安全法 农民专业合作社法 农村集体经济组织法 "
    "乡村振兴促进法 粮食安全保障法 黑土地保护法 动物防疫法 森林法 草原法 水法 防洪法 水土保持法 "
    "防沙治沙法 湿地保护法 野生动物保护法 矿产资源法 海域使用管理法 海岛保护法 海洋环境保护法 环境保护法 "
    "环境影响评价法 大气污染防治法 水污染防治法 土壤污染防治法 噪声污染防治法 固体废物污染环境防治法 "
    "放射性污染防治法 清洁生产促进法 循环经济促进法 节约能源法 可再生能源法 能源法 电力法 煤炭法 "
    "长江保护法 黄河保护法 青藏高原生态保护法 气象法 防震减灾法 测绘法 铁路法 公路法 港口法 航道法 "
    "民用航空法 邮政法 海商法 旅游法 海南自由贸易港法 教育法 义务教育法 学前教育法 职业教育法 高等教育法 "
    "民办教育促进法 教师法 学位法 家庭教育促进法 爱国主义教育法 科学技术进步法 科学技术普及法 "
    "促进科技成果转化法 标准化法 计量法 文物保护法 非物质文化遗产法 公共文化服务保障法 公共图书馆法 "
    "电影产业促进法 体育法 档案法 国家通用语言文字法 劳动法 劳动合同法 劳动争议调解仲裁法 就业促进法 "
    "社会保险法 社会救助法 工会法 职业病防治法 妇女权益保障法 未成年人保护法 预防未成年人犯罪法 "
    "老年人权益保障法 残疾人保障法 归侨侨眷权益保护法 无障碍环境建设法 慈善法 公益事业捐赠法 红十字会法 "
    "献血法 人口与计划生育法 基本医疗卫生与健康促进法 传染病防治法 食品安全法 药品管理法 疫苗管理法 医师法 "
    "中医药法 精神卫生法 母婴保健法 国境卫生检疫法"
)
"""Laws whose short name is their title without 中华人民共和国: 国家法律法规数据库, laws in force in 2026."""

STATUTES = {name: STATE + name for name in _NAMED_IN_FULL.split()} | {
    short: STATE + rest for short, rest in _SHORTENED.items()
}
"""Short name → full title."""

_WORDS = LongestWords(STATUTES)
_GOVERNED = re.compile(
    r"(?:根据|依据|依照|按照|遵照|参照|适用|违反|触犯|遵守|符合|贯彻|落实|执行|实施|学习|宣传|修改|修订|修正|我国|现行|新|修[订正改]后?的"
    r"|(?:宪法|》)(?:、|,?(?:和|与|及|以及|或者?)))\Z"
)
_FREE = re.compile(r"(?:\A|[^\u3400-\u9fff\u25a1]|[和与及或对由在将把依按以于是为])\Z")
_NOT_THE_LAW = re.compile(
    r"[律院人定庭学官治典案制例警委]|规(?!定)|草案|修正案|释义|解释|总则|分则|理论|原理|教[材科程]|专家|专业|课|领域|知识|常识"
)
_SAID_OF_IT = re.compile(
    r"第[零〇一二三四五六七八九十百千\d]{1,6}[条章编]|的?(?:有关|相关|具体)?规定|的|有关|等(?:有关|法律|规定|,|。|、)|明确|\(|施行|实施"
)
_JOINED = re.compile(r"(?:、|,?(?:和|与|及|以及|或者|或))\Z")


def statutes(text: str) -> Iterator[tuple[int, int, str]]:
    """Statutes named without marks in a text (simplified, half width): start, end, full title.

    A name counts after 根据, 违反 and the like, before an article or 规定, or beside another one that counts.
    """
    found = [(start, end, name) for start, end, name in _WORDS.find(text) if not _NOT_THE_LAW.match(text, end)]
    counted = [_counts(text, start, end) for start, end, _ in found]
    for index in range(1, len(found)):
        counted[index] |= counted[index - 1] and _beside(text, found[index - 1], found[index])
    for index in range(len(found) - 1, 0, -1):
        counted[index - 1] |= counted[index] and _beside(text, found[index - 1], found[index])
    for (start, end, name), counts in zip(found, counted, strict=True):
        if counts:
            named_in_full = text.startswith(STATE, max(0, start - len(STATE)))
            yield start - len(STATE) if named_in_full else start, end, STATUTES[name]


def _counts(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 7) : start]
    if before == STATE or _GOVERNED.search(before):
        return True
    return bool(_FREE.search(before) and _SAID_OF_IT.match(text, end))


def _beside(text: str, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return other[0] - one[1] <= 3 and bool(_JOINED.match(text[one[1] : other[0]]))
