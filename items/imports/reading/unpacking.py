"""The process that unpacks a zip, under limits of memory, time and size (`-m ... ZIP FOLDER`)."""

import json
import sys
import zipfile
from pathlib import Path

from .reader_process import limit
from .zip_files import MAX_UNPACKED_BYTES

CHUNK = 2**16


def unpack(archive, indexes, folder):
    """Writes the members under their numbers, never under their names, and never more than was
    promised.
    """
    members, left = archive.infolist(), MAX_UNPACKED_BYTES
    for index in indexes:
        with (
            archive.open(members[index]) as member,
            (folder / f"{index:03d}.upload").open("wb") as copy,
        ):
            while chunk := member.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise ValueError("more than the directory says")
                copy.write(chunk)


def main():
    limit()
    indexes = json.load(sys.stdin)
    with zipfile.ZipFile(sys.argv[1]) as archive:
        unpack(archive, indexes, Path(sys.argv[2]))


if __name__ == "__main__":
    main()
