"""Rows of registers as the schema names them: as they are given, made and amended."""

from dutylist.rest.shapes import FREE, TEXT, many, shape
from dutylist.workflow.shapes import STATE, state


def given(register, **own):
    """The State with the members; `own` is what such a row has beside them."""
    members = {one.name: one.shape for one in register.fields}
    members |= {"findings": many(FREE), **own}
    return state(**{name: one for name, one in members.items() if name not in STATE})


def made(register):
    needed = [one.name for one in register.fields if one.required]
    return shape(needed, county=TEXT, **{one.name: one.shape for one in register.fields})


def amended(register):
    return shape(reason=TEXT, **{one.name: one.shape for one in register.amended_fields})
