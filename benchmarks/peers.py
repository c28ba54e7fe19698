"""What the peers serve: the same entries as one SQLite file for Datasette."""

import contextlib
import importlib.util
import sqlite3
from pathlib import Path

import orjson

from benchmarks.servers import free_port, served

COLUMNS = "code TEXT PRIMARY KEY, kind TEXT, category TEXT, number INT, name TEXT, departments TEXT, township_duty TEXT"


def why_no_datasette():
    """A sentence when Datasette cannot be measured here, else ""."""
    if importlib.util.find_spec("datasette"):
        return ""
    return "datasette is not installed (pip install '.[bench]')"


def datasette(county_code, var):
    """Stock Datasette over the county's entries, opened immutable, its cache of answers aside: one
    process.
    """
    file, port = write_file(county_code, Path(var, "entries.db")), free_port()
    arguments = ["serve", "-i", str(file), "--host", "127.0.0.1", "--port", str(port)]
    return served("datasette", *arguments, log=Path(var, "datasette.log"), port=port)


def write_file(county_code, file):
    from items.models import Entry

    bodies = (
        Entry.objects.in_force().filter(county__code=county_code).values_list("body", flat=True)
    )
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute(f"CREATE TABLE entries ({COLUMNS})")
        database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", map(row_of, bodies)
        )
    return file


def row_of(body):
    entry = orjson.loads(bytes(body))
    departments = "、".join(part["department"] for part in entry["responsibilities"])
    plain = [entry[name] for name in ("code", "kind", "category", "number", "name")]
    return [*plain, departments, entry["township_duty"]]
