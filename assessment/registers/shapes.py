"""Rows of registers as the schema names them."""

from dutylist.rest.shapes import FREE, TEXT, add_shapes, many, shape
from dutylist.workflow.shapes import state


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
            register.shape: state(**without_title(given)),
            f"{register.shape}Write": shape(needed, county=TEXT, **members),
            f"{register.shape}Change": shape(reason=TEXT, **amended),
        }
    )


def without_title(members):
    """Every State has a title already."""
    return {name: one for name, one in members.items() if name != "title"}
