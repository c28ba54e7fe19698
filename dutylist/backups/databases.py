"""The database as one file and back, by the means of each: the online backup of SQLite,
`pg_dump` and `psql` of PostgreSQL. Both take one moment of a running installation; both
put back all or nothing.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from django.db import connection

from .manifest import BackupRefused

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILES = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
NO_TOOLS = "找不到{name}，请安装与数据库相同版本的PostgreSQL客户端（postgresql-client）。"


def dump(folder):
    """Writes the database into a folder: -> the name of the file."""
    name = FILES[connection.vendor]
    if connection.vendor == SQLITE:
        _copy_sqlite(connection.settings_dict["NAME"], folder / name)
        _one_file(folder / name)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={folder / name}")
    return name


def require_sound(path, engine):
    """Refuses a file that holds no such database, though its checksum is right."""
    if engine != connection.vendor:
        raise BackupRefused(
            f"备份取自{engine}数据库，这里使用的是{connection.vendor}，不能互相恢复。"
        )
    if engine == POSTGRESQL:
        _run("pg_restore", "--list", str(path), connects=False)
        return
    try:
        with contextlib.closing(sqlite3.connect(_untouched(path), uri=True)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise BackupRefused(f"备份中的数据库已损坏：{said}。没有恢复任何内容。")


def load(path):
    """Puts the database of a file in place of what is here, in one transaction."""
    if connection.vendor == SQLITE:
        connection.close()
        _copy_sqlite(_untouched(path), connection.settings_dict["NAME"])
        return
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        script = Path(folder) / "restore.sql"
        _run("pg_restore", "--no-owner", "--no-acl", f"--file={script}", str(path), connects=False)
        whole = Path(folder) / "whole.sql"
        with whole.open("wb") as out:
            out.write("".join(_removals()).encode())
            with script.open("rb") as file:
                shutil.copyfileobj(file, out)
        connection.close()
        _run(
            "psql",
            "--quiet",
            "--no-psqlrc",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--output=/dev/null",
            f"--file={whole}",
        )


def _removals():
    """The statements that take away what stands in the schema of this installation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
        )
        for (table,) in cursor.fetchall():
            yield f"DROP TABLE IF EXISTS {table} CASCADE;\n"
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n"
            " ON n.oid = p.pronamespace WHERE n.nspname = current_schema()"
            " AND p.proname LIKE 'dutylist%'"
        )
        for (function,) in cursor.fetchall():
            yield f"DROP FUNCTION IF EXISTS {function} CASCADE;\n"


def _untouched(path):
    """The address of a database that is read as it lies, without a file made beside it."""
    return f"{Path(path).resolve().as_uri()}?immutable=1"


def _one_file(path):
    """A copy that needs no file beside it."""
    with contextlib.closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


def _copy_sqlite(source, target):
    """One moment of the source, readers and writers of both notwithstanding."""
    is_address = str(source).startswith("file:")
    with (
        contextlib.closing(sqlite3.connect(source, timeout=60, uri=is_address)) as old,
        contextlib.closing(sqlite3.connect(target, timeout=60)) as new,
    ):
        old.backup(new)


def _run(name, *arguments, connects=True):
    """Runs a program of PostgreSQL against the database of the settings; what it says is the
    refusal.
    """
    program = shutil.which(name)
    if program is None:
        raise BackupRefused(NO_TOOLS.format(name=name))
    command, environment = [program, *arguments], {**os.environ, "PGCLIENTENCODING": "UTF8"}
    if connects:
        facts = connection.get_connection_params()
        command.append(f"--dbname={facts.get('dbname', '')}")
        for option in ("host", "port", "user"):
            if facts.get(option):
                environment[f"PG{option.upper()}"] = str(facts[option])
        if facts.get("password"):
            environment["PGPASSWORD"] = facts["password"]
    done = subprocess.run(  # noqa: S603 (a program of PostgreSQL, found on the path)
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        last = said[-1] if said else ""
        raise BackupRefused(f"{name}没有成功：{last}")
