"""Rows of registers as the schema names them."""

from dutylist.rest.shapes import FREE, TEXT, add_shapes, many, shape
from dutylist.workflow.shapes import STATE, state


def add_register_shapes(register, **own):
    """The row as it is given (`own`: what it has beside its members), as it is made, and as it is
    amended.
    """
    members = {one.name: one.shape for one in register.fields}
    given = {**members, "findings": many(FREE), **own}
    needed = [one.name for one in register.fields if one.required]
    amended = {one.name: one.shape for one in register.amended_fields}
    add_shapes(
        **{
            register.shape: state(**beside_state(given)),
            f"{register.shape}Write": shape(needed, county=TEXT, **members),
            f"{register.shape}Change": shape(reason=TEXT, **amended),
        }
    )


def beside_state(members):
    """Those that not every State has."""
    return {name: one for name, one in members.items() if name not in STATE}
