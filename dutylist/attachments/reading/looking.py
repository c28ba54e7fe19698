"""Has an uploaded file looked at by a process of its own; nothing else opens it."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from dutylist.history.refusals import Refusal

from .refused import TOO_HEAVY, FileRefused

WALL_SECONDS = 15
PLACES = 2  # processes of one server process at once
WAIT_SECONDS = 20
HOME = Path(__file__).resolve().parents[3]
_places = threading.BoundedSemaphore(PLACES)


class Busy(Refusal):
    """Too many files are being looked at."""

    status = 503
    code = "busy"
    retry_after = 10


def type_of_file(path):
    """The type of a file by its content. Raises FileRefused for what may not be attached."""
    return _type_told_by("looking_process", path)


def strip_file(path, target):
    """Writes a copy of a file without author, device, place and times: -> its type. Raises
    FileRefused for what may not be attached, and for what can not be cleaned.
    """
    return _type_told_by("stripping_process", path, target)


def _type_told_by(process, *paths):
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise Busy("正有多份文件在检查，请稍后再试。")
    try:
        said = _asked(process, paths)
    finally:
        _places.release()
    if "refused" in said:
        raise FileRefused(said["refused"])
    return said["type"]


def _asked(process, paths):
    module = f"dutylist.attachments.reading.{process}"
    command = [sys.executable, "-m", module, *map(str, paths)]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module; the path is ours)
            command,
            cwd=HOME,
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=True,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"refused": TOO_HEAVY}
