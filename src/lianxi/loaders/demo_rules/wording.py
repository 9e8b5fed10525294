"""An invented rule put into words: its articles in order, and the text they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lianxi.kernel.texts.numerals import write_number
from lianxi.loaders.bodies import BodyRow
from lianxi.loaders.demo_rules.rows import Invented, Place, SharedArticles, Theme

MARK = "（示例）"
_STANDING_COMMITTEE = "人民代表大会常务委员会"
_SECOND_LAW = "《中华人民共和国各级人民代表大会常务委员会监督法》等法律"


_CITING = {
    "outward": "违反《{title}》第五条规定的，由有关部门依法处理；其他事项依照《{title}》执行。",
    "committee": "涉及《{title}》第四条所列事项的，按照该条规定办理；其他事项参照《{title}》办理。",
    "internal": "与《{title}》不一致的，以《{title}》为准。",
}


@dataclass(frozen=True)
class Article:
    """One article. key: what it is, the same in both versions of a rule; part: 0 first, then those of the theme."""

    key: str
    part: int
    template: str
    text: str = ""


@dataclass(frozen=True)
class Rule:
    """An invented rule with all it takes to word it. cited: titles of the rules it cites."""

    row: Invented
    theme: Theme
    shared: SharedArticles
    body: BodyRow
    place: Place
    cited: Sequence[str] = ()

    @property
    def region(self) -> str:
        """Name of the region the body is of."""
        return self.body.name.removesuffix(_STANDING_COMMITTEE)

    @property
    def own(self) -> str:
        """本办法, 本条例 …"""
        form, ends = self.row.form, ("细则", "意见", "方案", "规则", "机制", "办法")
        return "本" + next((end for end in ends if form.endswith(end)), form)

    @property
    def level(self) -> str:
        """市 or 县."""
        return self.region[-1]

    @property
    def dept(self) -> str:
        """Who answers for it, as its text calls it."""
        outward = self.theme.group == "outward"
        return self.level + self.theme.dept if outward else self.theme.dept

    @property
    def title(self) -> str:
        """Its title, with what marks it."""
        before = {
            "outward": self.region,
            "committee": f"中共{self.body.short_name}党组" if self.row.kind == "dangnei" else self.body.name,
            "internal": f"{self.body.short_name}机关",
        }[self.theme.group]
        return before + self.theme.name + self.row.form + ("（试行）" if self.row.trial else "") + MARK

    @property
    def issuer(self) -> str:
        """Who made it."""
        if self.row.kind == "dangnei":
            return f"中共{self.body.short_name}党组"
        if self.theme.internal:
            return f"{self.body.short_name}办公室"
        if self.theme.committee or self.row.kind == "dfxfg":
            return self.body.name
        return f"{self.region}人民政府"

    @property
    def number(self) -> str:
        """Its document number; "" where it has none."""
        row, sign = self.row, self.place.sign
        codes = {"guifan": "府规", "renda": "人常", "dangnei": "人党", "zhidu": "人办", "jizhi": "人协"}
        if not row.number:
            return ""
        if row.kind == "guizhang":
            return f"{self.region}人民政府令第{row.number}号"
        return f"{sign}{codes[row.kind]}〔{row.day.year}〕{row.number}号" if row.kind in codes else ""

    @property
    def caption(self) -> str:
        """Of a regulation; "" for other kinds."""
        return f"（{self.adopted(self.row.day)}通过）" if self.row.kind == "dfxfg" else ""

    def adopted(self, day: date) -> str:
        """Which organ of which term acted on a day."""
        return f"{day_in_words(day)}{self.region}第{write_number(self.place.term)}届{_STANDING_COMMITTEE}会议"


def day_in_words(day: date) -> str:
    """2024年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def articles_of(rule: Rule) -> tuple[Article, ...]:
    """The articles in order, those of the second version where `rule.row` says so."""
    filled = (replace(one, text=_fill(one.template, rule)) for one in _templates(rule))
    return tuple(filled)


