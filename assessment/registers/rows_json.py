"""A row of a register as the API tells it."""

from dutylist.workflow.states import row_of, state_of


def row_json(register, row, user):
    """The State with its members, its findings and what the register tells beside them."""
    return {
        **state_of(row, user),
        "findings": register.findings(row, user),
        **register.more(row, user),
    }


def light_rows(rows):
    """The rows as a list shows them."""
    return [row_of(row) for row in rows]
