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

from dutylist.backups.manifest import BackupRefused, read_manifest, sentence_of
from tests import database

ROOT = Path(__file__).resolve().parents[2]
# One process carries out many commands: to start one takes longer than most of them.
STEPS = """
import io, json, sys
import django
django.setup()
from django.core.management import CommandError, call_command
from dutylist.history.models import Batch
from dutylist.organizations.models import Department, User

def contents():
    return json.dumps({
        "users": list(User.objects.order_by("username").values_list("username", "password")),
        "batches": [f"{row.pk}{row.digest}" for row in Batch.objects.order_by("pk")],
        "departments": list(Department.objects.order_by("pk").values_list("name", flat=True)),
    })

answers = []
for step in json.load(sys.stdin):
    out, code = io.StringIO(), 0
    try:
        if step == ["contents"]:
            out.write(contents())
        else:
            call_command(*step, stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
        code = 1
    except SystemExit as end:
        code = end.code
    answers.append([code, out.getvalue()])
print(json.dumps(answers))
"""


class Installation:
    """A folder and a database of their own, run by commands as an engineer runs them."""

    def __init__(self, folder, address):
        self.folder, self.address = folder, address

    def run(self, *steps):
        """[(exit code, what was said)] of commands, one after the other."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DUTYLIST_", "DJANGO_"))
        }
        environment |= {
            "DUTYLIST_VAR_DIR": str(self.folder),
            "DUTYLIST_MEANING": "0",
            "DJANGO_SETTINGS_MODULE": "dutylist.settings",
        }
        if self.address:
            environment["DUTYLIST_DATABASE_URL"] = self.address
        done = subprocess.run(
            [sys.executable, "-c", STEPS],
            cwd=ROOT,
            env=environment,
            input=json.dumps([list(map(str, step)) for step in steps]),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

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


CONTENTS = ("contents",)
ROLE = ("--role", "system_administrator", "--reason", "启用")


@pytest.mark.both_databases
def test_a_backup_is_put_back_whole_and_a_damaged_one_not_at_all(tmp_path):
    made = tmp_path / "backup"
    with installation(tmp_path / "old") as old, installation(tmp_path / "new") as new:
        (old.uploads / "attachments").mkdir(parents=True)
        (old.uploads / "attachments" / "复函.pdf").write_bytes(b"%PDF-1.7 x")
        *_, before, backed_up, again = old.run(
            ("migrate", "-v", "0"),
            ("open_account", "admin", "张管理", *ROLE),
            ("setup_county", "990121000000"),
            CONTENTS,
            ("backup", made),
            ("backup", made),
        )
        assert backed_up[0] == 0
        assert "账号2" in backed_up[1]
        assert again[0] == 1
        assert "不是空目录" in again[1]
        require_damage_is_seen(made, tmp_path)

        damaged, restored, after, verified, opened, refused, more, replaced, last = new.run(
            ("restore", tmp_path / "altered"),
            ("restore", made),
            CONTENTS,
            ("verify_history",),
            ("open_account", "audit", "李审计", "--reason", "恢复以后"),
            ("restore", made),
            CONTENTS,
            ("restore", made, "--replace"),
            CONTENTS,
        )
        assert (damaged[0], refused[0]) == (1, 1)
        assert "没有恢复任何内容" in damaged[1]
        assert "已恢复" in restored[1]
        assert after == before
        assert "历史记录完整" in verified[1]
        assert opened[0] == 0
        assert "--replace" in refused[1]
        assert len(json.loads(more[1])["users"]) == 3
        assert last == before
        assert (new.uploads / "attachments" / "复函.pdf").read_bytes() == b"%PDF-1.7 x"
        assert (new.folder / "secret-key").read_text() == (old.folder / "secret-key").read_text()
        kept = next((new.folder / "backups").iterdir())
        assert str(kept) in replaced[1]
        _back, whole, _current = new.run(
            ("restore", kept, "--replace"), CONTENTS, ("migrate", "--check", "-v", "0")
        )
        assert whole == more


def require_damage_is_seen(made, folder):
    for damage in (altered, shortened, added, without_manifest, manifest_altered):
        copy = folder / damage.__name__
        shutil.copytree(made, copy)
        damage(copy)
        with pytest.raises(BackupRefused, match="备份"):
            read_manifest(copy)


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


def test_a_folder_that_the_account_may_not_write_is_named():
    error = PermissionError(13, "Permission denied", "/backup")
    assert "不能读写/backup" in sentence_of(error)
    assert sentence_of(BackupRefused("请换一个目录。")) == "请换一个目录。"
