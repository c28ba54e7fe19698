"""Reads an uploaded file in a child process of its own; nothing else of the site ever opens an
upload.
"""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from .grid import FileRefused, book_from
from .json_lists import sheet_of
from .places import reader_place
from .safety import inspect, refuse_secrets
from .written import write_usually

WALL_SECONDS = 9
HOME = Path(__file__).resolve().parents[3]
STOPPED = "读取这份文件用的时间或内存超过限度，已停止读取。请删除清单以外的内容和下方设了格式的空行后再上传。"


def read_file(path):
    """The sheets of a file. Raises FileRefused with a sentence for whatever may not or cannot be
    read.
    """
    return read_book(path).sheets


def read_book(path):
    """The sheets of a file and the format it has by its content, whatever its name says. Raises
    FileRefused, Busy.
    """
    inspect(path)
    with tempfile.TemporaryFile() as output:
        with reader_place() as place:
            status = _run(path, output, place)
        output.seek(0)
        if status == 0:
            book = book_from(output)
        else:
            book = _refuse_stopped()
    if book.listing is not None:
        book.sheets = [sheet_of(book.listing)]
    refuse_secrets(book.sheets)
    for sheet in book.sheets:
        write_usually(sheet)
    return book


def _run(path, output, place):
    """The exit status of the process that reads; below zero when it took too long or too much and
    was stopped.
    """
    command = [
        sys.executable,
        "-m",
        "items.imports.reading.reader_process",
        str(Path(path).resolve()),
    ]
    with subprocess.Popen(  # noqa: S603 (our own interpreter and module; the path is one argument)
        command,
        cwd=HOME,
        env={"PATH": os.defpath, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        pass_fds=(place,),
    ) as process:
        watch = threading.Timer(
            WALL_SECONDS, process.kill
        )  # a wait with a time-out would look only now and then
        watch.start()
        try:
            return process.wait()
        finally:
            watch.cancel()
            process.kill()


def _refuse_stopped():
    raise FileRefused(STOPPED, code="too_heavy")
