"""`lianxi text repair`: write a repaired copy and a record of every change; the file itself stays as it is."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import click

from lianxi.cli.text_files import STDIN, file_argument, read_bytes, words_of
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.kernel.texts.damage.repair import Repaired
from lianxi.kernel.texts.report import plain_repair, repair_copy
from lianxi.loaders.character_model import load_character_model
from lianxi.loaders.regions import place_names

_CLASSES = "、".join(f"{kind.value}（{kind.label}）" for kind in Damage)


@click.command("repair", short_help="按采用的类别写一份修复稿和修复记录。")
@file_argument
@click.argument("more", metavar="[更多类别]…", nargs=-1)
@click.option(
    "--accept",
    "classes",
    metavar="类别",
    multiple=True,
    help=f"采用其中有把握的建议，几类接着写：{_CLASSES}。",
)
@click.option(
    "--at", "places", metavar="位置", multiple=True, type=int, help="采用这一处的建议（check 给出的 start），可写几次。"
)
@click.option(
    "--out", metavar="文件", type=click.Path(dir_okay=False, path_type=Path), help="修复稿写到这里；默认在原文件旁。"
)
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：修复记录。")
def repair(
    file: Path,
    more: tuple[str, ...],
    classes: tuple[str, ...],
    places: tuple[int, ...],
    out: Path | None,
    as_json: bool,
) -> None:
    """按采用的类别写一份修复稿和修复记录。原文件不动；按类别只采用有把握的建议，没有把握的须看过后按位置采用。"""
    if more and not classes:
        raise Refused("bad_option", f"“{more[0]}”前面没有 --accept。", remedy="请写成 --accept 类别 类别…。")
    accepted = {_kind(name) for name in (*classes, *more)}
    if not accepted and not places:
        raise Refused(
            "nothing_accepted",
            "没有说采用什么。",
            remedy="请用 --accept 写类别，或用 --at 写位置；先用 check 看有哪些。",
        )
    content = read_bytes(file)
    copy = _destination(file, out)
    text = words_of(content, file)
    done = repair_copy(text, load_character_model(), place_names(), classes=accepted, places=set(places))
    record = plain_repair(done, name=file.name, sha256=sha256(content).hexdigest())
    _write(copy, done, record)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=2).encode())
    click.echo(
        f"修复稿：{copy}；改动 {len(done.changes)} 处，未采用 {len(done.left)} 处；记录：{_record_of(copy)}。",
        err=as_json,
    )


def _kind(name: str) -> Damage:
    try:
        return Damage(name.strip())
    except ValueError:
        raise Refused("bad_option", f"没有“{name}”这一类。", remedy=f"可用：{_CLASSES}。") from None


def _destination(file: Path, out: Path | None) -> Path:
    if out is None and file == STDIN:
        raise Refused("bad_option", "读标准输入时不知道修复稿写到哪里。", remedy="请用 --out 写明文件。")
    copy = out or file.with_name(f"{file.stem}.修复稿.txt")
    taken = [path for path in (copy, _record_of(copy)) if path.exists()]
    if taken:
        raise Refused("file_exists", f"“{taken[0]}”已经有了，没有覆盖。", remedy="请移走它，或用 --out 换一个名字。")
    return copy


def _record_of(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.记录.json")


def _write(copy: Path, done: Repaired, record: dict[str, object]) -> None:
    """Both files or none: a copy without its record would be a text changed in silence."""
    written = _record_of(copy)
    written.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    try:
        copy.write_text(done.text, encoding="utf-8", newline="")
    except OSError:
        written.unlink()
        raise
