"""`lianxi import`: take files into the rulebook of a body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.bodies import JSON, body_of_code
from lianxi.cli.database import acting, as_option, connect
from lianxi.cli.index import A_WHILE, catch_index_up
from lianxi.cli.progress import end_progress, say_progress

if TYPE_CHECKING:
    from datetime import date

    from lianxi.apps.bodies.models import Body
    from lianxi.apps.rulebook.intake.table import Given
    from lianxi.apps.rulebook.models import Batch, Item
    from lianxi.importers.folders import Incoming
    from lianxi.kernel.access import Actor


@click.command("import", short_help="把文件、文件夹或压缩包读入制度共享库，先试后入。")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="路径…")
@click.option(
    "--body", "code", metavar="机构代码", help="入到哪个机构的库（代码见 lianxi bodies list）；默认是所用账号的机构。"
)
@click.option(
    "--table", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="表格",
    help="随附的 xlsx 表格：第一行写列名，“文件”一列写文件名，其余各列给出标题、文号等。",
)  # fmt: skip
@click.option(
    "--kind",
    metavar="种类",
    help="这一批都是哪一种，写代码或名称（guifan 或 行政规范性文件）；从文字里判断不准的照此。",
)
@click.option("--name", metavar="名称", help="这一批的名称；同名而没有办结的一批接着办。默认用路径名。")
@click.option("--dry-run", is_flag=True, help="只读一遍，说会怎样，什么也不存。")
@click.option("--admit", is_flag=True, help="信息齐全、没有存疑、也不与库中相同或相近的，直接确认入库。")
@JSON
@as_option
def command(
    paths: tuple[Path, ...], code: str | None, table: Path | None, kind: str | None, name: str | None, dry_run: bool,
    admit: bool, as_json: bool, account: str | None,
) -> None:  # fmt: skip
    """读入文件，逐份说明：读出什么、缺什么、与库中哪一件相同或相近。一份读不出不影响其余；中断后再执行一次就接着办。"""
    connect()
    from lianxi.apps.rulebook.acts import RECEIVE_RULES
    from lianxi.apps.rulebook.intake.table import Given, read_table, rows_amiss
    from lianxi.kernel.access import require

    actor = acting(account)
    require(actor, RECEIVE_RULES, body=code or actor.body)
    body = body_of_code(code or actor.body)
    given = read_table(table.read_bytes()) if table else Given()
    defaults = _defaults(kind)
    click.echo("涉密文件、内部敏感信息不得入库。", err=True)
    left: dict[str, tuple[str, ...]] = {}
    if dry_run:
        batch, items = None, _tried(paths, given, body, defaults)
    else:
        batch = _taken(paths, given, body, name or "、".join(path.resolve().name for path in paths), actor, defaults)
        if admit:
            left = _admitted(batch, actor)
            catch_index_up(A_WHILE)
        items = list(batch.items.select_related("batch"))
    faults = [*given.faults, *rows_amiss(given.rows, (item.path for item in items))]
    _say(items, batch, faults, left, as_json=as_json)


def _defaults(kind: str | None) -> dict[str, str]:
    """Values for the whole batch; `Refused` where the kind is unknown."""
    from lianxi.kernel.errors import Refused
    from lianxi.loaders.rule_kinds import load_rule_kinds

    kinds = load_rule_kinds()
    code = next((one.code for one in kinds if kind in (one.code, one.name)), "")
    if kind and not code:
        names = "、".join(f"{one.code} {one.name}" for one in kinds)
        raise Refused("kind_known", f"没有“{kind}”这个种类。", remedy=f"请从中选一种：{names}。")
    return {"kind": code} if code else {}


def _tried(paths: tuple[Path, ...], given: Given, body: Body, defaults: dict[str, str]) -> list[Item]:
    """What would come in. Nothing is stored."""
    from lianxi.apps.rulebook.intake.trial import try_files
    from lianxi.importers.folders import opened_out

    items = [_shown(item) for item in try_files(opened_out(paths), given.rows, body, defaults)]
    end_progress()
    return items


def _taken(
    paths: tuple[Path, ...], given: Given, body: Body, name: str, actor: Actor, defaults: dict[str, str]
) -> Batch:
    """Files received and read; a batch of the same name that is not closed goes on where it was cut off."""
    from django.db.transaction import on_commit

    from lianxi.apps.rulebook.services.reading import read_waiting
    from lianxi.apps.rulebook.services.receiving import give_way, open_batch, unfinished_batch
    from lianxi.importers.folders import opened_out
    from lianxi.web.day import today

    on = today()
    batch = unfinished_batch(body, name, actor)
    if batch is None:
        batch = open_batch(body=body, name=name, actor=actor, on=on, defaults=defaults, table=given.rows)
    else:
        _require_as_begun(batch, given, defaults)
    for one in opened_out(paths):
        _shown(_receive(batch, one, given, actor, on), "接收")
        give_way()
    # Not before the commit: whoever does not take what is written here would hold up everybody who saves.
    read_waiting(batch, lambda: actor, on, lambda item: on_commit(lambda: _shown(item, "读取")))
    end_progress()
    batch.refresh_from_db()
    return batch


def _require_as_begun(batch: Batch, given: Given, defaults: dict[str, str]) -> None:
    """Refuse where a batch that goes on was begun with another kind or table: what is given now would do nothing."""
    from lianxi.kernel.errors import Refused

    other = any(batch.table.get(path) != row for path, row in given.rows.items())
    if other or defaults.items() - batch.defaults.items():
        raise Refused(
            "batch_as_begun", f"“{batch.name}”这一批上次已经开始，当时的种类、表格与这次的不同。",
            remedy="接着办的，不写 --kind、--table，或者写得与上次一样；要用新的，加 --name 另起一批，"
            "或者在网页上成批填写。",
        )  # fmt: skip


def _admitted(batch: Batch, actor: Actor) -> dict[str, tuple[str, ...]]:
    """What is complete, without doubt and new goes in; the rest waits for a person: why, by file."""
    from lianxi.apps.rulebook.models import ItemState
    from lianxi.apps.rulebook.services.admitting import admit_what_is_clear
    from lianxi.web.day import today

    waiting = batch.items.filter(state=ItemState.READ).select_related("batch").defer("text").iterator()
    why = {item.path: admit_what_is_clear(item=item, actor=actor, on=today()) for item in waiting}
    return {path: said for path, said in why.items() if said}


def _say(
    items: list[Item], batch: Batch | None, faults: list[str], left: dict[str, tuple[str, ...]], *, as_json: bool
) -> None:  # fmt: skip
    """JSON alone on stdout, or a line for each file."""
    from lianxi.apps.rulebook.intake.trial import plain_item

    files = [plain_item(item) for item in items]
    counts: dict[str, int] = {}
    for one in files:
        counts[one["state"]] = counts.get(one["state"], 0) + 1
    if as_json:
        answer = {
            "dry_run": batch is None, "batch": str(batch.pk) if batch else None, "counts": counts, "files": files,
            "table_faults": faults, "not_admitted": {path: list(why) for path, why in left.items()},
        }  # fmt: skip
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2).encode())
        return
    for fault in faults:
        click.echo(fault, err=True)
    for path, why in left.items():
        click.echo(f"“{path}”没有入库：{'；'.join(why)}", err=True)
    for one in files:
        click.echo("\t".join(_words(one)))
    click.echo(
        "、".join(f"{one['state_name']} {counts[one['state']]}" for one in {f["state"]: f for f in files}.values())
    )


def _words(one: dict[str, Any]) -> Iterator[str]:
    yield " ".join(one["file"].split())  # a name may hold a line break; here a file has one line
    yield one["state_name"]
    if one["problem"]:
        yield one["problem"]
        return
    yield one["values"].get("title", "（没有读出标题）")
    if one["why"]:
        yield f"须人看过：{'；'.join(one['why'])}"
    for near in one["near"][:1]:
        likeness = "相同" if near["same"] else f"相近（{near['likeness']:.0f}%）"
        yield f"与库中“{near['title']}”{likeness}"


def _receive(batch: Batch, one: Incoming, given: Given, actor: Actor, on: date) -> Item:
    """One file into the batch; one that cannot be opened, or has changed since, stands there with the reason."""
    from lianxi.apps.rulebook.intake.table import row_of
    from lianxi.apps.rulebook.services.receiving import receive_file, receive_unreadable
    from lianxi.kernel.errors import Refused

    try:
        return receive_file(
            batch=batch, path=one.path, content=one.read(), actor=actor, on=on, given=row_of(given.rows, one.path)
        )
    except Refused as refusal:
        if refusal.guard == "batch_open":
            raise
        return receive_unreadable(batch=batch, path=one.path, why=refusal, actor=actor, on=on)


def _shown(item: Item, what: str = "试读") -> Item:
    """Progress for who waits, beside the answer."""
    say_progress(f"{what} {item.position} {item.path[-60:]}")
    return item
