"""A list as a file: which formats and layouts there are, and what each is called."""

from .docx import official_document
from .pdf import official_pdf
from .plain import as_json, flat_csv, official_csv
from .xlsx import flat_book, official_book

LAYOUTS = ("official", "flat")
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
OFFICIAL = {"xlsx": official_book, "docx": official_document, "pdf": official_pdf, "csv": official_csv}
FLAT = {"xlsx": flat_book, "csv": flat_csv}


def file_of(listing, form, layout="official", *, merged_receivers=False):
    """The bytes of a list in a format of TYPES; Word and PDF have the official layout only, JSON has none."""
    if form == "json":
        return as_json(listing)
    if layout == "flat" and form in FLAT:
        return FLAT[form](listing)
    return OFFICIAL[form](listing, merged_receivers=merged_receivers)


def file_name(listing, form):
    """城关镇履行职责事项清单（第7版）.xlsx, without signs that a file's name may not have."""
    name = f"{listing.title}（{listing.label}）"
    return "".join(sign for sign in name if sign.isprintable() and sign not in '\\/:*?"<>|') + f".{form}"
