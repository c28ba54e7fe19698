"""One entry of a list on its own: who answers, where it holds, how a township prints it, and what
it counts as.
"""

from collections import Counter

KINDS = ("basic", "coordination", "reclaimed")
FILTERS = ("kind", "category", "department")  # what the public may filter a list by
ANSWERING_ROLES = {"lead", "joint", "receiver"}


def list_order(entry):
    return (KINDS.index(entry["kind"]), entry["number"] or 0)


def in_scope(entry, township_code):
    """Whether a township's list holds the entry: scope all, or named among its townships or printed
    numbers.
    """
    if entry["scope"] == "all":
        return True
    return township_code in entry.get("townships", ()) or township_code in entry.get("numbers", {})


def as_in_township(entry, code):
    """The entry as a township's list prints it: its own number, its own wording."""
    variant = next((row for row in entry.get("variants", []) if code in row["townships"]), {})
    own = {field: variant[field] for field in ("name", "township_duty") if variant.get(field)}
    return {**entry, **own, "number": entry.get("numbers", {}).get(code, entry["number"])}


def answering(entry):
    """The departments that answer for an entry, in printed order, each once."""
    parts = entry.get("responsibilities", [])
    answering = [part for part in parts if part.get("role") in ANSWERING_ROLES]
    return list(dict.fromkeys(part["department"] for part in answering or parts))


def matches(entry, *, kind="", category="", department=""):
    """Whether an entry passes the filters that are set; `department` is a name as printed, or all
    the names of one department.
    """
    if kind and entry["kind"] != kind:
        return False
    if category and entry["category"] != category:
        return False
    if not department:
        return True
    names = department
    if isinstance(department, str):
        names = (department,)
    return any(part["department"] in names for part in entry.get("responsibilities", []))


def facets_of(entries):
    """{kind, category, department: [(value, how many entries)]}; kinds and categories in list
    order.
    """
    kinds, categories, departments = Counter(), Counter(), Counter()
    for entry in entries:
        kinds[entry["kind"]] += 1
        categories[entry["category"]] += 1
        departments.update(answering(entry))
    return {
        "kind": [(kind, kinds[kind]) for kind in KINDS],
        "category": list(categories.items()),
        "department": sorted(departments.items(), key=lambda pair: (-pair[1], pair[0])),
    }
