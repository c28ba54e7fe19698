"""A paper as an answer to a browser or a program: named in Chinese, kept by nobody on the way."""

from django.http import StreamingHttpResponse

from dutylist.rest.downloads import attachment, named
from items.exports.packs import packed_pieces
from items.printed.files import TYPES, plain_name

from .archive import files_of
from .case import Case, day_of
from .offered import is_offered, kind_named, require_ready


def paper_answer(request, name, user):
    """The file of a kind of paper; refused with the sentence where it is not ready."""
    kind = kind_named(name)
    case = Case(request, user)
    require_ready(kind, case)
    title = plain_name(f"{request.number}{kind.label}")
    if kind.write is None:
        return archive_answer(case, title)
    return attachment(kind.write(case).saved(), f"{title}.docx", TYPES["docx"])


def archive_answer(case, title):
    """The archive in pieces: its attachments are read one after another while it is sent."""
    files = files_of(case, lambda kind: is_offered(kind, case))
    day = day_of(case.decisions[-1])
    response = StreamingHttpResponse(packed_pieces(files, day=day), content_type="application/zip")
    return named(response, f"{title}.zip")
