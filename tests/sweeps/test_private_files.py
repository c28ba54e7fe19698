"""What the program keeps on disk can be read by the account it runs under and by nobody else of the
machine.
"""

import os
import re
import stat
import subprocess
import sys

import pytest
from django.core.management import call_command

from dutylist.private_files import FOR_OTHERS, close_to_others

from .tree import ROOT, at, sources

# Everything that writes: settings, database, uploads, places, exports, static files, the accounts
# of the demo.
WRITES = """
import os
import django
django.setup()
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from items.imports.reading.places import take
from items.management.commands.demo import write_accounts
from items.management.commands.export_list import opened
connection.cursor().execute("CREATE TABLE kept (word text)")
connection.cursor().execute("INSERT INTO kept VALUES ('x')")
default_storage.save("imports/2026/list.xlsx", ContentFile(b"x"))
staticfiles_storage.save("site/site.css", ContentFile(b"x"))
take("reader", 1, 0)
write_accounts(settings.VAR_DIR / "demo-accounts.txt", {"clerk": "x"})
with opened(settings.VAR_DIR / "drafts.zip") as file:
    file.write(b"x")
os._exit(0)  # as if killed: the journal of SQLite stays
"""
KEPT = {
    "secret-key",
    "dutylist.sqlite3",
    "dutylist.sqlite3-wal",
    "dutylist.sqlite3-shm",
    "list.xlsx",
    "site.css",
    "reader-0",
    "demo-accounts.txt",
    "drafts.zip",
}


def open_to_others(root):
    """The paths below that another account could read, write or enter."""
    paths = [root, *root.rglob("*")]
    return [path for path in paths if path.lstat().st_mode & FOR_OTHERS]


def careless():
    """The umask of a machine that leaves everything open to everybody."""
    os.umask(0)


@pytest.mark.one_database
def test_whatever_is_written_is_written_for_its_owner_alone(tmp_path):
    var = tmp_path / "var"
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DUTYLIST_", "DJANGO_"))
    }
    environment |= {"DUTYLIST_VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "dutylist.settings"}
    done = subprocess.run(
        [sys.executable, "-c", WRITES],
        cwd=ROOT,
        env=environment,
        preexec_fn=careless,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    written = {path.name for path in var.rglob("*") if path.is_file()}
    assert written >= KEPT
    assert open_to_others(var) == []


def older_installation(root):
    """What was laid by a program that took the umask as it found it."""
    (root / "files" / "imports").mkdir(parents=True)
    kept = [
        root / "dutylist.sqlite3",
        root / "demo-accounts.txt",
        root / "files" / "imports" / "list.xlsx",
    ]
    for path in kept:
        path.write_text("x")
        path.chmod(0o644)
    for folder in (root / "files" / "imports", root / "files", root):
        folder.chmod(0o755)
    return [*kept, root / "files" / "imports", root / "files", root]


def test_what_an_older_installation_left_open_is_closed_by_migrate(db, tmp_path, settings):
    root = tmp_path / "var"
    root.mkdir()
    assert len(open_to_others(root)) <= len(older_installation(root)) == len(open_to_others(root))
    settings.VAR_DIR, settings.MEDIA_ROOT = root, str(root / "files")
    call_command("migrate", "contenttypes", verbosity=0)
    assert open_to_others(root) == []
    assert stat.S_IMODE((root / "demo-accounts.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE((root / "files").stat().st_mode) == 0o700


@pytest.mark.one_database
def test_what_a_link_leads_to_is_left_alone(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    elsewhere.chmod(0o755)
    (tmp_path / "var").mkdir(mode=0o700)
    (tmp_path / "var" / "link").symlink_to(elsewhere)
    assert close_to_others(tmp_path / "var", tmp_path / "nowhere") == 0
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


@pytest.mark.one_database
def test_no_mode_in_the_source_lets_others_in():
    modes = re.compile(r"\b0o([0-7]{3,4})\b")
    found = [
        at(path, number)
        for path in sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        for mode in modes.findall(line)
        if int(mode, 8) & FOR_OTHERS and "FOR_OTHERS =" not in line
    ]
    assert found == []


def options_of(line):
    """{option: value} of a call of gunicorn, without where it listens and notes its number."""
    words = line.partition("gunicorn ")[2].split()
    pairs = zip(words, [*words[1:], ""], strict=True)
    found = {
        word: "" if after.startswith("--") else after
        for word, after in pairs
        if word.startswith("--")
    }
    found.pop("--bind")
    found.pop("--pid", None)
    return found


def calls_of_the_server():
    """{"file:line": a call of gunicorn, in one line} of all documents and of the Makefile."""
    found = {}
    for path in (ROOT / "Makefile", ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        text = path.read_text().replace("\\\n", "")
        for number, line in enumerate(text.splitlines(), 1):
            if "gunicorn dutylist.wsgi" in line:
                found[at(path, number)] = line
    return found


@pytest.mark.one_database
def test_every_document_starts_the_server_as_make_run_does():
    calls = calls_of_the_server()
    assert {name.partition(":")[0] for name in calls} == {
        "Makefile",
        "README.md",
        "docs/manual.zh.md",
    }
    (usual,) = (line for name, line in calls.items() if name.startswith("Makefile"))
    assert "--no-control-socket" in options_of(usual)
    for name, line in calls.items():
        assert options_of(line) == options_of(usual), name
