"""Gives an import's files back with everything that is wrong in them marked: one workbook, or a zip of several."""

import io
import zipfile
from pathlib import Path

from dutylist.history.refusals import NotPossible

from ..own_marks import MARK_HEAD
from ..returning.returned import returned_workbook
from .jobs import options_of, read_kept

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARCHIVE = "application/zip"
NOTHING = "这次导入没有错误，也没有提示，没有需要标注的内容。"


def may_return(job):
    """Whether anything is to be said of the files of an import."""
    return bool(job.report.get("error_count") or job.report.get("warning_count"))


def returned_file(job):
    """(name, content, content type) of the marked workbook of an import; several files with issues come as one zip."""
    issues = issues_by_part(job)
    if not issues:
        raise NotPossible(NOTHING)
    files = [marked(part, kept, issues[part.position]) for part, kept in parts_of(job) if part.position in issues]
    if len(files) == 1:
        return *files[0], WORKBOOK
    return f"{Path(job.file_name).stem}（{MARK_HEAD}）.zip", archive_of(files), ARCHIVE


def issues_by_part(job):
    """{number of the file: [(level, issue)]}"""
    found = {}
    for level, name in (("error", "errors"), ("warning", "warnings")):
        for issue in job.detail.get(name, ()):
            found.setdefault(issue["part"], []).append((level, issue))
    return found


def parts_of(job):
    """The files read again, each with the row that keeps it."""
    return zip(read_kept(job, options_of(job)), job.files, strict=True)


def marked(part, kept, issues):
    return returned_workbook(kept.file.path, kept.file_name, issues, tables=part.file.reading.tables)


def archive_of(files):
    out, taken = io.BytesIO(), set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, content) in enumerate(files, 1):
            archive.writestr(name if name not in taken else f"{number}-{name}", content)
            taken.add(name)
    return out.getvalue()
