"""Editions: drafted by the clerk, decided by the county, published by a second person; supplements
and revocation.
"""

import datetime

from django.db.models import Max

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.words import words_for
from dutylist.workflow.engine import begin, perform
from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import Edition, EditionAction, EditionStatus
from items.register.services.edit_conditions import require_editor
from items.register.services.proposals import open_revision

UNDER_WAY = (EditionStatus.DRAFTING, EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)


def edition_under_way(county):
    """The edition of the county that is being prepared, or None."""
    return Edition.objects.filter(county=county, status__in=UNDER_WAY).first()


def newest_published(county):
    """The county's published edition of the highest number. NotPossible where there is none."""
    editions = Edition.objects.filter(county=county, status=EditionStatus.PUBLISHED)
    if newest := editions.order_by("-number").first():
        return newest
    raise NotPossible(f"{county.name}尚未公布清单，没有可以增补的版次。")


def start_edition(county, *, by, reason="", title="", with_revision=None, source="form"):
    """Opens the draft of the county's next edition; with the revision, its changes are decided
    along with it. Where a revision is open, whether it goes along must be said.
    """
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        if other := edition_under_way(county):
            raise NotPossible(f"第{other.number}版正在办理（{other.status_label}），请先办结。")
        open_one, revision = open_revision(county), None
        if with_revision is None:
            require_choice(open_one)
        if with_revision:
            revision = open_one
        if with_revision and not revision:
            raise Invalid({"with_revision": "目前没有正在进行的集中修订。"})
        published = Edition.objects.filter(county=county).exclude(status=EditionStatus.DISCARDED)
        number = (published.aggregate(last=Max("number"))["last"] or 0) + 1
        edition = Edition(
            county=county,
            number=number,
            title=title or words_for(county)["list_title"],
            revision=revision,
        )
        return begin(edition, by=by, reason=reason, source=source)


def require_choice(revision):
    """An edition without what the clerk is revising is never made in silence."""
    if revision and revision.changes.pending().exists():
        raise Invalid(
            {"with_revision": f"目前有{revision.title}，请选择是否连同其中的调整一起提请审定。"}
        )


STEPS = (
    ("submitted_by", EditionAction.SUBMIT, ()),
    (
        "approved_by",
        EditionAction.APPROVE,
        ("meeting", "decided_on", "minutes_number", "document_number"),
    ),
    ("by", EditionAction.PUBLISH, ("document_number", "effective_on", "note")),
)


def publish_edition(
    county, *, submitted_by, approved_by, by, reason="", with_revision=None, **facts
):
    """The whole flow by three named people who must differ, in one transaction: -> the Edition.

    `facts` are those of `STEPS`; any refusal of any move undoes all of them.
    """
    require_known(facts)
    people = {"submitted_by": submitted_by, "approved_by": approved_by, "by": by}
    with recording(by=by, reason=reason, source="command", county=county.code):
        edition = draft_for(county, by=submitted_by, reason=reason, with_revision=with_revision)
        for who, action, names in STEPS:
            told = {name: facts[name] for name in names if name in facts}
            perform(edition, action, by=people[who], reason=reason, **told)
    return edition


def require_known(facts):
    """A fact that no step takes would be lost."""
    known = set()
    for _who, _action, names in STEPS:
        known.update(names)
    if others := facts.keys() - known:
        raise Invalid(dict.fromkeys(sorted(others), "公布版次时不填写这一项。"))


def draft_for(county, *, by, reason, with_revision):
    """The draft under way if it is of the kind asked for, else a new one; NotPossible when another
    is being decided.
    """
    edition = edition_under_way(county)
    if edition is None:
        return start_edition(county, by=by, reason=reason, with_revision=with_revision)
    is_other = with_revision is not None and bool(edition.revision_id) != with_revision
    if edition.status != EditionStatus.DRAFTING or is_other:
        raise NotPossible(f"第{edition.number}版正在办理（{edition.status_label}），请先办结。")
    return edition


def issue_supplement(
    edition, *, requested_by, by, document_number, effective_on: datetime.date, note="", reason=""
):
    """A supplement of a published edition by two people, in one transaction: -> its
    EditionDocument.
    """
    with recording(by=by, reason=reason, source="command", county=edition.county.code):
        perform(edition, EditionAction.REQUEST_SUPPLEMENT, by=requested_by, reason=reason)
        perform(
            edition,
            EditionAction.SUPPLEMENT,
            by=by,
            reason=reason,
            document_number=document_number,
            effective_on=effective_on,
            note=note,
        )
    return edition.documents.order_by("-sequence").first()
