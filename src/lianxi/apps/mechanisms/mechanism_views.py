"""Pages: mechanisms, one version of one, its wheel, and two versions side by side."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lianxi.apps.mechanisms import binding_sheet, bindings, selectors, sheets
from lianxi.apps.mechanisms.charts import hosting_chart
from lianxi.apps.mechanisms.forms import WheelForm
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.mechanism_diff import ChangeKind, RuleChange, diff
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

PAST_YEARS, COMING_YEARS = 10, 10
_KIND_TONES = {
    ChangeKind.ADDED: "green",
    ChangeKind.REMOVED: "red",
    ChangeKind.CHANGED: "gold",
    ChangeKind.MOVED: "muted",
}

_COLUMNS = (
    Column("title", "机制", lambda row: row.title, sub=lambda row: row.circle, sub_label="联席圈",
           href=lambda row: reverse("mechanisms:detail", args=[row.slug]), css="c-title"),
    Column("version", "现行版本", lambda row: row.effective, sub=lambda row: row.state, css="num"),
    Column("parties", "参加方", lambda row: row.parties, css="c-lead"),
    Column("host", "下一次承办", lambda row: row.host, sub=lambda row: row.when, sub_label="时间"),
    Column("checks", "待核", lambda row: f"{row.checks} 条规则" if row.checks else None,
           tone=lambda row: "red" if row.checks else "", css="c-st",
           href=lambda row: _binding_of(row) if row.checks else ""),
)  # fmt: skip


def _binding_of(row: sheets.MechanismRow) -> str:
    return reverse("mechanisms:binding", args=[row.slug, row.effective.isoformat()])


_WHEEL_COLUMNS = (
    Column(
        "year", "年份", lambda line: line.turn.year, sub=lambda line: line.slot, sub_label="当年第几次", css="num c-no"
    ),
    Column("ordinal", "届次", lambda line: line.ordinal, css="num"),
    Column("host", "承办", lambda line: line.host or line.nobody, css="c-title"),
    Column("when", "时间", lambda line: line.when, css="num"),
    Column("source", "依据", lambda line: line.turn.source.label, tone=lambda line: line.tone, css="c-st"),
    Column(
        "clause",
        "条款",
        lambda line: line.turn.clause.number if line.turn.clause else "",
        sub=lambda line: f"{line.turn.clause.effective} 版" if line.turn.clause else "",
        sub_label="机制版本",
    ),
    Column("why", "怎样得来", lambda line: " ".join(line.turn.reasons), css="c-lead"),
)


@require_GET
def mechanisms(request: HttpRequest) -> HttpResponse:
    """Every mechanism, with who hosts next."""
    return list_page(
        request, queryset=_rows(request.actor, today()), columns=_COLUMNS, title="机制与规则", filename="机制与规则",
        context={"line": "一个机制是一份分版本的规则；每条规则都写明条款和约束力。"},
    )  # fmt: skip


@require_GET
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The version in force today."""
    mechanism, _ = selectors.mechanism_and_circle(slug)
    version = mechanism.in_force(today()) or mechanism.versions[0]
    return redirect("mechanisms:version", slug, f"{version.effective:%Y-%m-%d}")


@require_GET
def version_page(request: HttpRequest, slug: str, effective: date) -> HttpResponse:
    """One version: parties, wheel, rules, clauses."""
    on = today()
    mechanism, circle = selectors.mechanism_and_circle(slug)
    version = selectors.version_of(mechanism, effective)
    turns = selectors.turns_of(slug, first=on.year - PAST_YEARS, last=on.year + COMING_YEARS)
    lines = sheets.turn_lines(turns, circle, on)
    following = next((line for line in lines if line.next), None) if version.text_known else None
    window_rule = next(iter(version.windows), None)
    bound = bindings.bound_on(version, request.actor, on)
    binding = bound.binding if bound else None
    checks = binding_sheet.rules_to_check(version, binding)
    context = {
        **_head(version, slug),
        "version": version,
        "mechanism": mechanism,
        "circle": circle,
        "tiles": _tiles(version, circle, lines, following, on),
        "wheel": sheets.picture(version, circle, turns, on),
        "hub": ("下一次", following.host) if following else ("轮流", "承办"),
        "following": following,
        "following_clause": following.turn.clause if following else "",
        "window_force": window_rule.force.label if window_rule else "",
        "turns": lines,
        "rules": sheets.rule_lines(version, circle, checks),
        "clauses": binding_sheet.clause_lines(version, binding),
        "binding": binding_sheet.binding_card(version, bound),
        "wheel_check": binding_sheet.wheel_check(version, checks),
        "original_action": binding_sheet.original_action(version, request.actor),
        "matrix": sheets.party_matrix(circle),
        "versions": sheets.version_links(mechanism, version, on),
        "facts": _facts(version),
        "notes": circle.notes,
        "changed": selectors.changed_since_loaded(version),
    }
    return render(request, "mechanisms/version.html", context)


@require_GET
def wheel(request: HttpRequest, slug: str) -> HttpResponse:
    """All turns between two years, as a list that can be exported."""
    on = today()
    mechanism, circle = selectors.mechanism_and_circle(slug)
    first, last = _years(request, on)
    lines = sheets.turn_lines(selectors.turns_of(slug, first=first, last=last), circle, on)
    names = [circle.parties.short_names[body] for body in circle.parties.bodies]
    return list_page(
        request,
        template="mechanisms/wheel.html",
        queryset=lines,
        columns=_WHEEL_COLUMNS,
        title="承办轮次",
        filename=f"承办轮次-{slug}",
        per_page=30,
        context={
            "line": f"{mechanism.title}　{first}—{last}年；过去只写有记录的，今后按条款推算。",
            "form": WheelForm(initial={"first": first, "last": last}),
            "chart": hosting_chart(lines, names),
            "crumbs": [{"label": mechanism.title, "href": reverse("mechanisms:detail", args=[slug])}],
        },
    )


