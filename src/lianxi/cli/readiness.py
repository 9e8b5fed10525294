"""What has to be right before pages are served, and what should be."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lianxi.kernel.errors import Refused

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def require_ready() -> None:
    """Let pass, or raise `Refused` with what to do."""
    _require_private_key()
    require_same_steps()


def require_same_steps() -> None:
    """Refuse a database that is not there, or behind this program, or ahead of it: commands would end halfway."""
    require_not_newer()
    missing = missing_steps()
    if not missing:
        return
    if "accounts_account" not in connection.introspection.table_names():
        raise Refused("database_ready", "数据库还没有建。", remedy="先执行 lianxi init；只看示例，执行 lianxi demo。")
    raise Refused(
        "database_ready",
        f"程序比数据库新，数据库还差 {missing} 步更新。",
        remedy="先用 lianxi backup 备份，再执行 lianxi upgrade。",
    )


def require_not_newer() -> None:
    """Refuse a database whose tables a later program has changed: this one does not know what they now hold."""
    loader = _executor().loader
    ahead = sorted(
        f"{app}.{step}"
        for app, step in loader.applied_migrations
        if app in loader.migrated_apps and (app, step) not in loader.disk_migrations
    )
    if ahead:
        raise Refused(
            "database_known",
            f"数据库比程序新：里面有这个程序不认识的建表步骤 {ahead[0]}。没有办理，也没有改动。",
            remedy="请换用更新数据库的那个版本或更新的程序；要退回这个版本，用 lianxi restore 恢复更新以前的备份。",
        )


def missing_steps() -> int:
    """How many steps the tables of the database are behind this program."""
    executor = _executor()
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _executor() -> MigrationExecutor:
    try:
        return MigrationExecutor(connection)
    except DatabaseError as error:
        raise Refused(
            "database_answers",
            f"连不上数据库：{str(error).strip()}",
            remedy="请确认数据库已启动，LIANXI_DATABASE_URL 中的主机、端口、用户和口令无误。",
        ) from error


def _require_private_key() -> None:
    path = settings.VAR / "secret-key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Refused(
            "key_private",
            f"签名密钥 {path} 别的用户也能读。",
            remedy=f"执行 chmod 600 {path}；若可能已被人读过，删掉它再启动，会生成新的（所有人须重新登录）。",
        )


def warnings(host: str) -> Iterator[str]:
    """What works but should not stay so where others reach the server."""
    if host in _LOOPBACK:
        return
    if settings.DEBUG:
        yield "LIANXI_DEBUG 开着，出错页会显示内部细节；对外服务请关掉。"
    if not getattr(settings, "SESSION_COOKIE_SECURE", False):
        yield "没有 HTTPS，口令和会话会明文传输；请在前面放一个 HTTPS 反向代理，并设 LIANXI_HTTPS=1。"
    if "*" in settings.ALLOWED_HOSTS:
        yield "LIANXI_ALLOWED_HOSTS 含“*”，任何主机名都会被接受；请写明主机名。"
    elif set(settings.ALLOWED_HOSTS) <= _LOOPBACK:
        yield "LIANXI_ALLOWED_HOSTS 只有本机，别的机器打不开；请加上访问时用的主机名或 IP。"
