"""One archive with the list of every township, each in its own title, words and numbers; written
file by file.
"""

import io
import zipfile

from dutylist.history.refusals import Refusal
from items.printed.files import file_name, file_of, plain_name
from items.published.listings import listing_of

PACKED_ALREADY = frozenset({"xlsx", "docx", "pdf", "jpg", "jpeg", "png", "zip"})
FOR_WHOEVER_UNPACKS = 0o600
NOT_MADE = "未生成的清单.txt"
NO_LISTS = "这份清单里没有任何单位的事项，没有可导出的内容。"


def township_listings(published, *, full=False, draft=False):
    """The listing of every township that has any item, in order of code."""
    for township in published.townships:
        listing = listing_of(published, township.code, full=full, draft=draft)
        if listing.entries:
            yield listing


def township_files(published, form, layout="official", *, full=False, draft=False, **drawn):
    """(name, bytes) of every township's list, in order of code; one that cannot be made is named in
    a last file.

    Raises Refusal where there is none, or none can be made.
    """
    made, refused = 0, []
    for listing in township_listings(published, full=full, draft=draft):
        try:
            yield (
                f"{listing.code}{file_name(listing, form)}",
                file_of(listing, form, layout, **drawn),
            )
            made += 1
        except Refusal as refusal:
            refused.append((listing.title, refusal))
    if not made:
        raise refused[0][1] if refused else Refusal(NO_LISTS, "empty_list")
    if refused:
        lines = [f"{title}：{refusal.sentence}" for title, refusal in refused]
        yield NOT_MADE, "\r\n".join(lines).encode("utf-8-sig")


def department_files(lists, workbook_of):
    """(name, bytes) of the workbook of every department's list that has a row, under running
    numbers in the order of the lists. Raises Refusal where there is none.
    """
    number = 0
    for listed in lists:
        if any(listed.counts.values()):
            number += 1
            name = plain_name(f"{number:02d}{listed.title}（{listed.published.label}）")
            yield f"{name}.xlsx", workbook_of(listed)
    if not number:
        raise Refusal(NO_LISTS, "empty_list")


def packed_pieces(files, *, day=None):
    """The files as one zip archive, a piece for each of them as it is made: nothing is kept once it
    is handed on. They bear the date of today, or of a day.
    """
    out = Outlet()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            if name.rpartition(".")[2] in PACKED_ALREADY:
                way = zipfile.ZIP_STORED
            else:
                way = zipfile.ZIP_DEFLATED
            archive.writestr(entry_of(name, day), content, way)
            yield out.taken()
    yield out.taken()


def entry_of(name, day):
    """What an archive says of a file beside what is in it."""
    if day is None:
        return name
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
    entry.external_attr = FOR_WHOEVER_UNPACKS << 16
    return entry


def packed(files):
    """The files as one zip archive."""
    return b"".join(packed_pieces(files))


class Outlet(io.RawIOBase):
    """What an archive is written to, and taken from while it grows."""

    def __init__(self):
        super().__init__()
        self.pieces = []

    def writable(self):
        return True

    def write(self, piece):
        self.pieces.append(bytes(piece))
        return len(piece)

    def taken(self):
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)
