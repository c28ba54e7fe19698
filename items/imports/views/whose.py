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


def entries_of(found, data):
    """The files and sheets of an import, each with its choices and what is chosen; none where
    nothing can be said.
    """
    if not found.is_asked_whose:
        return []
    townships = Region.objects.valid().townships_of(found.county)
    regions = [(township.code, township.name) for township in townships]
    return [
        shown(found, entry, order, regions, data) for order, entry in enumerate(handed(found), 1)
    ]


def in_doubt(entries):
    """How many files and sheets are nobody's yet, or could not be read."""
    return sum(
        not (e["left_out"] or e["dealt"]) and (bool(e["refusal"]) or not e["chosen"])
        for e in entries
    )


def handed(found):
    return found.report.get("handed", [])


def shown(found, entry, order, regions, data):
    name, now = f"township-{entry['key']}", now_of(found, entry)
    counts = [] if entry["left_out"] or entry["refusal"] else counts_of(entry)
    chosen = {
        "input": name,
        "order": order,
        "chosen": data.get(name, now),
        "choices": choices(found, entry, regions),
    }
    return {**entry, **chosen, "cells": counts}


def counts_of(entry):
    words = (("新增", "new"), ("变更", "changed"), ("一致", "same"), ("疑似", "alike"))
    return [(word, entry["counts"][name]) for word, name in words]


def now_of(found, entry):
    """What stands for an entry now: its township, the county, left out, or nothing."""
    if entry["left_out"]:
        return LEAVE
    said = found.options.get("townships", {}).get(entry["key"], "")
    return said if said == found.county.code else entry["township"]


def choices(found, entry, regions):
    """[(value, words)] of what can be said of a file or a sheet."""
    leave = [(LEAVE, NOT_IMPORTED)] if entry["sheet"] or found.has_files else []
    if entry["refusal"]:
        return [("", READS_NOT), *leave]
    first = DEALT_OUT if entry["dealt"] else AS_FOUND if entry["township"] else NOT_KNOWN
    county = (
        [(found.county.code, f"{found.county.name}的总清单")]
        if entry["key"] == found.last_file
        else []
    )
    return [("", first), *regions, *county, *leave]


def said_of(found, data):
    """({key: code}, {key: whether it is left out}) of what was chosen otherwise than it stands."""
    townships, leave_out = {}, {}
    for entry in handed(found):
        chosen, now = data.get(f"township-{entry['key']}"), now_of(found, entry)
        if chosen is None or chosen == now:
            continue
        if chosen == LEAVE or now == LEAVE:
            leave_out[entry["key"]] = chosen == LEAVE
        if chosen != LEAVE:
            townships[entry["key"]] = chosen
    return townships, leave_out
