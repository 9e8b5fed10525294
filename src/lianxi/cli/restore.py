"""`lianxi restore`: puts a backup back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.database import as_option, connect
from lianxi.kernel.errors import Refused

if TYPE_CHECKING:  # the real import waits until the settings are loaded
    from lianxi.cli.archive.restore import Restored


@click.command("restore")
@click.argument("source", metavar="文件", type=click.Path(path_type=Path))
@click.option("--passphrase-file", type=click.Path(path_type=Path), metavar="文件", help="口令文件，口令写在第一行。")
@click.option("--yes", is_flag=True, help="确认以备份取代现有数据。")
@click.option(
    "--json", "as_json", is_flag=True, help="标准输出只有 JSON：restored、made_at、sealed、missing、heads、old_heads。"
)
@as_option
def command(source: Path, passphrase_file: Path | None, yes: bool, as_json: bool, account: str | None) -> None:
    """从备份恢复数据库和上传文件；现有数据被取代，恢复本身记入审计。"""
    if not yes:
        raise Refused(
            "confirmed", "恢复会用备份取代现有数据。", remedy="先用 lianxi backup 备份现状，再加 --yes 执行。"
        )
    connect(make_demo=False)
    from lianxi.cli.archive.crypt import read_passphrase
    from lianxi.cli.archive.keeper import keeper
    from lianxi.cli.archive.restore import restore_backup

    passphrase = read_passphrase(passphrase_file, new=False) if passphrase_file else ""
    done = restore_backup(source=source, passphrase=passphrase, actor=keeper(account))
    _warn(done)
    if as_json:
        click.echo(json.dumps(_listed(source, done), ensure_ascii=False))
    else:
        click.echo(f"已恢复到{done.manifest.moment}的状态；所有人须重新登录。恢复前的链头已记入审计。")


def _warn(done: Restored) -> None:
    """What the operator should know although the restore went through."""
    if not done.sealed:
        click.echo(
            "请注意：这份备份是用另一把签名密钥做的，封印无从核对：内容完整，但不能证明没有被人重做过。"
            f"原密钥在 {done.manifest.secret_key.kept_in}。",
            err=True,
        )
    for lost in done.manifest.missing:
        click.echo(f"请注意：备份里没有上传文件 {lost.sha256}：{lost.why}。", err=True)


def _listed(source: Path, done: Restored) -> dict[str, Any]:
    return {
        "restored": str(source),
        "made_at": done.manifest.made_at.isoformat(),
        "sealed": done.sealed,
        "missing": [lost.sha256 for lost in done.manifest.missing],
        "heads": [head.model_dump() for head in done.manifest.heads],
        "old_heads": [{"chain": head.chain, "number": head.number, "hash": head.hash} for head in done.old_heads],
    }
