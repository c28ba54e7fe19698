"""`python -m benchmarks [module ...]`: runs them on every database there is, prints the table,
writes RESULTS.md.
"""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.results import keep, section, table
from tests.database import binaries

HARNESS = {
    *(
        "__init__",
        "__main__",
        "figures",
        "measure",
        "results",
        "ground",
        "servers",
        "load",
        "bare",
        "peers",
    ),
    *("bare_import", "importing_peers", "workbooks"),
    "shortcuts",  # asked for by name, see there
    "whistles",  # the parts of `assessment`
    "load_years",
    "schemes",
}


def main(names):
    modules = names or sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in HARNESS
    )
    engines = {"sqlite": f"SQLite {sqlite3.sqlite_version}"}
    if home := binaries():
        engines["postgresql"] = postgresql_version(home)
    else:
        print("LEFT OUT: postgresql: no server installed (Debian: postgresql)")
    command = " ".join(["make bench", *([f'ARGS="{" ".join(names)}"'] if names else [])])
    sections = {name: run(name, engines, command) for name in modules}
    keep({name: text for name, (text, _) in sections.items()})
    return 0 if all(held for _, held in sections.values()) else 1


def run(module, engines, command):
    """One module on every engine: -> (its section, whether every bound held)."""
    by_engine = {}
    for engine in engines:
        print(f"== {module} on {engine}", flush=True)
        by_engine[engine] = measured(module, engine)
    print(table(by_engine), flush=True)
    held = all(figure.holds for figures in by_engine.values() for figure in figures)
    return section(module, by_engine, engines.values(), command), held


def measured(module, engine):
    command = [sys.executable, "-m", "benchmarks.measure", module]
    environment = os.environ | {"DUTYLIST_TEST_DB": engine}
    # A server reads what was compiled once, as it is installed (docs/manual.zh.md).
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"benchmarks.{module} failed on {engine}")
    return [Figure(**json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]


def postgresql_version(home):
    answer = subprocess.run(
        [f"{home}/postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return f"PostgreSQL {answer.split()[2]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
