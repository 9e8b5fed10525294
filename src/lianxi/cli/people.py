"""`lianxi people`: import people from a table, list them masked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.bodies import JSON, ON, body_of_code
from lianxi.cli.database import acting, as_option, connect

if TYPE_CHECKING:
    from lianxi.apps.bodies.models import Body
    from lianxi.apps.bodies.services.imports import Preview

BODY = click.option("--body", "code", metavar="机构代码", help="哪个机构的代码（lianxi bodies list 可查）。")


@click.group("people", short_help="人员：从表格导入，列出（脱敏）。")
def command() -> None:
    """人员：从表格导入，列出（脱敏）。"""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="文件")
@click.option("--body", "code", required=True, metavar="机构代码", help="导入到哪个机构（代码见 lianxi bodies list）。")
@click.option("--dry-run", is_flag=True, help="只预览，不保存文件，不改动登记。")
@click.option("--take-right", is_flag=True, help="有错的行留下，只导入正确的行；不写则一行有错就都不导入。")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="办理日；默认今天，早于今天的标“补录”。")
@JSON
@as_option
def import_table(
    file: Path, code: str, dry_run: bool, take_right: bool, on: Any, as_json: bool, account: str | None
) -> None:
    """从 xlsx 人员表导入；同一张表导入两次不会重复。有错而没有导入时退出码为 1。"""
    connect()
    from lianxi.apps.bodies.acts import IMPORT_PEOPLE, keeper_of
    from lianxi.apps.bodies.services.imports import import_people, preview_table, upload_people
    from lianxi.importers.xlsx import LIMITS
    from lianxi.kernel.access import require

    body, actor = body_of_code(code), acting(account)
    require(actor, IMPORT_PEOPLE, body=keeper_of(body))
    with file.open("rb") as opened:
        content = opened.read(LIMITS.size + 1)
    day: date | None = on.date() if on else None
    stored = False
    if dry_run:
        preview = preview_table(body, content)
    else:
        upload, preview = upload_people(body=body, content=content, name=file.name, actor=actor, on=day)
        if take_right or not preview.faults:
            import_people(upload=upload, take_right=take_right, background=False, actor=actor, on=day)
            stored = True
    _say(preview, file.name, body, as_json=as_json, dry_run=dry_run, stored=stored)
    if preview.faults and not stored:
        raise SystemExit(1)


def _say(preview: Preview, name: str, body: Body, *, as_json: bool, dry_run: bool, stored: bool) -> None:
    """JSON alone on stdout, or words; faults in words go to stderr."""
    faults = [
        {"row": f.row, "column": f.column, "place": f.place, "value": f.value, "message": f.message}
        for f in preview.faults
    ]
    answer = {
        "file": name, "body": body.code, "dry_run": dry_run, "stored": stored, "rows": len(preview.table.texts),
        "counts": preview.counts, "faults": faults, "notices": list(preview.table.notices),
    }  # fmt: skip
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2).encode())
        return
    for fault in preview.faults:
        click.echo(str(fault.as_fault(name)), err=True)
    for notice in preview.table.notices:
        click.echo(notice, err=True)
    counts = preview.counts
    state = "已导入" if stored else "预览，没有导入" if dry_run else "没有导入"
    click.echo(
        f"{state}：新增 {counts['added']}，变更 {counts['changed']}，不变 {counts['same']}，有错 {counts['faulty']}"
    )


@command.command("list")
@BODY
@ON
@JSON
@as_option
def list_people(code: str | None, on: Any, as_json: bool, account: str | None) -> None:
    """列出看得到的人员；联系方式只对本机构办公室给出，并已脱敏。"""
    connect()
    from lianxi.apps.bodies import selectors
    from lianxi.apps.bodies.acts import READ_PEOPLE
    from lianxi.kernel.access import require
    from lianxi.web.day import today

    actor = acting(account)
    require(actor, READ_PEOPLE)
    people = selectors.visible_people(actor, today())
    if code:
        people = people.filter(body=body_of_code(code))
    kept = {body.code for body in selectors.kept_by_actor(actor)}
    day: date = on.date() if on else today()
    rows = [_as_plain(person, kept) for person in selectors.with_seats_on(people.order_by("body", "name"), day)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
        return
    for row in rows:
        click.echo(f"{row['body']}\t{row['name']}\t{'、'.join(s['post'] for s in row['seats'])}\t{row['phone'] or ''}")


def _as_plain(person: Any, kept: set[str]) -> dict[str, Any]:
    from lianxi.kernel.masking import mask_email, mask_phone

    own = person.body_id in kept
    return {
        "id": person.pk,
        "name": person.name,
        "qualifier": person.qualifier,
        "body": person.body_id,
        "seats": [
            {"body": s.body_id, "post": s.post_id, "start": str(s.start), "end": str(s.end) if s.end else None}
            for s in person.seats_now
        ],
        "phone": mask_phone(person.phone) if own and person.phone else None,
        "email": mask_email(person.email) if own and person.email else None,
    }
