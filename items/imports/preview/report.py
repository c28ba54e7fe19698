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
        return any(own is piece for own in self.pieces)

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
        if places:
            self.errors = [issue.placed(places) for issue in self.errors]
            self.warnings = [issue.placed(places) for issue in self.warnings]
            self.rows = [
                {**row, "where": places.get((row["sheet"], row["row"]), "")} for row in self.rows
            ]

    @property
    def told(self):
        """The warnings as they are told: those that say the same once, with their places."""
        return as_entries(self.warnings)

    def read_rows(self, *, several):
        """The rows as they were read, of several files with the name of theirs."""
        entries = [read_entry(row, outcome, self.township) for row, outcome in self.read]
        if several:
            return [{"file": self.file_name, **entry} for entry in entries]
        return entries

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
            "township": self.township.code if self.township else "",
            "township_name": self.township.name if self.township else "",
            "counts": self.counts,
            "by_kind": self.by_kind,
            "error_count": len(self.errors),
            "warning_count": len(self.told),
        }


@dataclass
class Report:
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
        return [value for part in self.parts for value in getattr(part, name)]

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
        return [entry for part in self.parts for entry in part.placed(getattr(part, name))]

    def numbered(self, name):
        """Tables and sheets, with the number of their file, by which a column of theirs is filed."""
        return [{**e, "number": p.number} for p in self.parts for e in p.placed(getattr(p, name))]

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
        rows = {outcome: sum(part.counts[outcome] for part in self.parts) for outcome in OUTCOMES}
        whole = counted(self.items, "outcome", ("new", "changed", "same"))
        return rows | whole

    @property
    def by_kind(self):
        return counted(self.rows, "kind", Kind.values)

    def as_command_json(self):
        """The shape of `import_workbook --json` (interface.md, "JSON of the commands"); of several
        files also each.
        """
        found = {
            **{name: self.count(name) for name in TOLD},
            "by_kind": self.by_kind,
            "unknown_columns": self.unknown_columns,
            "errors": [error.as_json() for error in self.errors],
            "warnings": [entry for part in self.parts for entry in part.told],
            "rows": [row for part in self.parts for row in part.read_rows(several=self.is_several)],
        }
        files = {}
        if self.is_several:
            files = {"files": [file_json(part) for part in self.parts]}
        return found | files | ({"left_out": self.left_out} if self.left_out else {})

    @property
    def left_out(self):
        """The files and sheets that somebody said are not to be imported."""
        return [
            {
                "file": entry["file_name"],
                "sheet": entry["sheet"],
                "key": entry["key"],
                "by": entry["left_out"],
            }
            for entry in self.handed
            if entry["left_out"]
        ]

    def summary(self):
        """What every page of an import shows, however many rows it has."""
        return {
            "counts": self.counts,
            "by_kind": self.by_kind,
            "error_count": len(self.errors),
            "warning_count": sum(len(part.told) for part in self.parts),
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
            "absent": [
                {**entry, "whose": part.label}
                for part in self.parts
                for entry in part.placed(part.absent)
            ],
            "errors": [
                entry
                for part in self.parts
                for entry in part.placed(e.as_json() for e in part.errors)
            ],
            "warnings": [entry for part in self.parts for entry in part.placed(part.told)],
            "items": self.items,
        }

    def as_json(self):
        return self.summary() | self.detail()

    @property
    def digest(self):
        """One value for all that the import does: two reports that differ in any row or difference
        differ here.
        """
        done = {key: value for key, value in self.as_json().items() if key != "warnings"}
        return hashlib.sha256(orjson.dumps(done, option=orjson.OPT_SORT_KEYS)).hexdigest()


def counted(rows, name, values):
    """{value: how many rows have it} for these values of one field."""
    found = Counter(row[name] for row in rows)
    return {value: found[value] for value in values}


def file_json(part):
    """One of several files in the command's JSON."""
    counts = {name: part.counts[name] for name in TOLD}
    return {
        "file": part.file_name,
        **({"sheets": part.sheets} if part.pieces else {}),
        "township": part.township.code if part.township else "",
        **counts,
        "by_kind": part.by_kind,
        "unknown_columns": part.unknown_columns,
        "errors": [error.as_json() for error in part.errors],
    }


def entries_by_part(parts):
    """[{kind, category, name, code, outcome, marks: {file's number: mark}}] in the order they are
    met.
    """
    found = {}
    for part in parts:
        for row, (planned, mark) in zip(part.rows, part.marks, strict=True):
            if planned:
                key = id(planned)
            else:
                key = (row["kind"], plain(row["name"]), row["outcome"])
            entry = found.setdefault(key, entry_of(row, planned))
            entry["marks"][str(part.position)] = stronger(
                mark, entry["marks"].get(str(part.position))
            )
    for entry in found.values():
        entry["outcome"] = next(
            mark for mark in STRENGTH if mark in map(OUTCOME_OF.get, entry["marks"].values())
        )
    return list(found.values())


def entry_of(row, planned):
    content = planned.content if planned else row
    return {
        "kind": content["kind"],
        "category": content["category"],
        "name": content["name"],
        "code": planned.code if planned else "",
        "outcome": "",
        "marks": {},
    }


def stronger(mark, other):
    """Of two rows of one file that speak of one entry, the one that needs eyes first."""
    if other is None or STRENGTH.index(OUTCOME_OF[mark]) < STRENGTH.index(OUTCOME_OF[other]):
        return mark
    return other
