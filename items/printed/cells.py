"""What a list prints of an entry, cell by cell, under the importer's own names for its fields.

Written so that the importer reads the same item back: the first department named leads,
the others share, a helper is marked （配合）; duties that differ stand in blocks under
their departments' names.
"""

from itertools import groupby

from items.entry.fields import IN_A_COLUMN

HEADING_LENGTH = 60  # the longest heading of a block that an import knows


def cells_of(entry, places):
    """{field: text} of an entry; `places` is {township code: name}, with the words for all of them
    under "".
    """
    parts = entry.get("responsibilities", [])
    named = departments_text(entry["kind"], parts)
    method = shared_text(parts, "method")
    cells = {
        "number": entry.get("number"),
        "code": entry.get("code") or "",
        "category": entry["category"],
        "name": entry["name"],
        "departments": named,
        "department_duty": shared_text(parts, "duty"),
        "township_duty": entry.get("township_duty", ""),
        "receivers": "",
        "method": method,
        "receivers_and_method": "",
        "transition_on": shared_text(parts, "transition_on"),
        "basis": "；\n".join(basis_text(basis) for basis in entry.get("bases", [])),
        "scope": scope_text(entry, places),
    }
    if entry["kind"] == "reclaimed":
        cells["departments"], cells["receivers"] = "", named
        cells["receivers_and_method"] = receivers_and_method(named, method)
    return cells


def more_cells_of(entry, places):
    """{field: text} of what only the flat layout has a column for."""
    cells = {}
    for field in IN_A_COLUMN:
        cells[field.name] = field.printed(field.said_in(entry), places)
    return {**cells, "effective_on": entry.get("effective_on") or ""}


def departments_text(kind, parts):
    """The departments joined by 、, each marked with its role where its place does not say it."""
    led = bool(parts) and parts[0]["role"] == "lead"
    return "、".join(named(part, unsaid_role(kind, n, led)) for n, part in enumerate(parts))


def unsaid_role(kind, place, led):
    """The role an unmarked department has at this place of the cell."""
    if kind == "reclaimed":
        return "receiver"
    if place == 0:
        return "lead"
    if led:
        return "joint"
    return ""


def named(part, unsaid):
    office = ""
    if part.get("internal_office"):
        office = f"（{part['internal_office']}）"
    mark = {"lead": "（牵头）", "joint": "（共同）", "support": "（配合）"}.get(part["role"], "")
    return f"{part['department']}{office}{'' if part['role'] == unsaid else mark}"


def shared_text(parts, field):
    """The departments' texts in one cell: said once when all say the same, else in blocks under
    their names.
    """
    texts = [part.get(field) or "" for part in parts]
    if len(set(texts)) <= 1:
        if texts:
            return texts[0]
        return ""
    blocks = []
    for text, group in groupby(parts, key=lambda part: part.get(field) or ""):
        names = [part["department"] for part in group]
        if len("、".join(names)) <= HEADING_LENGTH:
            heads = ["、".join(names)]
        else:
            heads = names
        blocks += [f"{head}：\n{text}" for head in heads if text]
    return "\n".join(blocks)


def receivers_and_method(receivers, method):
    """The two columns of a reclaimed item as the one column many counties print."""
    if method:
        return f"承接部门：{receivers}\n工作方式：{method}"
    return f"承接部门：{receivers}"


def basis_text(basis):
    number = ""
    if basis.get("document_number"):
        number = f"（{basis['document_number']}）"
    return f"《{basis['act']}》{number}{basis.get('article', '')}"


def scope_text(entry, places):
    """Where an entry holds: everywhere, in the townships of a type, or in those named."""
    if entry["scope"] == "all":
        return places[""]
    if entry["scope"] == "tagged":
        return "、".join(entry["tags"])
    return "、".join(places.get(code, code) for code in entry["townships"])
