"""A revised scheme beside the text before it: what was added, what is gone, what changed, and which
findings are settled.
"""

from assessment.models import Bearer
from assessment.models.schemes import number_told
from items.entry.essence import essence

WHOLE = {
    "title": "名称",
    "year": "年度",
    "bearer": "考核对象",
    "total_points": "总分",
    "frequency": "考核频次",
    "days": "考核天数",
    "document_number": "文号",
    "notes": "结果运用和其他说明",
}
FIELDS = {
    "name": "指标",
    "text": "考核内容",
    "weight": "分值",
    "lead": "牵头单位",
    "bearer": "考核对象",
    "method": "考核方式",
    "frequency": "频次",
    "basis": "依据",
    "document_number": "文号",
    "items": "对应的事项",
}


def snapshot(scheme):
    """The scheme as texts, with the sentences of the findings that hold."""
    findings = []
    for row in scheme.open_findings:
        findings.append({"key": list(row.key), "place": row.place, "sentence": row.sentence})
    rows = []
    for row in scheme.indicators_in_order:
        values = {name: shown(getattr(row, name)) for name in FIELDS}
        rows.append({"number": row.number, **values})
    whole = {name: shown(getattr(scheme, name)) for name in WHOLE}
    return {"whole": whole, "indicators": rows, "findings": findings}


def shown(value):
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(value)
    if isinstance(value, str):
        return Bearer(value).label if value in Bearer.values else value
    if isinstance(value, int):
        return str(value)
    return str(number_told(value))


def compared(before, now):
    """{"added", "gone", "changed", "whole", "settled", "new"} of two snapshots, as it is kept."""
    pairs, added, gone = matched(before["indicators"], now["indicators"])
    changed = []
    for then, row in pairs:
        if fields := changes(then, row, FIELDS):
            changed.append({"number": row["number"], "name": row["name"], "fields": fields})
    return {
        "added": [members(row, "number", "name") for row in added],
        "gone": [members(row, "number", "name") for row in gone],
        "changed": changed,
        "whole": changes(before["whole"], now["whole"], WHOLE),
        "settled": findings_only_in(before, now),
        "new": findings_only_in(now, before),
    }


def findings_only_in(this, other):
    """The findings of one snapshot that the other does not have, each by its place and sentence."""
    keys = [finding["key"] for finding in other["findings"]]
    found = []
    for finding in this["findings"]:
        if finding["key"] not in keys:
            found.append(members(finding, "place", "sentence"))
    return found


def members(row, *names):
    return {name: row[name] for name in names}


def matched(before, now):
    """([(then, now)], added, gone): by their names, then by their numbers."""
    left = list(before)
    then_of = {}
    for find in (of_its_name, of_its_number):
        for place, row in enumerate(now):
            then = None
            if place not in then_of:
                then = find(row, left)
            if then:
                then_of[place] = then
                left.remove(then)
    pairs, added = [], []
    for place, row in enumerate(now):
        if place in then_of:
            pairs.append((then_of[place], row))
        else:
            added.append(row)
    return pairs, added, left


def of_its_name(row, rows):
    """The first of some rows that is called like this one, or None."""
    for one in rows:
        if essence(one["name"]) == essence(row["name"]):
            return one
    return None


def of_its_number(row, rows):
    """The row of this one's number, where it has the same text as well; else None."""
    for one in rows:
        if one["number"] == row["number"]:
            is_same = one["text"] and one["text"] == row["text"]
            return one if is_same else None
    return None


def changes(then, now, fields):
    found = []
    for name, label in fields.items():
        if then[name] != now[name]:
            found.append({"label": label, "then": then[name], "now": now[name]})
    return found
