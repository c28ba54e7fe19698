"""Proposed changes (拟调整内容) and the open revision (集中修订) that collects them."""

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.workflow.models import WorkflowSubject
from items.permissions import READERS

from .duty_items import DutyItem


class RevisionStatus(models.TextChoices):
    OPEN = "open", "修订中"
    SUBMITTED = "submitted", "提请审定中"
    CLOSED = "closed", "已审定"
    DISCARDED = "discarded", "已撤回"


class RevisionAction(models.TextChoices):
    SUBMIT = "submit", "随版次提请审定"
    RETURN = "return", "退回修改"
    CLOSE = "close", "审定采纳"
    DISCARD = "discard", "放弃修订"


class CountyPaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The papers of the counties whose working register this user reads."""
        return self.filter(county__in=user.standing().county_ids(*READERS))


class Revision(WorkflowSubject):
    """The staffing office's collection of proposed changes; one is open at a time in a county."""

    flow_name = "revision"

    number = models.PositiveIntegerField("序号")
    title = models.CharField("名称", max_length=120)
    status = models.CharField(
        "状态", max_length=24, choices=RevisionStatus, default=RevisionStatus.OPEN
    )
    opened_on = models.DateField("开启日期")
    history = Recorded()
    objects = CountyPaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "集中修订"
        ordering = ["county", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="one_revision_of_a_number"),
            models.UniqueConstraint(
                fields=["county"],
                condition=Q(status__in=(RevisionStatus.OPEN, RevisionStatus.SUBMITTED)),
                name="one_open_revision_per_county",
                violation_error_message="已有一个正在进行的集中修订。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/revision/?county={self.county.code}&revision={self.number}"

    def own_state(self):
        return {"number": self.number, "opened_on": self.opened_on.isoformat()}


class ProposedChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(revision__county__in=user.standing().county_ids(*READERS))

    def pending(self):
        return self.filter(outcome=ProposedChange.Outcome.PENDING)


def shown_codes(value):
    return "、".join(value or [])


class ProposedChange(Tracked):
    """One change waiting for the county's decision: what stood (then) and what is proposed; now is
    computed.
    """

    history_title = "{op}：{item}"
    history_shown = {
        "sources": shown_codes,
        "restores": shown_codes,
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
        REVOKED = "revoked", "随版次撤销"

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="changes", verbose_name="集中修订"
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
    sources = models.JSONField("涉及的其他事项编码", default=list, blank=True)
    restores = models.JSONField("沿用的事项编码", default=list, blank=True)
    reason = models.TextField("理由")
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.PENDING)
    outcome_reason = models.TextField("结果说明", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    history = Recorded()
    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "拟调整内容"
        ordering = ["revision", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "item"],
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
