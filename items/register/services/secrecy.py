"""The secrecy review (保密审查) of what is to be published: who has none, and recorded for many at
once.

A review is the office's own note, nothing that the county decides on: it is written at once, into
the register and into what is proposed, and changes no text.
"""

from typing import NamedTuple

from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.cleaning import clean_content
from items.entry.content import contents_of
from items.entry.fields import FIELD, label_of
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import DutyItem
from items.models.duty_items import Publicness
from items.register.services.applying import MAKING
from items.register.services.edit_conditions import require_editor
from items.register.services.proposals import draft_contents

REVIEW = "secrecy_review"
NAMED = 3  # items in a sentence


class Unreviewed(NamedTuple):
    """What is to be published without a review: `key` names it in a form."""

    key: str
    code: str
    name: str
    kind: str
    category: str


def unreviewed_items(county):
    """The public items of the register that have none."""
    rows = DutyItem.objects.of_county(county).current().in_print_order()
    return rows.filter(publicness=Publicness.PUBLIC, secrecy_reviewed_on=None)


def lacks_review(content):
    return bool(content.get("public")) and not content.get(REVIEW)


def unreviewed(county, changes=()):
    """[`Unreviewed`] of the list that the register and these pending changes would make."""
    changes = list(changes)
    found = []
    for code, content in draft_contents(county, changes):
        if code and lacks_review(content):
            found.append(Unreviewed(code, code, content["name"], *place_of(content)))
    for change in changes:
        lacking = [content for content in change.contents if lacks_review(content)]
        if change.op in MAKING and lacking:
            found.append(Unreviewed(key_of(change), "", change.title, *place_of(lacking[0])))
    return found


def place_of(content):
    """Where a content stands in the list: its kind and its category."""
    return content["kind"], content["category"] or ""


def key_of(change):
    return f"change-{change.pk}"


def require_reviewed(county):
    """Refuses to publish public items that nobody has reviewed."""
    names = list(unreviewed_items(county).values_list("name", flat=True))
    if not names:
        return
    count = len(names)
    named = "、".join(f"“{name}”" for name in names[:NAMED])
    if count > NAMED:
        named += "等"
    told = f"{named}{count}项公开的事项没有登记保密审查，不能公布；"
    told += f"请先由{staffing_office_of(county)}经办人登记审查结论。"
    raise NotPossible(told, code="no_secrecy_review")


def record_reviews(county, review, *, by, reason, changes=(), keys=None, source="form"):
    """One review of all that has none, or of those that `keys` names: -> how many.

    Written into the register and into the pending `changes`. Raises Invalid where the review is not
    whole.
    """
    require_editor(by, county)
    require_whole(review, reason)
    changes = list(changes)
    with recording(by=by, reason=reason, source=source, county=county.code):
        policy = CountyPolicy.objects.locked(county)
        lookup = Lookup(county)
        wanted = {one.key for one in unreviewed(county, changes)}
        if keys is not None:
            wanted &= set(keys)
        if not wanted:
            raise Invalid({"keys": "请选择要登记的事项。"})
        try:
            written = review_items(county, review, wanted, lookup, policy)
            written += review_changes(review, wanted, changes, lookup)
        except Invalid as refused:
            raise Invalid(at_boxes(refused.errors)) from refused
        policy.raise_list_version()
    return written


def require_whole(review, reason):
    faults = {}
    for member in FIELD["secrecy_review"].type.members:
        if not clean_text(str(review.get(member.name) or "")):
            faults[member.name] = f"请填写{member.label}。"
    if not clean_text(reason):
        faults["reason"] = "请填写理由。"
    if "on" not in faults and str(review["on"]) > timezone.localdate().isoformat():
        faults["on"] = f"{label_of('secrecy_review.on')}不能晚于今天。"
    if faults:
        raise Invalid(faults)


def review_items(county, review, wanted, lookup, policy):
    """Writes it into the items of the register that are named: -> how many."""
    rows = DutyItem.objects.of_county(county).current().filter(code__in=wanted)
    items = list(rows)
    contents = contents_of(items)
    pairs = []
    for item in items:
        checked = clean_content({REVIEW: review}, lookup, contents[item.pk])
        pairs.append((item, checked))
    write_contents(county, pairs, lookup, policy)
    return len(items)


def review_changes(review, wanted, changes, lookup):
    """Writes it into what the named changes would add to the list: -> how many."""
    touched = []
    for change in changes:
        if key_of(change) not in wanted:
            continue
        for content in change.contents:
            if lacks_review(content):
                content[REVIEW] = checked_review(review, lookup, content)
        change.version += 1
        touched.append(change)
    bulk_save(touched)
    return len(touched)


def at_boxes(errors):
    """The faults of a review at the names under which it was handed in."""
    return {path.removeprefix(f"{REVIEW}."): sentence for path, sentence in errors.items()}


def checked_review(review, lookup, content):
    return clean_content({REVIEW: review}, lookup, content, is_draft=True)[REVIEW]
