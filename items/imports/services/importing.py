"""The import itself, and its preview, which is the import undone before it counts."""

from dataclasses import dataclass, field

from django.db import transaction

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import Stale
from items.imports.checking.whole_file import check_file
from items.imports.matching.present_list import waiting_now
from items.imports.owners.townships import TownshipNames, place_names
from items.imports.reading.grid import FileRefused
from items.imports.reading.reader import read_book
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.imports.recognition.upright import upright
from items.register.services.edit_conditions import require_editor, require_reason

from .head_words import words_for
from .planning import ImportedPart, Plan

CHANGED_SINCE = "预览之后清单又有变动，请重新预览后再确认。"
NO_TABLE = "没有找到清单表格。表头至少应有“序号”和“事项名称”两列。"
NO_ITEM = "表格里还没有填写事项，请在表头下面逐行填写后再上传。"


@dataclass(frozen=True)
class Options:
    """What the person chose: whose workbook it is, what may be created or cancelled, what alike
    rows are.

    Of several files `townships` says whose each is, {number: code}; what it does not say is
    recognised. A sheet of a file that several townships share is said by the number and its name,
    "3:城关镇" (`Piece.key`). `left_out` has the files and sheets that are not imported, {number or
    key: who said so}; `leave_out` those to be left out now, by name.
    """

    township: object = None
    county_wide: bool = False  # said so, of a single list that names a township
    create_departments: bool = False
    cancel_absent: bool = False
    decisions: tuple = ()
    heads: dict = field(
        default_factory=dict
    )  # {"sheet!row": {"B": "name"}}: columns assigned by hand
    townships: tuple = ()
    left_out: tuple = ()
    leave_out: tuple = ()
    by: str = ""  # who leaves out what is left out now

    @property
    def whose(self):
        """{number or key: code} of what was said by hand."""
        return {str(key): code for key, code in self.townships if code}

    def heads_of(self, number, *, alone):
        """The columns assigned by hand in one of several files: the keys start with its number
        ("3:sheet!row").
        """
        prefix = f"{number}:"
        heads = {}
        for key, columns in self.heads.items():
            if key.startswith(prefix):
                heads[key.removeprefix(prefix)] = columns
        if alone:
            return {**self.heads, **heads}
        return heads


@dataclass
class FileRead:
    """A file read and checked in itself, before and outside any transaction."""

    recognition: object
    rows: list
    errors: list
    warnings: list
    format: str  # by its content, whatever its name says


class FilesRefused(FileRefused):
    """Several files of one import that may not or cannot be read: `files` is [(file name, sentence,
    code)].
    """

    def __init__(self, files):
        sentence = "\n".join(f"{name}：{told}" for name, told, _code in files)
        super().__init__(sentence, code=files[0][2])
        self.files = files


def read_upload(path, *, county=None, heads=None):
    """Reads and checks a file with the head words of a county; nothing is written. Raises
    FileRefused.

    A file in which no item is recognised is refused only when it has no row that could be pointed
    at as the head.
    """
    book = read_book(path)
    words, places = None, None
    if county:
        words = words_for(county)
        places = place_names(TownshipNames.of(county))
    sheets = [upright(sheet) for sheet in book.sheets]
    return recognised(sheets, words, heads, book.format, places)


def recognised(sheets, words, heads, format="", places=None):
    """The items of the sheets of one file. Raises FileRefused when there is nothing that could be a
    list.
    """
    return file_of(read_tables(sheets, words=words, heads=heads, places=places), format)


def file_of(recognition, format=""):
    """What was recognised with its items, checked in itself. Raises FileRefused when there is
    nothing that could be a list.
    """
    rows = rows_of(recognition)
    if not (rows or recognition.strays or recognition.unrecognised):
        if recognition.tables:
            raise FileRefused(NO_ITEM, code="no_item")
        raise no_table(recognition)
    errors, warnings = check_file(recognition, rows)
    return FileRead(recognition, rows, errors, warnings, format)


def no_table(recognition):
    """The refusal of a file without any list; pictures and embedded files in it may be where the
    list is.
    """
    reasons = "".join(
        f"{skipped.reason}。" for skipped in recognition.skipped if skipped.row is None
    )
    return FileRefused(f"{NO_TABLE}{reasons}", code="no_table")


def import_rows(file, *, county, by, reason, dry_run, options=None, expect=None):
    """Matches a file that was read with the county's register and writes what differs: ->
    `ImportReport`.
    """
    options = options or Options()
    plan = Plan([ImportedPart(1, "", file)], county, options)
    return carry_out(plan, by=by, reason=reason, dry_run=dry_run, expect=expect)


def carry_out(plan, *, by, reason, dry_run, expect=None):
    """Writes what a plan asks for, in one batch: -> its `ImportReport`; undone at the end of a dry
    run or when it has errors.

    The plan was made by reading alone, so that the list is not locked meanwhile; where the list
    moved since, it is made once more under the lock. `expect` is (list version, digest) of the
    preview that is confirmed: raises Stale when it is another one now.
    """
    county = plan.county
    require_editor(by, county)
    if not dry_run:
        require_reason(reason, published=True)
    with recording(by=by, reason=reason, source="import", county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        if plan.mark != (policy.list_version, waiting_now(county)):
            plan = Plan(plan.parts, county, plan.options, plan.intake)
        report = plan.report
        if expect and expect != (report.list_version, report.digest):
            raise Stale(CHANGED_SINCE)
        if not report.errors:
            act = plan.write
            if dry_run:
                act = plan.rehearse
            act(by=by, reason=reason or "批量导入")
        report.batch = rec.id
        transaction.set_rollback(dry_run or bool(report.errors))
    return report
