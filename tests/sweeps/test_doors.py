"""Whatever is written passes a door that asks whether it fits; what goes past them is named here
with its reason.
"""

import ast

from .tree import named, parsed, sources

# Calls that Django makes without a signal: they write what no person, file or program handed in.
PAST_THE_DOORS = {
    "dutylist/history/inserting.py": {"bulk_create"},  # behind `bulk_save`, which has asked
    "dutylist/history/tracking.py": {"bulk_update"},  # the same
    "dutylist/history/seals.py": {"bulk_create"},  # numbers of sealed batches
    "dutylist/workflow/seeds.py": {"bulk_create"},  # the shipped calendar
    "dutylist/organizations/services/second_factor.py": {
        "bulk_create",
        "update",
    },  # digests of codes, moments
    "dutylist/organizations/services/ending.py": {"update"},  # moments, one of our own choices
    "dutylist/organizations/services/sessions.py": {"update"},  # moments, digests, a choice
    "dutylist/organizations/services/tokens.py": {"update"},  # moments
    "dutylist/notices/services.py": {"update"},  # moments, counts, outcomes
    "dutylist/notices/numbering.py": {"bulk_update"},  # numbers, outcomes
    "dutylist/webhooks/services/deliveries.py": {"bulk_create", "update"},  # moments, counts, keys
    "items/lookup/services/asked_counts.py": {"update"},  # counts, days, a choice
    # The row that takes a region's place.
    "items/lookup/services/following.py": {"update"},
    "items/imports/services/following.py": {"update"},
    "assessment/feedback/services/handing_over.py": {"update"},
    "assessment/satisfaction/services/following.py": {"update"},
    "items/meaning/services.py": {"bulk_create"},  # vectors that the model computed
    "items/editions/projection.py": {"bulk_create"},  # rows of a document that was checked
}
SIDE_WAYS = {
    "bulk_create",
    "bulk_update",
    "update",
    "aupdate",
    "abulk_create",
    "update_or_create",
    "_raw_delete",
}


def goes_past(node):
    """A queryset's write: `update` of a dict takes no keywords."""
    if not (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SIDE_WAYS
    ):
        return False
    return node.func.attr != "update" or any(keyword.arg for keyword in node.keywords)


def test_what_is_written_past_the_doors_is_known():
    found = {}
    for path in sources():
        for node in ast.walk(parsed(path)):
            if goes_past(node):
                found.setdefault(named(path), set()).add(node.func.attr)
    assert found == PAST_THE_DOORS


def test_the_sweep_knows_a_side_way_when_it_sees_one():
    bad = [
        "rows.filter(a=1).update(name=text)",
        "Entry.objects.bulk_create(rows)",
        "X.objects.update_or_create(a=1)",
    ]
    good = ["counts.update(other)", "row.save()", "facts.update({'a': 1})"]
    assert [text for text in [*bad, *good] if goes_past(ast.parse(text, mode="eval").body)] == bad
