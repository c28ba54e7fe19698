"""A pledge or a veto item is decided: without ground only with a reason, and it ends by its day."""

from assessment.registers.findings import require_set_aside
from assessment.registers.telling import tell_owner, tell_townships

from ..findings import findings_of


def check_approve(row, facts):
    require_set_aside(findings_of(row), facts)


def apply_approve(row, facts):
    """The clock of the office stops; that of the row itself runs to its last day."""
    row.due_on = row.until


def after_decision(row, decision, facts):
    tell_owner(row, decision)


def after_approve(row, decision, facts):
    after_decision(row, decision, facts)
    tell_townships(row, decision)


def apply_end(row, facts):
    row.due_on = None
