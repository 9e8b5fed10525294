"""Words of roles 职责用语: labels (牵头单位：) and verbs (…牵头，…配合), and where each puts its units.

The wording of task lists is custom, not law. The tables were collected from task documents of the State
Council, provinces, cities and counties (任务分解, 分工方案, 实施方案, 整改清单).
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.assignments.assignment import Standing

_LEADING = ("牵头", "主办", "主责", "主体责任", "总负责", "第一责任")
_DUTY = ("责任", "承办", "主管", "负责", "实施", "落实", "执行", "整改", "办理", "承担", "组织", "建设", "分办", "领办")
_OTHER = (
    "配合", "协办", "协同", "协作", "协助", "协调", "参与", "参加", "参建", "参办", "支持", "会同", "会办", "联办",
    "督办", "督导", "督查", "督促", "监督", "监管", "指导", "验收", "考核", "联系", "涉及", "相关", "有关", "其他",
)  # fmt: skip
_AROUND = ("总", "主要", "具体", "共同", "第一", "市级", "省级", "区级", "县级", "市直", "省直", "拟", "建议")
_PEOPLE = ("领导", "负责同志", "负责人", "责任人", "联系人", "人员", "同志", "市长", "省长", "人")
_UNITS = (
    "单位",
    "部门",
    "委室",
    "工委",
    "专委会",
    "工作机构",
    "办事机构",
    "处室",
    "室",
    "科室",
    "机构",
    "主体",
    "地区",
    "地方",
    "市县",
    "区县",
    "县区",
    "县市区",
    "方",
)

_WORD = "|".join((*_LEADING, *_DUTY, *_OTHER, *_AROUND))
_WHO = "|".join((*_UNITS, *_PEOPLE))
_ALONE = "牵头|主办|责任|承办|配合|协办|会办|分办|联办|参与|参加|协作|督办|负责|指导|支持"
_GAP = r"[ \t\u3000\u00a0*]{0,4}"
_ASIDE = r"(?:[(（][^()（）\n]{1,14}[)）]|〇{3,16})?"
NAME = rf"(?:{_WORD}){{1,4}}{_GAP}(?:{_WHO})(?:(?:和|及|、|/|或)(?:{_WORD}){{0,3}}(?:{_WHO}))?{_ASIDE}"
"""The name of a role (牵头单位, 协同责任单位, 责任单位及责任人), as a pattern."""

_TIMES = (
    r"(?:(?:完成|整改|办结|实施|推进|工作|落实|办理|达标|销号|计划|预计|时间|任务|目标|审议|答复|反馈|报送|启动|视察|检查|调研|出台){1,2})?"
    r"(?:时限|期限|时间|节点|进度要求|时间要求|时间安排)(?:要求|节点|安排)?"
)
LABEL = re.compile(
    rf"(?:(?P<framed>[【〔［\[])|(?<![一-鿿]))(?:(?P<role>{NAME}|{_ALONE})|(?P<time>{_TIMES})){_GAP}"
    rf"(?(framed)[】〕］\]]{_GAP}[:：]?{_GAP}|(?:[:：]{_GAP}|(?<=[位门])[为是](?=[省市县区各国])))"
)
"""A label with its colon or in its frame: 牵头单位：, 责任领导：, 完成时限：, 【责任单位】."""

ROLE_CELL = re.compile(rf"(?:{NAME}|牵头|配合|参与|协办|主办|承办)\Z")
TIME_CELL = re.compile(rf"{_TIMES}\Z")

_HOW = (
    r"(?:(?:按照?|根据|依据?|结合)(?:各自|部门)?的?(?:职责|职能|实际)(?:任务|职责|职能)?(?:分工|权限|范围)?"
    r"|分别|共同|联合|派员|分工|分头|具体|统一|协同|积极|密切|各自|组织|协调|抓紧|认真|进行|会商)"
)
VERB = re.compile(
    rf"(?P<how>{_HOW}{{0,4}})(?P<verb>(?:负责)?牵头(?:抓总|督导|推进|组织|落实|实施|负责|协调|办理|并?负责|总负责)?"
    r"|主办|承办|领办|分办|(?:抓好)?负责(?:组织)?(?:落实|实施|推进|指导|督导|督促)?|(?:组织|抓好|贯彻|推进|推动)?(?:落实|实施)"
    r"|配合(?:落实|实施|做好)?|协办|(?<!社)会办|联办|协助|协同|协作|参与|参加|参办|支持|督导|督办|指导)(?=[，,、；;。！!\s]|会同|\Z)"
)
"""A verb that closes a list of units: …牵头, …按职责分工负责, …配合."""

_STANDINGS = (
    (Standing.OTHER, ("协同", "配合", "会同", "协办", "会办", "联办", "参与", "参加")),
    (Standing.LEAD, _LEADING),
)
_FIRST_LEADS = re.compile(
    r"(?:(?:列|排|排名|排序|位|位列)(?:在|于|为)?(?:第一|首|最前|第1)(?:位|名|个)?|(?:第一|首)[个位]|首位)"
    r"(?:的|者|[^。，,；;\n]{0,8})(?:是|为|即为|系)?牵头(?:责任)?(?:单位|部门)"
)


def standing_of_label(name: str) -> Standing:
    """Where a label puts its units: 协同责任单位 and 配合单位 take part, 牵头责任单位 leads, 责任单位 has the duty."""
    bare = re.sub(r"[\s*]", "", name)
    if any(bare.endswith(word) for word in _PEOPLE) and not any(word in bare for word in _UNITS[:2]):
        return Standing.PERSON
    return standing_of_verb(bare)


def standing_of_verb(verb: str) -> Standing:
    """Where a verb puts its units; 牵头督导 leads, 按职责分工负责 has the duty."""
    for standing, words in reversed(_STANDINGS):
        if any(word in verb for word in words):
            return standing
    if any(word in verb for word in _DUTY):
        return Standing.DUTY
    return Standing.OTHER


def first_leads_from(text: str) -> int | None:
    """Where the text begins to say that of several responsible units the first leads (列第一位的为牵头单位，下同)."""
    found = _FIRST_LEADS.search(text)
    return found.start() if found else None
