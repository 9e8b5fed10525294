"""Synonym spinning 同义词改写: 人年夜代表 for 人大代表, done by programs to hide a copy (domain notes M 8).

The programs replace words from fixed lists, so the fixed terms of official texts
betray them: nobody writes 操持 of a motion or 羁系 for 监管. Figures usually
survive, terms do not; what a term was can only be supposed.

The fixed terms are those of the Constitution (人民代表大会, 国家机关), of 立法法,
监督法 and 代表法 (审议意见, 专题询问, 代表建议的办理), of the regulations on filing and
review (规范性文件) and of the yearly reports (全过程人民民主, 基层立法联系点); the
words put for them are those of the pages studied and of copies of such reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.script import in_simplified
from lianxi.kernel.texts.longest import LongestWords

# Words that only such programs write (with the exceptions below), and the word they replaced.
_TELLTALE = """
    人年夜=人大 年夜会=大会 重年夜=重大 扩年夜=扩大 年夜力=大力 年夜学=大学 年夜局=大局 年夜众=大众 年夜型=大型
    年夜量=大量 巨年夜=巨大 年夜事=大事 年夜幅=大幅 较年夜=较大 最年夜=最大 加年夜=加大 强年夜=强大 广年夜=广大
    伟年夜=伟大 年夜湾区=大湾区 年夜数据=大数据 年夜调研=大调研 庞年夜=庞大 宏年夜=宏大 特年夜=特大 壮年夜=壮大
    年夜家=大家 年夜部分=大部分 人平易近=人民 平易近生=民生 农平易近=农民 居平易近=居民 平易近主=民主
    平易近族=民族 平易近政=民政 平易近众=民众 市平易近=市民 村平易近=村民 平易近法典=民法典 平易近营=民营
    选平易近=选民 国平易近=国民 平易近意=民意 平易近间=民间 羁系=监管 本能机能=职能 轨制=制度 体系体例=体制
    举措措施=设施 满足度=满意度 通过历程=通过过程 接洽代表=联系代表 代表接洽=代表联系 接洽站=联系站
    联结站=联络站 主任集会=主任会议 常委会集会=常委会会议 代表年夜会=代表大会 当局事情=政府工作
    事情陈述=工作报告 事情职员=工作人员 事情会议=工作会议 事情计划=工作方案 事情机制=工作机制 工作陈述=工作报告
    人民当局=政府 县当局=县政府 市当局=市政府 省当局=省政府 区当局=区政府 查抄院=检察院 执法查抄=执法检查
    监视查抄=监督检查 人民查察院=人民检察院 查察院=检察院 国度机关=国家机关 国度构造=国家机关 国度权力=国家权力
    国度监察=国家监察 食物平安=食品安全 平安出产=安全生产 出产平安=生产安全 情况掩护=环境保护 情况庇护=环境保护
    营商情况=营商环境 财产布局=产业结构 财产园区=产业园区 财产成长=产业发展 成长战略=发展战略
    高质量成长=高质量发展 成长规划=发展规划 扶植工程=建设工程 经济扶植=经济建设 文明扶植=文明建设
    法治扶植=法治建设 轨制扶植=制度建设 根本举措措施=基础设施 公共办事=公共服务 收集平安=网络安全
    互联收集=互联网络 科学手艺=科学技术 高新手艺=高新技术 果断维护=坚决维护 国民代表大会=人民代表大会
    国民当局=人民政府 国民法院=人民法院 国民查察院=人民检察院
    依法治国度=依法治国 全历程人民民主=全过程人民民主 立法全历程=立法全过程 办理全历程=办理全过程
    监督全历程=监督全过程 标准性文件=规范性文件 下一步筹算=下一步打算 工作筹算=工作打算 事情筹算=工作打算
    定见倡议=意见建议 定见建议=意见建议 意见倡议=意见建议 审议定见=审议意见 办理定见=办理意见 征求定见=征求意见
    整改定见=整改意见 审查定见=审查意见 定见征集=意见征集 抉择决议=决议决定 决议抉择=决议决定
    作出如下抉择=作出如下决定 操持成果=办理结果 党的引导=党的领导
    中国特点社会主义=中国特色社会主义 焦点价值观=核心价值观 成立健全=建立健全 下层立法联系点=基层立法联系点
    下层群众=基层群众 下层代表=基层代表 法律划定=法律规定 法令划定=法律规定 规章轨制=规章制度
    法人和其他构造=法人和其他组织 监察构造=监察机关 审判构造=审判机关 常务委员会构成人员=常务委员会组成人员
    常委会构成人员=常委会组成人员 列席集会=列席会议 集会审议=会议审议 集会指出=会议指出 集会强调=会议强调
    集会认为=会议认为 全部集会=全体会议 联席集会=联席会议 任免事变=任免事项 安全变乱=安全事故 专题扣问=专题询问
    研讨处理=研究处理 查询拜访=调查 审议经由过程=审议通过 表决经由过程=表决通过 会议经由过程=会议通过
    之日起奉行=之日起施行 民生什物=民生实事 行政答应=行政许可 人大监视=人大监督 法律监视=法律监督
    监视检查=监督检查
