"""The process that opens an uploaded file, under limits of memory and time (run by `-m`)."""

import contextlib
import gc
import json
import resource
import sys
from importlib import import_module

from items.imports.formats.limits import RowCount, tidied
from items.imports.formats.sniffing import format_of

from .grid import FileRefused, sheet_lines

MEMORY_BYTES = 400 * 2**20
CPU_SECONDS = 6
ANSWER_BYTES = 120 * 2**20
READERS = {
    "xlsx": "xlsx",
    "xls": "xls",
    "ods": "ods",
    "docx": "docx",
    "html": "html",
    "csv": "delimited",
}
BROKEN = "文件内容已损坏或不合格式，无法读取。请用 Excel、Word 或 WPS 打开后另存为 .xlsx 或 .docx 再上传。"
TOO_HEAVY = "读取这份文件要用的内存超过限度，不予读取。请删除清单以外的内容后再上传。"


def limit():
    """No more memory, time or output than a list of items could need; a core dump is never
    written.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER_BYTES, ANSWER_BYTES))


def answer(path):
    """The lines for the parent: the format, the sheets and a last line, or one refusal."""
    try:
        kind = format_of(path)
        yield json.dumps({"format": kind})
        if kind == "json":
            found = import_module("items.imports.formats.json_list").read_listing(path)
            yield json.dumps({"listing": {"title": found.title, "entries": found.entries}})
            yield json.dumps({"done": True})
            return
        reader = import_module(f"items.imports.formats.{READERS[kind]}")
        count = RowCount()
        for sheet in reader.read_workbook(path):
            count.add(sheet)
            yield from sheet_lines(tidied(sheet))
    except FileRefused as refusal:
        yield json.dumps({"refused": refusal.sentence, "code": refusal.code})
    except MemoryError:
        yield json.dumps({"refused": TOO_HEAVY, "code": "too_heavy"})
    except Exception:
        # whatever a hostile file makes a parser do: the person gets one sentence, the site goes on
        yield json.dumps({"refused": BROKEN, "code": "damaged"})
    yield json.dumps({"done": True})


def main():
    limit()
    gc.disable()  # the process ends with its file; what it holds goes in no circles
    with contextlib.suppress(BrokenPipeError):
        for line in answer(sys.argv[1]):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
