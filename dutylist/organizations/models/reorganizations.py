"""A reform of departments or regions (机构变更) that is asked for by one person and carried out by
another; until then it can be taken back.
"""

from django.db import models

from dutylist.history.tracking import Recorded, Tracked

from .regions import OfOwnCounties, Region
from .users import User


class ReorganizationKind(models.TextChoices):
    DEPARTMENT_MERGE = "department_merge", "部门并入"
    DEPARTMENT_END = "department_end", "部门撤销"
    REGION_MERGE = "region_merge", "单位合并"
    REGION_SPLIT = "region_split", "单位拆分"
    REGION_CONVERT = "region_convert", "单位改设"
    REGION_RECODE = "region_recode", "代码变更"


class ReorganizationState(models.TextChoices):
    WAITING = "waiting", "待另一人核准"
    DONE = "done", "已办理"
    REFUSED = "refused", "不予办理"
    TAKEN_BACK = "taken_back", "已撤回"


class Reorganization(Tracked):
    """What is to be done (`facts`, as its verb takes them) to which rows (`touched`, by number)."""

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="reorganizations", verbose_name="所属区划"
    )
    kind = models.CharField("变更方式", max_length=20, choices=ReorganizationKind)
    title = models.CharField("变更内容", max_length=300)
    facts = models.JSONField("变更要素", default=dict)
    touched = models.JSONField("涉及的单位", default=list)
    state = models.CharField(
        "状态", max_length=12, choices=ReorganizationState, default=ReorganizationState.WAITING
    )
    reason = models.TextField("理由")
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="reorganizations_asked", verbose_name="提请人"
    )
    asked_at = models.DateTimeField("提请时间")
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reorganizations_decided",
        verbose_name="办结人",
    )
    decided_at = models.DateTimeField("办结时间", null=True, blank=True)
    decided_reason = models.TextField("办结说明", blank=True)
    history = Recorded()
    objects = OfOwnCounties.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机构变更"
        ordering = ["-id"]

    def __str__(self):
        return self.title

    @property
    def is_waiting(self):
        return self.state == ReorganizationState.WAITING
