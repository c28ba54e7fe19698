"""What an import would do or did: the counts, every row with its class, the differences, all
messages.
"""

import functools
import hashlib
from collections import Counter
from dataclasses import dataclass, field

import orjson

from items.imports.checking.folding import as_entries
from items.imports.matching.comparing import plain
from items.imports.owners.townships import township_code, township_name
from items.models import Kind

from .report_tables import recognised_tables, unrecognised_sheets
from .row_entries import absent_entry as absent_entry
from .row_entries import read_entry
from .row_entries import row_entry as row_entry

OUTCOMES = ("new", "changed", "same", "alike", "waiting", "absent", "error")
STRENGTH = ("error", "alike", "new", "changed", "waiting", "same")
TOLD = (
    "new",
    "changed",
    "same",
    "alike",
    "waiting",
    "absent",
)  # what the command counts beside the errors
OUTCOME_OF = {**{outcome: outcome for outcome in STRENGTH}, "own": "changed", "joins": "changed"}


@dataclass
class PartReport:
    """What one file says and what becomes of it."""

    position: int = 1
    file_name: str = ""
    township: object = None
    rows: list[dict] = field(default_factory=list)
    absent: list[dict] = field(default_factory=list)
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    recognised: list[dict] = field(default_factory=list)
    unrecognised: list[dict] = field(default_factory=list)
    number: int = 1  # of its file
    pieces: list = field(
        default_factory=list
    )  # of a file that several townships share: what of it this is
    read: list = field(default_factory=list)  # (row as it was read, what becomes of it)
    marks: list = field(
        default_factory=list
    )  # (entry of the list or None, how the row stands to it), row by row

    @classmethod
    def of(cls, part, *, errors, warnings):
        recognition = part.file.recognition
        return cls(
            part.position,
            part.file_name,
            part.township,
            errors=errors,
            warnings=warnings,
            unknown_columns=recognition.unknown_columns,
            recognised=recognised_tables(recognition, part.file.rows),
            unrecognised=unrecognised_sheets(recognition),
            number=part.number,
            pieces=part.pieces,
        )

    def holds(self, piece):
        for own in self.pieces:
            if own is piece:
                return True
        return False

    @property
    def sheets(self):
        """The sheets it is, of a file that several townships share."""
        return list(dict.fromkeys(piece.sheet.name for piece in self.pieces))

    @property
    def label(self):
        """What a column or a choice of it is called."""
        if self.township:
            return self.township.name
        return "、".join(self.sheets) or self.file_name

    @property
    def counts(self):
        return {**counted(self.rows, "outcome", OUTCOMES), "absent": len(self.absent)}

    @property
    def by_kind(self):
        return counted(self.rows, "kind", Kind.values)

    def name_places(self, places):
        """Says of every issue and row where a person finds it, in a file whose rows have no numbers
        of their own.
        """
        if not places:
            return
        self.errors = [issue.placed(places) for issue in self.errors]
        self.warnings = [issue.placed(places) for issue in self.warnings]
        for row in self.rows:
            row["where"] = places.get((row["sheet"], row["row"]), "")

    @property
    def error_entries(self):
        return [error.as_json() for error in self.errors]

    @property
    def absent_entries(self):
        """What is missing from it, with whose list lacks it."""
        return [{**entry, "whose": self.label} for entry in self.absent]

    @property
    def told(self):
        """The warnings as they are told: those that say the same once, with their places."""
        return as_entries(self.warnings)

    def read_rows(self, *, several):
        """The rows as they were read, of several files with the name of theirs."""
        for row, outcome in self.read:
            entry = read_entry(row, outcome, self.township)
            if several:
                entry = {"file": self.file_name, **entry}
            yield entry

    def placed(self, entries):
        """Entries of this file that say which it is."""
        return [{"part": self.position, "file": self.file_name, **entry} for entry in entries]

    def as_json(self):
        """The file in short, as it is kept with the job."""
        return {
            "part": self.position,
            "number": self.number,
            "file_name": self.file_name,
            "sheets": self.sheets,
            "label": self.label,
            "township": township_code(self.township),
            "township_name": township_name(self.township),
            "counts": self.counts,
            "by_kind": self.by_kind,
            "error_count": len(self.errors),
            "warning_count": len(self.told),
        }


