"""A list as an answer to a browser or a program: named in Chinese, kept by nobody, sent in pieces
where it is long.
"""

import tempfile

from django.http import FileResponse

from dutylist.rest.downloads import named
from items.printed.files import TYPES, file_name, write_file

from .wanted import with_items

IN_MEMORY = 8 * 2**20


class Waiting(tempfile.SpooledTemporaryFile):
    """A file that is closed with its answer, and at the latest when nobody holds it: an answer may
    go unread.
    """

    def __del__(self):
        # Not self.close: where a server sends files by itself, Django has put the close of the
        # whole answer in its place. That ends a request once more, and takes the connection from
        # whatever this thread does by then.
        super().close()


def list_answer(listing, wanted, **plain):
    """The file of a listing as it is wanted; a big one waits on disk, not in memory, until it is
    sent.
    """
    with_items(listing)
    file = Waiting(max_size=IN_MEMORY)
    write_file(file, listing, wanted.form, **wanted.drawn, **plain)
    file.seek(0)
    return named(
        FileResponse(file, content_type=TYPES[wanted.form]), file_name(listing, wanted.form)
    )
