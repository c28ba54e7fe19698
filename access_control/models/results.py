"""What was handed in and what each stage said of it, kept for ever beside the decision."""

from django.db import models

from dutylist.history.witnessed import witnessed
from dutylist.history.writeonce import write_once
from dutylist.workflow.models import Decision
from items.models import ProposedChange

from .requests import ChangeRequest
from .sittings import Body


class OfRequestQuerySet(models.QuerySet):
    """Rows of requests: whoever sees the request sees them."""

    def visible_to(self, user):
        return self.filter(request__in=ChangeRequest.objects.visible_to(user))


class Stage(models.TextChoices):
    LEGAL = "legal", "合法性审查"
    OFFICE = "office", "编办审核"
    SITTING = "sitting", "会议审定"
    CLEARING = "clearing", "上级审核"


class ResultOutcome(models.TextChoices):
    PASS = "pass", "通过"
    PASS_AMENDED = "pass_amended", "修改后通过"
    FAIL = "fail", "不通过"
    DEFER = "defer", "缓议"
    REJECT = "reject", "不予通过"


@witnessed
@write_once
class ChangeResult(models.Model):
    """What one stage said of one change, kept for ever beside the decision that told it."""

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="results")
    change = models.ForeignKey(ProposedChange, models.PROTECT, related_name="results")
    stage = models.CharField("环节", max_length=10, choices=Stage)
    outcome = models.CharField("结果", max_length=14, choices=ResultOutcome)
    article = models.CharField("依据条款", max_length=200, blank=True)
    text = models.TextField("说明", blank=True)
    item = models.JSONField("修改后的文本", null=True, blank=True)
    # Which body decided; empty where one move settled all of them (the short form).
    body = models.CharField("审定机构", max_length=12, choices=Body, blank=True)
    # Whether what it changed goes to the legal officer once more before it counts.
    is_returned = models.BooleanField("再送合法性审查", default=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "逐项结果"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_stage_display()}：{self.get_outcome_display()}"


@witnessed
@write_once
class Submission(models.Model):
    """The request as it stood when it was submitted, so that what changed since is shown."""

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField("第几次提交")
    content = models.JSONField("提交内容")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提交内容"
        ordering = ["request", "round"]
        constraints = [
            models.UniqueConstraint(fields=["request", "round"], name="one_submission_of_a_round")
        ]

    def __str__(self):
        return f"第{self.round}次提交"
