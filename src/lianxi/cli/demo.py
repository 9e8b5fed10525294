"""`lianxi demo`: the demo database with its invented people, made once, and set back when wanted."""

from __future__ import annotations

import getpass
import json
from typing import Any

import click

from lianxi.cli.database import connect
from lianxi.cli.index import catch_index_up
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.loaders.demo import load_demo_accounts


def machine() -> Actor:
    """Whoever keeps the machine 本机: may what an operator may, and has no account."""
    return Actor(person="本机", operator=True, system_user=getpass.getuser())


@click.group("demo", invoke_without_command=True, short_help="建立示例库；已建好的不再改动。")
@click.pass_context
def command(context: click.Context) -> None:
    """建立示例库；已建好的不再改动。"""
    if context.invoked_subcommand is None:
        connect(make_demo=False)
        made = build_demo()
        catch_index_up()
        click.echo(f"示例库已建好，新建账号 {made} 个。" if made else "示例库已在，没有改动。", err=True)
        say_accounts()


@command.command("reset")
def reset() -> None:
    """把示例库恢复原样：删去全部数据，重新建立。正式库一律拒绝。"""
    connect(make_demo=False)
    require_demo_or_empty()
    empty_database()
    build_demo()
    catch_index_up()
    click.echo("示例库已恢复原样；请重新登录。", err=True)


@command.command("accounts")
@click.option(
    "--json", "as_json", is_flag=True, help="标准输出只有 JSON：username、person、body、body_name、roles、password。"
)
def accounts(as_json: bool) -> None:
    """列出示例账号和口令（不需要数据库）。"""
    if as_json:
        click.echo(json.dumps(listed(), ensure_ascii=False, indent=2).encode())
    else:
        say_accounts()


def listed() -> list[dict[str, Any]]:
    """The demo accounts as rows with English keys."""
    from lianxi.loaders.bodies import load_bodies

    demo = load_demo_accounts()
    names = {body.code: body.name for body in load_bodies().bodies}
    return [
        {
            "username": account.username,
            "person": account.name,
            "body": account.body or None,
            "body_name": names.get(account.body),
            "roles": [role.role.value for role in account.roles if not role.waits]
            or (["operator"] * (not account.body)),
            "password": demo.password,
        }
        for account in demo.accounts
    ]


def say_accounts() -> None:
    """The demo accounts, one line each, on standard error."""
    demo = load_demo_accounts()
    click.echo(f"\n示例账号（口令都是 {demo.password}，只在示例库里有效）：", err=True)
    for account in demo.accounts:
        click.echo(f"  {account.username:<20}{account.name}　{account.roles_in_words}", err=True)


def build_demo() -> int:
    """Tables, definitions, the demo's day, accounts, rules, bindings; answers how many accounts. Once is enough."""
    from django.core.management import call_command

    from lianxi.apps.accounts.services.demo import build_demo_accounts
    from lianxi.apps.mechanisms.demo_bindings import build_demo_bindings
    from lianxi.apps.rulebook.services.demo import build_demo_rules
    from lianxi.apps.rulebook.services.demo_upkeep import build_demo_upkeep
    from lianxi.loaders.demo_rules import load_demo_bindings, load_demo_members, load_demo_rules
    from lianxi.loaders.demo_rules.upkeep import load_demo_upkeep
    from lianxi.web.day import is_demo, set_demo_day, today

    require_demo_or_empty()
    call_command("migrate", verbosity=0)
    demo = load_demo_accounts()
    if not is_demo():
        set_demo_day(demo.day)
    load_all_definitions(samples=True)
    made = build_demo_accounts(demo, actor=machine(), on=today())
    build_demo_rules(load_demo_rules(), load_demo_members(), on=today())
    build_demo_upkeep(load_demo_upkeep(), on=today())
    build_demo_bindings(load_demo_bindings(), on=today())
    return made


def load_all_definitions(*, samples: bool) -> None:
    """Everything that is kept in files: regions and bodies, circles, mechanisms, calendars."""
    from lianxi.apps.bodies.services import load_definitions
    from lianxi.apps.mechanisms.services import load_mechanisms
    from lianxi.web.day import today

    load_definitions(actor=machine(), samples=samples)
    load_mechanisms(actor=machine(), on=today(), samples=samples)


def require_demo_or_empty() -> None:
    """Refuse where this database holds real accounts."""
    from django.db import connection

    tables = set(connection.introspection.table_names())
    if "accounts_account" not in tables:
        return
    from lianxi.apps.accounts.models import Account
    from lianxi.web.day import is_demo

    if not ("web_demoday" in tables and is_demo()) and Account.objects.exists():
        raise Refused(
            "real_database",
            "这是正式库，里面已有账号，不能用作示例库，也不会改动。",
            remedy="请用 LIANXI_DATABASE_URL 或 LIANXI_VAR 指向另一个库，再建示例库。",
        )


def empty_database() -> None:
    """Drop the tables of the demo (no others that share the database), and the heads of its audit that lie outside."""
    from django.conf import settings
    from django.db import connection

    ours = [*connection.introspection.django_table_names(only_existing=True, include_views=False), "django_migrations"]
    names = [connection.ops.quote_name(name) for name in set(ours) & set(connection.introspection.table_names())]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if names and connection.vendor == "postgresql":
            cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")
        elif names:
            for name in names:
                cursor.execute(f"DROP TABLE {name}")
    settings.AUDIT_HEADS_FILE.unlink(missing_ok=True)
