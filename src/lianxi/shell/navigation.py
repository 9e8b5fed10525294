"""What stands in the navigation: one table, in the order of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from lianxi.kernel.access import Actor, Role


def anyone(actor: Actor) -> bool:
    """Shown to everybody, visitors included."""
    return True


def visitor(actor: Actor) -> bool:
    """Shown to whoever has not signed in."""
    return not actor.signed_in


def signed_in(actor: Actor) -> bool:
    """Shown to whoever has signed in."""
    return actor.signed_in


def of_a_body(actor: Actor) -> bool:
    """Shown to the people of a body; the operator belongs to none."""
    return bool(actor.body)


def of_an_office(actor: Actor) -> bool:
    """Shown to who does the paperwork of a body."""
    return any(held.role in (Role.CLERK, Role.OFFICE_HEAD) and not held.circle for held in actor.roles)


@dataclass(frozen=True)
class Entry:
    """One page of the navigation; `line` says on the public page what one finds there."""

    label: str
    icon: str
    url_name: str
    line: str = ""
    shown_to: Callable[[Actor], bool] = anyone


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    label: str
    entries: Sequence[Entry]


INBOX = Entry("提醒", "bell", "notices:list", shown_to=of_a_body)
WORKBENCH = Entry("今天要办", "layout-dashboard", "shell:home", shown_to=signed_in)
SEARCH = Entry("检索", "search", "shell:search", "几个关键词一个字不差地找：标题、正文、文号，精确到条")
PORTAL = Entry("首页", "house", "shell:home", shown_to=visitor)

MECHANISMS = Entry("机制与规则", "scroll-text", "mechanisms:list", "每一条规则依据哪一条、约束有多强，谁轮值、为什么")
RULES = Entry("制度库", "library", "rulebook:works", "各机构公开的制度：全文、效力、沿革，看任何一天的文本")
CIRCLES = Entry("联席圈", "waypoints", "bodies:circles", "哪几家机构同在一个圈，从哪天起、到哪天止")

CONFERENCES = Entry(
    "联席会议", "presentation", "meetings:list", "开过哪些会、谁承办、依据哪里的记载，正在办的走到哪一步"
)

GROUPS = (
    Group("概览", (WORKBENCH, PORTAL, SEARCH, INBOX)),
    Group(
        "机制",
        (
            MECHANISMS,
            Entry("工作日历", "calendar-days", "mechanisms:calendars", "哪天上班、哪天放假，依据哪一份放假通知"),
            Entry(
                "期限计算", "calendar-clock", "mechanisms:deadline", "从哪天起、多少工作日，到期是哪一天，跳过了哪些天"
            ),
        ),
    ),
    Group(
        "制度",
        (
            RULES,
            Entry("入库", "folder-input", "rulebook:intake", shown_to=of_an_office),
            Entry("各单位体检", "heart-pulse", "rulebook:health", shown_to=of_a_body),
            Entry(
                "实时数据",
                "chart-column",
                "rulebook:figures",
                "制度有多少、哪些有效、哪些快到期，每个数字打开后面的各件",
            ),
            Entry("引用", "quote", "rulebook:citations", "哪一条引用了哪份文件的哪一条，反过来谁引用了它"),
            Entry("引用待核", "link-2-off", "rulebook:stale", shown_to=of_a_body),
            Entry("有效期", "hourglass", "rulebook:watch", shown_to=of_a_body),
            Entry("清理", "clipboard-check", "rulebook:reviews", shown_to=of_a_body),
            Entry("备案", "stamp", "rulebook:filings", shown_to=of_a_body),
        ),
    ),
    Group(
        "文本",
        (
            Entry(
                "文本体检", "file-search", "rulebook:check", "公文哪里坏了、原来可能是什么，读出结构、题注、任务和数字"
            ),
            Entry("文本比对", "file-diff", "rulebook:compare", "两稿逐条对照，三稿并列，几家通过的文本核对是否一致"),
        ),
    ),
    Group(
        "会议",
        (
            CONFERENCES,
            Entry("年度安排", "calendar-range", "meetings:this_year", "一年里各次会议的时段、环节和最迟通知日"),
            Entry("交办看板", "square-kanban", "meetings:follow_ups", shown_to=of_a_body),
            Entry("机制体检", "stethoscope", "meetings:checkup", "每一次会议逐条与机制对照：照办、偏离、无法判断"),
        ),
    ),
    Group(
        "机构",
        (
            CIRCLES,
            Entry("机构", "landmark", "bodies:list", "各家机构的全称、所在地区和依法能作出的文件"),
            Entry("地区", "map-pinned", "bodies:regions", "行政区划代码与名称，哪天启用、后来变成什么"),
            Entry("人员与任职", "users-round", "bodies:people", shown_to=of_a_body),
        ),
    ),
    Group(
        "账号与权限",
        (
            Entry("账号", "id-card", "accounts:list", shown_to=signed_in),
            Entry("角色申请", "badge-check", "accounts:roles", shown_to=signed_in),
            Entry("权限表", "grid-2x2-check", "accounts:permissions", shown_to=signed_in),
        ),
    ),
    Group(
        "留痕",
        (
            Entry("审计", "stamp", "audit:list", shown_to=signed_in),
            Entry("后台任务", "list-checks", "jobs:list", shown_to=signed_in),
        ),
    ),
)

# What a thumb reaches on a phone; the rest opens under 全部.
TABS = (
    replace(WORKBENCH, label="今天"),
    PORTAL,
    replace(CONFERENCES, label="会议"),
    replace(MECHANISMS, label="机制"),
    replace(RULES, label="制度"),
)


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it."""

    label: str
    icon: str
    href: str
    line: str
    current: bool


def groups_for(actor: Actor, path: str) -> list[tuple[str, list[Link]]]:
    """Headings with the links `actor` may use; groups without any are left out."""
    current = _nearest([entry for group in GROUPS for entry in group.entries], path)
    found = [(group.label, _links(group.entries, actor, current)) for group in GROUPS]
    return [(label, links) for label, links in found if links]


def tabs_for(actor: Actor, path: str) -> list[Link]:
    """The few links at the foot of a phone's screen."""
    return _links(TABS, actor, _nearest(TABS, path))


def _links(entries: Sequence[Entry], actor: Actor, current: str) -> list[Link]:
    return [
        Link(entry.label, entry.icon, reverse(entry.url_name), entry.line, entry.url_name == current)
        for entry in entries
        if entry.shown_to(actor)
    ]


def _nearest(entries: Sequence[Entry], path: str) -> str:
    """Name of the entry whose address is the longest beginning of `path`; "" if there is none."""
    addresses = {entry.url_name: reverse(entry.url_name) for entry in entries}
    fitting = [
        name for name, address in addresses.items() if path == address or (address != "/" and path.startswith(address))
    ]
    return max(fitting, key=lambda name: len(addresses[name]), default="")
