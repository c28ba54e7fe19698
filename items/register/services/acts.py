"""The library of legal acts: new ones, and what becomes of them (修改、废止、替代)."""

from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import Region
from dutylist.organizations.services.texts import needed, refuse_invalid
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.models import LegalAct
from items.permissions import EDITORS, may_edit

FIELDS = frozenset(
    {"title", "document_number", "rank", "effective_on", "repealed_on", "replaced_by", "note"}
)


def may_keep(user, county):
    """The clerk keeps the acts of the county; shared ones only whoever keeps the list of every
    county here.
    """
    if county is not None:
        return may_edit(user, county)
    if user.username == "system":
        return True
    kept = set(Region.objects.keeping_list().values_list("pk", flat=True))
    return bool(kept) and user.standing().county_ids(*EDITORS) >= kept


def create_act(county, title, *, by, reason, source="form", **fields):
    """An act of the county, or a shared one without a county: -> LegalAct."""
    with _keeping(county, by, reason, source):
        act = LegalAct(county=county)
        _write(act, {"title": title, **fields})
    return act


def change_act(act, *, by, reason, source="form", **fields):
    """Changes an act; bases that rest on it keep the title they were written with. -> LegalAct"""
    with _keeping(act.county, by, reason, source):
        act = LegalAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
        _write(act, fields)
    return act


def _keeping(county, by, reason, source):
    where, code = "通用的", ""
    if county:
        where, code = f"{county.name}的", county.code
    if not may_keep(by, county):
        raise NotAllowed(f"您不能修改{where}法律法规和政策文件。")
    return recording(by=by, reason=needed(reason), source=source, county=code)


def _write(act, fields):
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"no such field of an act: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(act, name, value)
    act.title = clean_text(act.title).strip("《》")
    if act.replaced_by_id and act.replaced_by_id == act.pk:
        raise Invalid({"replaced_by": "文件不能由自身替代。"})
    refuse_invalid(act)
    act.save()
