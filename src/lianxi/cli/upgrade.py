"""`lianxi upgrade`: bring a database up to the program and its definition files."""

from __future__ import annotations

import click

from lianxi.cli.database import connect, require_made


@click.command("upgrade", short_help="程序或定义文件更新后，更新数据库。")
def command() -> None:
    """程序或定义文件（mechanisms/、data/）更新后，更新数据库；先用 lianxi backup 备份。

    重复执行不会改变什么；没有数据库时不会建立。
    """
    connect(make_demo=False)
    require_made()
    from django.core.management import call_command

    from lianxi.cli.demo import load_all_definitions
    from lianxi.cli.readiness import require_not_newer

    require_not_newer()
    call_command("migrate", verbosity=0)
    from lianxi.web.day import is_demo

    load_all_definitions(samples=is_demo())
    click.echo("数据库与程序、定义文件已一致。", err=True)
