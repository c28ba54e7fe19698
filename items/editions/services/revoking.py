"""After a revocation (撤销): the register goes back to the text that stands, and what is revoked
waits to be proposed.

The register equals what the county has approved. A revoked edition's changes are no longer that, so
they leave the register in the batch of the revocation, field by field; corrections, reforms and
whatever else was settled on its own stay. Nothing of the office's work is lost: what left the
register is put into the open revision.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from dutylist.history.recording import current
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.models import Decision
from items.entry.content import changed_fields, contents_of
from items.entry.correctable import OF_DEPARTMENTS, is_of_department
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import (
    Correction,
    CorrectionAction,
    DutyItem,
    EditionDocument,
    Lineage,
    ProposedChange,
)
from items.models.document_bytes import unpacked
from items.models.proposals import owner_models
from items.register.services.editing import cancel_rows
from items.register.services.resubmitting import resubmit

from .todays_words import TodaysWords, clean_or_kept

Op, Result = ProposedChange.Op, ProposedChange.Outcome
OWN_TEXT = (Op.REVISE, Op.TRANSFER, Op.SCOPE)
LATER, NONE_BEFORE = "later", "none_before"


@dataclass
class RevocationPlan:
    """What leaves the register: `before` is each item's content at the revocation, `after` the one
    it goes back to.
    """

    edition: object
    earlier: EditionDocument
    changes: list
    items: dict
    before: dict
    after: dict = field(default_factory=dict)
    withdrawn: list = field(default_factory=list)
    restored: list = field(default_factory=list)
    left: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    @property
    def back(self):
        """Items that stay in the register with an earlier content."""
        gone = {item.pk for item in (*self.withdrawn, *self.restored)}
        return [self.items[pk] for pk in self.after if pk not in gone]


def document_before(edition):
    """(document, "") the register goes back to when the edition is revoked, or (None, why it stays
    as it is).

    It stays where a later edition stands, which the county approved as a whole list, and where
    nothing else stands.
    """
    rows = EditionDocument.objects.filter(
        edition__county=edition.county_id, edition__revocation=None
    )
    others = rows.exclude(edition=edition).order_by("-effective_on", "-number", "-sequence")
    earlier = others.first()
    if earlier is None:
        return None, NONE_BEFORE
    own = edition.documents.order_by("-sequence").first()
    if (earlier.effective_on, earlier.number) > (own.effective_on, own.number):
        return None, LATER
    return earlier, ""


def take_back(edition, decision):
    """Takes the edition's changes out of the register, in the recording of its revocation: -> what
    became of it.

    The answer is kept with the revocation: {"stays"} or the codes and names of what went back, out
    and in again, what could not go back with the fields left, and what now waits in the revision.
    """
    policy = CountyPolicy.objects.locked(edition.county)
    earlier, stays = document_before(edition)
    if earlier is None:
        return {"stays": stays}
    current().add_reason(f"撤销第{edition.number}版，清单登记恢复到{earlier.label}的文本")
    lookup = Lookup(edition.county)
    plan = plan_of(edition, earlier, lookup)
    carry_out(plan, lookup, policy, decision)
    revision, proposed = resubmit(plan, by=decision.by)
    policy.raise_list_version()
    return summary_of(plan, revision, proposed)


def plan_of(edition, earlier, lookup):
    """Compares the revoked edition's full document with the one before: ->
    `RevocationPlan`, nothing written.
    """
    first = edition.documents.get(sequence=0)
    words = TodaysWords(lookup)
    entries_before, revoked = entries_by_code(earlier), entries_by_code(first)
    codes = {*entries_before, *revoked}
    rows = DutyItem.objects.filter(county=edition.county, code__in=codes).order_by("code")
    items = {item.pk: item for item in rows.select_related("category")}
    plan = RevocationPlan(
        edition,
        earlier,
        revoked_changes(edition, earlier, first),
        items,
        contents_of(items.values()),
    )
    corrections = corrections_since(earlier, items)
    for item in items.values():
        there, here = entries_before.get(item.code), revoked.get(item.code)
        if there is None:
            _withdraw(plan, item)
        elif here is None:
            _restore(plan, item, words.content(there), corrections, lookup)
        elif item.cancelled_on is None:
            _turn_back(plan, item, words.content(there), words.content(here), corrections, lookup)
    return plan


def entries_by_code(document):
    """{code: entry} of the full text of a document."""
    return {entry["code"]: entry for entry in unpacked(document.full)["entries"]}


def revoked_changes(edition, earlier, first):
    """The adopted changes decided between the two documents: those which the revoked edition
    published.
    """
    sets = []
    for model in owner_models.values():
        decided = model.decided_between(earlier.published_at, first.published_at)
        sets += decided.filter(county=edition.county).values_list("change_set", flat=True)
    rows = ProposedChange.objects.applied().filter(change_set__in=sets)
    return list(rows.select_related("item").order_by("pk"))


def corrections_since(document, items):
    """{item pk: corrections put right since the document was frozen}."""
    made = Decision.objects.filter(
        flow="correction", action=CorrectionAction.APPROVE, at__gt=document.published_at
    ).values_list("subject_id", flat=True)
    corrections = {}
    for correction in Correction.objects.filter(pk__in=list(made), item__in=items):
        corrections.setdefault(correction.item_id, []).append(correction)
    return corrections


def _withdraw(plan, item):
    if item.cancelled_on is None:
        plan.withdrawn.append(item)


def _restore(plan, item, there, corrections, lookup):
    if item.cancelled_on is not None:
        plan.restored.append(item)
        _turn_back(plan, item, there, plan.before[item.pk], corrections, lookup)
        plan.after.setdefault(item.pk, plan.before[item.pk])


def _turn_back(plan, item, there, here, corrections, lookup):
    """Fields that a revoked change touched go back; one that was settled otherwise since is left,
    and named.
    """
    now = plan.before[item.pk]
    own = [c for c in plan.changes if c.item_id == item.pk and c.op in OWN_TEXT]
    touched = set()
    for change in own:
        touched.update(changed_fields(change.then, change.proposed))
    made = corrections.get(item.pk, [])
    corrected = {_field(correction) for correction in made}
    content, left = dict(now), []
    for key in changed_fields(there, here):
        if key not in touched or now[key] == there[key]:
            continue
        if now[key] == here[key] or key in corrected:
            content[key] = there[key]
        else:
            left.append(key)
    keep_corrected(content, now, own, made)
    content, unfit = clean_or_kept(content, now, lookup)
    if fields := [*left, *unfit]:
        plan.left.append((item, fields))
    if content != now:
        plan.after[item.pk] = content


def _field(correction):
    if is_of_department(correction):
        return OF_DEPARTMENTS.name
    return correction.field


def keep_corrected(content, now, changes, corrections):
    """A department's text put right stays so where no revoked change touched that very text."""
    rows = rows_by_department(content)
    present = rows_by_department(now)
    for correction in corrections:
        key = (correction.department, correction.department_role)
        name = correction.field
        if not is_of_department(correction) or key not in rows or key not in present:
            continue
        if not any(touches(change, key, name) for change in changes):
            rows[key] = {**rows[key], name: present[key][name]}
    content["responsibilities"] = list(rows.values())


