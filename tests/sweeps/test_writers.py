"""Only the engine moves a status, and only verbs write: pages, admin, API, forms and commands
translate.
"""

import ast
import re

from .tree import at, named, parsed, sources

ENGINE = "dutylist/workflow/engine.py"
# Where writing is the purpose; every other module translates.
WRITERS = re.compile(
    r"dutylist/history/"  # the doors
    r"|dutylist/workflow/(engine|seeds)\.py"
    r"|.*/services(/|\.py$)"  # the verbs
    r"|dutylist/notices/jobs\.py$"  # the runs of jobs and their leases
    r"|dutylist/notices/numbering\.py$"  # the order of the events, no record of the county
    r"|dutylist/rest/idempotency\.py$"  # answers kept for a day, no record of the county
    r"|items/editions/projection\.py$"  # rows that one command rebuilds from the documents
    r"|items/entry/writing\.py$"  # the one hand the verbs of the register write items with
    r"|.*/models(/|\.py$)"  # a model's own save
    r"|items/(register|editions)/followers\.py$"  # verbs that a reform calls, in its batch
    r"|items/management/demo_county\.py$"  # lays the demo down
    r"|.*/seeds\.py$"  # what post_migrate lays down
)
WRITES = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
DOORS = {"bulk_save", "bulk_delete"}


def translators():
    return [path for path in sources() if not WRITERS.match(named(path))]


def assigned(node):
    """The targets of any form of assignment, tuples opened."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [leaf for target in targets if target is not None for leaf in ast.walk(target)]


def moves_status(node):
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return any(
            isinstance(leaf, ast.Attribute) and leaf.attr == "status" for leaf in assigned(node)
        )
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
    ):
        return any(keyword.arg == "status" for keyword in node.keywords)
    is_setattr = (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr"
    )
    return is_setattr and any(
        isinstance(leaf, ast.Constant) and leaf.value == "status" for leaf in node.args
    )


def writes(node):
    """Whether a call writes rows: a model's save and a queryset's update take names only, a
    workbook's save a path.
    """
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in DOORS:
        return True
    if name not in WRITES or not isinstance(node.func, ast.Attribute):
        return False
    reached = ast.unparse(node.func.value)
    if name in {"save", "update", "delete"} and node.args and ".objects" not in reached:
        return False
    return name != "update" or bool(node.keywords) or ".objects" in reached


def calls(paths, rule):
    return [
        f"{at(path, node)} {ast.unparse(node)[:70]}"
        for path in paths
        for node in ast.walk(parsed(path))
        if rule(node)
    ]


def test_only_the_engine_assigns_a_status():
    assert calls([path for path in sources() if named(path) != ENGINE], moves_status) == []


def test_only_verbs_write():
    assert calls(translators(), writes) == []


def test_the_sweep_knows_a_write_when_it_sees_one():
    bad = [
        "item.save()",
        "X.objects.update(name='')",
        "rows.filter(a=1).update(b=2)",
        "bulk_save(rows)",
        "item.delete()",
    ]
    good = [
        "workbook.save(path)",
        "facts.update(other)",
        "digest.update(b'')",
        "cache.delete(key)",
        "item.clean()",
    ]
    found = [text for text in [*bad, *good] if writes(ast.parse(text, mode="eval").body)]
    assert found == bad
    moves = [
        "a.status = 1",
        "a.status, b = 1, 2",
        "rows.update(status=1)",
        "setattr(a, 'status', 1)",
    ]
    assert all(any(moves_status(node) for node in ast.walk(ast.parse(text))) for text in moves)
