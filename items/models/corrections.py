"""Corrections (更正): an error of copying in the register put right against the text
that the county approved.
"""

from django.db import models

from dutylist.history.tracking import Recorded
from dutylist.workflow.models import WorkflowSubject

from .duty_items import DutyItem
from .parts import ResponsibilityRole
from .revisions import CountyPaperQuerySet


class CorrectionStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待核准"
    APPLIED = "applied", "已更正"
    REFUSED = "refused", "不予更正"
    WITHDRAWN = "withdrawn", "已撤回"


class CorrectionAction(models.TextChoices):
    SUBMIT = "submit", "提请更正"
    APPROVE = "approve", "核准更正"
    REFUSE = "refuse", "不予更正"
    TAKE_BACK = "take_back", "撤回"


class CorrectedField(models.TextChoices):
    NAME = "name", "事项名称"
    TOWNSHIP_DUTY = "township_duty", "配合职责"
    DIRECTORY_ENTRY = "directory_entry", "对应上级指导目录"
    DUTY = "duty", "部门职责"
    METHOD = "method", "工作方式"
    INTERNAL_OFFICE = "internal_office", "内设机构"


class Correction(WorkflowSubject):
    """One text of one item: what stands, what the county approved, and where the system keeps the
    approved text.
    """

    flow_name = "correction"
    OF_DEPARTMENTS = (CorrectedField.DUTY, CorrectedField.METHOD, CorrectedField.INTERNAL_OFFICE)

    status = models.CharField(
        "状态", max_length=24, choices=CorrectionStatus, default=CorrectionStatus.DRAFT
    )
    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="corrections", verbose_name="事项"
    )
    field = models.CharField("更正内容", max_length=20, choices=CorrectedField)
    department = models.CharField("部门", max_length=120, blank=True)
    department_role = models.CharField(
        "部门角色", max_length=12, choices=ResponsibilityRole, blank=True
    )
    present_text = models.TextField("现登记文本", blank=True)
    approved_text = models.TextField("审定文本", blank=True)
    found_in = models.CharField("审定文本出处", max_length=200, blank=True)
    history = Recorded()
    objects = CountyPaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "field", "department", "department_role"],
                condition=models.Q(status=CorrectionStatus.SUBMITTED),
                name="one_correction_of_a_text_at_a_time",
                violation_error_message="这一文本已有一件更正正在办理。",
            ),
        ]

    def __str__(self):
        return f"更正“{self.item.name}”的{self.place}"

    @property
    def title(self):
        return str(self)

    def own_state(self):
        return {
            "code": self.item.code,
            "field": self.field,
            "department": self.department,
            "role": self.department_role,
            "present_text": self.present_text,
            "approved_text": self.approved_text,
            "found_in": self.found_in,
        }

    @property
    def place(self):
        """Which text of the item: 配合职责, or 县公安局（牵头）的部门职责."""
        if not self.department:
            return self.get_field_display()
        return (
            f"{self.department}（{self.get_department_role_display()}）的{self.get_field_display()}"
        )

    def get_absolute_url(self):
        return f"/desk/corrections/{self.pk}/"
