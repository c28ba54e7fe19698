"""Corrections: a text of the register is put right where it was copied wrongly; the approved text
decides.
"""

from typing import NamedTuple

from dutylist.history.models import Batch
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.engine import begin, perform
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.cleaning import clean_content
from items.entry.content import content_of
from items.entry.fields import EMPTY
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import (
    Correction,
    CorrectionAction,
    DutyItem,
    EditionDocument,
    ProposedChange,
    Responsibility,
    ResponsibilityRole,
)
from items.models.corrections import CorrectedField
from items.models.document_bytes import unpacked
from items.register.services.edit_conditions import fresh_items, is_published, require_editor

LABEL_LENGTH = 200


class Approved(NamedTuple):
    """A text that the county approved, and where the system keeps it."""

    text: str
    found_in: str


def submit_correction(
    county, item, field, approved_text, *, by, reason, department="", role="", source="form"
):
    """Asks the office lead to put one text right: -> the Correction.

    Refuses anything but an error of copying: the text named must be the one the county approved.
    """
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        if not is_published(county):
            raise NotPossible("首次公布以前，事项可以直接修改，不需要更正。")
        require_text_named(field, department, role)
        item = fresh_items(county, [item])[item.pk]
        correction = Correction(
            county=county,
            item=item,
            field=field,
            department=department,
            department_role=role,
            approved_text=clean_text(approved_text),
        )
        _fill(correction)
        begin(correction, by=by, reason=reason)
        perform(correction, CorrectionAction.SUBMIT, by=by, reason=reason)
    return correction


NOT_OF_ITEM = "事项自身的文本不填写这一项。"


def require_text_named(field, department, role):
    """Which text is meant: one of the item's own, or one of a department of it in its role."""
    faults = {}
    if field not in CorrectedField.values:
        faults["field"] = f"可填：{'、'.join(CorrectedField.values)}。"
    elif field in Correction.OF_DEPARTMENTS:
        if not department:
            faults["department"] = "请写明是哪个部门的文本。"
        if role not in ResponsibilityRole.values:
            faults["role"] = f"可填：{'、'.join(ResponsibilityRole.values)}。"
    else:
        if department:
            faults["department"] = NOT_OF_ITEM
        if role:
            faults["role"] = NOT_OF_ITEM
    if faults:
        raise Invalid(faults)


def _fill(correction):
    open_ones = Correction.objects.filter(
        item=correction.item,
        field=correction.field,
        department=correction.department,
        department_role=correction.department_role,
        status="submitted",
    )
    if open_ones.exists():
        raise NotPossible(f"{correction.place}已有一件更正正在办理。")
    correction.present_text = text_in(content_of(correction.item), correction)
    correction.found_in = require_approved_text(correction).found_in[:LABEL_LENGTH]


def check_approved_text(correction, facts):
    require_approved_text(correction)


def require_still_wrong(correction):
    """A correction is approved only while its text differs from what the county approved."""
    try:
        require_approved_text(correction)
    except Invalid as refused:
        raise NotPossible(refused.sentence) from refused


def require_approved_text(correction):
    """The approved text this correction goes back to: -> `Approved`; refuses where there is none or
    nothing differs.
    """
    wanted = correction.approved_text
    if not wanted:
        raise Invalid({"approved_text": "请填写审定文本。"})
    present = text_in(content_of(correction.item), correction)
    if present is None:
        raise Invalid({"field": f"“{correction.item.name}”没有{correction.place}这一文本。"})
    if present == wanted:
        raise Invalid({"approved_text": "登记的文本与审定文本一致，不需要更正。"})
    known = approved_texts(correction.item, correction)
    for approved in known:
        if clean_text(approved.text) == wanted:
            return approved
    raise Invalid({"approved_text": _not_approved(correction, known)}, code="not_approved")


def _not_approved(correction, known):
    if not known:
        return (
            f"系统没有留存{correction.place}的审定文本，不能更正；需要修改的，请在集中修订中提出。"
        )
    places = "、".join(dict.fromkeys(approved.found_in for approved in known))
    return f"与审定文本（{places}）不一致，不能更正；更正只限于抄录错误，需要修改的，请在集中修订中提出。"


def text_in(content, correction):
    """The corrected text as a content has it; None where it has no such department."""
    if correction.field not in Correction.OF_DEPARTMENTS:
        return content.get(correction.field, "")
    row = _row(content, correction)
    return row and row.get(correction.field, "")


def _row(content, correction):
    named = (correction.department, correction.department_role)
    for row in content["responsibilities"]:
        if (row["department"], row["role"]) == named:
            return row
    return None


