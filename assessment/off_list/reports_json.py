"""Off-list reports as programs are told of them: to those who handle them."""

from dutylist.attachments.attachments_json import attachments_json
from dutylist.workflow.states import row_of, state_of

from .services.following import unit_opened_to


def light_rows(reports):
    return [row_of(report) for report in reports]


def report_json(report, user):
    told = state_of(report, user) | {"attachments": attachments_json(report, user)}
    if opened := unit_opened_to(report, user):
        told["unit"] = {"name": opened}
    return told


def opening_json(opening, report, user):
    """How far the opening is, with the unit for the two who agreed on it."""
    unit = unit_opened_to(report, user)
    told = {"opened": bool(unit), "asked_by": "", "agreed_by": ""}
    if opening is not None:
        told |= {"asked_by": opening.asked_by_name, "agreed_by": opening.agreed_by_name}
    if unit:
        told["unit"] = unit
    return told
