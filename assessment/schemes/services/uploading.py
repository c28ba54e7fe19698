"""An office's workbook as a scheme: read in a process of its own, shown before it is kept, and kept
as what is typed would be.
"""

from pathlib import PurePath

from assessment.schemes.judged import JudgedIndicator, JudgedScheme
from assessment.schemes.judging import judge
from assessment.schemes.reading.workbook import WorkbookRefused, error_at, read_scheme
from assessment.schemes.telling import MEMBERS, Reader
from assessment.schemes.tying import ListInForce
from dutylist.history.refusals import Invalid
from items.imports.formats.sniffing import FORMATS
from items.imports.reading.grid import FileRefused
from items.imports.reading.places import in_turn
from items.imports.reading.reader import read_book
from items.imports.services.handing_in import handed_in

from .drafting import amend_scheme, create_scheme

NO_FILE = "请选择方案的表格文件。"
ONE_FILE = "一次上传一个方案。"
TABLES = "可上传 .xlsx、.xls、.ods、.et、.docx、.csv 文件。"
NO_JSON = f"考核方案不读 JSON 文件。{TABLES}要送 JSON 的，请用接口提交。"


@in_turn()
def told_by_upload(uploads, county, told):
    """(what the workbook tells, its remarks); `told` goes before what it says itself. Raises
    WorkbookRefused with every fault at its cell, Invalid, FileRefused.
    """
    if not uploads:
        raise Invalid({"file": NO_FILE})
    with handed_in(uploads) as handed:
        if len(handed.files) != 1:
            raise Invalid({"file": ONE_FILE})
        book = table_of(handed.files[0].path)
        name = PurePath(handed.files[0].name).stem
    return told_by_sheets(book.sheets, county, told, title=name)


def table_of(path):
    """The file as it is read; a refusal speaks of a scheme, not of a list."""
    try:
        book = read_book(path)
    except FileRefused as refused:
        sentence = refused.sentence.replace(FORMATS, TABLES)
        if "JSON" in sentence:  # what it says of lists
            sentence = NO_JSON
        raise WorkbookRefused([error_at("", None, "", "", sentence)]) from None
    if book.listing is not None:
        raise WorkbookRefused([error_at("", None, "", "", NO_JSON)])
    return book


def told_by_sheets(sheets, county, told, **otherwise):
    """What the sheets tell; `told` goes before it, `otherwise` is where neither says."""
    known = ListInForce(county).known
    read = read_scheme(sheets, known)
    whole = otherwise | read.told
    for name, value in told.items():
        if value not in (None, ""):
            whole[name] = value
    errors = list(read.errors)
    try:
        Reader(county, known).read(whole, is_new=True)
    except Invalid as refused:
        errors += read.placed(refused.errors)
    if errors:
        raise WorkbookRefused(errors)
    return whole, read.remarks


def create_from_upload(uploads, told, county, *, by, source="api"):
    """A new draft of a workbook; `told` has county, owner, and year where it is told beside."""
    whole, _remarks = told_by_upload(uploads, county, {"year": told.get("year")})
    return create_scheme({**told, **whole}, by=by, source=source)


def amend_from_upload(scheme, uploads, *, by, expect=None, source="api"):
    """The revised workbook in place of the text before it: -> the scheme with its comparison."""
    whole, _remarks = told_by_upload(
        uploads, scheme.county, {"year": scheme.year, "title": scheme.title}
    )
    return amend_scheme(scheme, whole, by=by, expect=expect, source=source)


def checked(told, county, owner=None, on=None):
    """The `Judgement` of what is told, without keeping anything. Raises Invalid."""
    known = ListInForce(county, on).known
    members = {name: value for name, value in told.items() if name in MEMBERS}
    values = Reader(county, known).read(members, is_new=True)
    indicators = []
    for row in values.pop("indicators", []):
        indicators.append(JudgedIndicator(**row))
    scheme = JudgedScheme(county=county, owner=owner, indicators=indicators, on=on, **values)
    return scheme, judge(scheme)
