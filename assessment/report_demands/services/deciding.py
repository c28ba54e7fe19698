"""A demand is approved, refused or ended; the townships are told what they have to answer."""

from assessment.registers.telling import tell_owner, tell_townships


def apply_approve(row, facts):
    """The clock of the office stops; that of the demand itself runs to its last day."""
    row.due_on = row.until


def apply_end(row, facts):
    row.due_on = None


def after_decision(row, decision, facts):
    tell_owner(row, decision)
    tell_townships(row, decision)
