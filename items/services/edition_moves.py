"""What the moves of the publication flow ask for and do; called by the engine, in its transaction, under its lock."""

import datetime

from django.db import transaction
from django.utils import timezone

from dutylist.history.limits import require_day
from dutylist.history.papers import witness
from dutylist.history.seals import head, seal
from dutylist.history.texts import told
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotPossible
from items.checks import NEVER_OVERRIDDEN, list_findings
from items.documents import build_documents, canonical, changes_between, digest_of, packed, unpacked
from items.lookup import Lookup
from items.models import DutyItem, Edition, EditionDocument, Revocation
from items.models.duty_items import Kind
from items.projection import reindex
from items.workflow import EditionStatus, RevisionAction, RevisionStatus

from .applying import apply_changes
from .proposals import clashes_of, draft_contents
from .way_back import ground_of, take_back

# A date mistyped by centuries would block every later edition (each must take effect after it).
HORIZON_YEARS = 3


def findings_of(edition):
    """The findings on the list that this edition would publish."""
    return list_findings(draft_of(edition), Lookup(edition.county))


def draft_of(edition):
    """The list the edition would publish: the register, with the changes of its revision while they are undecided."""
    return draft_contents(edition.county, pending_changes(edition))


def pending_changes(edition):
    if not edition.revision_id:
        return []
    return list(edition.revision.changes.pending().select_related("item", "revision"))


def check_submit(edition, facts):
    CountyPolicy.objects.locked(edition.county)
    if edition.revision and edition.revision.status != RevisionStatus.OPEN and pending_changes(edition):
        raise NotPossible(f"{edition.revision.title}已随其他版次提请审定。")
    require_no_clash(edition)
    contents = draft_of(edition)
    if not contents:
        raise Invalid({"entries": "清单中还没有事项，不能提请审定。"})
    findings = list_findings(contents, Lookup(edition.county))
    blocking = [finding for finding in findings if finding.severity == "blocking"]
    settled = settled_by(facts.get("overrides") or [], blocking)
    open_ones = [finding for finding in blocking if (finding.rule, finding.entry) not in settled]
    if open_ones:
        more = f"等{len(open_ones)}个问题" if len(open_ones) > 1 else ""
        raise Invalid({"checks": f"{open_ones[0].sentence}{more}须先处理，或逐条说明理由后继续。"}, code="blocked")


def settled_by(overrides, blocking):
    """{(rule, entry)} of the findings that are kept with a reason; one that does not block needs none."""
    known = {(finding.rule, finding.entry) for finding in blocking}
    settled = set()
    for number, row in enumerate(overrides):
        key = (row.get("rule"), row.get("entry"))
        if key not in known:
            raise Invalid({f"overrides.{number}": "清单中没有这个须先处理的问题。"})
        if row.get("reason") and key[0] not in NEVER_OVERRIDDEN:
            settled.add(key)
    return settled


def require_no_clash(edition):
    """A sitting is not asked about a change whose ground has moved: the decision could not be applied."""
    changes = pending_changes(edition)
    if clashes := clashes_of(changes):
        names = "、".join(f"“{change.title}”" for change in changes if change.pk in clashes)
        raise NotPossible(f"{names}的内容在提出后又有变动，请先在集中修订中处理冲突，再提请审定。", code="clash")


def after_submit(edition, decision, facts):
    if edition.revision and edition.revision.status == RevisionStatus.OPEN:
        perform(edition.revision, RevisionAction.SUBMIT, by=decision.by, reason=decision.reason)


def release_revision(edition, decision):
    """A returned edition gives its undecided revision back to the clerk."""
    if edition.revision and edition.revision.status == RevisionStatus.SUBMITTED:
        perform(edition.revision, RevisionAction.RETURN, by=decision.by, reason=decision.reason)


def check_approve(edition, facts):
    decided_on = as_day(facts["decided_on"], "decided_on")
    if decided_on > timezone.localdate():
        raise Invalid({"decided_on": "审定日期不能晚于今天。"})


def apply_approve(edition, facts):
    edition.meeting = facts["meeting"]
    edition.decided_on = as_day(facts["decided_on"], "decided_on")
    edition.minutes_number = facts.get("minutes_number") or ""
    edition.document_number = facts.get("document_number") or edition.document_number


