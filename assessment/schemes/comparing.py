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
    for row in scheme.open_findings.order_by("indicator", "pk"):
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
    keys = [finding["key"] for finding in now["findings"]]
    settled = [one for one in before["findings"] if one["key"] not in keys]
    keys = [finding["key"] for finding in before["findings"]]
    new = [one for one in now["findings"] if one["key"] not in keys]
    return {
        "added": [{"number": row["number"], "name": row["name"]} for row in added],
        "gone": [{"number": row["number"], "name": row["name"]} for row in gone],
        "changed": changed,
        "whole": changes(before["whole"], now["whole"], WHOLE),
        "settled": [{"place": one["place"], "sentence": one["sentence"]} for one in settled],
        "new": [{"place": one["place"], "sentence": one["sentence"]} for one in new],
    }


def matched(before, now):
    """([(then, now)], added, gone): by their names, then by their numbers."""
    left, pairs, added = list(before), [], []
    for row in now:
        then = first(left, lambda one, row=row: essence(one["name"]) == essence(row["name"]))
        pairs.append([then, row])
        if then:
            left.remove(then)
    for pair in pairs:
        if pair[0] is None:
            same = first(left, lambda one, row=pair[1]: one["number"] == row["number"])
            if same and same["text"] == pair[1]["text"] and same["text"]:
                pair[0] = same
                left.remove(same)
    for then, row in pairs:
        if then is None:
            added.append(row)
    return [(then, row) for then, row in pairs if then], added, left


def first(rows, fits):
    for row in rows:
        if fits(row):
            return row
    return None


def changes(then, now, fields):
    found = []
    for name, label in fields.items():
        if then[name] != now[name]:
            found.append({"label": label, "then": then[name], "now": now[name]})
    return found
