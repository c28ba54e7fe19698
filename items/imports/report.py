"""What an import would do or did: the counts, every row with its class, the differences, all messages."""

import hashlib
import json
from dataclasses import dataclass, field

from items.content import LABELS
from items.models import Kind, ResponsibilityRole

from .grid import column_letter
from .headwords import FIELD_WORDS

EXAMPLE_LENGTH = 60
OUTCOMES = ("new", "changed", "same", "alike", "absent", "error")


@dataclass
class Report:
    rows: list[dict] = field(default_factory=list)
    absent: list[dict] = field(default_factory=list)
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    recognised: list[dict] = field(default_factory=list)
    unrecognised: list[dict] = field(default_factory=list)
    new_departments: list[str] = field(default_factory=list)
    new_categories: list[str] = field(default_factory=list)
    proposes: bool = False
    cancels_absent: bool = False
    list_version: int = 0
    batch: object = None
    trail: dict = field(default_factory=dict)  # what its undoing needs

    def count(self, outcome):
        if outcome == "absent":
            return len(self.absent)
        return sum(row["outcome"] == outcome for row in self.rows)

    @property
    def counts(self):
        return {outcome: self.count(outcome) for outcome in OUTCOMES}

    @property
    def by_kind(self):
        return {kind: sum(row["kind"] == kind for row in self.rows) for kind in Kind.values}

    def as_command_json(self):
        """The shape of `import_workbook --json` (interface.md, "JSON of the commands")."""
        counts = {name: self.count(name) for name in ("new", "changed", "same", "alike", "absent")}
        return {
            **counts,
            "by_kind": self.by_kind,
            "unknown_columns": self.unknown_columns,
            "errors": [error.as_json() for error in self.errors],
        }

    def as_json(self):
        """Everything a page shows, as it is kept with the job."""
        return {
            "counts": self.counts,
            "by_kind": self.by_kind,
            "rows": self.rows,
            "absent": self.absent,
            "errors": [error.as_json() for error in self.errors],
            "warnings": [warning.as_json() for warning in self.warnings],
            "unknown_columns": self.unknown_columns,
            "recognised": self.recognised,
            "unrecognised": self.unrecognised,
            "new_departments": self.new_departments,
            "new_categories": self.new_categories,
            "proposes": self.proposes,
            "cancels_absent": self.cancels_absent,
        }

    @property
    def digest(self):
        """One value for all that the import does: two reports that differ in any row or difference differ here."""
        done = {key: value for key, value in self.as_json().items() if key != "warnings"}
        return hashlib.sha256(json.dumps(done, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def recognised_tables(reading):
    """What was understood of the file: each table, its kind, its head row and which column is taken for what."""
    return [
        {
            "sheet": table.sheet,
            "title": table.title,
            "kind": table.kind,
            "rows": len(table.rows),
            "head_row": table.head_row,
            "key": f"{table.sheet}!{table.head_row}",
            "columns": [
                {**head_entry(table, column), "code": name, "field": FIELD_WORDS[name]}
                for name, column in table.columns.items()
            ],
            "unknown": [head_entry(table, column) for column in table.unknown],
        }
        for table in reading.tables
    ]


def head_entry(table, column):
    """A column as it stands: its letter, its head as written, the first texts under it."""
    head, examples = table.heads.get(column, ""), table.examples.get(column, [])
    return {"letter": column_letter(column), "head": head, "examples": [text[:EXAMPLE_LENGTH] for text in examples]}


def unrecognised_sheets(reading):
    """The first rows of each sheet without a table, for a person to point at the head."""
    return [
        {
            "sheet": found.sheet,
            "rows": [
                {"row": row, "key": f"{found.sheet}!{row}", "cells": [cell_entry(cell) for cell in cells.items()]}
                for row, cells in found.rows
            ],
        }
        for found in reading.unrecognised
    ]


def cell_entry(cell):
    column, text = cell
    return {"letter": column_letter(column), "text": text[:EXAMPLE_LENGTH]}


def row_entry(match):
    """One row of a file for the report."""
    row, standing = match.row, match.standing
    return {
        "key": row.key,
        "sheet": row.sheet,
        "row": row.row,
        "kind": row.kind,
        "name": row.name,
        "category": row.content.get("category", ""),
        "outcome": match.outcome,
        "decision": match.decision,
        "code": standing.code if standing else "",
        "differences": differences(match) if match.outcome == "changed" else [],
        "candidates": [candidate_entry(match, candidate) for candidate in match.candidates],
    }


def candidate_entry(match, candidate):
    """What a row looks like, and in which fields it says something else."""
    row = match.row.content
    other = [name for name in ("name", "township_duty", "responsibilities") if name in row]
    return {
        "code": candidate.code,
        "name": candidate.content["name"],
        "category": candidate.content["category"],
        "differences": [difference(n, candidate.content[n], row[n]) for n in other if candidate.content[n] != row[n]],
    }


def differences(match):
    if match.standing.cancelling and not match.fields:
        return [{"field": "取消", "before": "拟取消", "after": "保留（撤回拟取消）"}]
    return [difference(name, match.standing.content.get(name), match.payload.get(name)) for name in match.fields]


def difference(name, before, after):
    return {"field": LABELS[name], "before": in_words(name, before), "after": in_words(name, after)}


def in_words(name, value):
    """A field's value as one text to read and to compare."""
    if name == "responsibilities":
        return "\n".join(responsibility_words(row) for row in value or [])
    if name == "kind":
        return str(Kind(value).label) if value else ""
    if isinstance(value, list):
        return "、".join(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "" if value is None else str(value)


def responsibility_words(row):
    office = f"（{row['internal_office']}）" if row.get("internal_office") else ""
    texts = [text for text in (row.get("duty", ""), row.get("method", "")) if text]
    role = ResponsibilityRole(row["role"]).label if row.get("role") else ""
    return f"{row['department']}{office}（{role}）" + (f"：{'；'.join(texts)}" if texts else "")


def absent_entry(standing):
    content = standing.content
    return {
        "code": standing.code,
        "kind": content["kind"],
        "name": content["name"],
        "category": content["category"],
    }