def approved_texts(item, correction, frozen=None):
    """[Approved] of one text of an item, the newest first; `frozen` are its `frozen_entries` when
    read before.

    Where the county has decided on the text by a change, that decision alone counts; else what was
    imported before the first edition, and what the frozen documents carry.
    """
    if decided := _decided(item, correction):
        return [decided]
    entries = frozen
    if frozen is None:
        entries = frozen_entries(item)
    printed = [Approved(text_in(entry, correction), where) for where, entry in entries]
    # Of the same text at two places the newer place stands, in the order of the older.
    by_text = {}
    for approved in reversed([*_imported(item, correction), *printed]):
        if approved.text:
            by_text[approved.text] = approved
    return list(by_text.values())[::-1]


def _decided(item, correction):
    """The newest adopted change that touched this text."""
    changes = ProposedChange.objects.applied().filter(item=item)
    for change in changes.select_related("change_set").order_by("-pk"):
        if not isinstance(change.passed, dict):
            continue
        text = text_in(change.passed, correction)
        if text and text != text_in(change.then or EMPTY, correction):
            return Approved(text, f"{change.change_set.title}审定采纳的内容")
    return _decided_when_made(item, correction)


def _decided_when_made(item, correction):
    """The text with which an adopted change brought the item into the list."""
    county = ProposedChange.objects.applied().filter(change_set__county=item.county_id)
    made = county.exclude(made=[]).order_by("-pk").values_list("pk", "made")
    number = next((pk for pk, codes in made if item.code in codes), None)
    if number is None:
        return None
    change = ProposedChange.objects.select_related("change_set").get(pk=number)
    content = change.contents[change.made.index(item.code)]
    text = text_in(content, correction)
    if not text:
        return None
    return Approved(text, f"{change.change_set.title}审定采纳的内容")


def _imported(item, correction):
    # What not everybody may read approves no public text.
    open_batches = Batch.objects.readable_by(None)
    imports = open_batches.filter(source="import", county=item.county.code).values("pk")
    rows = _import_rows(item, correction).filter(batch__in=imports).order_by("-history_id")
    texts = rows.values_list(correction.field, flat=True)
    return [Approved(text, "首次公布前导入的文件") for text in texts]


def _import_rows(item, correction):
    if correction.field not in Correction.OF_DEPARTMENTS:
        return DutyItem.history.filter(id=item.pk)
    rows = Responsibility.history.filter(item_id=item.pk, role=correction.department_role)
    return rows.filter(department__name=correction.department) | rows.filter(
        collective_name=correction.department
    )


def frozen_entries(item):
    """[(where, entry)] of an item in the full documents, the newest first; a revoked text is no
    approved one.
    """
    rows = EditionDocument.objects.filter(edition__county=item.county_id, edition__revocation=None)
    documents = rows.order_by("-number", "-sequence").defer("public")
    frozen = []
    for document in documents:
        for entry in unpacked(document.full)["entries"]:
            if entry["code"] == item.code:
                frozen.append((f"{document.label}完整文本", entry))
                break
    return frozen


def put_right(correction, decision, facts):
    """Writes the approved text into the register, in the recording of its decision; the next
    supplement carries it.
    """
    county = correction.county
    policy = CountyPolicy.objects.locked(county)
    item = fresh_items(county, [correction.item])[correction.item_id]
    lookup, content = Lookup(county), content_of(item)
    content = clean_content(_corrected(content, correction), lookup, content)
    write_contents(county, [(item, content)], lookup, policy)
    policy.raise_list_version()


def _corrected(content, correction):
    """The payload that changes this one text."""
    if correction.field not in Correction.OF_DEPARTMENTS:
        return {correction.field: correction.approved_text}
    mine = _row(content, correction)
    rows = []
    for row in content["responsibilities"]:
        if row is mine:
            row = {**row, correction.field: correction.approved_text}
        rows.append(row)
    return {"responsibilities": rows}


def correctable_texts(item):
    """[(field, department, role, label, present text)] of the texts of an item that can be put
    right.
    """
    content = content_of(item)
    texts = []
    for field in ("name", "township_duty", "directory_entry"):
        if content[field]:
            texts.append((field, "", "", Correction(field=field).place, content[field]))
    for row in content["responsibilities"]:
        department, role = row["department"], row["role"]
        for field in Correction.OF_DEPARTMENTS:
            if row[field]:
                named = Correction(field=field, department=department, department_role=role)
                texts.append((str(field), department, role, named.place, row[field]))
    return texts
