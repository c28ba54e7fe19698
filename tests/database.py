"""The temporary ground the tests stand on: a directory of their own, and a database in it or a
private PostgreSQL.
"""

import atexit
import fcntl
import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

KIND = os.environ.get("DUTYLIST_TEST_DB", "sqlite")
CARELESS = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
]
CARELESS += ["max_wal_size=4GB", "checkpoint_timeout=1h", "jit=off"]


def share_of(examples):
    """How many examples a session draws of a property; in the whole suite the session on the other
    database draws the other half.
    """
    return -(-examples // 2) if os.environ.get("DUTYLIST_TEST_HALVES") else examples


def prepare(*, durable=False):
    """Points the environment at a fresh directory and database; a worker of xdist finds it done. ->
    the directory.

    `durable`: with the durability of an instance, and never on a server somebody named: for
    benchmarks.
    """
    if ground := os.environ.get("DUTYLIST_TEST_GROUND"):
        return Path(ground)
    for name in [
        name
        for name in os.environ
        if name.startswith("DUTYLIST_") and not name.startswith("DUTYLIST_TEST_")
    ]:
        if name != "DUTYLIST_SCREENS":
            del os.environ[name]
    ground = Path(tempfile.mkdtemp(prefix="dutylist-test-"))
    atexit.register(shutil.rmtree, ground, ignore_errors=True)
    os.environ |= {"DUTYLIST_TEST_GROUND": str(ground), "DUTYLIST_VAR_DIR": str(ground / "var")}
    (ground / "var" / "static").mkdir(parents=True)
    if KIND == "postgresql":
        os.environ["DUTYLIST_DATABASE_URL"] = os.environ.get(
            "DUTYLIST_TEST_POSTGRES_URL"
        ) or start_cluster(durable=durable)
    return ground


def use_a_copy(connection):
    """The first worker to come to a ground migrates, in a database that all of them copy."""
    creation, worker = connection.creation, os.environ["PYTEST_XDIST_WORKER"]
    source = creation._get_test_db_name()
    with open(Path(os.environ["DUTYLIST_TEST_GROUND"], "migrated"), "a+") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        if not mark.tell():
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            mark.write("once")
        connection.close()  # nobody may be in what is copied
        connection.settings_dict["NAME"] = source
        creation.clone_test_db(suffix=worker, verbosity=0)
    connection.settings_dict.update(creation.get_test_db_clone_settings(worker))


def tables_with_rows(connection):
    """The tables that hold anything, by one question."""
    name = connection.ops.quote_name
    tables = sorted(connection.introspection.table_names())
    questions = [f"EXISTS (SELECT 1 FROM {name(table)})" for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(questions)}")
        answers = zip(tables, cursor.fetchone(), strict=True)
        return {table for table, has_rows in answers if has_rows}


def binaries():
    """Where the newest installed PostgreSQL server is, or "": Debian keeps its programs out of
    PATH.
    """
    homes = {path: Path(path).parent for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")}
    newest = max(homes.values(), key=lambda home: float(home.parent.name), default=None)
    found = newest or (shutil.which("initdb") and Path(shutil.which("initdb")).parent)
    return str(found or "")


def why_no_postgresql():
    """A sentence when the PostgreSQL half cannot run here, else ""."""
    if os.environ.get("DUTYLIST_TEST_POSTGRES_URL") or binaries():
        return ""
    return (
        "no PostgreSQL server installed (Debian: postgresql) and DUTYLIST_TEST_POSTGRES_URL is "
        "not set"
    )


def server_url():
    """The server named in the environment (the tests make databases of their own in it), else a
    cluster of our own.
    """
    return os.environ.get("DUTYLIST_TEST_POSTGRES_URL") or start_cluster()


def start_cluster(*, durable=False):
    """A cluster of our own on a socket in a short path, durable only for benchmarks; stopped at
    exit. -> its URL.
    """
    if not binaries():
        raise SystemExit("no PostgreSQL server installed (Debian: postgresql)")
    home = tempfile.mkdtemp(prefix="dl-pg-", dir="/tmp")
    owner = _give_to_unprivileged(home)
    data, programs = f"{home}/data", binaries()
    _run(
        owner,
        f"{programs}/initdb",
        "-D",
        data,
        "-U",
        "dutylist",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
    )
    careless = "" if durable else " ".join(f"-c {option}" for option in CARELESS)
    options = f"-k {home} -c listen_addresses= {careless}"
    _run(owner, f"{programs}/pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", options, "start")
    atexit.register(_stop_cluster, owner, programs, home)
    if threading.current_thread() is threading.main_thread():
        signal.signal(
            signal.SIGTERM, lambda *_: sys.exit(143)
        )  # so that being ended stops the cluster too
    return f"postgresql://dutylist@/{home}/postgres"


def _stop_cluster(owner, programs, home):
    _run(owner, f"{programs}/pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop", check=False)
    shutil.rmtree(home, ignore_errors=True)


def _give_to_unprivileged(home):
    """PostgreSQL refuses to run as root: -> the account it runs as instead, or "" when we are not
    root.
    """
    if os.geteuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = "postgres" if "postgres" in names else "nobody"
    shutil.chown(home, owner)
    return owner


def _run(owner, *command, check=True):
    prefix = ["runuser", "-u", owner, "--"] if owner else []
    done = subprocess.run([*prefix, *command], cwd="/", capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
