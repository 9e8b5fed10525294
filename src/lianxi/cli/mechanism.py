"""`lianxi mechanism`: list, show, compare and check definition files without a database; bind one to its original."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from lianxi.cli.database import as_option
from lianxi.cli.mechanism_bind import bind_file, exact, look_at, named_in, say
from lianxi.cli.mechanism_bind_work import bind_to_work
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.mechanism_diff import VersionDiff, diff
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.loaders.definitions import check_definitions
from lianxi.loaders.mechanisms import load_all, load_mechanism


@click.group("mechanism", short_help="机制：列出、查看、对照版本、检查定义文件、绑定原文。")
def command() -> None:
    """机制：列出、查看、对照版本、检查定义文件、绑定原文。"""


@command.command("check", short_help="检查全部定义文件，一次列出所有差错。")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：faults 列表，每项有 file、key、message。")
def check(as_json: bool) -> None:
    """检查 mechanisms/ 和 data/circles/ 的全部定义，并逐个验算例子；有差错时退出码为 1。"""
    report = check_definitions()
    if as_json:
        faults = [{"file": one.file, "key": one.key, "message": one.message} for one in report.faults]
        click.echo(json.dumps({"faults": faults}, ensure_ascii=False, indent=2).encode())
    else:
        for fault in report.faults:
            click.echo(str(fault))
    click.echo(f"{report.summary}；差错 {len(report.faults)} 处。", err=as_json)
    if report.faults:
        raise SystemExit(1)


@command.command("list", short_help="列出全部机制和版本。")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：slug、title、circle、versions。")
def list_mechanisms(as_json: bool) -> None:
    """列出全部机制和版本。"""
    mechanisms = list(load_all().mechanisms.values())
    if as_json:
        click.echo(json.dumps([listed(one) for one in mechanisms], ensure_ascii=False, indent=2).encode())
        return
    for mechanism in mechanisms:
        click.echo(f"{mechanism.slug}  《{mechanism.title}》")
        for version in mechanism.versions:
            text = f"规则 {len(version.rules)} 条" if version.text_known else "条文不详"
            click.echo(f"    {version.effective.isoformat()}  参加 {len(version.parties)} 家  {text}")


@command.command("show", short_help="查看一个版本的规则、条款和效力。")
@click.argument("slug", metavar="机制")
@click.option("--on", "day", metavar="日期", help="这一天有效的版本；默认最新版本。")
def show(slug: str, day: str | None) -> None:
    """查看一个版本的规则、条款和效力。"""
    mechanism, circle = load_mechanism(slug)
    version = mechanism.version_on(read_day("--on", day)) if day else mechanism.latest
    names = circle.parties.short_names
    click.echo(f"《{version.title}》  自{version.effective.isoformat()}  {circle.name}")
    if not version.text_known:
        click.echo(f"条文不详。{version.note}")
    for rule in version.rules:
        click.echo(f"{rule.clause}  〔{rule.force.label}〕  {rule.label}：{rule.sentence(names)}")
    for clause in version.clauses:
        if not clause.applies:
            same = f"，同{clause.repeats}" if clause.repeats else ""
            click.echo(f"{clause.number}  〔{clause.status.label}{same}〕  {clause.gist}{clause.note}")


@command.command("diff", short_help="对照两个版本：新增、删去、修改了哪些规则。")
@click.argument("slug", metavar="机制")
@click.argument("old", metavar="旧版生效日期")
@click.argument("new", metavar="新版生效日期")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：joined、left、reason、changes。")
def diff_versions(slug: str, old: str, new: str, as_json: bool) -> None:
    """对照两个版本：新增、删去、修改了哪些规则。"""
    mechanism, circle = load_mechanism(slug)
    found = diff(exact(mechanism, read_day("旧版生效日期", old)), exact(mechanism, read_day("新版生效日期", new)))
    names = circle.parties.short_names
    if as_json:
        click.echo(json.dumps(as_plain(found, names), ensure_ascii=False, indent=2).encode())
        return
    for label, bodies in (("新参加", found.joined), ("不再参加", found.left)):
        if bodies:
            click.echo(f"{label}：{'、'.join(names.get(body, body) for body in bodies)}")
    if found.reason:
        click.echo(found.reason)
    for change in found.changes:
        click.echo(f"{change.label}〔{change.kind.label}〕")
        click.echo(f"    旧 {change.old.clause if change.old else ''}  {change.old_sentence(names) or '——'}")
        click.echo(f"    新 {change.new.clause if change.new else ''}  {change.new_sentence(names) or '——'}")


@command.command("bind", short_help="把一个版本的条款与原文逐条核对，绑定制度库里的制度，或导入原文的文件。")
@click.argument("file", metavar="文件", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--work", "address", metavar="地址", help="制度库里一件制度的地址：/akn/…，或它的页面地址。")
@click.option("--number", type=click.IntRange(1), metavar="第几版", help="与 --work 合用；默认现行的一版。")
@click.option("--note", default="", metavar="说明", help="与 --work 合用：文字与上次确认的不同时，写明核对的情况。")
@click.option("--slug", metavar="机制", help="哪一份机制；默认按文本中的标题找。")
@click.option("--effective", metavar="日期", help="哪一个版本；默认最新版本。")
@click.option("--dry-run", is_flag=True, help="只核对，不绑定、不导入；核对文件时不用账号和数据库。")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：number、state、words、line、why。")
@as_option
def bind(
    file: Path | None,
    address: str | None,
    number: int | None,
    note: str,
    slug: str | None,
    effective: str | None,
    dry_run: bool,
    as_json: bool,
    account: str | None,
) -> None:
    """把一个版本的条款与原文逐条核对，以联席办的账号绑定制度库里的制度，或导入原文的文件；不符的逐条说明。

    给出文件，或者用 --work 给出制度的地址，两者取一。核对制度时，每一行另有 wid（条文身份）和 eid（位置）。
    """
    if (file is None) == (address is None):
        raise Refused("one_source", "文件和 --work 须给出一个，而且只给一个。", remedy="已经入库的用 --work。")
    day = read_day("--effective", effective) if effective else None
    if file is None:
        bind_to_work(address or "", number, note, (slug, day), account, dry_run=dry_run, as_json=as_json)
        return
    mechanism = load_mechanism(slug)[0] if slug else named_in(file)
    version = exact(mechanism, day) if day else mechanism.latest
    binding = look_at(file, mechanism, version) if dry_run else bind_file(file, mechanism, version, account)
    say(binding, as_json=as_json)


def listed(mechanism: Mechanism) -> dict[str, Any]:
    """A mechanism as plain JSON values."""
    return {
        "slug": mechanism.slug,
        "title": mechanism.title,
        "circle": mechanism.circle,
        "versions": [
            {
                "effective": version.effective.isoformat(),
                "text": "known" if version.text_known else "unknown",
                "parties": list(version.parties),
                "rules": [rule.key for rule in version.rules],
            }
            for version in mechanism.versions
        ],
    }


def as_plain(found: VersionDiff, names: dict[str, str]) -> dict[str, Any]:
    """A comparison as plain JSON values; the side that lacks a rule is null."""
    changes = [
        {
            "rule": change.key,
            "kind": change.kind.value,
            "old": change.old_sentence(names) or None,
            "old_clause": change.old.clause if change.old else None,
            "old_force": change.old.force.value if change.old else None,
            "new": change.new_sentence(names) or None,
            "new_clause": change.new.clause if change.new else None,
            "new_force": change.new.force.value if change.new else None,
        }
        for change in found.changes
    ]
    return {"joined": list(found.joined), "left": list(found.left), "reason": found.reason, "changes": changes}


def read_day(option: str, text: str) -> date:
    """The day in an option, or a refusal that shows how to write it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("bad_option", f"{option}的“{text}”不是日期。", remedy="请写成 2023-08-23。") from None
