"""The drill: an installation is backed up, put back elsewhere, and is the same; a damaged backup
changes nothing.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from dutylist.backups.manifest import BackupRefused, read_manifest
from tests import database

ROOT = Path(__file__).resolve().parents[2]
SAYS = """
import json
from items.models import DutyItem
from dutylist.history.models import Batch
from dutylist.organizations.models import Department, User
rows = {
    "users": list(User.objects.order_by("username").values_list("username", "password")),
    "batches": [str(b.pk) + b.digest for b in Batch.objects.order_by("pk")],
    "departments": list(Department.objects.order_by("pk").values_list("name", flat=True)),
}
print(json.dumps(rows, default=str))
"""


class Installation:
    """A folder and a database of their own, run by commands as an engineer runs them."""

    def __init__(self, folder, address):
        self.folder, self.address = folder, address

    def run(self, *arguments, code=0, typed=None):
        """-> what it said on both ways out."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DUTYLIST_", "DJANGO_"))
        }
        environment |= {"DUTYLIST_VAR_DIR": str(self.folder), "DUTYLIST_MEANING": "0"}
        if self.address:
            environment["DUTYLIST_DATABASE_URL"] = self.address
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def contents(self):
        return json.loads(self.run("shell", "-v", "0", "-c", SAYS).splitlines()[-1])

    @property
    def uploads(self):
        return self.folder / "files"


@contextlib.contextmanager
def new_database():
    """The address of an empty database, or none where the folder holds it (SQLite)."""
    if database.KIND != "postgresql":
        yield ""
        return
    import psycopg2

    facts = settings.DATABASES["default"]
    keys = {"host": facts["HOST"], "port": facts["PORT"], "user": facts["USER"]}
    name = f"drill_{uuid.uuid4().hex[:8]}"
    server = psycopg2.connect(dbname="postgres", **{k: v for k, v in keys.items() if v})
    server.autocommit = True
    with contextlib.closing(server), server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{os.environ['DUTYLIST_DATABASE_URL'].rpartition('/')[0]}/{name}"
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def installation(folder):
    with new_database() as address:
        yield Installation(folder, address)


def test_a_backup_is_put_back_whole_and_a_damaged_one_not_at_all(tmp_path):
    with installation(tmp_path / "old") as old, installation(tmp_path / "new") as new:
        old.run("migrate", "-v", "0")
        role = ("--role", "system_administrator", "--reason", "启用")
        old.run("open_account", "admin", "张管理", *role)
        old.run("setup_county", "990121000000")
        (old.uploads / "attachments").mkdir(parents=True)
        (old.uploads / "attachments" / "复函.pdf").write_bytes(b"%PDF-1.7 x")
        before = old.contents()
        made = tmp_path / "backup"
        assert "账号2" in old.run("backup", made)
        assert "不是空目录" in old.run("backup", made, code=1)

        for damage in (altered, shortened, added, without_manifest, manifest_altered):
            copy = tmp_path / damage.__name__
            shutil.copytree(made, copy)
            damage(copy)
            with pytest.raises(BackupRefused, match="备份"):
                read_manifest(copy)
        assert "没有恢复任何内容" in new.run("restore", tmp_path / "altered", code=1)
        assert not (new.folder / "dutylist.sqlite3").exists()

        assert "已恢复" in new.run("restore", made)
        assert new.contents() == before
        assert (new.uploads / "attachments" / "复函.pdf").read_bytes() == b"%PDF-1.7 x"
        assert (new.folder / "secret-key").read_text() == (old.folder / "secret-key").read_text()
        assert "历史记录完整" in new.run("verify_history")
        new.run("open_account", "audit", "李审计", "--reason", "恢复以后")

        assert "--replace" in new.run("restore", made, code=1)
        assert len(new.contents()["users"]) == 3
        said = new.run("restore", made, "--replace")
        assert new.contents() == before
        kept = next((new.folder / "backups").iterdir())
        assert str(kept) in said
        new.run("restore", kept, "--replace")
        assert len(new.contents()["users"]) == 3
        new.run("migrate", "--check")


def altered(folder):
    """One byte of the database is another."""
    path = next(folder.glob("database.*"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def shortened(folder):
    next(folder.glob("files/attachments/*")).write_bytes(b"")


def added(folder):
    (folder / "files" / "more.txt").write_text("x")


def without_manifest(folder):
    (folder / "manifest.json").unlink()


def manifest_altered(folder):
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"organizations_user": 2', '"organizations_user": 3'))
