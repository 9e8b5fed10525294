"""Who backs up and restores: whoever keeps this machine."""

from __future__ import annotations

from typing import cast

from django.db import connection

from lianxi.cli.database import acting
from lianxi.cli.demo import machine
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused


def keeper(account: str | None) -> Actor:
    """The operator named by `--as`; without it the machine itself: its user can read the database file anyway.

    A restore into an empty place has no accounts to choose from yet.
    """
    if not account:
        return machine()
    if "accounts_account" not in connection.introspection.table_names():
        raise Refused(
            "no_such_account", "还没有数据库，也就没有账号。", remedy="去掉 --as 再执行；审计会记下系统用户。"
        )
    return cast("Actor", acting(account))
