"""Servers as child processes on loopback: gunicorn with one worker, and the peers it is compared
with.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
STARTING = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var):
    """The settings of a child: this process's database, a directory of its own."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "dutylist.settings",
        "DUTYLIST_DATABASE_URL": database_url(),
        "DUTYLIST_VAR_DIR": str(var),
        "DUTYLIST_PUBLIC_URL": "http://127.0.0.1:8000",
        # A server makes what lists lack of vectors as it begins: that is no part of its pages.
        "DUTYLIST_MEANING": "off",
    }


def database_url():
    """The database this process is connected to, as an address."""
    from django.db import connection

    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    who = quote(facts["USER"]) + (f":{quote(facts['PASSWORD'])}" if facts["PASSWORD"] else "")
    host = facts["HOST"] or "localhost"
    place = f"/{host}" if host.startswith("/") else f"{host}:{facts['PORT'] or 5432}"
    return f"postgresql://{who}@{place}/{facts['NAME']}"


@contextlib.contextmanager
def served(module, *arguments, log, env=None, port=None):
    """`python -m module arguments` as a child, from its first answer until the block ends: -> the
    port.
    """
    with Path(log).open("w") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=env, stdout=out, stderr=out
        )
        try:
            await_answer(child, port, log)
            yield port
        finally:
            child.terminate()
            child.wait(timeout=STARTING)


def await_answer(child, port, log):
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if child.poll() is not None:
            break
        time.sleep(0.05)
    raise SystemExit(f"no server came up:\n{Path(log).read_text()[-2000:]}")


def one_worker(application, var):
    """A WSGI application under gunicorn: one process, four threads, kept-alive connections, no
    access log.
    """
    port = free_port()
    options = (
        "--worker-class gthread --workers 1 --threads 4 --keep-alive 30 --no-control-socket "
        "--log-level warning"
    )
    arguments = [application, "--bind", f"127.0.0.1:{port}", *options.split()]
    return served(
        "gunicorn", *arguments, log=Path(var, "gunicorn.log"), env=environment(var), port=port
    )


def collect_static(var):
    """The static files of the public pages; the admin's are many and not asked for."""
    left_out = [
        "--ignore",
        "admin",
        "--ignore",
        "rest_framework",
    ]
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0", *left_out]
    subprocess.run(command, cwd=ROOT, env=environment(var), check=True)
