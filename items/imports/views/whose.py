"""Whose each file is, and each sheet of a file that several units share: the choices of step 2, and
what was chosen.
"""

from dutylist.organizations.models import Region

LEAVE = "leave"
READS_NOT = "读不了"
NOT_KNOWN = "没有认出，请选择"
AS_FOUND = "按识别结果"
DEALT_OUT = "按工作表和标题分给各单位"
NOT_IMPORTED = "不导入"


def entries_of(job, data):
    """The files and sheets of an import, each with its choices and what is chosen; none where
    nothing can be said.
    """
    if not job.is_asked_whose:
        return []
    townships = Region.objects.valid().townships_of(job.county)
    regions = [(township.code, township.name) for township in townships]
    return [shown(job, entry, order, regions, data) for order, entry in enumerate(handed(job), 1)]


def in_doubt(entries):
    """How many files and sheets are nobody's yet, or could not be read."""
    return sum(map(is_in_doubt, entries))


def is_in_doubt(entry):
    if entry["left_out"] or entry["dealt"]:
        return False
    return bool(entry["refusal"]) or not entry["chosen"]


def handed(job):
    return job.report.get("handed", [])


def shown(job, entry, order, regions, data):
    name, now = f"township-{entry['key']}", now_of(job, entry)
    if entry["left_out"] or entry["refusal"]:
        counts = []
    else:
        counts = counts_of(entry)
    chosen = {
        "input": name,
        "order": order,
        "chosen": data.get(name, now),
        "choices": choices(job, entry, regions),
    }
    return {**entry, **chosen, "cells": counts}


def counts_of(entry):
    words = (("新增", "new"), ("变更", "changed"), ("一致", "same"), ("疑似", "alike"))
    return [(word, entry["counts"][name]) for word, name in words]


def now_of(job, entry):
    """What stands for an entry now: its township, the county, left out, or nothing."""
    if entry["left_out"]:
        return LEAVE
    code = job.options.get("townships", {}).get(entry["key"], "")
    if code == job.county.code:
        return code
    return entry["township"]


def choices(job, entry, regions):
    """[(value, words)] of what can be said of a file or a sheet."""
    leave = []
    if entry["sheet"] or job.has_files:
        leave = [(LEAVE, NOT_IMPORTED)]
    if entry["refusal"]:
        return [("", READS_NOT), *leave]
    if entry["dealt"]:
        first = DEALT_OUT
    elif entry["township"]:
        first = AS_FOUND
    else:
        first = NOT_KNOWN
    county = []
    if entry["key"] == job.last_file:
        county = [(job.county.code, f"{job.county.name}的总清单")]
    return [("", first), *regions, *county, *leave]


def said_of(job, data):
    """({key: code}, {key: whether it is left out}) of what was chosen otherwise than it stands."""
    townships, leave_out = {}, {}
    for entry in handed(job):
        chosen, now = data.get(f"township-{entry['key']}"), now_of(job, entry)
        if chosen is None or chosen == now:
            continue
        if chosen == LEAVE or now == LEAVE:
            leave_out[entry["key"]] = chosen == LEAVE
        if chosen != LEAVE:
            townships[entry["key"]] = chosen
    return townships, leave_out
