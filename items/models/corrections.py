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


# The choices of the column as the first migration wrote them. No migration follows the table of an
# entry's fields, which says today which texts can be put right (`items.entry.correctable`).
CHOICES_AT_FIRST = [
    ("name", "事项名称"),
    ("township_duty", "配合职责"),
    ("directory_entry", "对应上级指导目录"),
    ("duty", "部门职责"),
    ("method", "工作方式"),
    ("internal_office", "内设机构"),
]


class CorrectedTextField(models.CharField):
    """The name of a text of an entry; to migrations the column that it was at first."""

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, {**options, "choices": CHOICES_AT_FIRST}


def corrected_text_label(name):
    """How a corrected text is called; by its name where the table no longer has it."""
    return Correction.text_labels.get(name, name)


class Correction(WorkflowSubject):
    """One text of one item: what stands, what the county approved, and where the system keeps the
    approved text.
    """

    flow_name = "correction"
    text_labels = {}  # {name of a text: its label}, put here by `items.entry.correctable`

    status = models.CharField(
        "状态", max_length=24, choices=CorrectionStatus, default=CorrectionStatus.DRAFT
    )
    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="corrections", verbose_name="事项"
    )
    field = CorrectedTextField("更正内容", max_length=20)
    department = models.CharField("部门", max_length=120, blank=True)
    department_role = models.CharField(
        "部门角色", max_length=12, choices=ResponsibilityRole, blank=True
    )
    present_text = models.TextField("现登记文本", blank=True)
    approved_text = models.TextField("审定文本", blank=True)
    found_in = models.CharField("审定文本出处", max_length=200, blank=True)
    history = Recorded()
    history_shown = {"field": corrected_text_label}
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
        label = corrected_text_label(self.field)
        if not self.department:
            return label
        return f"{self.department}（{self.get_department_role_display()}）的{label}"

    def get_absolute_url(self):
        return f"/desk/corrections/{self.pk}/"