def after_approve(edition, decision, facts):
    """The county has decided: its changes enter the register now."""
    changes = pending_changes(edition)
    if changes:
        apply_changes(edition.county, changes, decided_on=edition.decided_on)
    if edition.revision and edition.revision.status == RevisionStatus.SUBMITTED:
        perform(edition.revision, RevisionAction.CLOSE, by=decision.by, reason=decision.reason)


def check_publish(edition, facts):
    effective_on = as_day(facts["effective_on"], "effective_on")
    if effective_on < edition.decided_on:
        raise Invalid({"effective_on": f"施行日期不得早于审定日期（{edition.decided_on:%Y-%m-%d}）。"})
    later = unrevoked(edition.county).filter(effective_on__gte=effective_on).order_by("-effective_on").first()
    if later:
        raise Invalid({"effective_on": f"施行日期须晚于{later.label}的施行日期（{later.effective_on:%Y-%m-%d}）。"})
    if effective_on.year > edition.decided_on.year + HORIZON_YEARS:
        raise Invalid({"effective_on": f"施行日期过远：应在审定后{HORIZON_YEARS}年以内。"})
    if not DutyItem.objects.of_county(edition.county).current().exists():
        raise Invalid({"entries": "清单中还没有事项，不能公布。"})


def apply_publish(edition, facts):
    edition.document_number = facts["document_number"].strip()
    edition.effective_on = as_day(facts["effective_on"], "effective_on")
    edition.note = facts.get("note") or ""


def after_publish(edition, decision, facts):
    freeze(edition, 0, decision, effective_on=edition.effective_on)


def check_supplement(edition, facts):
    effective_on = as_day(facts["effective_on"], "effective_on")
    newest = edition.documents.order_by("-sequence").first()
    if effective_on < newest.effective_on:
        raise Invalid({"effective_on": f"施行日期不得早于{newest.label}（{newest.effective_on:%Y-%m-%d}）。"})
    newer = unrevoked(edition.county).filter(number__gt=edition.number).order_by("effective_on", "number").first()
    if newer and newer.effective_on <= effective_on:
        raise Invalid({"effective_on": f"届时{newer.label}已经施行，请在该版次上增补。"})
    if newer:
        raise NotPossible(
            f"{newer.label}已经公布，清单登记已含其内容，在第{edition.number}版上增补会使其提前施行；"
            f"请在{newer.label}上增补。"
        )


def after_supplement(edition, decision, facts):
    newest = edition.documents.order_by("-sequence").first()
    frozen = freeze(
        edition,
        newest.sequence + 1,
        decision,
        effective_on=as_day(facts["effective_on"], "effective_on"),
        document_number=facts["document_number"],
        note=facts.get("note") or "",
    )
    full = unpacked(frozen.full)
    if not full["changes"]:
        raise NotPossible("清单与已公布的文本一致，没有需要增补的内容。")
    require_carried(edition, full)


def require_carried(edition, full):
    """A later document that does not carry the same change would silently undo it (`foundations.md` 10)."""
    codes = {change["code"] for change in full["changes"]}
    here = [dict(entry, reach=entry["townships"]) for entry in full["entries"] if entry["code"] in codes]
    for later in unrevoked(edition.county).filter(number__gt=edition.number):
        there = {"entries": [entry for entry in unpacked(later.full)["entries"] if entry["code"] in codes]}
        if changes_between(there, here) or len(there["entries"]) != len(here):
            raise NotPossible(f"{later.label}没有包含这些变化，届时会被冲掉；请先在{later.label}中作同样调整。")


def check_revoke(edition, facts):
    """What the county is deciding, or has decided but not yet issued, rests on the text that would go."""
    CountyPolicy.objects.locked(edition.county)
    states = (EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)
    waiting = Edition.objects.filter(county=edition.county, status__in=states).first()
    if waiting and ground_of(edition)[0]:
        raise NotPossible(
            f"第{waiting.number}版“{waiting.status_label}”，其内容以第{edition.number}版为基础；"
            f"请先退回或者印发第{waiting.number}版，再撤销第{edition.number}版。"
        )


def after_revoke(edition, decision, facts):
    """The list goes back by date alone; the register goes back here (`way_back`)."""
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
    """Writes the two documents of the register as it stands, projects the public one, and seals after the commit."""
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
    return EditionDocument.objects.filter(edition__county=county, edition__revocation=None).defer("public")


def as_day(value, path):
    try:
        day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
    except ValueError:
        raise Invalid({path: f"{told(value)}不是日期，请按 2026-01-31 的格式填写。"}) from None
    require_day(day, path)
    return day
