"""The compound file that .xls and .et are kept in: its directory and its streams (MS-CFB)."""

import struct
from array import array
from dataclasses import dataclass

from items.imports.reading.grid import FileRefused

END = 0xFFFFFFFE
LAST_SECTOR = 0xFFFFFFFA
HEADER_CHAINS = 109
ENTRY = 128
SMALL = 64
STORAGE, STREAM, ROOT = 1, 2, 5
DAMAGED = "文件已损坏，无法打开。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"


@dataclass
class CompoundEntry:
    """One stream or storage: its name and sort, where it begins, how long it is, which entries it
    points to.
    """

    name: str
    sort: int
    first: int
    size: int
    links: tuple  # its neighbours to the left and right, and the first within it


class Compound:
    """Reads the directory at once and a stream when asked for. Raises FileRefused when the file is
    not sound.
    """

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        try:
            self._read_header()
            self.entries = dict(self._directory())
        except (struct.error, IndexError, ValueError) as error:
            raise FileRefused(DAMAGED, code="damaged") from error

    def _read_header(self):
        shift, mini_shift = struct.unpack_from("<HH", self.data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("no sector of this size exists")
        self.size = 1 << shift
        (self.first, _sign, self.cutoff, self.first_mini, _count, first_chain, chains) = (
            struct.unpack_from("<7I", self.data, 48)
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
        """(number, entry) of everything in the file, in whichever storage."""
        listing = self._joined(self.first)
        for at in range(0, len(listing) - ENTRY + 1, ENTRY):
            length, sort, _colour, *links = struct.unpack_from("<HBB3I", listing, at + 64)
            if sort in (STORAGE, STREAM, ROOT):
                name = listing[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
                yield (
                    at // ENTRY,
                    CompoundEntry(
                        name, sort, *struct.unpack_from("<II", listing, at + 116), tuple(links)
                    ),
                )

    def _within(self):
        """The numbers of what lies in a storage: the parts of other documents that were put into
        this one.
        """
        inner, waiting = set(), []
        for entry in self.entries.values():
            if entry.sort == STORAGE:
                waiting.append(entry.links[-1])
        while waiting:
            number = waiting.pop()
            if number in self.entries and number not in inner:
                inner.add(number)
                waiting += self.entries[number].links
        return inner

    @property
    def names(self):
        """The names of everything in the file, all in small letters."""
        return {entry.name.casefold() for entry in self.entries.values() if entry.sort != ROOT}

    @property
    def own(self):
        """{name: entry} of the document itself, the names in small letters; of several of one name
        the first.
        """
        inner = self._within()
        own = {}
        for number, entry in self.entries.items():
            if entry.sort != ROOT and number not in inner:
                own.setdefault(entry.name.casefold(), entry)
        return own

    def stream(self, *names):
        """The bytes of the document's own first stream that has one of these names."""
        own = self.own
        for name in names:
            if (entry := own.get(name.casefold())) and entry.sort == STREAM:
                return self._content(entry)
        raise FileRefused(DAMAGED, code="damaged")

    def _content(self, entry):
        short = entry.size < self.cutoff
        if short:
            return self._short(entry.first, entry.size)
        return self._joined(entry.first)[: entry.size]

    def _short(self, first, size):
        """A stream of a few bytes, kept in the small sectors of the root's own stream."""
        root = next(entry.first for entry in self.entries.values() if entry.sort == ROOT)
        pool, table = self._joined(root), array("I", self._joined(self.first_mini))
        content = bytearray()
        for _ in range(-(-size // SMALL)):
            content += pool[first * SMALL : (first + 1) * SMALL]
            first = table[first]
        return bytes(content[:size])
