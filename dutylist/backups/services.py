"""Making a backup of a running installation, and putting one back whole or not at all."""

import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from . import databases
from .manifest import BackupRefused, Manifest, checksum, read_manifest

UPLOADS, KEY = "files", "secret-key"
COUNTED = (
    ("organizations", "User"),
    ("organizations", "Department"),
    ("history", "Batch"),
)
NEWER = "备份取自较新版本的程序（{names}），请先把程序升级到该版本，再恢复。"
IN_USE = (
    "这里已有数据（{count}个账号）。确实要用备份替换的，加上--replace："
    "替换以前，现有的数据会另存一份。"
)


def backup(target):
    """Everything of this installation into a folder that is new or empty: -> Manifest.

    Uploads are copied before and after the database: what it names is there, whatever is handed in
    or taken away meanwhile.
    """
    folder = Path(target)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder}已经存在，而且不是空目录。请换一个目录。")
    folder.mkdir(parents=True, exist_ok=True)
    _copy_uploads(folder / UPLOADS)
    name = databases.dump(folder)
    _copy_uploads(folder / UPLOADS)
    key = settings.VAR_DIR / KEY
    if key.is_file():
        shutil.copyfile(key, folder / KEY)
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            files[str(path.relative_to(folder))] = checksum(path)
    made = Manifest(
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        engine=connection.vendor,
        database=name,
        files=files,
        migrations=sorted(f"{app}.{name}" for app, name in _applied()),
        rows=rows_counted(),
    )
    made.write(folder)
    return made


def restore(source, *, replace=False):
    """Puts a backup in place of what is here: -> (Manifest, where what was here has been kept, or
    None). Everything is checked before anything is written.
    """
    folder = Path(source)
    manifest = read_manifest(folder)
    databases.require_sound(folder / manifest.database, manifest.engine)
    if newer := sorted(set(manifest.migrations) - _known_migrations()):
        raise BackupRefused(NEWER.format(names="、".join(newer[:3])))
    kept = None
    if count := accounts_here():
        if not replace:
            raise BackupRefused(IN_USE.format(count=count))
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        kept = settings.VAR_DIR / "backups" / f"before-restore-{stamp}"
        backup(kept)
    databases.load(folder / manifest.database)
    _put_uploads(folder / UPLOADS)
    if (folder / KEY).is_file():
        shutil.copyfile(folder / KEY, settings.VAR_DIR / KEY)
    return manifest, kept


def rows_counted():
    """{table: rows} of what a person knows the installation by."""
    counted = {}
    for label, name in COUNTED:
        model = apps.get_model(label, name)
        counted[model._meta.db_table] = model._base_manager.count()
    return counted


def accounts_here():
    """How many accounts there are beside the one of the jobs; none in a database without tables."""
    model = get_user_model()
    if model._meta.db_table not in connection.introspection.table_names():
        return 0
    return model._base_manager.exclude(username="system").count()


def migrations_missing():
    """The migrations that a database put back still lacks for this program."""
    loader = MigrationLoader(connection)
    lacking = set(loader.graph.nodes) - set(loader.applied_migrations)
    return sorted(f"{app}.{name}" for app, name in lacking)


def _applied():
    return MigrationRecorder(connection).applied_migrations()


def _known_migrations():
    loader = MigrationLoader(None)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def _copy_uploads(target):
    """Copies what is not there yet; a file taken away meanwhile is passed over."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        copy = target / path.relative_to(root)
        if path.is_file() and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(path, copy)
            except FileNotFoundError:
                copy.unlink(missing_ok=True)


def _put_uploads(folder):
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            copy = root / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
