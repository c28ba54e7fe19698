"""An import as the API tells of it, and what a request may say of one."""

from dutylist.history.limits import list_fault
from dutylist.history.refusals import Invalid
from dutylist.history.texts import told
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import NAME_COUNTY
from items.imports.matching.rows import DECISIONS
from items.imports.recognition.headwords import FIELD_WORDS, NOT_READ
from items.imports.recognition.labels import LONGEST_LABEL
from items.permissions import may_edit
from items.printed.columns import is_column_letter

ERRORS_SHOWN = 100
MOST_HEADS = 1000  # of all tables of one import
SWITCHES = ("create_departments", "cancel_absent")
ANSWERS = ("township", "county_wide")
CHANGES = ("decisions", *SWITCHES, "heads", "remember", "townships", "leave_out", *ANSWERS)
UPLOADED = ("county", "township", "county_wide", "file", "leave_out")
TRUE, FALSE = ("true", "1", "on"), ("false", "0", "off", "")


def brief_json(job):
    """An import in a list."""
    return {
        "id": job.pk,
        "county": job.county.code,
        "township": job.township.code if job.township else None,
        "file_name": job.file_name,
        "state": job.state,
        "state_label": job.get_state_display(),
        "version": job.version,
        "list_version": job.list_version,
        "by": job.uploaded_by.get_full_name() or job.uploaded_by.get_username(),
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at and job.finished_at.isoformat(),
        "reason": job.reason,
        "batch": job.batch and str(job.batch),
        "undo_reason": job.undo_reason,
        "undo_batch": job.undo_batch and str(job.undo_batch),
        "counts": job.report["counts"],
        "by_kind": job.report["by_kind"],
        "proposes": job.report["proposes"],
        "error_count": job.report["error_count"],
        "warning_count": job.report["warning_count"],
    }


def job_json(job, user):
    """One import with what was recognised of its files and the first errors; its rows are a list of
    their own.
    """
    files = {part.position: part for part in job.files}
    report = job.report
    return {
        **brief_json(job),
        "options": job.options,
        "files": [{**entry, "sha256": files[entry["number"]].sha256} for entry in report["parts"]],
        **{name: report[name] for name in ("several", "handed", "left_out")},
        "skipped_files": report.get("skipped_files", []),
        **{name: report[name] for name in ("unknown_columns", "recognised", "unrecognised")},
        **{name: report[name] for name in ("new_departments", "new_categories", "cancels_absent")},
        "errors": job.detail["errors"][:ERRORS_SHOWN],
        "warnings": job.detail["warnings"][:ERRORS_SHOWN],
        "actions": actions_of(job, user),
    }


def actions_of(job, user):
    """What this person may do with it now."""
    if not may_edit(user, job.county):
        return []
    if job.is_asked:
        return ["change", "discard"]
    if job.is_open:
        if job.report["error_count"]:
            return ["change", "discard"]
        return ["change", "confirm", "discard"]
    if job.state == "imported":
        return ["undo"]
    return []


def upload_fields(data, user):
    """(county, township, switches) of the fields that come with the files; every fault at once."""
    known = {*UPLOADED, *SWITCHES}
    faults = {name: "没有这个字段。" for name in data if name not in known}
    county = Region.objects.keeping_list().filter(code=data.get("county", "")).first()
    if county is None or county.pk not in user.standing().county_ids():
        county = None
        faults["county"] = NAME_COUNTY
    township = None
    if county:
        township = township_of(county, data.get("township", ""), "township", faults)
    switches = {}
    for name in (*SWITCHES, "county_wide"):
        switches[name] = truth_of(data.get(name, ""), name, faults)
    if fault := list_fault(data.getlist("leave_out")):
        faults["leave_out"] = fault
    if faults:
        raise Invalid(faults)
    return county, township, switches


def township_of(county, code, path, faults):
    """The township of this code in the county, None for no code; anything else is a fault."""
    if code in (None, ""):
        return None
    if not isinstance(code, str):
        faults[path] = "应为单位的12位代码。"
        return None
    township = Region.objects.valid().filter(parent=county, level="township", code=code).first()
    if township is None:
        faults[path] = f"{county.name}没有代码为{told(code)}的下辖单位。"
    return township


def truth_of(value, path, faults):
    text = str(value).lower()
    if text not in TRUE + FALSE:
        faults[path] = "应为 true 或 false。"
    return text in TRUE


