"""The compound file that .xls and .et are kept in: its directory and its streams (MS-CFB)."""

import struct
from array import array

from ..grid import FileRefused

END = 0xFFFFFFFE
LAST_SECTOR = 0xFFFFFFFA
HEADER_CHAINS = 109
ENTRY = 128
SMALL = 64
STORAGE, STREAM, ROOT = 1, 2, 5
DAMAGED = "文件已损坏，无法打开。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"


class Compound:
    """Reads the directory at once and a stream when asked for. Raises FileRefused when the file is not sound."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        try:
            self._read_header()
            self.entries = list(self._directory())
        except (struct.error, IndexError, ValueError) as error:
            raise FileRefused(DAMAGED, code="damaged") from error

    def _read_header(self):
        shift, mini_shift = struct.unpack_from("<HH", self.data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("no sector of this size exists")
        self.size = 1 << shift
        (self.first, _sign, self.cutoff, self.first_mini, _count, first_chain, chains) = struct.unpack_from(
            "<7I", self.data, 48
        )
        tables = list(struct.unpack_from(f"<{HEADER_CHAINS}I", self.data, 76))
        for _ in range(min(chains, len(self.data) // self.size)):
            block = self._numbers(first_chain)
            tables += block[:-1]
            first_chain = block[-1]
        self.table = array("I")
        for sector in tables:
            if sector <= LAST_SECTOR:
                self.table.extend(self._numbers(sector))

    def _numbers(self, sector):
        return array("I", self._sector(sector))

    def _sector(self, sector):
        """One sector; the last of a file may be short and is filled up."""
        start = (sector + 1) * self.size
        if start >= len(self.data):
            raise ValueError("a sector beyond the end of the file")
        return self.data[start : start + self.size].ljust(self.size, b"\0")

    def _chain(self, sector):
        """The sectors of a stream; a chain longer than the file goes round in a circle."""
        for _ in range(len(self.data) // self.size + 1):
            if sector == END:
                return
            yield sector
            sector = self.table[sector]
        raise ValueError("a chain without an end")

    def _joined(self, sector):
        return b"".join(map(self._sector, self._chain(sector)))

    def _directory(self):
        """(name, sort, first sector, size) of everything in the file, in whichever storage."""
        listing = self._joined(self.first)
        for at in range(0, len(listing) - ENTRY + 1, ENTRY):
            length, sort = struct.unpack_from("<HB", listing, at + 64)
            if sort in (STORAGE, STREAM, ROOT):
                name = listing[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
                yield name, sort, *struct.unpack_from("<II", listing, at + 116)

    @property
    def names(self):
        return [name for name, sort, _first, _size in self.entries if sort != ROOT]

    def stream(self, *names):
        """The bytes of the first stream that has one of these names."""
        for wanted in names:
            for name, sort, first, size in self.entries:
                if sort == STREAM and name.casefold() == wanted.casefold():
                    return self._short(first, size) if size < self.cutoff else self._joined(first)[:size]
        raise FileRefused(DAMAGED, code="damaged")

    def _short(self, first, size):
        """A stream of a few bytes, kept in the small sectors of the root's own stream."""
        root = next(start for _name, sort, start, _size in self.entries if sort == ROOT)
        pool, table = self._joined(root), array("I", self._joined(self.first_mini))
        found = bytearray()
        for _ in range(-(-size // SMALL)):
            found += pool[first * SMALL : (first + 1) * SMALL]
            first = table[first]
        return bytes(found[:size])
