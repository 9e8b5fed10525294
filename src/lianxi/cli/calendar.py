"""`lianxi calendar`: the years in force, and loading one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.database import acting, as_option, connect

if TYPE_CHECKING:
    from lianxi.apps.mechanisms.calendar_services import CalendarPreview


@click.group("calendar", short_help="工作日历：列出年份，导入一年的安排。")
def command() -> None:
    """工作日历：列出年份，导入一年的安排。"""


@command.command("list")
@click.option(
    "--json", "as_json", is_flag=True, help="标准输出只有 JSON：year、version、source、loaded_on、off、on、workdays。"
)
def list_years(as_json: bool) -> None:
    """列出已导入的年份。"""
    connect()
    from lianxi.apps.mechanisms.selectors import years_in_force

    rows = [
        {"year": row.year, "version": row.version, "source": row.source, "loaded_on": f"{row.loaded_on}", **row.counts}
        for row in years_in_force()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
        return
    for row in rows:
        click.echo(f"{row['year']}年　{row['workdays']} 个工作日　版本 {row['version']}　{row['source']}")


@command.command("load")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看会变动哪些期限，不导入。")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：year、version、loaded、moved。")
@as_option
def load(file: Path, dry_run: bool, as_json: bool, account: str | None) -> None:
    """导入一年的节假日安排，重新推算受影响的期限并记录变动。"""
    connect()
    from lianxi.apps.mechanisms.calendar_services import load_calendar, preview_calendar
    from lianxi.web.day import today

    given: dict[str, Any] = {"content": file.read_bytes(), "file_name": file.name, "on": today()}
    answer = preview_calendar(**given) if dry_run else load_calendar(**given, actor=acting(account))
    if as_json:
        click.echo(json.dumps(_plain(answer, loaded=not dry_run), ensure_ascii=False, indent=2).encode())
    else:
        _say(answer, loaded=not dry_run)


def _plain(answer: CalendarPreview, *, loaded: bool) -> dict[str, Any]:
    return {
        "year": answer.table.year,
        "version": answer.table.version,
        "loaded": loaded,
        "moved": [
            {
                "date": one.kept.title,
                "circle": one.kept.circle,
                "before": one.moved.before.due.isoformat(),
                "after": one.moved.after.due.isoformat(),
                "provisional_before": one.moved.before.provisional,
                "provisional_after": one.moved.after.provisional,
                "clause": one.kept.clause,
            }
            for one in answer.moved
        ],
    }


def _say(answer: CalendarPreview, *, loaded: bool) -> None:
    table = answer.table
    click.echo(f"{table.year}年的安排（版本 {table.version}）{'已导入' if loaded else '可以导入'}：{table.source}")
    for one in answer.moved:
        before, after = one.moved.before, one.moved.after
        unsure = "（暂定）" if before.provisional else ""
        click.echo(f"  {one.kept.title}：{before.due}{unsure} → {after.due}　{one.kept.clause}")
    if not answer.moved:
        click.echo("  没有在看的期限会变动。" if not loaded else "  没有期限变动。")