def changes_of(data, job):
    """What a PATCH asks for, as the words of `decide`, and of `assign` where it has columns; every
    fault at once.
    """
    faults, asked = {}, {}
    if "decisions" in data:
        asked["decisions"] = decisions_of(data["decisions"], job, faults)
    if "townships" in data:
        asked["townships"] = townships_of(data["townships"], job, faults)
    if "leave_out" in data:
        asked["leave_out"] = left_out_of(data["leave_out"], job, faults)
    asked["options"] = {name: data[name] for name in SWITCHES if name in data}
    for name in SWITCHES:
        require_bool(data, name, faults)
    if "heads" in data:
        asked["heads"] = heads_of(data["heads"], faults)
        asked["remembered"] = data.get("remember", True)
    require_bool(data, "remember", faults)
    if faults:
        raise Invalid(faults)
    return asked


def require_bool(data, name, faults):
    if not isinstance(data.get(name, True), bool):
        faults[name] = "应为 true 或 false。"


def answer_of(data, job):
    """The township a list is said to be of, None for the county; nothing else can be said
    with it.
    """
    faults = {}
    for name in data:
        if name not in ANSWERS:
            faults[name] = "回答是哪个单位的清单时，不能同时改别的。"
    township = township_of(job.county, data.get("township", ""), "township", faults)
    if "township" in faults:
        raise Invalid(faults)
    if data.get("county_wide", not township) is not (township is None):
        faults["county_wide"] = "请指明单位（township），或者填 true，二者选一。"
    if faults:
        raise Invalid(faults)
    return township


def object_of(value, path, faults):
    if isinstance(value, dict):
        return value
    faults[path] = "应为一个对象。"
    return {}


def decisions_of(value, job, faults):
    """{key or group of a row that is alike: decision}"""
    known = set()
    for row in job.detail["rows"]:
        if row["group"]:
            known |= {row["key"], row["group"]}
    for key, decision in object_of(value, "decisions", faults).items():
        if key not in known:
            faults[f"decisions.{key}"] = "没有这样的疑似同一事项的行。"
        elif decision not in (*DECISIONS, ""):
            faults[f"decisions.{key}"] = f"可填：{'、'.join(DECISIONS)}；空为待定。"
    return value


def townships_of(value, job, faults):
    """{number of a file or key of a piece of it: township or nothing}; the last file left may be
    the county's.
    """
    keys, townships = keys_of(job), {}
    if not job.is_asked_whose:
        faults["townships"] = "只有一个文件时不能改。"
    for key, code in object_of(value, "townships", faults).items():
        if key not in keys:
            faults[f"townships.{key}"] = "没有这个序号的文件，也没有这样的工作表。"
        elif code == job.county.code and key == job.last_file:
            townships[key] = job.county
        else:
            townships[key] = township_of(job.county, code, f"townships.{key}", faults)
    return townships


def left_out_of(value, job, faults):
    """{number of a file or key of a piece of it: whether it is left out}"""
    keys = keys_of(job)
    for key, leaves in object_of(value, "leave_out", faults).items():
        if key not in keys:
            faults[f"leave_out.{key}"] = "没有这个序号的文件，也没有这样的工作表。"
        elif not isinstance(leaves, bool):
            faults[f"leave_out.{key}"] = "应为 true 或 false。"
    return value


def keys_of(job):
    return {entry["key"] for entry in job.report["handed"]}


def may_be_label(text):
    """Whether a text may be a label of cards: a short word of Chinese."""
    return len(text) <= LONGEST_LABEL and any("\u4e00" <= sign <= "\u9fff" for sign in text)


def heads_of(value, faults):
    """{"sheet!row of the head": {column letter: field, "" for a column that is not read}}; of cards
    a label as it is written in the letter's place.
    """
    allowed = (*FIELD_WORDS, *NOT_READ)
    if fault := list_fault(object_of(value, "heads", faults), MOST_HEADS):
        faults["heads"] = fault
        return value
    for key, columns in object_of(value, "heads", faults).items():
        if fault := list_fault(object_of(columns, f"heads.{key}", faults)):
            faults[f"heads.{key}"] = fault
            continue
        for letter, field in object_of(columns, f"heads.{key}", faults).items():
            if not (is_column_letter(letter) or may_be_label(letter)):
                faults[f"heads.{key}.{letter}"] = "应为列的字母，例如 B；卡片、表单填写栏目的名称。"
            elif field not in allowed:
                faults[f"heads.{key}.{letter}"] = f"可填：{'、'.join(FIELD_WORDS)}；空为不读入。"
    return value
