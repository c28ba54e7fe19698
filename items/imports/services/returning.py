"""Gives an import's files back with everything that is wrong in them marked: one workbook, or a zip
of several.
"""

import io
import zipfile
from pathlib import Path

from dutylist.history.refusals import NotPossible
from items.imports.checking.folding import unfolded
from items.imports.reading.places import in_turn
from items.imports.returning.returned import returned_workbook
from items.printed.own_marks import MARK_HEAD

from .jobs import options_of, read_kept

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARCHIVE = "application/zip"
NOTHING = "这次导入没有错误，也没有提示，没有需要标注的内容。"


def may_return(job):
    """Whether anything is to be said of the files of an import."""
    return bool(job.report.get("error_count") or job.report.get("warning_count"))


@in_turn()
def returned_file(job):
    """(name, content, content type) of the marked workbook of an import; several files with issues
    come as one zip.
    """
    issues = issues_by_file(job)
    if not issues:
        raise NotPossible(NOTHING)
    files = []
    for kept, tables in files_of(job):
        if kept.position in issues:
            files.append(marked(kept, tables, issues[kept.position]))
    if len(files) == 1:
        return *files[0], WORKBOOK
    return f"{Path(job.file_name).stem}（{MARK_HEAD}）.zip", archive_of(files), ARCHIVE


def issues_by_file(job):
    """{number of the file: [(level, issue)]}; what is said of a file that could not be read marks
    nothing in it.
    """
    unread = {kept.position for kept in job.files if kept.refusal}
    numbers = {part["part"]: part["number"] for part in job.report["parts"]}
    by_file = {}
    for level, issue in issues_of(job):
        number = numbers[issue["part"]]
        if number not in unread:
            by_file.setdefault(number, []).append((level, issue))
    return by_file


def issues_of(job):
    """(level, issue) of everything that is wrong or to be looked at, each place by itself."""
    for level, name in (("error", "errors"), ("warning", "warnings")):
        for entry in job.detail.get(name, ()):
            for issue in unfolded(entry):
                yield level, issue


def files_of(job):
    """(the row that keeps it, its tables) of the files, read again."""
    parts = {}
    for part in read_kept(job, options_of(job)).parts:
        parts.setdefault(part.number, []).extend(part.file.recognition.tables)
    return [(kept, parts.get(kept.position, [])) for kept in job.files]


def marked(kept, tables, issues):
    return returned_workbook(kept.file.path, kept.file_name, issues, tables=tables)


def archive_of(files):
    out, taken = io.BytesIO(), set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, content) in enumerate(files, 1):
            if name in taken:
                archive.writestr(f"{number}-{name}", content)
            else:
                archive.writestr(name, content)
            taken.add(name)
    return out.getvalue()
