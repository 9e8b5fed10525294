"""Units 量词与单位 after which a number is a count, and the words in which they are something else.

Collected from yearly reports of congresses and governments and from GB 3100 (units of
measure). Ordinals, dates and provisions have no unit here: 年 月 日 号 届 章 节 款 are none.
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.counts.report import CountKind


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


MONEY = _words("元 美元 港元 港币 欧元 日元 英镑 元人民币 人民币")
PERCENT = frozenset({"%", "‰"})
POINTS = _words("个百分点 百分点")
MEASURES = _words(
    "公里 千米 米 厘米 毫米 海里 平方公里 平方千米 平方米 立方米 立方 亩"
    " 公亩 公顷 吨 公斤 千克 克 毫克 微克 升 千瓦时 千瓦 兆瓦"
    " ㎡ km² km 吉瓦 标准箱 标箱 吨标准煤 摄氏度 岁 分贝 载重吨 总吨 斤 千伏 千伏安"
)
TIMES = frozenset({"倍"})
DURATIONS = _words("个月 个工作日 工作日 个小时 小时 分钟 秒 天 周 个季度 个学期 课时 学时 个自然日 个交易日")
COUNTERS = _words(
    "件 项 次 家 个 名 人 位 人次 件次 项次 家次 户次 车次 架次 航次 班次"
    " 批次 场次 批 场 期 篇 份 部 条 户 起 宗 例 处 座 所 间"
    " 套 台 辆 艘 架 支 张 册 幅 种 类 轮 笔 票 席 株 棵 头 只 枚 幢"
    " 栋 对 人份 床 张床位 台套 台次 条次 款次 大 篇次 例次"
)
"""Counters that may follow Chinese numerals as well (两件, 十余次)."""

FIGURES_ONLY = _words(
    "市 县 省 区 村 镇 乡 街道 门 班 字 单 根 口 双 片 块 本 组 道"
    " 包 环 站 层 队 页 集 箱 瓶 羽 尾 盏 眼 匹 粒 部门 国 群 列 堂 则 款"
)
"""Words that count after Arabic figures only: 三门, 两市三县, 一片 are names and idioms."""

ONE = _words("件 项 部 名 家 篇 例 户 所 座 人次 元 亩 公里 吨 倍")
"""Units that make 一 a count; 一个, 一次, 一批, 一种 are mostly articles."""

_FOLLOWERS = {
    "个": "体(?!系|育|验)|别|性",
    "人": "大|民|工|均|口|类|格|为|士|生",
    "次": "产业|性|日|年|月(?!度)|要|序",
    "部": "分|门|委|队|级|长|曲|署|位",
    "名": "单|义|称|录|额|誉",
    "条": "例|件|款|约(?![\\d一二三四五六七八九十百])|文|块|目",
    "项": "目(?![标录])",
    "家": "庭|长(?!期)|园|具|乡|族|畜|禽|渠|事|人",
    "户": "籍|口|外|型|主",
    "所": "有|以|在|谓|需|属|得|提|列|示|述|长(?!期)",
    "期": "间|限|待|货|望|末",
    "起": "来(?!自)|草|步|点|诉|重|码|到|了|止",
    "份": "额|子",
    "类": "型|别|似",
    "位": "于|置|居(?!民)|一体|次",
    "场": "所|地|景|馆|面|合",
    "台": "账|湾|风|阶|北|州|河|县",
    "张": "家|某|力|贴",
    "处": "理|置|罚|于|分|长|级|境",
    "批": "准|评|复|示|发",
    "轮": "换|值|岗|船|汽|摩",
    "支": "持|付|出|部|撑|队(?!伍)|农|教|行",
    "座": "谈|位|右",
    "间": "接|隔",
    "套": "路|班子",
    "只": "要|有|能|是|需",
    "头": "部|雁",
    "对": "于|应|外|口|照|象|接|比",
    "例": "如|外|会",
    "票": "据|价|决",
    "篇": "章",
    "元": "区|里|桥|旦|首|素|件|化|宇宙|宝",
    "席": "位|卷",
    "种": "植|业|子|粮|养|苗",
    "幅": "度|员",
    "株": "洲",
    "架": "构|设|空|子",
    "床": "位(?!数)",
    "册": "子",
    "市": "场|民|政|值|区|级|直|属",
    "县": "级|区|城",
    "省": "级|直|属",
    "区": "别|域|级|划|间",
    "村": "民|级|庄",
    "镇": "级",
    "乡": "村|镇",
    "门": "类|户|票|诊|槛|口",
    "班": "子|主任|组",
    "字": "号|符",
    "单": "位|元|独|一|方|项",
    "口": "径|岸|号|碑",
    "片": "区|面",
    "块": "头",
    "本": "市|县|省|区|级|年|月|届|次|科|地|条|法|级",
    "组": "织|成|长|建|合|员",
    "道": "路|德|理|县",
    "包": "括|含|容|装|干|联",
    "环": "境|保|节|比|卫",
    "站": "点|位|台",
    "层": "面|级|次",
    "队": "伍|员",
    "页": "面",
    "集": "中|体|团|成|合|聚",
    "天": "然|津|河|水|气|门",
    "周": "年|期|边|岁|口",
    "米": "字|易|粉|兰|级",
    "升": "级|至|到",
    "克": "服|山",
    "倍": "增",
    "人民币": "国际",
    "吨": "级|位",
    "兆瓦": "级",
    "千伏": "级",
    "款": "项|式|额|待",
    "列": "入|为|出|车|支|席|举|明|表",
    "群": "众|体|岛|山",
    "斤": "斤",
}

_NEEDED = {
    "大": (
        "领域|方面|类|行业|产业|工程|行动|任务|体系|板块|重点|专项|项目|片区|系列|举措|问题|措施|指标|战役"
        "|平台|民生|为民"
    )
}


def _pattern(unit: str) -> str:
    refused = f"(?!{_FOLLOWERS[unit]})" if unit in _FOLLOWERS else ""
    needed = f"(?={_NEEDED[unit]})" if unit in _NEEDED else ""
    return re.escape(unit) + refused + needed


UNIT = "|".join(
    _pattern(unit)
    for unit in sorted(
        MONEY | PERCENT | POINTS | MEASURES | TIMES | DURATIONS | COUNTERS | FIGURES_ONLY,
        key=lambda unit: (-len(unit), unit),
    )
)
"""Pattern of one unit, longest first, refused where it begins another word (12项目, 三部门)."""


PER = (
    "/(?:每)?(?:百|千|万|十万|百万)?(?:平方公里|平方千米|平方米|立方米|公里|千米|米|公顷|亩|吨|千克|公斤|克|升|千瓦时|千瓦"
    "|小时|分钟|秒|[年季月周日天时]|人次|[人户件次个家头只辆车台套床间亩座处例]|学期|学年)"
)
"""What a unit is taken of: 微克/立方米, 元/人, 件/年 (GB 3100 writes a quotient with a stroke)."""


def kind_of(unit: str) -> CountKind:
    """Which sort of quantity a unit tells; a quotient (元/人) is a measure whatever it divides."""
    if "/" in unit:
        return CountKind.MEASURE
    for units, kind in (
        (MONEY, CountKind.MONEY),
        (PERCENT, CountKind.PERCENTAGE),
        (POINTS, CountKind.POINTS),
        (MEASURES, CountKind.MEASURE),
        (TIMES, CountKind.RATIO),
        (DURATIONS, CountKind.DURATION),
    ):
        if unit in units:
            return kind
    return CountKind.COUNT
