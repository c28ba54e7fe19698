"""Who reads the record reads what is his: no room asks for batches or history rows without saying
for whom.
"""

import re

import pytest

from .tree import named, sources

pytestmark = pytest.mark.one_database

HISTORY = "dutylist/history/"
ASKED_FOR_SOMEBODY = (
    ".readable_by(",
    ".protected_known_to(",
    ".unsealed().shown()",  # a number, of those whose day is over
    ".for_counties(_codes(worked_for)).readable_by(",
)
# History rows read without their batch, each with what keeps a private word from showing.
ROWS_READ = {
    "access_control/papers/case.py": "the texts of changes that whoever reads the paper sees",
    "access_control/requests/views/application_conflict.py": (
        "keys of batches, which are asked for the reader"
    ),
    "access_control/requests/views/showing.py": (
        "what a stage had before it, of changes that the reader sees"
    ),
    "assessment/models/off_list_reports.py": "the batch of a report, for whoever handles it",
    "assessment/off_list/services/deciding.py": "keys of batches, of which a number is told",
    "dutylist/organizations/delegations.py": (
        "batches are asked for the reader, rows without one go"
    ),
    "items/lookup/phrase_book.py": "number and batch of the last row, to know of a change",
    "items/editions/services/todays_words.py": "former names of categories, to find today's",
    "items/register/services/corrections.py": "rows of open imports alone",
    "items/register/comparison.py": "keys of batches, which are asked for the reader",
}
# The sealed rows: written with their batch, proved, opened by two people.
SEALED_ROWS = {
    "dutylist/history/coverage.py",
    "dutylist/history/models.py",
    "dutylist/history/openings.py",
    "dutylist/history/recording.py",
    "dutylist/history/tables.py",
    "dutylist/history/verify.py",
}


def files_with(pattern, paths):
    return {named(path) for path in paths if re.search(pattern, path.read_text())}


def above_history():
    return [path for path in sources() if not named(path).startswith(HISTORY)]


def test_batches_are_asked_for_somebody():
    asked = [
        (named(path), rest)
        for path in above_history()
        for rest in re.findall(r"\bBatch\.objects(\S*)", path.read_text())
    ]
    assert asked
    assert [one for one in asked if not one[1].startswith(ASKED_FOR_SOMEBODY)] == []


def test_changes_are_read_for_somebody():
    """`read(keys)` alone is what a stranger may read."""
    calls = [
        (named(path), call)
        for path in sources()
        if re.search(r"\breading import .*\b(?:read|by_batch)\b", path.read_text())
        for call in re.findall(r"(?<![\w.])(?:read|by_batch)\(.*", path.read_text())
    ]
    assert calls
    assert [call for call in calls if not re.search(r"reader|user", call[1])] == []


def test_history_rows_are_read_past_their_batch_only_where_it_is_said_why():
    rows = r"(?<!dutylist)\.history\.(?:filter|order_by|all|get|exclude|values)"
    assert files_with(rows, above_history()) == set(ROWS_READ)


def test_sealed_rows_are_read_by_the_proof_and_the_opening_alone():
    assert (
        files_with(r"ProtectedActor|protected_?actor\b", sources())
        - {
            "dutylist/history/guard.py"  # the name of the table
        }
        == SEALED_ROWS
    )