"""
# Words in use elsewhere too: they count only in a text that betrays itself by one of the first.
_SUSPECT = """
    律例=法规 立异=创新 屯子=农村 法令律例=法律法规 法令=法律 公家=公共 都会=城市 存眷=关注 鞭策=推动
    增进会=促进会 集会通过=会议通过 有关划定=有关规定 依照划定=依照规定 凭据=根据 按照划定=按照规定
    生态情况=生态环境 掩护区=保护区 经济成长=经济发展 社会成长=社会发展 可持续成长=可持续发展 协调成长=协调发展
    根本设施=基础设施 办事型=服务型 职员=人员 单元=单位 题目=问题 晋升=提升 扶植=建设 成长=发展 陈述=报告
    步伐=措施 条目=条款 当家做主=当家作主 全历程=全过程 定见=意见 筹算=打算 抉择=决定 国民=人民 当局=政府
    经由过程=通过 行政惩罚=行政处罚 社会构造=社会组织 权力构造=权力机关 搜检=检查 监视=监督 集会=会议
"""
_IN_TERMS = (
    (
        "操持",
        r"操持(?=情况|部门|单位|工作|结果|成果|进度|质量|答复|意见|程序|流程|时限|建议|议案|手续|率|完毕|环节)",
        "办理",
    ),
    ("操持", r"(?<=建议|议案|提案|倡议|事项|案件|业务|登记|依法|认真|督促|承办|交办|高效)操持", "办理"),
    ("倡议", r"(?<=代表|批评|议案|审议|闭会|条)倡议(?!书)", "建议"),
    (
        "倡议",
        r"倡议(?=、批评|、攻讦|和批评|的办理|的操持|的承办|办理|操持|承办|交办|督办|的答复|草案修改|答复|案)",
        "建议",
    ),
    ("满足", r"(?<=[很表不较本])满足(?=率|等次|评价|度|票|的占)|满足(?=率|度|等次|票数)", "满意"),
    ("攻讦", r"攻讦(?=和|、|与)", "批评"),
    ("构成职员", r"(?<=常务委员会)构成职员", "组成人员"),
    ("NPC", r"NPC(?=代表|常委|会议|常务)|(?<=[市县区省镇乡级])NPC", "人大"),
)
_RESOLVED = re.compile("作出如下(决议)|特?作如下(决议)|(?<=[，。；：\n\u3000])本(决议)(?=自)")
_TITLE = re.compile("[^\n。]{0,80}的?决定[ \t\u3000]*(?:（[^（）\n]{1,20}）)?[ \t\u3000]*(?=\n|$)")
_FIRST_LINES = 200
_MEANT = re.compile(
    "平易近人|标新立异|求同立异|[双并单两同多一]轨制|大[清明]律例|[法政军指号司]令律例|年夜饭|市民公家|公家车|司法令|[司执合立宪]法令|公家庭"
    "|国民(?:经济|收入|待遇|党|素质|教育|健康|体质|总产|总收|生产|政府)|全体国民|监视居住|集会[、游]|有关当局|没有定见|行政当局"
)
_NOTE = "“{said}”像是同义词替换程序改出来的，官方文件的固定说法是“{read}”。"


def find_spun(text: str) -> Iterator[Finding]:
    """Fixed terms in which a word was replaced by a synonym, with the term; never sure."""
    plain = in_simplified(text)
    found = [*_replaced(text, plain, _TELLTALE, 0.7), *_in_terms(text, plain)]
    if found:
        covered = {place for one in found for place in range(one.start, one.end)}
        found += (one for one in _replaced(text, plain, _SUSPECT, 0.5) if one.start not in covered)
    found += _other_act(text, plain)
    places = {one.start: one for one in reversed(found)}
    yield from (places[start] for start in sorted(places))


def _other_act(text: str, plain: str) -> Iterator[Finding]:
    """A resolution spoken of in a text whose title says decision: one act has one kind."""
    title = _TITLE.search(plain, 0, _FIRST_LINES)
    if title is None or "决议" in title[0]:
        return
    for found in _RESOLVED.finditer(plain):
        yield _found(text, *found.span(found.lastindex or 0), "决定", 0.6)


def _in_terms(text: str, plain: str) -> Iterator[Finding]:
    for seed, pattern, read in _terms():
        if seed in plain:
            yield from (_found(text, *found.span(), read, 0.6) for found in pattern.finditer(plain))


def _replaced(text: str, plain: str, pairs: str, confidence: float) -> Iterator[Finding]:
    words, longest = _words(pairs)
    for start, end, word in longest.find(plain):
        if not _is_meant(plain, start, end):
            yield _found(text, start, end, words[word], confidence)


def _is_meant(plain: str, start: int, end: int) -> bool:
    """Whether the letters only happen to stand together, or the word is one of its own there."""
    around = _MEANT.search(plain, max(0, start - 2), end + 2)
    return around is not None and around.start() < end and around.end() > start


def _found(text: str, start: int, end: int, read: str, confidence: float) -> Finding:
    said = text[start:end]
    return Finding(Damage.SPUN, start, end, said, read, confidence, _NOTE.format(said=said, read=read))


@cache
def _words(pairs: str) -> tuple[dict[str, str], LongestWords]:
    words = dict(pair.split("=") for pair in pairs.split())
    return words, LongestWords(words)


@cache
def _terms() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((seed, re.compile(_one_length(pattern)), read) for seed, pattern, read in _IN_TERMS)


def _one_length(pattern: str) -> str:
    """The alternatives of a look-behind one by one, since each must have a single length."""
    ahead = re.match(r"\(\?<=([^()\[\]]+)\)(.*)", pattern)
    if ahead is None or "|" not in ahead[1]:
        return pattern
    return f"(?:{'|'.join(f'(?<={word})' for word in ahead[1].split('|'))}){ahead[2]}"
