"""What commands with a database share: connect, the demo when there is none, and who acts (`--as`)."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import Any

import click

from lianxi.kernel.errors import Refused

ACTS_AS = "--as"


def connect(*, make_demo: bool = True) -> None:
    """Load the settings and open the database; where none has been made, make the demo one (said on stderr).

    `Refused` where its tables are not those of this program. What makes, keeps, upgrades or replaces a database says
    `make_demo=False` and looks for itself.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.config.settings.base")
    import django

    django.setup()
    from django.db import connection

    if not make_demo:
        return
    if "accounts_account" not in connection.introspection.table_names():
        from lianxi.cli.demo import build_demo

        click.echo("没有找到数据库，先建立示例数据库……", err=True)
        build_demo()
    else:
        from lianxi.cli.readiness import require_same_steps

        require_same_steps()


def require_made() -> None:
    """Refuse where there is no database to keep or to upgrade."""
    from django.db import connection

    if "accounts_account" not in connection.introspection.table_names():
        remedy = (
            "正式安装请执行 lianxi init，试用请执行 lianxi demo；已经装好的，请核对 LIANXI_VAR、LIANXI_DATABASE_URL。"
        )
        raise Refused("no_database", "还没有数据库。", remedy=remedy)


def as_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--as ACCOUNT`, handed over as `account`."""
    return click.option(ACTS_AS, "account", metavar="账号", help="以哪个账号的身份办理（记入审计）。")(command)


def acting(account: str | None) -> Any:
    """The Actor for `--as`, with the operating system's user beside it; the public without it."""
    from dataclasses import replace

    from lianxi.apps.accounts.selectors import actor_for
    from lianxi.kernel.access import PUBLIC
    from lianxi.web.day import today

    if not account:
        return replace(PUBLIC, system_user=getpass.getuser())
    return replace(actor_for(account, on=today()), system_user=getpass.getuser())
