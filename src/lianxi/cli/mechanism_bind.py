"""What `lianxi mechanism bind` does: hold a version against its original, and import the original."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path

import click

from lianxi.cli.database import acting, connect
from lianxi.importers.plain_text import read_plain_text
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding, bind, plain_rows
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.texts.outline import find_title
from lianxi.loaders.mechanisms import load_all


def bind_file(file: Path, mechanism: Mechanism, version: MechanismVersion, account: str | None) -> Binding:
    """Import the file in the name of `account` and answer how the version stands to it."""
    connect()
    from lianxi.apps.mechanisms.originals import import_original
    from lianxi.web.day import today

    done = import_original(
        slug=mechanism.slug, effective=version.effective, content=file.read_bytes(), name=file.name,
        actor=acting(account), on=today(),
    )  # fmt: skip
    click.echo("原文已导入。" if done.new else "这个文件就是现行的原文，没有改动。", err=True)
    return done.binding


def look_at(file: Path, mechanism: Mechanism, version: MechanismVersion) -> Binding:
    """How the version stands to the file, as if it were the first one; needs no database."""
    from lianxi.apps.mechanisms.original_text import read_original

    return bind(version, read_original(file.read_bytes(), file.name, mechanism, version), {})


def say(binding: Binding, *, as_json: bool, also: Sequence[Mapping[str, str]] = ()) -> None:
    """One line per clause, and a summary on stderr where the lines are JSON; `also`: more keys of each line."""
    if as_json:
        rows = [row | dict(more) for row, more in zip_longest(plain_rows(binding), also, fillvalue={})]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
    else:
        for one in binding.clauses:
            click.echo(f"{one.number}  〔{one.state.label}〕  {one.why}")
    click.echo(f"共 {len(binding.clauses)} 条，{len(binding.failed)} 条有问题。", err=as_json)


def named_in(file: Path) -> Mechanism:
    """The one mechanism whose title stands in the file."""
    return named_in_text(read_plain_text(file.read_bytes(), file.name), f"文件“{file.name}”")


def named_in_text(text: str, where: str) -> Mechanism:
    """The one mechanism whose title stands in a text; `where`: the text by name."""
    found = [one for one in load_all().mechanisms.values() if any(find_title(text, v.title) for v in one.versions)]
    if not found and (refusal := _gist_of_any(text, where)):
        raise refusal
    if len(found) != 1:
        titles = "、".join(f"《{one.title}》" for one in found)
        raise Refused(
            "one_mechanism",
            f"{where}中有几份机制的标题：{titles}。" if found else f"{where}中没有找到任何一份机制的标题。",
            remedy="请用 --slug 写明是哪一份。" if found else "标题须独占一行，文字与机制的名称一致；请核对。",
        )
    return found[0]


def _gist_of_any(text: str, where: str) -> Refused | None:
    from lianxi.apps.mechanisms.original_text import gist_only

    versions = (version for one in load_all().mechanisms.values() for version in one.versions)
    return next((refusal for version in versions if (refusal := gist_only(text, where, version))), None)


def exact(mechanism: Mechanism, effective: date) -> MechanismVersion:
    """The version that takes effect on exactly that day."""
    for version in mechanism.versions:
        if version.effective == effective:
            return version
    known = "、".join(version.effective.isoformat() for version in mechanism.versions)
    raise Refused("no_such_version", f"没有 {effective.isoformat()} 生效的版本。", remedy=f"现有：{known}。")