def _years(request: HttpRequest, on: date) -> tuple[int, int]:
    """The years asked for, or ten back and ten ahead."""
    if not {"first", "last"} & request.GET.keys():
        return on.year - PAST_YEARS, on.year + COMING_YEARS
    form = WheelForm(request.GET)
    if not form.is_valid():
        reason = next(iter(form.errors.values()))[0]
        raise Refused("years", reason, remedy="请填 2000 至 2099 之间的两个年份，前小后大。")
    return form.cleaned_data["first"], form.cleaned_data["last"]


@require_GET
def diff_page(request: HttpRequest, slug: str, old: date, new: date) -> HttpResponse:
    """Two versions side by side."""
    mechanism, circle = selectors.mechanism_and_circle(slug)
    found = diff(selectors.version_of(mechanism, old), selectors.version_of(mechanism, new))
    names = circle.parties.short_names
    context = {
        "title": "版本对照",
        "line": f"{mechanism.title}：{cn_date(old)} 与 {cn_date(new)}",
        "crumbs": [{"label": mechanism.title, "href": reverse("mechanisms:detail", args=[slug])}],
        "diff": found,
        "lines": [_diff_line(change, names) for change in found.changes],
        "parties": [
            {"label": "新加入", "value": "、".join(names.get(body, body) for body in found.joined)},
            {"label": "退出", "value": "、".join(names.get(body, body) for body in found.left)},
        ],
    }
    return render(request, "mechanisms/diff.html", context)


def _rows(actor: Actor, on: date) -> list[sheets.MechanismRow]:
    rows = []
    for slug in selectors.slugs():
        mechanism, circle = selectors.mechanism_and_circle(slug)
        turns = selectors.turns_of(slug, first=on.year - 1, last=on.year + 3)
        version = mechanism.in_force(on) or mechanism.versions[0]
        checks = len(bindings.checks_of(version, actor, on))
        rows.append(sheets.mechanism_row(mechanism, circle, turns, on, checks))
    return rows


def _diff_line(change: RuleChange, names: dict[str, str]) -> dict[str, str]:
    return {
        "label": change.label,
        "kind": change.kind.label,
        "tone": _KIND_TONES[change.kind],
        "old": change.old_sentence(names),
        "old_clause": change.old.clause if change.old else "",
        "old_force": change.old.force.label if change.old else "",
        "new": change.new_sentence(names),
        "new_clause": change.new.clause if change.new else "",
        "new_force": change.new.force.label if change.new else "",
    }


def _head(version: MechanismVersion, slug: str) -> dict[str, object]:
    mechanism, circle = selectors.mechanism_and_circle(slug)
    number = mechanism.versions.index(version)
    actions = []
    if len(mechanism.versions) > 1:
        pair = mechanism.versions[max(number - 1, 0) : max(number - 1, 0) + 2]
        address = reverse("mechanisms:diff", args=[slug, pair[0].effective.isoformat(), pair[1].effective.isoformat()])
        actions.append({"label": "与上一版本对照", "href": address, "icon": "git-compare"})
    return {
        "title": version.title,
        "kicker": circle.name + ("（示例）" if circle.sample else ""),
        "line": "；".join(f"{one.on:%Y年%-m月%-d日}{one.by}{one.act}" for one in version.adoptions) or version.source,
        "badge": None if version.text_known else {"label": "条文不详", "tone": "gold"},
        "actions": actions,
        "crumbs": [{"label": "机制与规则", "href": reverse("mechanisms:list")}],
    }


def _tiles(
    version: MechanismVersion,
    circle: Circle,
    lines: list[sheets.TurnLine],
    following: sheets.TurnLine | None,
    on: date,
) -> list[dict[str, object]]:
    """Parties, rules, the last conference and the next host at a glance."""
    forces = [rule.force for rule in version.rules]
    said = "、".join(f"{force.label}{forces.count(force)}" for force in Force if force in forces)
    tiles = [
        _tile("参加方", len(version.parties), "家", circle.parties.name_on(version.effective), "blue"),
        _tile("规则", len(version.rules), "条", said or "条文不详，无法判断", "teal"),
    ]
    held = [line for line in lines if line.turn.record and line.turn.record.was_held_by(on)]
    if held:
        last = held[-1]
        tiles.append(_tile("最近一次", last.ordinal, "", f"{last.when} {last.host or '承办方没有记载'}", "green"))
    if following:
        tiles.append(_tile("下一次承办", following.host, "", f"{following.turn.year}年{following.when}", "red"))
    return tiles


def _tile(label: str, value: object, unit: str, note: str, tone: str) -> dict[str, object]:
    return {"label": label, "value": value, "unit": unit, "note": note, "tone": tone}


def _facts(version: MechanismVersion) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [{"label": one.act, "value": one.on, "note": one.by} for one in version.adoptions]
    return [*rows, *([{"label": "来源", "value": version.source}] if version.source else []),
            *([{"label": "说明", "value": version.note}] if version.note else [])]  # fmt: skip
