"""Where attached files lie: below the private directory, each under the digest of its content; and
what else is kept beside them, for the sweep.

On disk and not in the database: scans of 20 MB would make every dump of it, and every copy, as long
as all of them together; `var/files` is backed up beside it already. A file is complete and on the
disk before its row is written; one without a row does no harm and is swept.
"""

import contextlib
import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from .reading.refused import FileRefused

MAX_FILE_BYTES = 20 * 2**20
TOO_BIG = "附件超过 20 MB，请压缩图片或者分成几个文件后上传。"
EMPTY = "文件是空的，没有任何内容，请重新选择。"
SECONDS_OF_A_DAY = 24 * 60 * 60
_folders = {}


def swept(name):
    """Registers `is_known(path)`, which tells of a file in this folder of the private directory,
    two levels below it, whether a row speaks of it; what none speaks of is swept. A decorator.
    """

    def register(is_known):
        _folders[name] = is_known
        return is_known

    return register


class Received(NamedTuple):
    """An upload as it lies on the disk, not yet under its own name."""

    path: Path
    size: int
    sha256: str


def folder():
    return Path(settings.MEDIA_ROOT) / "attachments"


def path_of(sha256):
    return folder() / sha256[:2] / sha256


@contextlib.contextmanager
def received(upload):
    """Copies an upload to the disk within the limit: -> `Received`; gone afterwards unless it was
    kept. Raises FileRefused.
    """
    if upload.size == 0:
        raise FileRefused(EMPTY)
    arriving = folder() / "arriving"
    arriving.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=arriving)  # for its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            size, sha256 = copied(upload, file)
        yield Received(Path(name), size, sha256)
    finally:
        Path(name).unlink(missing_ok=True)


def copied(upload, file):
    size, digest = 0, hashlib.sha256()
    for chunk in upload.chunks():
        size += len(chunk)
        if size > MAX_FILE_BYTES:
            raise FileRefused(TOO_BIG)
        digest.update(chunk)
        file.write(chunk)
    if size == 0:
        raise FileRefused(EMPTY)
    file.flush()
    os.fsync(file.fileno())
    return size, digest.hexdigest()


def received_anew(path):
    """What lies at a path, as it is measured anew: -> `Received`."""
    content = path.read_bytes()
    return Received(path, len(content), hashlib.sha256(content).hexdigest())


def keep(found):
    """Puts what was received in its place, whole or not at all. The same content that lies there
    already is replaced by it, so that the sweep does not take it for an old one.
    """
    target = path_of(found.sha256)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found.path.replace(target)
    for changed in (target.parent, folder()):
        sync_folder(changed)


def sync_folder(path):
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def forgotten_files():
    """The files that lie for a day or longer and that no row speaks of, and what never arrived
    whole.
    """
    until = time.time() - SECONDS_OF_A_DAY
    for name, is_known in _folders.items():
        for path in sorted((Path(settings.MEDIA_ROOT) / name).glob("*/*")):
            if path.is_file() and path.stat().st_mtime < until and not is_known(path):
                yield path
