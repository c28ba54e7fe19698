"""The departments a file names and the county does not have: each once, beside the nearest names
there are.
"""

from collections import Counter

from django.db import transaction
from django.shortcuts import get_object_or_404
from rapidfuzz import fuzz, process

from dutylist.history.text_diff import text_diff
from dutylist.organizations.models import Department
from dutylist.organizations.services.departments import change_department

UNKNOWN = "unknown_department"
ALIAS = "导入“{file}”时确认“{name}”是同一部门"
CHOSEN = "office-"  # before a file's name for a department: the field its choice is sent in
AT_ONCE = 20  # names on a page; the others follow when these are settled
WHOLE_DIRECTORY = 12  # so many names are offered every department, more of them only the nearest
NEAREST = 12
ALIKE = 70  # how like, of 100, a name is to be called the most like one


def offices_of(job):
    """What is said of each name: how often it stands, what it is near to, which departments it may
    be.
    """
    counts, near = told(job)
    departments = Department.objects.valid().filter(county=job.county)
    directory = list(departments.values_list("name", flat=True))
    shown = sorted(counts, key=lambda name: (-counts[name], name))[:AT_ONCE]
    if len(shown) <= WHOLE_DIRECTORY:
        most = len(directory)
    else:
        most = NEAREST
    names = [office(name, counts[name], near[name], directory, most) for name in shown]
    return {
        "names": names,
        "more": len(counts) - len(names),
        "creatable": [name for name in counts if not near[name]],
        "doubtful": [entry for entry in names if entry["nearest"] and not entry["near"]],
    }


def told(job):
    """(how many cells have each name, the name each is near to or "")."""
    counts, near = Counter(), {}
    for error in job.detail["errors"]:
        if error["code"] == UNKNOWN:
            counts[error["value"]] += 1
            near[error["value"]] = error["suggestion"]
    return counts, near


def office(name, count, near, directory, most):
    ranked = process.extract(name, directory, scorer=fuzz.ratio, limit=most)
    nearest, choices = near, [department for department, _score, _place in ranked]
    if not nearest and ranked and ranked[0][1] >= ALIKE:
        nearest = choices[0]
    parts = []
    if nearest:
        choices = list(dict.fromkeys([nearest, *choices]))
        parts = text_diff(name, nearest)
    return {
        "name": name,
        "input": f"{CHOSEN}{name}",
        "count": count,
        "near": near,
        "nearest": nearest,
        "choices": choices,
        "parts": parts,
    }


def name_aliases(job, user, data):
    """Keeps names the file uses as other names of departments of the county: -> how many.

    `data` says it of one ("alias", the department it is near to) or of several ("office-<name>",
    the one chosen).
    """
    counts, near = told(job)
    chosen = {}
    for name in counts:
        department = data.get(f"{CHOSEN}{name}")
        if department:
            chosen[name] = department
    alias = data.get("alias")
    if alias is not None:
        chosen[alias] = near.get(alias, "")
    with transaction.atomic():
        for name, department in chosen.items():
            name_alias(job, user, name, department)
    return len(chosen)


def name_alias(job, user, name, chosen):
    department = get_object_or_404(
        Department.objects.valid().filter(county=job.county), name=chosen
    )
    aliases = [*department.aliases.values_list("name", flat=True), name]
    reason = ALIAS.format(file=job.file_name, name=name)
    change_department(department, by=user, reason=reason, aliases=aliases, source="import")
