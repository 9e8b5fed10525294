"""`lianxi account`: accounts and one-time codes. No command gives a role: that is for the bodies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lianxi.cli.database import acting, as_option, connect

_JSON = click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON。")


@click.group("account", short_help="账号与一次性激活码；不给角色。")
def command() -> None:
    """账号与一次性激活码；角色由各机构办公室主任在网页上确认，这里给不了。"""


@command.command("create")
@click.argument("username", metavar="账号")
@click.option("--name", required=True, metavar="姓名", help="本人姓名。")
@click.option("--body", required=True, metavar="机构代码", help="所在机构的代码（lianxi bodies list 可查）。")
@_JSON
@as_option
def create(username: str, name: str, body: str, as_json: bool, account: str | None) -> None:
    """建立一个机构的账号，显示一次临时口令。"""
    connect()
    from lianxi.apps.accounts.services import create_account
    from lianxi.web.day import today

    made, password = create_account(username=username, person_name=name, body=body, actor=acting(account), on=today())
    answer = {"username": made.username, "body": body, "temporary_password": password}
    _say(answer, f"账号 {made.username} 已建立，临时口令 {password}，登录后须更换。", as_json)


@command.command("invite")
@click.option("--body", required=True, metavar="机构代码", help="还没有办公室主任的机构。")
@click.option("--recover", is_flag=True, help="现任无法登录时用：3 天后才能使用，其间现任可以作废。")
@_JSON
@as_option
def invite(body: str, recover: bool, as_json: bool, account: str | None) -> None:
    """签发一次性激活码，产生该机构首位办公室主任；只显示一次。"""
    connect()
    from lianxi.apps.accounts.selectors import open_invitations
    from lianxi.apps.accounts.services import invite_office_head
    from lianxi.web.day import today

    code = invite_office_head(body=body, recover=recover, actor=acting(account), on=today())
    issued = open_invitations([body]).get()
    days = {"usable_from": issued.usable_from.isoformat(), "expires_on": issued.expires_on.isoformat()}
    said = f"{issued.body}的激活码：{code}\n{days['usable_from']} 至 {days['expires_on']} 可在 /activate/ 使用一次。"
    _say({"body": body, "code": code, **days}, said, as_json)


@command.command("list")
@_JSON
@as_option
def list_accounts(as_json: bool, account: str | None) -> None:
    """列出看得到的账号：本机构的，或（运维）全部账号的账号事实。"""
    connect()
    from django.utils import timezone

    from lianxi.apps.accounts import selectors
    from lianxi.web.day import today

    actor = acting(account)
    selectors.require_sight_of_accounts(actor)
    roles = {} if actor.operator else selectors.role_labels(selectors.bodies_seen_by(actor), on=today())
    locked = selectors.locked_usernames(now=timezone.now())
    rows = [
        {
            "username": row.username,
            "person": row.person_name,
            "body": row.body_id,
            "active": row.is_active,
            "locked": row.username in locked,
            "operator": row.is_operator,
            "roles": None if actor.operator else roles.get(row.pk, []),
        }
        for row in selectors.accounts_seen_by(actor)
    ]
    lines = [f"{row['username']:<20}{row['body'] or '运维':<12}{row['person']}  {_state(row)}" for row in rows]
    _say(rows, "\n".join(lines), as_json)


@command.command("create-operator")
@click.argument("username", metavar="账号")
@click.option("--name", required=True, metavar="姓名", help="本人姓名。")
@click.option("--password-file", type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="第一行是口令。")
def create_operator(username: str, name: str, password_file: Path | None) -> None:
    """再建一个运维账号（在机器上办理，记入系统审计链）。"""
    connect()
    from lianxi.apps.accounts import services
    from lianxi.cli.demo import machine
    from lianxi.cli.init import read_password
    from lianxi.web.day import today

    password = read_password(password_file)
    services.create_operator(username=username, person_name=name, password=password, actor=machine(), on=today())
    click.echo(f"运维账号 {username} 已建立。", err=True)


@command.command("reset-operator")
@click.argument("username", metavar="账号")
@_JSON
def reset_operator(username: str, as_json: bool) -> None:
    """重置运维账号：新的临时口令，解除锁定，恢复启用。"""
    connect()
    from lianxi.apps.accounts import services
    from lianxi.cli.demo import machine
    from lianxi.web.day import today

    password = services.reset_operator(username=username, actor=machine(), on=today())
    answer = {"username": username, "temporary_password": password}
    _say(answer, f"运维账号 {username} 的临时口令：{password}，登录后须更换。", as_json)


@command.command("deactivate-operator")
@click.argument("username", metavar="账号")
def deactivate_operator(username: str) -> None:
    """停用运维账号；最后一个不能停。"""
    connect()
    from lianxi.apps.accounts import services
    from lianxi.cli.demo import machine
    from lianxi.web.day import today

    services.deactivate_operator(username=username, actor=machine(), on=today())
    click.echo(f"运维账号 {username} 已停用。", err=True)


def _state(row: dict[str, Any]) -> str:
    state = "锁定" if row["locked"] else "启用" if row["active"] else "停用"
    return f"{state}  {'、'.join(row['roles'] or ())}".rstrip()


def _say(answer: object, text: str, as_json: bool) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2).encode() if as_json else text)
