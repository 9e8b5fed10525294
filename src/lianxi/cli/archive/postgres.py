"""PostgreSQL: copied out by pg_dump at an exported snapshot, put back by pg_restore and psql in one transaction."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from lianxi.cli.archive.container import CHUNK, damaged
from lianxi.cli.archive.manifest import Manifest
from lianxi.kernel.errors import Refused

_TABLE = re.compile(r"^\d+; \d+ \d+ TABLE \S+ (\S+) ", re.MULTILINE)


def server_version() -> str:
    """Main version of the server, e.g. ``15``."""
    connection.ensure_connection()
    return str(connection.pg_version // 10_000)


@contextmanager
def copied(target: Path) -> Iterator[None]:
    """Dump the database to `target`; within the block the ORM reads the very snapshot that was dumped."""
    program = _program("pg_dump")
    arguments, environment = _address()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        command = [program, "-Fc", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        dump = subprocess.run([*command, *arguments], env=environment, capture_output=True, text=True, check=False)
        if dump.returncode:
            raise Refused(
                "database_copied", f"pg_dump 没有成功：{_last_line(dump.stderr)}", remedy="请按上面的提示处理后再来。"
            )
        yield


def check(database: Path, manifest: Manifest) -> None:
    """Refuse a dump this server cannot take, and a database that holds tables of others."""
    if int(manifest.server) > int(server_version()):
        raise Refused(
            "server_version",
            f"备份来自 PostgreSQL {manifest.server}，这里是 {server_version()}，不能恢复到更旧的版本。",
            remedy=f"请升级到 PostgreSQL {manifest.server} 或更高。",
        )
    known = _dumped_tables(database) | set(connection.introspection.django_table_names()) | {"django_migrations"}
    if strangers := sorted(set(connection.introspection.table_names()) - known):
        raise Refused(
            "own_database",
            f"目标数据库里有不属于联席的表：{'、'.join(strangers[:5])}。恢复会动到它们，什么都没有恢复。",
            remedy="请给联席单独的数据库，把 LIANXI_DATABASE_URL 指向它，再恢复。",
        )


def put_in_place(database: Path) -> None:
    """Replace all tables in one transaction; whatever goes wrong, the old ones stay as they were."""
    tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
    psql, pg_restore = _program("psql"), _program("pg_restore")
    before = "BEGIN;\nSET LOCAL lock_timeout = '10s';\n" + (f"DROP TABLE {tables} CASCADE;\n" if tables else "")
    connection.close()
    arguments, environment = _address()
    errors = database.with_suffix(".errors")
    command = [psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments]
    with errors.open("wb") as said:
        taker = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            whole = _feed(taker.stdin, before, [pg_restore, str(database)], said)
        finally:
            with suppress(BrokenPipeError):
                taker.stdin.close()
            taker.wait()
    if taker.returncode or not whole:
        raise Refused(
            "database_replaced",
            f"PostgreSQL 没有接受：{_last_line(errors.read_text(errors='replace'))}。什么都没有恢复。",
            remedy="若是锁等待超时，请先停掉 lianxi serve 和 lianxi worker。",
        )


def _feed(taker: IO[bytes], before: str, dump: list[str], said: IO[bytes]) -> bool:
    """Write the whole script; COMMIT comes last, only after a complete one: half a script changes nothing."""
    script = [*dump, "--clean", "--if-exists", "--no-owner", "--no-privileges", "-f", "-"]
    giver = subprocess.Popen(script, stdout=subprocess.PIPE, stderr=said)
    try:
        taker.write(before.encode())
        shutil.copyfileobj(giver.stdout, taker, CHUNK)
        if giver.wait() == 0:
            taker.write(b"\nCOMMIT;\n")
            taker.flush()
            return True
    except BrokenPipeError:  # psql has met an error and said so
        giver.kill()
    finally:
        giver.stdout.close()
        giver.wait()
    return False


def _dumped_tables(database: Path) -> set[str]:
    """Names of the tables in a dump."""
    command = [_program("pg_restore"), "--list", str(database)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    if listed.returncode:
        raise damaged(database.name, f"pg_restore 读不出（{_last_line(listed.stderr)}）")
    return set(_TABLE.findall(listed.stdout))


def _program(name: str) -> str:
    """Path of a PostgreSQL client program that is as new as the server, or `Refused` with what to install."""
    needed = server_version()
    remedy = f"请安装 PostgreSQL {needed} 的客户端程序（Debian/Ubuntu：apt-get install postgresql-client-{needed}）。"
    path = shutil.which(name)
    if path is None:
        raise Refused("client_programs", f"找不到 {name}。", remedy=remedy)
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(?:\.|\s|$|devel|beta|rc)", said.partition("PostgreSQL)")[2])
    if found is None or int(found[1]) < int(needed):
        raise Refused(
            "client_programs", f"{name} 的版本（{found[1] if found else '不明'}）低于服务器的 {needed}。", remedy=remedy
        )
    return path


def _address() -> tuple[list[str], dict[str, str]]:
    """How to reach the database, as arguments and environment: the password never stands in a command line."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    return arguments[1:], {**os.environ, **(environment or {}), "PGCLIENTENCODING": "UTF8"}


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "没有说明原因"
