"""`lianxi audit`: verify the chains, note their heads, read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianxi.cli.database import acting, as_option, connect

if TYPE_CHECKING:
    from lianxi.apps.audit.report import Finding, Report

_json = click.option("--json", "as_json", is_flag=True, help="在标准输出给出 JSON。")


@click.group("audit")
def command() -> None:
    """审计：核验各条链，抄出链头，查看条目。"""


@command.command()
@click.option(
    "--head",
    "heads",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="文件",
    help="抄存在别处的链头：链头文件的副本、lianxi audit heads --json 的输出，或备份清单；可给多个。",
)
@_json
@click.pass_context
def verify(ctx: click.Context, heads: tuple[Path, ...], as_json: bool) -> None:
    """核验全部审计链；有发现时退出码为 1，读不了时为 2。"""
    connect()
    from lianxi.apps.audit.verification import verify_chains

    report = verify_chains(heads)
    click.echo(_line(report.as_json()) if as_json else _told(report))
    ctx.exit(1 if report.findings else 0)


@command.command("heads")
@_json
def list_heads(as_json: bool) -> None:
    """列出各条链的链头；--json 的输出宜抄存别处，供以后 verify --head 核对。"""
    connect()
    from lianxi.apps.audit.verification import current_heads

    heads = current_heads()
    if as_json:
        click.echo(_line({"heads": [{"chain": h.chain, "number": h.number, "hash": h.hash} for h in heads]}))
        return
    for head in heads:
        click.echo(f"{head.chain}\t第 {head.number} 条\t{head.hash}")


@command.command("list")
@click.option("--chain", default="", metavar="链", help="只看这条链：机构代码，或 system。")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="最多列出多少条。")
@as_option
@_json
def list_entries(chain: str, limit: int, account: str | None, as_json: bool) -> None:
    """列出可以查看的审计条目，由近到远；须以 --as 说明是谁在看。"""
    connect()
    from lianxi.apps.audit.selectors import require_reader
    from lianxi.apps.audit.told import told_entries, words
    from lianxi.composition.audited import hidden_entries
    from lianxi.web.day import today

    actor = acting(account)
    require_reader(actor)
    entries = told_entries(actor, today(), hidden_entries).filter(**({"chain": chain} if chain else {}))
    names = ("number", "on", "act", "act_label", "account", "person", "body", "clause", "backdated")
    rows = [
        {"chain": entry.chain_id} | {name: getattr(entry, name) for name in names}
        | {"target": words(entry).target, "title": words(entry).title}
        for entry in entries.order_by("-id")[:limit]
    ]  # fmt: skip
    if as_json:
        click.echo(_line([row | {"on": row["on"].isoformat()} for row in rows]))
        return
    for row in rows:
        day = f"{row['on']}（补录）" if row["backdated"] else str(row["on"])
        click.echo("	".join([f"{row['chain']}#{row['number']}", day, row["act_label"], row["person"], row["title"]]))


@command.command()
@click.option("--note", required=True, metavar="原因", help="链头为什么缺失，记入审计。")
@as_option
def witness(note: str, account: str | None) -> None:
    """补记缺失的链头（如磁盘写满之后），由运维办理并说明原因。"""
    connect()
    from lianxi.apps.audit.services import witness_heads
    from lianxi.web.day import today

    entry = witness_heads(actor=acting(account), on=today(), note=note)
    click.echo(f"已补记：{'，'.join((entry.after or {})['spans'])}。记入系统链第 {entry.number} 条。")


def _line(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


def _told(report: Report) -> str:
    """The report in words: what was walked, what was found, what is explained, what cannot be known."""
    pace = f"，每秒 {report.entries / report.seconds:,.0f} 条" if report.entries else ""
    lines = [f"核验 {len(report.chains)} 条链，共 {report.entries:,} 条，用时 {report.seconds:.1f} 秒{pace}。"]
    lines += [f"  {seen.chain}\t{seen.entries} 条\t末条摘要 {seen.hash}" for seen in report.chains]
    lines.append(f"发现 {len(report.findings)} 处：" if report.findings else "没有发现改动。")
    lines += [_finding(finding) for finding in report.findings]
    if report.explained:
        lines += ["已有说明、仍列出：", *(_finding(finding) for finding in report.explained)]
    return "\n".join([*lines, "不能知道的：", *(f"  · {sentence}" for sentence in report.unknowable)])


def _finding(finding: Finding) -> str:
    chain = f"{finding.chain} 链：" if finding.chain and finding.chain not in finding.message else ""
    return f"  · 【{finding.label}】{chain}{finding.message}"
