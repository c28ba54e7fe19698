"""Proposed changes (拟调整内容), the sets that hold them (调整内容组), and what owns a set.

A revision owns one; floors above register owners of their own (`owns_changes`). Who reads a change,
who may change it and whether it can still be changed is asked of the owner, never of the verb.
"""

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from dutylist.history.refusals import NotAllowed, NotPossible
from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import CountyPolicy

from .duty_items import DutyItem

owner_models = {}


def owns_changes(model):
    """Registers a kind of owner by its `owner_kind`; usable as a decorator."""
    owner_models[model.owner_kind] = model
    return model


class ChangeSetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose owner lets this person read its changes."""
        seen = Q(pk__in=[])
        for kind, model in owner_models.items():
            theirs = model.changes_visible_to(user).order_by().values("change_set")
            seen |= Q(owner_kind=kind, pk__in=theirs)
        return self.filter(seen)


class ChangeSet(Tracked):
    """The proposed changes that one owner collects until the county decides on them."""

    county = models.ForeignKey(
        "organizations.Region", models.PROTECT, related_name="+", verbose_name="所属区划"
    )
    owner_kind = models.CharField("归属", max_length=32, editable=False)
    title = models.CharField("名称", max_length=200)
    history = Recorded()
    objects = ChangeSetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "调整内容组"
        ordering = ["id"]

    def __str__(self):
        return self.title

    @cached_property
    def owner(self):
        """The revision, or the owner of another kind, as it stood when it was first asked for."""
        return owner_models[self.owner_kind].objects.get(change_set=self.pk)


class ChangeSetOwner(models.Model):
    """What owns a change set: it has a `county` and a manager with `visible_to`, and answers for
    its changes.
    """

    owner_kind = ""  # names the owner in the API: {"revision": 7}
    needs_reason = True  # whether every change gives a reason of its own
    is_issued_by_any_list = False  # whether the next list, whichever, tells of its decision
    is_draft = False  # whether its changes may still lack what an entry cannot be without
    status_label = ""

    change_set = models.OneToOneField(
        ChangeSet,
        models.PROTECT,
        editable=False,
        related_name="%(class)s",
        verbose_name="调整内容组",
    )

    class Meta:
        abstract = True

    @classmethod
    def changes_visible_to(cls, user):
        """The owners whose changes, as they are now, this person reads."""
        return cls.objects.visible_to(user)

    @classmethod
    def locked_for_changes(cls, change_set):
        """The owner of a set under its own lock and then the register's: as its moves lock."""
        owner = cls._base_manager.select_for_update(of=("self",)).get(change_set=change_set.pk)
        CountyPolicy.objects.locked(owner.county_id)
        return owner

    @property
    def changes(self):
        return ProposedChange.objects.filter(change_set=self.change_set_id)

    @property
    def record_audience(self):
        """The keys of those who read the record of what is done to its changes now; none: whoever
        reads the record of the county.
        """
        return ()

    @property
    def takes_changes(self):
        """Whether its changes can still be changed."""
        return False

    def may_change(self, user):
        """Whether this person may propose, amend and withdraw here."""
        return False

    @property
    def takes_settling(self):
        """Whether a clash of its changes with what stands can still be settled."""
        return self.takes_changes

    def may_settle(self, user):
        """Whether this person settles such a clash."""
        return self.may_change(user)

    def items_named_by(self, user):
        """The items that this person may name in a change."""
        return DutyItem.objects.visible_to(user)

    @classmethod
    def decided_between(cls, after, until):
        """The owners whose changes the county decided on after one moment and up to another."""
        return cls.objects.none()

    def decision_document(self):
        """The number of the document that tells of its decision, where it has one of its own."""
        return ""

    def require_changer(self, user):
        if not self.may_change(user):
            raise NotAllowed(self.who_changes())

    def require_settler(self, user):
        if not self.may_settle(user):
            raise NotAllowed(self.who_changes())

    def require_taking_changes(self):
        if not self.takes_changes:
            raise NotPossible(self.why_closed())

    def who_changes(self):
        return f"您不能修改{self}的拟调整内容。"

    def why_closed(self):
        return f"{self}{self.status_label}，其内容不能再改。"


class ProposedChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the change sets this person reads."""
        return self.filter(change_set__in=ChangeSet.objects.visible_to(user))

    def pending(self):
        return self.filter(outcome=ProposedChange.Outcome.PENDING)

    def applied(self):
        return self.filter(outcome=ProposedChange.Outcome.APPLIED)

    def with_owners(self):
        """The changes as a list, each with its set and the owner of that: a query for each kind."""
        changes = list(self.select_related("change_set"))
        know_owners(changes)
        return changes


def know_owners(changes):
    """Reads the owners of these changes, whose sets are known, in one query for each kind."""
    sets = {}
    for change in changes:
        change.change_set = sets.setdefault(change.change_set_id, change.change_set)
    for kind, model in owner_models.items():
        wanted = [pk for pk, change_set in sets.items() if change_set.owner_kind == kind]
        owners = model.objects.filter(change_set__in=wanted) if wanted else ()
        for owner in owners:
            sets[owner.change_set_id].owner = owner


def called(values):
    """What a change is called in the record: how, and of what name."""
    body = values["proposed"]
    if isinstance(body, list):
        body = body[0] if body else None
    name = (body or values["then"] or {}).get("name", "")
    return f"{ProposedChange.Op(values['op']).label}：{name or '（未填名称）'}"


def shown_codes(value):
    return "、".join(value or [])


class ProposedChange(Tracked):
    """One change waiting for the county's decision: what stood (then) and what is proposed; now is
    computed.
    """

    history_title = "{op}：{item}"
    history_called = staticmethod(called)
    history_shown = {
        "sources": shown_codes,
        "restores": shown_codes,
        "made": shown_codes,
    }  # how a content reads, `wording` adds

    class Op(models.TextChoices):
        ADD = "add", "新增"
        REVISE = "revise", "修订"
        CANCEL = "cancel", "取消"
        TRANSFER = "transfer", "转列"
        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"
        SCOPE = "scope", "调整适用范围"

    class Outcome(models.TextChoices):
        PENDING = "pending", "待审定"
        APPLIED = "applied", "已采纳"
        WITHDRAWN = "withdrawn", "已撤回"
        REJECTED = "rejected", "未采纳"
        DROPPED = "dropped", "未通过，其他内容继续办理"
        DEFERRED = "deferred", "缓议"
        REVOKED = "revoked", "随版次撤销"
        LAPSED = "lapsed", "期满自动退出"

    change_set = models.ForeignKey(
        ChangeSet, models.PROTECT, related_name="changes", verbose_name="调整内容组"
    )
    op = models.CharField("调整方式", max_length=10, choices=Op)
    item = models.ForeignKey(
        DutyItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_changes",
        verbose_name="事项",
    )
    then = models.JSONField("提出时的内容", null=True, blank=True)
    proposed = models.JSONField("拟调整为", null=True, blank=True)
    final = models.JSONField("审定文本", null=True, blank=True, editable=False)
    sources = models.JSONField("涉及的其他事项编码", default=list, blank=True)
    restores = models.JSONField("沿用的事项编码", default=list, blank=True)
    made = models.JSONField("形成的事项编码", default=list, blank=True, editable=False)
    reason = models.TextField("理由")
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.PENDING)
    outcome_reason = models.TextField("结果说明", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    history = Recorded()
    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "拟调整内容"
        ordering = ["change_set", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["change_set", "item"],
                condition=Q(outcome="pending"),
                name="one_pending_change_per_item",
                violation_error_message="该事项已有一条待审定的拟调整内容。",
            ),
            models.CheckConstraint(
                condition=Q(op="add") ^ Q(item__isnull=False),
                name="only_additions_have_no_item",
                violation_error_message="除新增外，拟调整内容须对应一个事项。",
            ),
        ]

    def __str__(self):
        return f"{self.get_op_display()}：{self.title}"

    @property
    def title(self):
        """The name a reader knows the change by: the proposed name, else the item's."""
        body = (
            self.proposed[0] if isinstance(self.proposed, list) and self.proposed else self.proposed
        )
        return (body or self.then or {}).get("name", "")

    def end(self, outcome, reason=""):
        """Says what became of it. Whoever saw it pending has seen another version."""
        self.outcome, self.outcome_reason = outcome, reason
        self.version += 1

    @property
    def revision(self):
        """The revision that owns it, None where something else does."""
        return getattr(self.change_set, "revision", None)

    @property
    def revision_id(self):
        return self.revision and self.revision.pk

    @property
    def passed(self):
        """What the county passes with it: the text that was decided on, where that is another than
        the proposed one.
        """
        return self.proposed if self.final is None else self.final

    @property
    def starting_codes(self):
        """The codes of the items that it starts from, its own first; none of what is new."""
        if not self.item_id:
            return []
        return [self.item.code, *self.sources]

    @property
    def contents(self):
        """What it brings, as a list: one content, several of a split, none of a cancelling."""
        if isinstance(self.passed, list):
            return self.passed
        return [self.passed] if self.passed else []