def rows_by_department(content):
    """{(department, role): its row} of a content."""
    return {(row["department"], row["role"]): row for row in content["responsibilities"]}


def touches(change, key, name):
    """Whether a change alters this text of this department."""
    then = rows_by_department(change.then).get(key, {})
    proposed = rows_by_department(change.proposed).get(key, {})
    return then.get(name) != proposed.get(name)


def carry_out(plan, lookup, policy, decision):
    """Writes the plan: contents, items out and in again, lines of descent, and the changes marked
    as revoked.
    """
    for item in plan.restored:
        item.cancelled_on = None
    pairs = [(plan.items[pk], content) for pk, content in plan.after.items()]
    write_contents(plan.edition.county, pairs, lookup, policy)
    cancel_rows(plan.withdrawn, timezone.localdate(decision.at))
    lines = Lineage.objects.filter(
        Q(target__in=plan.withdrawn) | Q(source__in=plan.restored)
    ).order_by("pk")
    plan.lines = list(lines)
    bulk_delete(plan.lines)
    for change in plan.changes:
        change.end(Result.REVOKED, decision.reason)
    bulk_save(plan.changes)


def summary_of(plan, revision, proposed):
    return {
        "stays": "",
        "ground": plan.earlier.label,
        "back": named(plan.back),
        "withdrawn": named(plan.withdrawn),
        "restored": named(plan.restored),
        "left": [[item.code, item.name, fields] for item, fields in plan.left],
        "revision": revision and revision.number,
        "proposed": proposed,
    }


def named(items):
    return [[item.code, item.name] for item in items]
