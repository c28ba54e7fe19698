"""Corrections: a text of the register is put right where it was copied wrongly; the approved text
decides.
"""

from typing import NamedTuple

from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy, DepartmentAlias
from dutylist.workflow.engine import begin, perform
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.cleaning import clean_content
from items.entry.content import content_of
from items.entry.correctable import CORRECTABLE, is_of_department
from items.entry.fields import EMPTY
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import (
    Correction,
    CorrectionAction,
    EditionDocument,
    ProposedChange,
    ResponsibilityRole,
)
from items.models.document_bytes import unpacked
from items.register.register_followers import tell_register_followers
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
    if field not in CORRECTABLE:
        faults["field"] = f"可填：{'、'.join(CORRECTABLE)}。"
    elif CORRECTABLE[field].is_of_department:
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
    correction.found_in = require_approved_text(correction).found_in[:LABEL_LENGTH]
    correction.present_text = present_text(correction)


def check_approved_text(correction, facts):
    require_approved_text(correction)


def require_still_wrong(correction):
    """A correction is approved only while its text differs from what the county approved."""
    try:
        require_approved_text(correction)
    except Invalid as refused:
        raise NotPossible(refused.sentence) from refused


OTHERWISE = (
    "审定文本本身抄录有误的（印发的文件与会议审定稿不符），不能更正，请在集中修订中提出修改，"
    "理由写明与审定稿不符之处，随下一版审定公布。"
)


def require_approved_text(correction):
    """The approved text this correction goes back to: -> `Approved`; refuses where there is none or
    nothing differs.
    """
    wanted = correction.approved_text
    if not wanted:
        raise Invalid({"approved_text": "请填写审定文本。"})
    present = present_text(correction)
    if present is None:
        raise Invalid({"field": f"“{correction.item.name}”没有{correction.place}这一文本。"})
    known = approved_text(correction.item, correction)
    if known and clean_text(known.text) == present:
        raise Invalid(
            {
                "approved_text": f"登记的文本与审定文本一致（{known.found_in}），没有抄录错误，"
                f"不需要更正。{OTHERWISE}"
            },
            code="not_approved",
        )
    if present == wanted:
        raise Invalid({"approved_text": "填写的文本与现在登记的相同，不需要更正。"})
    if known and clean_text(known.text) == wanted:
        return known
    raise Invalid({"approved_text": _not_approved(correction, known)}, code="not_approved")


def _not_approved(correction, known):
    if known is None:
        return (
            f"系统没有留存{correction.place}的审定文本，不能更正；需要修改的，请在集中修订中提出。"
        )
    return f"与审定文本（{known.found_in}）不一致，不能更正；更正只限于抄录错误。{OTHERWISE}"


def text_in(content, correction):
    """The corrected text as a content has it; None where it has no such department."""
    if not is_of_department(correction):
        return content.get(correction.field, "")
    row = _row(content, correction)
    return row and row.get(correction.field, "")


def present_text(correction):
    """What the register says now; None where the item has no such text."""
    content = content_of(correction.item)
    if content["kind"] not in CORRECTABLE[correction.field].kinds:
        return None
    return text_in(content, correction)


def _row(content, correction):
    """The row of the corrected department; where the content is older than its name, that of one of
    its former names.
    """
    rows = {}
    for row in content["responsibilities"]:
        if row["role"] == correction.department_role:
            rows.setdefault(row["department"], row)
    if correction.department in rows:
        return rows[correction.department]
    for former in former_names(correction):
        if former in rows:
            return rows[former]
    return None


def former_names(correction):
    """The other names of the corrected department, such as those it had before."""
    aliases = DepartmentAlias.objects.filter(
        department__county=correction.item.county_id, department__name=correction.department
    )
    return list(aliases.order_by("pk").values_list("name", flat=True))


def approved_text(item, correction, newest=None):
    """The `Approved` text of one place of an item, or None: what the newest document says, or what
    the county has decided since; never what an older document or a file says. `newest` is the
    item's `newest_entry` when read before.
    """
    document, entry = newest or newest_entry(item)
    since = document and document.published_at
    if decided := _decided(item, correction, since):
        return decided
    if entry is None:
        return None
    text = text_in(entry, correction)
    if not text:
        return None
    return Approved(text, f"{document.label}完整文本")


def newest_entry(item):
    """(document, entry) of an item in the newest full document that is not revoked, (None, None)
    where the item is not in it.
    """
    rows = EditionDocument.objects.filter(edition__county=item.county_id, edition__revocation=None)
    document = rows.order_by("-number", "-sequence").defer("public").first()
    if document is not None:
        for entry in unpacked(document.full)["entries"]:
            if entry["code"] == item.code:
                return document, entry
    return None, None


def _decided(item, correction, since):
    """The newest adopted change that touched this text, where it was adopted after the document."""
    changes = ProposedChange.objects.applied().filter(item=item)
    for change in changes.select_related("change_set").order_by("-pk"):
        if not isinstance(change.passed, dict) or not adopted_after(change, since):
            continue
        text = text_in(change.passed, correction)
        if text and text != text_in(change.then or EMPTY, correction):
            return Approved(text, f"{change.change_set.title}审定采纳的内容")
    if since is None:
        return _decided_when_made(item, correction)
    return None


def adopted_after(change, since):
    """Whether a change was adopted after this moment: no document carries it yet."""
    if since is None:
        return True
    rows = ProposedChange.history.filter(id=change.pk, outcome=ProposedChange.Outcome.APPLIED)
    first = rows.order_by("history_id").values_list("history_date", flat=True).first()
    return first is not None and first > since


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


def tell_what_follows(correction, decision, facts):
    tell_register_followers(correction.county)


def _corrected(content, correction):
    """The payload that changes this one text."""
    if not is_of_department(correction):
        return {correction.field: correction.approved_text}
    mine = _row(content, correction)
    rows = []
    for row in content["responsibilities"]:
        if row is mine:
            row = {**row, correction.field: correction.approved_text}
        rows.append(row)
    return {"responsibilities": rows}


class TextToCorrect(NamedTuple):
    """One text of an item, named as `submit_correction` takes it."""

    field: str
    department: str
    role: str
    place: str  # how it is called: 配合职责
    present: str
    approved: Approved | None


def correctable_texts(item):
    """[`TextToCorrect`] of the texts of an item that can be put right: those that it has, and those
    left out in copying that the county approved.
    """
    content, newest = content_of(item), newest_entry(item)
    texts = []
    for named in texts_named(content):
        present = text_in(content, named)
        approved = approved_text(item, named, newest)
        if present or approved:
            text = named.field, named.department, named.department_role, named.place
            texts.append(TextToCorrect(*text, present, approved))
    return texts


def texts_named(content):
    """A Correction, which is not kept, for every text that an item of this kind and with these
    departments may have.
    """
    texts = [text for text in CORRECTABLE.values() if content["kind"] in text.kinds]
    named = [Correction(field=text.name) for text in texts if not text.is_of_department]
    for row in content["responsibilities"]:
        department, role = row["department"], row["role"]
        for text in texts:
            if text.is_of_department:
                named.append(
                    Correction(field=text.name, department=department, department_role=role)
                )
    return named