@dataclass
class ImportReport:
    parts: list[PartReport] = field(default_factory=list)
    new_departments: list[str] = field(default_factory=list)
    new_categories: list[str] = field(default_factory=list)
    proposes: bool = False
    cancels_absent: bool = False
    list_version: int = 0
    several: bool | None = (
        None  # whether each part is one township's; None: as there are several parts
    )
    handed: list[dict] = field(
        default_factory=list
    )  # files and pieces of files, those left out among them
    batch: object = None
    job: int | None = None  # the number it is kept under, where it was carried out
    trail: dict = field(default_factory=dict)  # what its undoing needs

    def of_all(self, name):
        """What all parts have under one name, one part after the other."""
        entries = []
        for part in self.parts:
            entries += getattr(part, name)
        return entries

    @property
    def rows(self):
        return self.of_all("rows")

    @property
    def absent(self):
        return self.of_all("absent")

    @property
    def errors(self):
        return self.of_all("errors")

    @property
    def warnings(self):
        return self.of_all("warnings")

    @property
    def unknown_columns(self):
        return list(dict.fromkeys(self.of_all("unknown_columns")))

    @property
    def recognised(self):
        return self.numbered("recognised")

    @property
    def unrecognised(self):
        return self.numbered("unrecognised")

    def placed(self, name):
        """The same, each entry with the file it is of."""
        entries = []
        for part in self.parts:
            entries += part.placed(getattr(part, name))
        return entries

    def numbered(self, name):
        """Tables and sheets, with the number of their file, by which a column of theirs is
        filed.
        """
        entries = []
        for part in self.parts:
            for entry in part.placed(getattr(part, name)):
                entries.append({**entry, "number": part.number})
        return entries

    def count(self, outcome):
        return self.counts[outcome]

    @property
    def is_several(self):
        if self.several is None:
            return len(self.parts) > 1
        return self.several

    @functools.cached_property
    def items(self):
        """The entries of the list that several files speak of, each with its mark in each; none for
        a single file.
        """
        if self.is_several:
            return entries_by_part(self.parts)
        return []

    @functools.cached_property
    def counts(self):
        """Rows of a single file; of several, what is new, changed or the same is counted once for
        all of them.
        """
        if not self.is_several:
            return self.parts[0].counts
        counts = total(self.parts)
        return counts | counted(self.items, "outcome", ("new", "changed", "same"))

    @property
    def by_kind(self):
        return counted(self.rows, "kind", Kind.values)

    def as_command_json(self):
        """What `import_workbook --json` prints; of several files also each."""
        rows = []
        for part in self.parts:
            rows += part.read_rows(several=self.is_several)
        entries = {
            **told_counts(self.counts),
            "by_kind": self.by_kind,
            "unknown_columns": self.unknown_columns,
            "errors": self.of_all("error_entries"),
            "warnings": self.of_all("told"),
            "rows": rows,
        }
        if self.is_several:
            entries["files"] = [file_json(part) for part in self.parts]
        if self.left_out:
            entries["left_out"] = self.left_out
        return entries

    @property
    def left_out(self):
        """The files and sheets that somebody said are not to be imported."""
        left_out = []
        for entry in self.handed:
            if entry["left_out"]:
                left_out.append(left_out_json(entry))
        return left_out

    def summary(self):
        """What every page of an import shows, however many rows it has."""
        return {
            "counts": self.counts,
            "by_kind": self.by_kind,
            "error_count": len(self.errors),
            "warning_count": len(self.of_all("told")),
            "unknown_columns": self.unknown_columns,
            "recognised": self.recognised,
            "unrecognised": self.unrecognised,
            "new_departments": self.new_departments,
            "new_categories": self.new_categories,
            "proposes": self.proposes,
            "cancels_absent": self.cancels_absent,
            "several": self.is_several,
            "parts": [part.as_json() for part in self.parts],
            "handed": self.handed,
            "left_out": self.left_out,
        }

    def detail(self):
        """Everything that is read by the page: rows, absent entries, errors, warnings, items by
        files.
        """
        return {
            "rows": self.placed("rows"),
            "absent": self.placed("absent_entries"),
            "errors": self.placed("error_entries"),
            "warnings": self.placed("told"),
            "items": self.items,
        }

    def as_json(self):
        return self.summary() | self.detail()

    @property
    def digest(self):
        """One value for all that the import does: two reports that differ in any row or difference
        differ here.
        """
        done = self.as_json()
        del done["warnings"]
        return hashlib.sha256(orjson.dumps(done, option=orjson.OPT_SORT_KEYS)).hexdigest()


def counted(rows, name, values):
    """{value: how many rows have it} for these values of one field."""
    times = Counter(row[name] for row in rows)
    return {value: times[value] for value in values}


def total(reports):
    """{outcome: how many rows of these parts have it}."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for report in reports:
        for outcome, number in report.counts.items():
            counts[outcome] += number
    return counts


def told_counts(counts):
    return {name: counts[name] for name in TOLD}


def left_out_json(entry):
    """A file or a sheet that was left out, of an entry of what was handed in."""
    return {
        "file": entry["file_name"],
        "sheet": entry["sheet"],
        "key": entry["key"],
        "by": entry["left_out"],
    }


def file_json(part):
    """One of several files in the command's JSON."""
    entry = {"file": part.file_name}
    if part.pieces:
        entry["sheets"] = part.sheets
    entry["township"] = township_code(part.township)
    entry |= told_counts(part.counts)
    entry["by_kind"] = part.by_kind
    entry["unknown_columns"] = part.unknown_columns
    entry["errors"] = part.error_entries
    return entry


def entries_by_part(parts):
    """[{kind, category, name, code, outcome, marks: {file's number: mark}}] in the order they are
    met.
    """
    entries = {}
    for part in parts:
        position = str(part.position)
        for row, (planned, mark) in zip(part.rows, part.marks, strict=True):
            if planned:
                key = id(planned)
            else:
                key = (row["kind"], plain(row["name"]), row["outcome"])
            entry = entries.setdefault(key, entry_of(row, planned))
            marks = entry["marks"]
            marks[position] = stronger(mark, marks.get(position))
    for entry in entries.values():
        entry["outcome"] = strongest_outcome(entry["marks"].values())
    return list(entries.values())


def strongest_outcome(marks):
    """Of several marks of one entry, the outcome of the one that needs eyes first."""
    outcomes = [OUTCOME_OF[mark] for mark in marks]
    return min(outcomes, key=STRENGTH.index)


def entry_of(row, planned):
    content, code = row, ""
    if planned:
        content, code = planned.content, planned.code
    return {
        "kind": content["kind"],
        "category": content["category"],
        "name": content["name"],
        "code": code,
        "outcome": "",
        "marks": {},
    }


def stronger(mark, other):
    """Of two rows of one file that speak of one entry, the one that needs eyes first."""
    if other is None or STRENGTH.index(OUTCOME_OF[mark]) < STRENGTH.index(OUTCOME_OF[other]):
        return mark
    return other
