"""`lianxi bodies`: the bodies and what each may adopt; loading their definition files."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.database import acting, as_option, connect

if TYPE_CHECKING:
    from lianxi.apps.bodies.models import Body
    from lianxi.apps.bodies.services.definitions import LoadReport

JSON = click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON。")
ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="看哪一天；默认今天。")


@click.group("bodies", short_help="机构：依法能制定什么，属于哪个联席圈；载入定义文件。")
def command() -> None:
    """机构：依法能制定什么，属于哪个联席圈；载入定义文件。"""


@command.command("list")
@click.option("--circle", metavar="联席圈", help="只列这个圈的成员，如 sanya-circle。")
@ON
@JSON
def list_bodies(circle: str | None, on: Any, as_json: bool) -> None:
    """列出机构，人人可看。"""
    connect()
    from lianxi.apps.bodies import selectors
    from lianxi.apps.bodies.models import Circle
    from lianxi.kernel.errors import Refused
    from lianxi.web.day import today

    day: date = on.date() if on else today()
    if circle and not Circle.objects.filter(pk=circle).exists():
        known = "、".join(Circle.objects.values_list("slug", flat=True))
        raise Refused("no_such_circle", f"没有联席圈“{circle}”。", remedy=f"现有：{known or '无'}。")
    bodies = selectors.members_on(circle, day) if circle else list(selectors.bodies())
    rows = [_as_plain(body, day) for body in bodies]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
        return
    for row in rows:
        click.echo(f"{row['code']}\t{row['name']}{'（示例）' if row['sample'] else ''}\t{'、'.join(row['forms'])}")


def _as_plain(body: Body, on: date) -> dict[str, Any]:
    from lianxi.apps.bodies import selectors

    instruments = selectors.instruments_on(body, on)
    return {
        "code": body.code,
        "name": body.name,
        "short_name": body.short_name,
        "kind": body.kind,
        "region": body.region_id,
        "level": body.level,
        "sample": body.sample,
        "forms": [instrument.form for instrument in instruments],
        "instruments": [
            {"form": i.form, "source": i.source, "approval": i.approval, "limits": i.limits, "verified": i.verified}
            for i in instruments
        ],
        "circles": [circle.slug for circle in selectors.circles_of(body.code, on)],
    }


@command.command("load")
@click.option("--no-samples", is_flag=True, help="不载入标有“示例”的地区、机构和联席圈。")
@JSON
@as_option
def load(no_samples: bool, as_json: bool, account: str | None) -> None:
    """按 data/ 下的文件载入区划、机构、届次、联席圈；同样的文件再载入一次不改动什么。"""
    connect()
    from lianxi.apps.bodies.services import load_definitions

    report = load_definitions(actor=acting(account), samples=not no_samples)
    if as_json:
        click.echo(json.dumps(report_as_plain(report), ensure_ascii=False, indent=2).encode())
        return
    for change in report.changes:
        click.echo(str(change))
    click.echo(report.summary)


def report_as_plain(report: LoadReport) -> dict[str, list[dict[str, Any]]]:
    """The report by kind of change: added, changed, ended, kept, absent."""
    from lianxi.apps.bodies.services.following import What

    return {
        what.value: [{"kind": c.kind, "key": c.key, "fields": list(c.fields)} for c in report.of(what)] for what in What
    }


def body_of_code(code: str) -> Body:
    """The body an option names; `Refused` where there is none of that code."""
    from lianxi.apps.bodies.models import Body
    from lianxi.kernel.errors import Refused

    body = Body.objects.select_related("region").filter(pk=code).first()
    if body is None:
        raise Refused("no_such_body", f"没有代码为“{code}”的机构。", remedy="机构代码见 lianxi bodies list。")
    return body
