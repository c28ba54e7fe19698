"""Rows of registers as the schema names them: as they are given, listed, made and amended."""

from dutylist.rest.described import ref
from dutylist.rest.shapes import NUMBER, TEXT, add_shapes, many, nullable, shape
from dutylist.workflow.shapes import STATE, state, state_in_list
from items.findings.registry import Severity

OWNER = shape(("department",), department=TEXT)
FINDING = {
    "id": NUMBER,
    "rule": TEXT,
    "severity": {"type": "string", "enum": [one.value for one in Severity]},
    "sentence": TEXT,
    "place": TEXT,
    "remedy": TEXT,
    "ground": TEXT,
    "entry": nullable(TEXT),
}
FOUND = ("id", "rule", "severity", "sentence")


def own_members(register, own):
    """What a row of a register has beside the members of every State."""
    described = {one.name: one.shape for one in register.fields} | own
    return {name: one for name, one in described.items() if name not in STATE}


def given(register, alone=(), /, **own):
    """The State with the members; `own` is what such a row has beside them, `alone` what it tells
    only where it is read by itself.
    """
    findings = many(ref("SupervisionFinding"))
    return state(**own_members(register, own), findings=findings, **dict(alone))


def listed(register, **own):
    """The same row in a list."""
    return state_in_list(**own_members(register, own))


def made(register):
    needed = [one.name for one in register.fields if one.required]
    return shape(needed, county=TEXT, **{one.name: one.shape for one in register.fields})


def amended(register):
    return shape(reason=TEXT, **{one.name: one.shape for one in register.amended_fields})


add_shapes(SupervisionFinding=shape(FOUND, **FINDING))
