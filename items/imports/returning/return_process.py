"""Marks an uploaded workbook in a process of its own, under limits of memory and time.

Arguments: the upload, the file to write. Standard input: the plan as JSON. It writes nothing else
and says nothing.
"""

import json
import resource
import sys

MEMORY_BYTES = 480 * 2**20
CPU_SECONDS = 12
WRITTEN_BYTES = 60 * 2**20


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))


def main():
    limit()
    from .xlsx_marks import mark_workbook

    mark_workbook(sys.argv[1], sys.argv[2], json.load(sys.stdin))


if __name__ == "__main__":
    main()
