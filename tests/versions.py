"""Whether every verb raised the version of what it changed, read off the record.

The version is what an ETag of the API names: whoever saw a row before a change of it must be told
so by `If-Match`, whichever verb made the change. `seeding` in tests is no verb.
"""

from itertools import pairwise

from django.apps import apps

from dutylist.history.models import Batch
from dutylist.history.tracking import Tracked

# The modules whose tests drive the verbs, those of every flow among them: after each of their tests
# the record is looked at.
WALKED = (
    "tests/access_control/test_interpretations.py",
    "tests/access_control/test_moves.py",
    "tests/access_control/test_rounds.py",
    "tests/access_control/test_sittings.py",
    "tests/access_control/test_what_follows.py",
    "tests/access_control/test_what_follows_departments.py",
    "tests/api/test_changes_api.py",
    "tests/assessment/test_feedback.py",
    "tests/assessment/test_inspections.py",
    "tests/assessment/test_off_list.py",
    "tests/assessment/test_pledges.py",
    "tests/assessment/test_problems.py",
    "tests/assessment/test_report_demands.py",
    "tests/assessment/test_satisfaction.py",
    "tests/assessment/test_schemes.py",
    "tests/assessment/test_what_follows.py",
    "tests/assessment/test_what_follows_departments.py",
    "tests/assessment/test_whistles.py",
    "tests/editions/test_revocation.py",
    "tests/register/test_change_sets.py",
    "tests/register/test_correctable_texts.py",
    "tests/register/test_corrections.py",
    "tests/register/test_followers.py",
    "tests/register/test_register.py",
    "tests/register/test_renamed_departments.py",
    "tests/register/test_transfers.py",
    "tests/register/test_what_follows_a_county.py",
    "tests/workflow/test_effects.py",
)
REMINDED = "that the unit was reminded, not what it says"
UNTIL = "until when the unit may say it, not what it says"
# {(model, column): why a change of it alone is no other version}
NO_OTHER_VERSION = {
    ("Opinion", "reminded_on"): REMINDED,
    ("Opinion", "due_on"): UNTIL,
    ("ReviewAnswer", "reminded_on"): REMINDED,
    ("ReviewAnswer", "due_on"): UNTIL,
    ("RoundOpinion", "reminded_on"): REMINDED,
    ("RoundOpinion", "due_on"): UNTIL,
}


def versioned_models():
    """The tracked models with a version."""
    models = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if issubclass(model, Tracked) and "version" in names and not model._meta.proxy:
            models.append(model)
    return models


def changes_without_version():
    """{(model, columns that differ, reason of the batch)} of every change that kept the version."""
    found = set()
    seeds = set(Batch.objects.filter(source="seed").values_list("pk", flat=True))
    reasons = dict(Batch.objects.values_list("pk", "reason"))
    for model in versioned_models():
        for before, after in neighbours(model):
            columns = differing(model, before, after)
            if columns and before["version"] == after["version"] and after["batch"] not in seeds:
                found.add((model.__name__, columns, reasons.get(after["batch"])))
    return found


def neighbours(model):
    """(row as one batch left it, row as the next one left it) of every object of a model."""
    left = {}
    for row in model.history.order_by("history_id").values():
        states = left.setdefault(row["id"], [])
        if row["history_type"] == "-":
            continue
        if states and states[-1]["batch"] == row["batch"]:
            states[-1] = row
        else:
            states.append(row)
    for states in left.values():
        yield from pairwise(states)


def differing(model, before, after):
    columns = []
    for field in model.history.model.tracked_fields:
        told = (model.__name__, field.name)
        if before[field.attname] != after[field.attname] and told not in NO_OTHER_VERSION:
            columns.append(field.name)
    return tuple(columns)
