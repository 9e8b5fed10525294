"""`lianxi backup`: everything of one moment into one file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lianxi.cli.database import as_option, connect, require_made


@click.command("backup")
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="备份文件。"
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="口令文件，口令写在第一行；给出则加密（age 格式）。",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="标准输出只有 JSON：file、encrypted、vendor、made_at、heads、secret_key、missing、files 等。",
)
@as_option
def command(target: Path, passphrase_file: Path | None, as_json: bool, account: str | None) -> None:
    """备份数据库、上传文件和审计链头；签名密钥不在其中，须另行保管。"""
    connect(make_demo=False)  # one that is behind, too: a backup comes before `lianxi upgrade`
    require_made()
    from lianxi.cli.archive.create import create_backup
    from lianxi.cli.archive.crypt import read_passphrase
    from lianxi.cli.archive.keeper import keeper
    from lianxi.web.day import today

    passphrase = read_passphrase(passphrase_file, new=True) if passphrase_file else ""
    manifest = create_backup(target=target.absolute(), passphrase=passphrase, actor=keeper(account), on=today())
    for lost in manifest.missing:
        click.echo(f"请注意：上传文件 {lost.sha256} 没有备上：{lost.why}。", err=True)
    click.echo(f"请另行保管签名密钥：{manifest.secret_key.kept_in}。它不在备份里。", err=True)
    if as_json:
        about = manifest.model_dump(mode="json", exclude={"files", "migrations"}) | {"files": len(manifest.files)}
        click.echo(json.dumps({"file": str(target), "encrypted": bool(passphrase), **about}, ensure_ascii=False))
    else:
        from django.template.defaultfilters import filesizeformat

        size = filesizeformat(target.stat().st_size)
        click.echo(f"已备份到 {target}（{size}，上传文件 {len(manifest.files) - 1} 个）。")
