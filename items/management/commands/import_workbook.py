"""Imports a workbook into a county's register: the shell round the import."""

import json

from django.core.management.base import CommandError

from items.imports.grid import FileRefused
from items.imports.issues import Issue
from items.imports.report import Report
from items.imports.services.importing import Options
from items.imports.services.jobs import import_file
from items.management.command import ServiceCommand, county_of, person
from items.models import Kind

WORDS = (
    ("new", "新增"),
    ("changed", "变更"),
    ("same", "一致"),
    ("alike", "疑似同一事项（待定）"),
    ("absent", "文件中没有"),
)


class Command(ServiceCommand):
    help = (
        "Reads a workbook of duty items and imports it into a county's register, in one batch. Before the first "
        "edition it writes the register, afterwards proposed changes of the open revision. On any error nothing is "
        "written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="an .xlsx workbook")
        parser.add_argument("--county", required=True, metavar="CODE", help="12-digit code of the county")
        parser.add_argument("--township", metavar="CODE", help="the township whose own workbook it is")
        parser.add_argument("--dry-run", action="store_true", help="only say what the import would do")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--create-departments", action="store_true", help="create departments that have no near match"
        )
        parser.add_argument(
            "--cancel-absent", action="store_true", help="cancel what the file lacks (township: leave its scope)"
        )
        parser.add_argument("--reason", default="", help="why; required unless --dry-run")
        parser.add_argument("--by", required=True, metavar="USER", help="user name of the clerk who imports")

    def serve(self, *, file, county, township, by, reason, dry_run, **options):
        if not (dry_run or reason.strip()):
            raise CommandError("请用 --reason 说明导入的理由。")
        county = county_of(county)
        chosen = Options(
            township=township_of(county, township),
            create_departments=options["create_departments"],
            cancel_absent=options["cancel_absent"],
        )
        try:
            report = import_file(file, county=county, by=person(by), reason=reason, options=chosen, dry_run=dry_run)
        except FileRefused as refused:
            if options["json"]:
                self.stdout.write(json.dumps(refusal_report(refused).as_command_json(), ensure_ascii=False))
            raise CommandError(refused.sentence) from None
        except OSError as error:
            raise CommandError(f"打不开文件 {file}：{error.strerror}。") from None
        self.tell(report, dry_run=dry_run, as_json=options["json"])

    def tell(self, report, *, dry_run, as_json):
        """The report on standard output; with --json only the object, what else is to be known on standard error."""
        notes = [f"提示：{warning.sentence}" for warning in report.warnings]
        if as_json:
            self.stdout.write(json.dumps(report.as_command_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines_of(report, dry_run=dry_run)))
        if notes:
            self.stderr.write("\n".join(notes))
        if report.errors:
            raise CommandError(f"文件中有{len(report.errors)}处错误，没有写入任何内容。")


def refusal_report(refused):
    """The report of a file that was not read at all: one error without a place."""
    return Report(errors=[Issue("", None, "", "", refused.code, refused.sentence)])


def township_of(county, code):
    """The township of this code within the county; None when none is asked for."""
    if not code:
        return None
    if township := county.children.filter(code=code, level="township").first():
        return township
    raise CommandError(f"{county.name}没有代码为{code}的乡镇（街道）。")


def lines_of(report, *, dry_run):
    """The report in words: what was read, what became of it, every error with its place."""
    kinds = "，".join(f"{Kind(kind).label}{count}项" for kind, count in report.by_kind.items() if count)
    yield f"读到：{kinds or '没有事项'}"
    yield "　".join(f"{word} {report.count(name)}" for name, word in WORDS)
    for row in report.rows:
        if row["outcome"] == "alike":
            names = "、".join(f"{c['name']}（{c['code'] or '拟新增'}）" for c in row["candidates"])
            yield f"疑似：工作表“{row['sheet']}”第{row['row']}行 {row['name']} ≈ {names}"
    for row in report.absent:
        yield f"文件中没有：{row['code']} {row['name']}"
    if report.new_departments:
        yield f"新建部门：{'、'.join(report.new_departments)}"
    if report.new_categories:
        yield f"新建类别：{'、'.join(dict.fromkeys(report.new_categories))}"
    if report.unknown_columns:
        yield f"不认识的列：{'、'.join(report.unknown_columns)}"
    yield from (f"错误：{error.sentence}" for error in report.errors)
    if not report.errors:
        yield outcome_line(report, dry_run=dry_run)


def outcome_line(report, *, dry_run):
    if dry_run:
        return "预览，没有写入任何内容。"
    return "已写入集中修订的拟调整内容。" if report.proposes else "已写入清单。"
