"""Imports workbooks into a county's register: the shell round the import."""

import json
import sys

from django.core.management.base import CommandError

from dutylist.history.texts import clean_text
from dutylist.organizations.management.command import ServiceCommand, county_of, person
from items.imports.checking.folding import sentences
from items.imports.owners.whose_list import WhoseAsked
from items.imports.preview.report import ImportReport, PartReport
from items.imports.reading.grid import FileRefused
from items.imports.reading.issues import Issue
from items.imports.services.importing import FilesRefused, Options
from items.imports.services.jobs import import_files
from items.models import Kind

WORDS = (
    ("new", "新增"),
    ("changed", "变更"),
    ("same", "一致"),
    ("alike", "疑似同一事项（待定）"),
    ("absent", "文件中没有"),
)
SELDOM = (("waiting", "搁置（正待合并、拆分或取消）"),)


class Command(ServiceCommand):
    help = (
        "Reads a workbook of duty items and imports it into a county's register, in one batch. "
        "Before the first edition it writes the register, afterwards proposed changes of the open "
        "revision. On any error nothing is written. Several files, or a zip of several, are the "
        "workbooks of one township each, recognised by title, sheet or file name; one file that "
        "several townships share is dealt out by its sheets and titles. A single list that names "
        "one township is refused (exit code 2) without --township or --county-wide."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            metavar="FILE",
            nargs="+",
            help="a list as .xlsx, .xls, .ods, .et, .docx or .csv, or one exported as .json, told "
            "by its content; or a zip of several",
        )
        parser.add_argument(
            "--county", required=True, metavar="CODE", help="12-digit code of the county"
        )
        parser.add_argument(
            "--township", metavar="CODE", help="the township whose own workbook it is (one file)"
        )
        parser.add_argument(
            "--county-wide",
            action="store_true",
            help="the file is the county's own list, though it names a township (one file)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what the import would do"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--create-departments",
            action="store_true",
            help="create departments that have no near match",
        )
        parser.add_argument(
            "--cancel-absent",
            action="store_true",
            help="cancel what the file lacks (township: leave its scope)",
        )
        parser.add_argument(
            "--leave-out",
            action="append",
            default=[],
            metavar="NAME",
            help=(
                "a file, or a sheet of a file that several townships share, that is not imported "
                "(may be repeated)"
            ),
        )
        parser.add_argument("--reason", default="", help="why; required unless --dry-run")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="user name of the clerk who imports"
        )

    def serve(self, *, files, county, township, by, reason, dry_run, **options):
        if not (dry_run or clean_text(reason)):
            raise CommandError("请用 --reason 说明导入的理由。")
        county = county_of(county)
        chosen = Options(
            township=township_of(county, township),
            county_wide=options["county_wide"],
            create_departments=options["create_departments"],
            cancel_absent=options["cancel_absent"],
            leave_out=tuple(options["leave_out"]),
        )
        try:
            verb = {
                "county": county,
                "by": person(by),
                "reason": reason,
                "options": chosen,
                "dry_run": dry_run,
            }
            report = import_files(files, **verb, told=self.progress)
        except FileRefused as refused:
            if options["json"]:
                self.stdout.write(
                    json.dumps(refusal_report(refused).as_command_json(), ensure_ascii=False)
                )
            raise CommandError(refused.sentence) from None
        except WhoseAsked as asked:
            question = asked.whose.question(county, "--township", "--county-wide")
            raise CommandError(question, returncode=2) from None
        except OSError as error:
            raise CommandError(f"打不开文件 {error.filename}：{error.strerror}。") from None
        self.tell(report, dry_run=dry_run, as_json=options["json"])

    def progress(self, done, name):
        """How far the reading of several files is, on a terminal only."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r\033[K已读{done}个文件：{name}", ending="")

    def tell(self, report, *, dry_run, as_json):
        """The report on standard output; with --json only the object, what else is to be known on
        standard error.
        """
        notes = list(notes_of(report))
        if as_json:
            self.stdout.write(json.dumps(report.as_command_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines_of(report, dry_run=dry_run)))
        if notes:
            self.stderr.write("\n".join(notes))
        if report.errors:
            raise CommandError(f"文件中有{len(report.errors)}处错误，没有写入任何内容。")


def refusal_report(refused):
    """The report of what was not read at all: one error without a place for each file."""
    files = [("", refused.sentence, refused.code)]
    if isinstance(refused, FilesRefused):
        files = refused.files
    errors = [Issue("", None, "", name, code, sentence) for name, sentence, code in files]
    return ImportReport([PartReport(errors=errors)])


def notes_of(report):
    """The warnings as lines, those that say the same as one."""
    yield from told(report, "warnings", "提示")


def told(report, name, word):
    """Errors or warnings as lines, those that say the same as one; of several files with the file's
    name.
    """
    for part in report.parts:
        of = ""
        if report.is_several:
            of = f"“{part.file_name}”"
        for sentence in sentences(getattr(part, name)):
            yield f"{word}：{of}{sentence}"


def township_of(county, code):
    """The township of this code within the county; None when none is asked for."""
    if not code:
        return None
    if township := county.children.filter(code=code, level="township").first():
        return township
    raise CommandError(f"{county.name}没有代码为{code}的乡镇（街道）。")


def lines_of(report, *, dry_run):
    """The report in words: what was read, what became of it, every error with its place."""
    yield kinds_read(report)
    yield counted(report)
    if report.is_several:
        for part in report.parts:
            yield f"{part.file_name}（{township_name(part)}）：{counted(part)}"
    for left in report.left_out:
        yield f"不导入：{left_named(left)}（{left['by']}选定）"
    yield from rows_named(report)
    if report.new_departments:
        yield f"新建部门：{'、'.join(report.new_departments)}"
    if report.new_categories:
        yield f"新建类别：{'、'.join(dict.fromkeys(report.new_categories))}"
    if report.unknown_columns:
        yield f"不认识的列：{'、'.join(report.unknown_columns)}"
    yield from told(report, "errors", "错误")
    if not report.errors:
        yield outcome_line(report, dry_run=dry_run)


def kinds_read(report):
    kinds = [f"{Kind(kind).label}{count}项" for kind, count in report.by_kind.items() if count]
    return f"读到：{'，'.join(kinds) or '没有事项'}"


def counted(report):
    words = WORDS + tuple(pair for pair in SELDOM if report.counts[pair[0]])
    return "　".join(f"{word} {report.counts[name]}" for name, word in words)


def township_name(part):
    if part.township:
        return part.township.name
    return "单位不明"


def left_named(left):
    """What was left out, in words."""
    if left["sheet"]:
        return f"“{left['file']}”" + f"的工作表“{left['sheet']}”"
    return f"“{left['file']}”"


def rows_named(report):
    """The alike rows with what they are like, and what the files lack."""
    for part in report.parts:
        of = ""
        if report.is_several:
            of = f"“{part.file_name}”"
            if part.pieces:
                of += part.label
        for row in part.rows:
            if row["outcome"] == "alike":
                alike = [f"{c['name']}（{c['code'] or '拟新增'}）" for c in row["candidates"]]
                place = f"{of}工作表“{row['sheet']}”第{row['row']}行"
                yield f"疑似：{place} {row['name']} ≈ {'、'.join(alike)}"
        provisional = "（有错误的行改正后再定）" if report.errors else ""
        for row in part.absent:
            yield f"{of or '文件'}中没有{provisional}：{row['code']} {row['name']}"


def outcome_line(report, *, dry_run):
    if dry_run:
        return "预览，没有写入任何内容。"
    where = "集中修订的拟调整内容" if report.proposes else "清单"
    return f"已写入{where}（导入编号{report.job}，可用 undo_import {report.job} 撤销）。"