def _templates(rule: Rule) -> Iterator[Article]:
    row, theme, last = rule.row, rule.theme, len(rule.theme.parts) + 1
    yield Article("goal", 0, _goal(theme))
    yield Article("scope", 0, f"{'{area}行政区域内' if theme.group == 'outward' else ''}{theme.scope}，适用{{this}}。")
    yield from (Article(f"lead{at}", 0, rule.shared.lead[at - 1]) for at in row.lead)
    for at in sorted(row.use):
        part, _, template = theme.articles[at - 1].partition("|")
        yield Article(f"own{at}", int(part) if theme.parts else 0, template)
    yield from (Article(f"tail{at}", last, rule.shared.tail[at - 1]) for at in row.tail)
    for title in rule.cited:
        yield Article(f"cite{title}", last, _CITING[theme.group].format(title=title))
    yield Article("close", last + 1, _closing(rule))


def _goal(theme: Theme) -> str:
    if theme.internal:
        return f"为了{theme.goal}，制定{{this}}。"
    ground = _SECOND_LAW if theme.committee else "有关法律、法规"
    return f"为了{theme.goal}，根据{ground}，结合{{area}}实际，制定{{this}}。"


def _closing(rule: Rule) -> str:
    row = rule.row
    term = f"，{'试行' if row.trial else '有效期'}{write_number(row.years)}年" if row.years else ""
    if row.until:
        term = f"，有效期至{day_in_words(row.until)}"
    later = f"第{write_number(_number_of_last(rule))}条自{day_in_words(row.later)}起施行。" if row.later else ""
    return f"{{this}}自{day_in_words(row.commences)}起施行{term}。{later}"


def _number_of_last(rule: Rule) -> int:
    """Number of the article before the closing one."""
    row = rule.row
    return 2 + len(row.lead) + len(row.use) + len(row.tail) + len(rule.cited)


def _fill(template: str, rule: Rule) -> str:
    slots = {
        "{area}": f"本{rule.level}", "{this}": rule.own, "{name}": rule.theme.name, "{place}": rule.region,
        "{government}": f"{rule.level}人民政府", "{dept}": rule.dept, "{days}": write_number(rule.row.days),
    }  # fmt: skip
    for slot, words in slots.items():
        template = template.replace(slot, words)
    return template


def text_of(rule: Rule, articles: Sequence[Article], caption: str) -> str:
    """The whole text as printed."""
    head = [rule.title, *([caption] if caption else [])]
    body = _levels(rule, articles) if rule.row.style == "levels" else _articles(rule, articles)
    return "\n".join([*head, *body]) + "\n"


def _articles(rule: Rule, articles: Sequence[Article]) -> Iterator[str]:
    names = chapters(rule, articles) if rule.row.style == "chapters" else {}
    now = -1
    for number, one in enumerate(articles, start=1):
        if one.part != now and one.part in names:
            yield f"第{write_number(list(names).index(one.part) + 1)}章　{names[one.part]}"
        now = one.part
        yield f"第{write_number(number)}条　{one.text}"


def chapters(rule: Rule, articles: Sequence[Article]) -> Mapping[int, str]:
    """Names of the chapters that have articles."""
    last = len(rule.theme.parts) + 1
    names = dict(enumerate(["总则", *rule.theme.parts, "监督和责任", "附则"]))
    return {part: names[part] for part in range(last + 2) if any(one.part == part for one in articles)}


def _levels(rule: Rule, articles: Sequence[Article]) -> Iterator[str]:
    """一、（一）…, as opinions and plans are written, with the signature behind."""
    names = dict(enumerate(["总体要求", *rule.theme.parts, "组织实施", "附则"]))
    yield f"各乡镇人民政府，{rule.level}政府各部门："
    section, at, now = 0, 0, -1
    for one in articles[2:]:
        if one.part != now:
            section, at, now = section + 1, 0, one.part
            yield f"{write_number(section)}、{names[one.part]}"
        at += 1
        yield f"（{write_number(at)}）{one.text}"
    yield rule.issuer
    yield day_in_words(signed(rule))


def signed(rule: Rule) -> date:
    """Day of the signature; texts without one are issued on the day they are adopted."""
    return min(rule.row.day + timedelta(days=rule.row.number % 5), rule.row.commences)
