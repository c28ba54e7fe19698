"""The temporary ground the tests stand on: a directory of their own, and a database in it or a private PostgreSQL."""

import atexit
import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

KIND = os.environ.get("DUTYLIST_TEST_DB", "sqlite")


def prepare():
    """Points the environment at a fresh directory and database; a worker of xdist finds it done. -> the directory."""
    if ground := os.environ.get("DUTYLIST_TEST_GROUND"):
        return Path(ground)
    for name in [name for name in os.environ if name.startswith("DUTYLIST_") and not name.startswith("DUTYLIST_TEST_")]:
        if name != "DUTYLIST_SCREENS":
            del os.environ[name]
    ground = Path(tempfile.mkdtemp(prefix="dutylist-test-"))
    atexit.register(shutil.rmtree, ground, ignore_errors=True)
    os.environ |= {"DUTYLIST_TEST_GROUND": str(ground), "DUTYLIST_VAR_DIR": str(ground / "var")}
    (ground / "var" / "static").mkdir(parents=True)
    if KIND == "postgresql":
        os.environ["DUTYLIST_DATABASE_URL"] = os.environ.get("DUTYLIST_TEST_POSTGRES_URL") or start_cluster()
    return ground


def binaries():
    """Where the newest installed PostgreSQL server is, or "": Debian keeps its programs out of PATH."""
    homes = {path: Path(path).parent for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")}
    newest = max(homes.values(), key=lambda home: float(home.parent.name), default=None)
    found = newest or (shutil.which("initdb") and Path(shutil.which("initdb")).parent)
    return str(found or "")


def why_no_postgresql():
    """A sentence when the PostgreSQL half cannot run here, else ""."""
    if os.environ.get("DUTYLIST_TEST_POSTGRES_URL") or binaries():
        return ""
    return "no PostgreSQL server installed (Debian: postgresql) and DUTYLIST_TEST_POSTGRES_URL is not set"


def start_cluster():
    """A cluster of our own without durability, on a socket in a short path only; stopped at exit. -> its URL."""
    if why := why_no_postgresql():
        raise SystemExit(f"DUTYLIST_TEST_DB=postgresql: {why}")
    home = tempfile.mkdtemp(prefix="dl-pg-", dir="/tmp")
    owner = _give_to_unprivileged(home)
    data, programs = f"{home}/data", binaries()
    _run(owner, f"{programs}/initdb", "-D", data, "-U", "dutylist", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    settings = f"-k {home} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    _run(owner, f"{programs}/pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", settings, "start")
    atexit.register(_stop_cluster, owner, programs, home)
    return f"postgresql://dutylist@/{home}/postgres"


def _stop_cluster(owner, programs, home):
    _run(owner, f"{programs}/pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop", check=False)
    shutil.rmtree(home, ignore_errors=True)


def _give_to_unprivileged(home):
    """PostgreSQL refuses to run as root: -> the account it runs as instead, or "" when we are not root."""
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
