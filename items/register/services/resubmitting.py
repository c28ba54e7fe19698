"""What left the register with a revoked edition is put into the open revision: to be withdrawn, or
decided again.

One pending change stands for an item. Where one waits already it takes up what left the register; a
merge, a split or a cancelling that waits is the office's later word and stays as it is.
"""

from collections import defaultdict

from dutylist.history.tracking import bulk_save
from dutylist.notices.services import open_todo
from dutylist.organizations.roles import Role
from items.models import Lineage, ProposedChange

from .proposals import opened_revision, operation, rebased

Op, Result = ProposedChange.Op, ProposedChange.Outcome
FIRST_REASON = "原理由："
WHOLE = (Op.CANCEL, Op.MERGE, Op.SPLIT)


def resubmit(plan, *, by):
    """Puts what left the register into the open revision, inside the recording: -> (revision, how
    many), or (None, 0).

    The clerk gets a to-do that stays until the revision is submitted, given up or emptied.
    """
    if not (plan.after or plan.withdrawn):
        _ask_about_left(plan)
        return None, 0
    revision = opened_revision(plan.edition.county, by=by)
    changes = Resubmission(plan, revision).changes()
    bulk_save(changes)
    waiting = [change for change in changes if change.outcome == Result.PENDING]
    open_todo(
        flow=revision.flow_name,
        subject_id=revision.pk,
        title=f"第{plan.edition.number}版已撤销：核对退回{revision.title}的{len(waiting)}条调整",
        url=revision.get_absolute_url(),
        role=Role.CLERK,
        county_id=plan.edition.county_id,
    )
    return revision, len(waiting)


def _ask_about_left(plan):
    if not plan.left:
        return
    edition = plan.earlier.edition
    open_todo(
        flow=edition.flow_name,
        subject_id=edition.pk,
        title=f"第{plan.edition.number}版已撤销：核对未能恢复的{len(plan.left)}个事项",
        url=plan.edition.get_absolute_url(),
        role=Role.CLERK,
        county_id=plan.edition.county_id,
    )


class Resubmission:
    """The changes to save: new ones, and those of the open revision that the way back touches."""

    def __init__(self, plan, revision):
        self.plan, self.revision = plan, revision
        changes = revision.changes.pending().exclude(item=None)
        self.pending = {change.item_id: change for change in changes}
        self.wanted = {item.pk: plan.before[item.pk] for item in plan.withdrawn}
        self.touched, self.settled = [], set()
        self.reasons = self._reasons()

    def changes(self):
        self._fold_pending_of_withdrawn()
        new = [*self._families(), *self._single()]
        return [*self.touched, *new]

    def _reasons(self):
        """{item pk, or name of an added one: the reason its revoked change gave}."""
        reasons = {}
        for change in self.plan.changes:
            if change.item_id:
                reasons[change.item_id] = change.reason
            for content in change.contents:
                reasons[content["name"]] = change.reason
        return reasons

    def _reason(self, *keys):
        reason = f"第{self.plan.edition.number}版撤销后退回，须重新审定。"
        given = next((self.reasons[key] for key in keys if key in self.reasons), "")
        _, _, first = given.rpartition(FIRST_REASON)
        if first:
            reason += f"{FIRST_REASON}{first}"
        return reason

    def _fold_pending_of_withdrawn(self):
        """A change that waits on an item which is out of the list goes over into what is proposed
        anew.
        """
        gone = {item.pk: item.code for item in self.plan.withdrawn}
        for change in self.pending.values():
            if change.item_id in gone:
                self._fold(change)
            elif set(change.sources) & set(gone.values()):
                self._give_up(change, "所并入的事项已随版次撤销退出清单。")

    def _fold(self, change):
        if change.op == Op.CANCEL:
            self.wanted.pop(change.item_id)
            self.settled.add(change.item_id)
        elif change.op not in WHOLE:
            self.wanted[change.item_id] = rebased(change, self.plan.before[change.item_id])[0]
        self._give_up(change, "该事项已随版次撤销退出清单，拟调整内容并入退回的调整。")

    def _give_up(self, change, sentence):
        change.end(Result.WITHDRAWN, f"第{self.plan.edition.number}版撤销：{sentence}")
        self.touched.append(change)

    def _families(self):
        """Merges and splits that are whole: every source is back, every target is out and not
        settled otherwise.
        """
        sources, targets = defaultdict(list), defaultdict(list)
        for line in self.plan.lines:
            if line.op == Lineage.Op.MERGE:
                sources[line.target_id].append(line.source_id)
            else:
                targets[line.source_id].append(line.target_id)
        merges = [(Op.MERGE, parts, [target]) for target, parts in sources.items()]
        splits = [(Op.SPLIT, [source], made) for source, made in targets.items()]
        restored = {item.pk for item in self.plan.restored}
        for op, old, made in [*merges, *splits]:
            if set(old) <= restored - self.settled and set(made) <= set(self.wanted) - self.settled:
                self.settled |= {*old, *made}
                yield self._family(op, old, made)

    def _family(self, op, old, made):
        items = self.plan.items
        first, *others = [items[pk] for pk in old]
        contents = [self.wanted[pk] for pk in made]
        proposed = contents[0]
        if op == Op.SPLIT:
            proposed = contents
        names = [content["name"] for content in contents]
        return ProposedChange(
            change_set=self.revision.change_set,
            item=first,
            op=op,
            then=self.plan.after[first.pk],
            proposed=proposed,
            sources=[item.code for item in others],
            restores=[items[pk].code for pk in made],
            reason=self._reason(first.pk, *names),
        )

    def _single(self):
        for item in self.plan.back:
            yield from self._revised(item)
        for item in self.plan.restored:
            if item.pk not in self.settled:
                yield self._new(item, Op.CANCEL, self.plan.after[item.pk], None)
        for item in self.plan.withdrawn:
            if item.pk not in self.settled:
                yield self._added(item)

    def _revised(self, item):
        before, after = self.plan.before[item.pk], self.plan.after[item.pk]
        if change := self.pending.get(item.pk):
            self._take_up(change, before, after)
        elif not self._consumed(item):
            yield self._new(item, operation(after, before), after, before)

    def _consumed(self, item):
        """Whether a merge that waits takes the item up."""
        return any(item.code in change.sources for change in self.pending.values())

    def _take_up(self, change, before, after):
        """The pending change starts from what stands now and carries the revoked text along with
        its own.
        """
        if change.op not in WHOLE:
            change.proposed = rebased(change, before)[0]
            change.op = operation(after, change.proposed)
        change.then = after
        if change.proposed == after:
            sentence = f"第{self.plan.edition.number}版撤销：清单登记已恢复为拟调整的内容。"
            change.end(Result.WITHDRAWN, sentence)
        else:
            change.version += 1
        self.touched.append(change)

    def _new(self, item, op, then, proposed):
        reason = self._reason(item.pk, item.name)
        return ProposedChange(
            change_set=self.revision.change_set,
            item=item,
            op=op,
            then=then,
            proposed=proposed,
            reason=reason,
        )

    def _added(self, item):
        return ProposedChange(
            change_set=self.revision.change_set,
            op=Op.ADD,
            proposed=self.wanted[item.pk],
            restores=[item.code],
            reason=self._reason(item.name),
        )
