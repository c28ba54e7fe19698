"""What the moves of the publication flow ask for and do; called by the engine, in its transaction,
under its lock.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from dutylist.history.seals import head, seal
from dutylist.history.witnessed import witness
from dutylist.notices.services import open_todo
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotDue, NotPossible
from items.editions.decision_facts import require_decided, take_decision
from items.editions.document_numbers import require_document_number
from items.editions.documents import build_documents, standing_document
from items.editions.projection import reindex
from items.editions.publication_followers import tell_followers
from items.entry.lookup import Lookup
from items.findings.registry import list_findings, may_be_overridden
from items.meaning.of_items import make_later_for_list
from items.models import (
    DutyItem,
    Edition,
    EditionAction,
    EditionDocument,
    EditionStatus,
    RevisionAction,
    RevisionStatus,
    Revocation,
)
from items.models.document_bytes import canonical, digest_of, packed, unpacked
from items.models.duty_items import Kind
from items.models.editions import SUPPLEMENTING
from items.register.services.applying import apply_changes
from items.register.services.proposals import clashes_of, draft_contents
from items.register.services.secrecy import require_reviewed

from .revoking import document_before, take_back

# A date mistyped by centuries would block every later edition (each must take effect after it).
HORIZON_YEARS = 3
NOTHING_TO_ADD = "清单与已公布的文本一致，没有需要增补的内容。"


def findings_of(edition):
    """The findings on the list that this edition would publish."""
    return list_findings(draft_of(edition), Lookup(edition.county))


def draft_of(edition):
    """The list the edition would publish: the register, with the changes of its revision while they
    are undecided.
    """
    return draft_contents(edition.county, pending_changes(edition))


def pending_changes(edition):
    if not edition.revision_id:
        return []
    return list(edition.revision.changes.pending().select_related("item"))


def require_ready(edition):
    """An edition goes to the sitting with a revision that is its own to submit, and whose changes
    still fit.
    """
    if (
        edition.revision
        and edition.revision.status != RevisionStatus.OPEN
        and pending_changes(edition)
    ):
        raise NotPossible(f"{edition.revision.title}已随其他版次提请审定。")
    require_no_clash(edition)


def require_entries(edition):
    """A list without items is neither decided on nor published."""
    if not (
        pending_changes(edition) or DutyItem.objects.of_county(edition.county).current().exists()
    ):
        raise NotPossible("清单中还没有事项，不能提请审定，也不能公布。")


def check_submit(edition, facts):
    CountyPolicy.objects.locked(edition.county)
    require_ready(edition)
    contents = draft_of(edition)
    if not contents:
        raise Invalid({"entries": "清单中还没有事项，不能提请审定。"})
    findings = list_findings(contents, Lookup(edition.county))
    blocking = [finding for finding in findings if finding.severity == "blocking"]
    settled = settled_by(facts.get("overrides") or [], blocking)
    unsettled = [finding for finding in blocking if (finding.rule, finding.entry) not in settled]
    if unsettled:
        sentence = unsettled[0].sentence
        if len(unsettled) > 1:
            sentence += f"等{len(unsettled)}个问题"
        raise Invalid({"checks": f"{sentence}须先处理，或逐条说明理由后继续。"}, code="blocked")


def settled_by(overrides, blocking):
    """{(rule, entry)} of the findings that are kept with a reason; one that does not block needs
    none.
    """
    known = {(finding.rule, finding.entry) for finding in blocking}
    settled = set()
    for number, row in enumerate(overrides):
        key = (row.get("rule"), row.get("entry"))
        if key not in known:
            raise Invalid({f"overrides.{number}": "清单中没有这个须先处理的问题。"})
        if row.get("reason") and may_be_overridden(key[0]):
            settled.add(key)
    return settled


def require_no_clash(edition):
    """A sitting is not asked about a change whose ground has moved: the decision could not be
    applied.
    """
    changes = pending_changes(edition)
    if clashes := clashes_of(changes):
        names = "、".join(f"“{change.title}”" for change in changes if change.pk in clashes)
        raise NotPossible(
            f"{names}的内容在提出后又有变动，请先在集中修订中处理冲突，再提请审定。", code="clash"
        )


def submit_revision(edition, decision, facts):
    """The revision that an edition carries is submitted with it."""
    if edition.revision and edition.revision.status == RevisionStatus.OPEN:
        perform(edition.revision, RevisionAction.SUBMIT, by=decision.by, reason=decision.reason)


def release_revision(edition, decision, facts):
    """A returned edition gives its undecided revision back to the clerk."""
    if edition.revision and edition.revision.status == RevisionStatus.SUBMITTED:
        perform(edition.revision, RevisionAction.RETURN, by=decision.by, reason=decision.reason)


def check_approve(edition, facts):
    require_decided(facts)


def apply_approve(edition, facts):
    take_decision(edition, facts)


def apply_revision(edition, decision, facts):
    """The county has decided: its changes enter the register now."""
    changes = pending_changes(edition)
    if changes:
        apply_changes(edition.county, changes, decided_on=edition.decided_on)
    if edition.revision and edition.revision.status == RevisionStatus.SUBMITTED:
        perform(edition.revision, RevisionAction.CLOSE, by=decision.by, reason=decision.reason)


def require_list_reviewed(edition):
    """Nothing public goes out that nobody has reviewed for secrecy."""
    require_reviewed(edition.county)


def check_publish(edition, facts):
    facts["document_number"] = require_document_number(facts["document_number"])
    effective_on = facts["effective_on"]
    if effective_on < edition.decided_on:
        raise Invalid(
            {"effective_on": f"施行日期不得早于审定日期（{edition.decided_on:%Y-%m-%d}）。"}
        )
    later = (
        unrevoked(edition.county)
        .filter(effective_on__gte=effective_on)
        .order_by("-effective_on")
        .first()
    )
    if later:
        raise Invalid(
            {
                "effective_on": f"施行日期须晚于{later.label}的施行日期（{later.effective_on:%Y-%m-%d}）。"
            }
        )
    if effective_on.year > edition.decided_on.year + HORIZON_YEARS:
        raise Invalid({"effective_on": f"施行日期过远：应在审定后{HORIZON_YEARS}年以内。"})


def apply_publish(edition, facts):
    edition.document_number = facts["document_number"].strip()
    edition.effective_on = facts["effective_on"]
    edition.note = facts.get("note") or ""


def freeze_edition(edition, decision, facts):
    freeze(edition, 0, decision, effective_on=edition.effective_on)


def supplement_was_asked_for(edition):
    """A supplement takes two people too: an edition stays published while one is asked for and
    decided.
    """
    last = edition.decisions.filter(action__in=SUPPLEMENTING).last()
    return last is not None and last.action == EditionAction.REQUEST_SUPPLEMENT


def require_asked(edition):
    if not supplement_was_asked_for(edition):
        office = staffing_office_of(edition.county)
        raise NotDue(f"目前没有提请增补的内容，请先由{office}经办人提请增补。")


def require_not_asked(edition):
    if supplement_was_asked_for(edition):
        office = staffing_office_of(edition.county)
        raise NotDue(f"{edition}已经提请增补，待{office}负责人印发增补页或者不予增补。")


def ask_the_lead(edition, decision, facts):
    open_todo(
        flow=edition.flow_name,
        subject_id=edition.pk,
        title=f"印发增补页：{edition}",
        url=edition.get_absolute_url(),
        role=Role.OFFICE_LEAD,
        county_id=edition.county_id,
        not_for=[decision.by_id],
    )


def require_supplement(edition):
    """A supplement goes to the newest edition, and only where the register holds more than its
    text.
    """
    require_newest(edition)
    if not waiting_for_supplement(edition):
        raise NotDue(NOTHING_TO_ADD)


def require_newest(edition):
    """A later edition holds the register as it stands: an older one would bring that into force too
    early.
    """
    newer = (
        unrevoked(edition.county)
        .filter(number__gt=edition.number)
        .order_by("effective_on", "number")
        .first()
    )
    if newer:
        raise NotPossible(
            f"{newer.label}已经公布，清单登记已含其内容，在第{edition.number}版上增补会使其提前施行；"
            f"请在{newer.label}上增补。"
        )


def waiting_for_supplement(edition):
    """What the register holds beyond the newest document of the county: [{"op", "code", "name",
    "kind", "fields"}].
    """
    newest = standing_document(edition.county)
    if newest is None or newest.edition_id != edition.pk:
        return []
    full, _ = build_documents(edition.county, draft_facts(edition), previous=newest, head="")
    return full["changes"]


def draft_facts(edition):
    """The head of a document that is not frozen yet: today stands where a day is still to be
    decided.
    """
    today = timezone.localdate()
    return {
        "number": edition.number,
        "sequence": 0,
        "title": edition.title,
        "document_number": edition.document_number,
        "meeting": edition.meeting,
        "decided_on": (edition.decided_on or today).isoformat(),
        "effective_on": (edition.effective_on or today).isoformat(),
        "note": edition.note,
    }


def check_supplement(edition, facts):
    CountyPolicy.objects.locked(edition.county)
    facts["document_number"] = require_document_number(facts["document_number"])
    require_newest(edition)
    effective_on = facts["effective_on"]
    newest = edition.documents.order_by("-sequence").first()
    if effective_on < newest.effective_on:
        raise Invalid(
            {"effective_on": f"施行日期不得早于{newest.label}（{newest.effective_on:%Y-%m-%d}）。"}
        )


def freeze_supplement(edition, decision, facts):
    newest = edition.documents.order_by("-sequence").first()
    frozen = freeze(
        edition,
        newest.sequence + 1,
        decision,
        effective_on=facts["effective_on"],
        document_number=facts["document_number"],
        note=facts.get("note") or "",
    )
    if not unpacked(frozen.full)["changes"]:
        raise NotPossible(NOTHING_TO_ADD)


def check_revoke(edition, facts):
    CountyPolicy.objects.locked(edition.county)
    require_revocable(edition)


def require_revocable(edition):
    """What the county is deciding, or has decided but not yet issued, rests on the text that would
    go.
    """
    states = (EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)
    waiting = Edition.objects.filter(county=edition.county, status__in=states).first()
    if waiting and document_before(edition)[0]:
        raise NotPossible(
            f"第{waiting.number}版“{waiting.status_label}”，其内容以第{edition.number}版为基础；"
            f"请先退回或者印发第{waiting.number}版，再撤销第{edition.number}版。"
        )


def revoke_edition(edition, decision, facts):
    """The list goes back by date alone; the register goes back here (`take_back`)."""
    register = take_back(edition, decision)
    revocation = Revocation.objects.create(
        edition=edition,
        revoked_on=timezone.localdate(decision.at),
        reason=decision.reason,
        decision_id=decision.pk,
        at=decision.at,
        register=register,
    )
    witness(revocation)
    reindex(edition.county)


def freeze(edition, sequence, decision, *, effective_on, document_number="", note=""):
    """Writes the two documents of the register as it stands, projects the public one, and seals
    after the commit.
    """
    CountyPolicy.objects.locked(edition.county)
    previous = EditionDocument.objects.filter(edition__county=edition.county, next=None).first()
    facts = {
        "number": edition.number,
        "sequence": sequence,
        "title": edition.title,
        "document_number": document_number or edition.document_number,
        "meeting": edition.meeting,
        "decided_on": edition.decided_on.isoformat(),
        "effective_on": effective_on.isoformat(),
        "note": note or edition.note,
    }
    full, public = build_documents(edition.county, facts, previous=previous, head=head())
    document = store(edition, full, public, previous, decision)
    reindex(edition.county)
    tell_followers(document, by=decision.by)
    make_later_for_list(edition.county)
    transaction.on_commit(seal)
    return document


def store(edition, full, public, previous, decision):
    full_bytes, public_bytes = canonical(full), canonical(public)
    facts = public["edition"]
    document = EditionDocument.objects.create(
        county=edition.county,
        edition=edition,
        number=facts["number"],
        sequence=facts["sequence"],
        title=facts["title"],
        document_number=facts["document_number"],
        meeting=facts["meeting"],
        decided_on=datetime.date.fromisoformat(facts["decided_on"]),
        effective_on=datetime.date.fromisoformat(facts["effective_on"]),
        published_at=decision.at,
        published_by_id=decision.by_id,
        note=facts["note"],
        counts={kind: public["counts"][kind] for kind in Kind.values},
        hidden=public.get("hidden", {}).get("county"),
        changes=public["changes"],
        full=packed(full_bytes),
        public=packed(public_bytes),
        full_digest=digest_of(full_bytes),
        public_digest=digest_of(public_bytes),
        previous=previous,
        history_head=full["history_head"],
    )
    return witness(document)


def unrevoked(county):
    return EditionDocument.objects.filter(edition__county=county, edition__revocation=None).defer(
        "public"
    )
