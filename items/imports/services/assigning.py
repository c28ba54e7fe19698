"""Columns assigned by hand: the import is previewed again with them, and the county's later files
are read the same.
"""

from .head_words import LENGTH, remember_assignment
from .jobs import decide

REMEMBERED = "导入“{name}”时指定的列"


def assign(job, *, by, heads, remembered, **asked):
    """Previews again with these columns by hand, {key of a table: {letter: field}}, besides what
    else is `asked`.

    What is new in them is `remembered` for the county by the words of its heads, or not. -> the job
    """
    words = {}
    if remembered:
        words = words_of(job, heads)
    options = {**asked.pop("options", {}), "heads": heads}
    job = decide(job, by=by, options=options, **asked)
    if words:
        remember_assignment(job.county, words, by=by, reason=REMEMBERED.format(name=job.file_name))
    return job


def words_of(job, heads):
    """{head as written: field} of the columns that are assigned otherwise than before; a whole text
    is no word.
    """
    before, written = job.options.get("heads", {}), heads_written(job)
    words = {}
    for key, columns in heads.items():
        for letter, field in columns.items():
            head = written.get((key, letter), "")
            is_word = head.strip() and len(head) <= LENGTH
            if is_word and before.get(key, {}).get(letter) != field:
                words[head] = field
    return words


def heads_written(job):
    """{(key, letter): text} of every column of the tables, and of every cell that may be pointed at
    as a head.
    """
    written = {}
    for table in job.report["recognised"]:
        for column in (*table["columns"], *table["unknown"]):
            written[key_in(job, table, table["key"]), column["letter"]] = column["head"]
    for sheet in job.report.get("unrecognised", ()):
        for row in sheet["rows"]:
            for cell in row["cells"]:
                written[key_in(job, sheet, row["key"]), cell["letter"]] = cell["text"]
    return written


def key_in(job, table, key):
    """What an assignment is filed under: of several files, with the number of the file."""
    if job.has_files:
        return f"{table['number']}:{key}"
    return key
