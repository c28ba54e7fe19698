"""Evaluations by a third party: a drawn sample of items and townships, judged by an account from
outside that reads and writes its own rows and nothing else.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role
from dutylist.organizations.standing import standing_of
from items.models import DutyItem

from .owned import SUPERVISORS, TITLE_LENGTH
from .problems import Problem


class Verdict(models.TextChoices):
    MET = "met", "落实到位"
    PARTLY = "partly", "部分落实"
    NOT_MET = "not_met", "没有落实"


class Recheck(models.TextChoices):
    FIXED = "fixed", "已经整改"
    NOT_FIXED = "not_fixed", "没有整改"


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The evaluator his own; the supervisors those of their county."""
        if user is None or not user.is_authenticated:
            return self.none()
        counties = standing_of(user).county_ids(*SUPERVISORS, Role.AUDITOR)
        return self.filter(Q(evaluator=user.pk) | Q(county__in=counties))


class Evaluation(Tracked):
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属区划")
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评估人"
    )
    # What the sample was drawn by: the same seed from the same list draws the same.
    seed = models.PositiveIntegerField("抽取种子")
    document = models.CharField("抽取依据的清单", max_length=64, editable=False)
    due_on = models.DateField("提交期限", null=True, blank=True)
    finished_on = models.DateField("提交日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="登记人",
    )
    history = Recorded()
    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "第三方评估"
        ordering = ["-id"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/evaluations/{self.pk}/"

    @property
    def is_finished(self):
        return self.finished_on is not None

    def is_evaluated_by(self, user):
        return self.evaluator_id == user.pk

    @property
    def in_order(self):
        rows = self.rows.select_related("item", "township", "problem__county")
        return rows.order_by("township__code", "pk")


class EvaluationRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(evaluation__in=Evaluation.objects.visible_to(user))


class EvaluationRow(Tracked):
    """One item in one township: what the evaluator found, and what became of it."""

    history_title = "{item}：{township}"

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="rows", verbose_name="第三方评估"
    )
    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="+", verbose_name="事项")
    item_name = models.CharField("事项名称", max_length=300)
    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="单位")
    verdict = models.CharField("评估结论", max_length=10, choices=Verdict, blank=True)
    text = models.TextField("情况", blank=True)
    problem = models.ForeignKey(
        Problem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluation_rows",
        verbose_name="列入问题清单",
    )
    recheck = models.CharField("复核结论", max_length=10, choices=Recheck, blank=True)
    recheck_text = models.TextField("复核情况", blank=True)
    history = Recorded(indexed=("evaluation",))
    objects = EvaluationRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评估事项"
        ordering = ["evaluation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "item", "township"],
                name="an_evaluation_asks_an_item_of_a_township_once",
                violation_error_message="同一单位的同一事项只评估一次。",
            )
        ]

    def __str__(self):
        return f"{self.item_name}：{self.township}"
