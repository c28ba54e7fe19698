"""One archive with the list of every township, each in its own title, words and numbers."""

import io
import zipfile

from .files import file_name, file_of
from .lists import listing_of


def township_files(published, form, layout="official", *, merged_receivers=False, full=False, draft=False):
    """(name, bytes) of every township's list, in order of code."""
    for township in published.townships:
        listing = listing_of(published, township.code, full=full, draft=draft)
        if listing.entries:
            content = file_of(listing, form, layout, merged_receivers=merged_receivers)
            yield f"{township.code}{file_name(listing, form)}", content


def packed(files):
    """The files as one zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()
