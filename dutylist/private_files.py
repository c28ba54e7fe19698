"""What the program keeps on disk is for the account it runs under: nobody else of the machine reads
it.
"""

import os
import stat
from pathlib import Path

FOR_OTHERS = 0o077
OF_SQLITE = ("", "-wal", "-shm", "-journal")


def keep_private():
    """From now on no file and no directory of this process can be read by another account."""
    os.umask(FOR_OTHERS)


def close_to_others(*roots):
    """Takes from others what an older installation left open to them, below these paths: -> how
    many were open.

    Links are not followed; what belongs to another account is left as it is.
    """
    count = 0
    for root in roots:
        count += sum(_closed(path) for path in _below(Path(root)))
    return count


def kept_paths(settings):
    """Where an installation keeps what is not for everybody: `var/`, the uploads, the file of the
    database.
    """
    paths = [settings.VAR_DIR, settings.MEDIA_ROOT]
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        paths += [f"{database['NAME']}{ending}" for ending in OF_SQLITE]
    return paths


def _below(root):
    yield root
    if root.is_dir() and not root.is_symlink():
        yield from root.rglob("*")


def _closed(path):
    try:
        facts = path.lstat()
        if (
            stat.S_ISLNK(facts.st_mode)
            or not facts.st_mode & FOR_OTHERS
            or facts.st_uid != os.geteuid()
        ):
            return False
        path.chmod(stat.S_IMODE(facts.st_mode) & ~FOR_OTHERS)
    except FileNotFoundError:
        return False
    return True
