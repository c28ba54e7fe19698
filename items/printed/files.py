"""A list as a file: which formats and layouts there are, and what each is called."""

import io

from dutylist.history.refusals import Refusal

from .docx import official_document
from .pdf import official_pdf
from .plain import write_flat_csv, write_json, write_official_csv
from .xlsx import write_flat, write_official

LAYOUTS = ("official", "flat")
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
NAMES = {"xlsx": "Excel 工作簿", "docx": "Word 文档", "pdf": "PDF", "csv": "CSV", "json": "JSON"}
FLAT = frozenset({"xlsx", "csv"})
NO_FLAT = "逐项一行的格式只有 Excel 和 CSV；Word、PDF 请选择印发格式。"


def write_file(out, listing, form, layout="official", *, merged_receivers=False, **plain):
    """Writes a list in a format of TYPES to an open file; Word and PDF have the official layout
    only, JSON has none.

    `mark=""` leaves the mark for spreadsheets off a CSV.
    """
    drawn = {"merged_receivers": merged_receivers}
    if form == "json":
        write_json(out, listing)
    elif layout == "flat":
        if form not in FLAT:
            raise Refusal(NO_FLAT, "no_flat_layout")
        write_flat_csv(out, listing, **plain) if form == "csv" else write_flat(out, listing)
    elif form == "csv":
        write_official_csv(out, listing, **drawn, **plain)
    elif form == "xlsx":
        write_official(out, listing, **drawn)
    else:
        out.write({"docx": official_document, "pdf": official_pdf}[form](listing, **drawn))


def file_of(listing, form, layout="official", **drawn):
    """The bytes of a list, for one that is kept or short."""
    out = io.BytesIO()
    write_file(out, listing, form, layout, **drawn)
    return out.getvalue()


def file_name(listing, form):
    """城关镇履行职责事项清单（第7版）.xlsx, without signs that a file's name may not have."""
    return f"{plain_name(f'{listing.title}（{listing.label}）')}.{form}"


def plain_name(name):
    return "".join(sign for sign in name if sign.isprintable() and sign not in '\\/:*?"<>|')
