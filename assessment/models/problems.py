"""The register of problems (问题清单): what visits, inspections, evaluations, executions and
reports bring up, each with the unit that answers for it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access_control.models import ChangeRequest
from dutylist.history.tracking import Recorded
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import WorkflowSubject
from items.models import DutyItem

from .owned import SUPERVISORS

TITLE_SIGNS = 40


class ProblemSource(models.TextChoices):
    VISIT = "visit", "走访调研"
    INSPECTION = "inspection", "督查检查"
    EVALUATION = "evaluation", "第三方评估"
    EXECUTION = "execution", "履职情况报告"
    REPORT = "report", "清单外交办反映"
    FEEDBACK = "feedback", "群众意见"


class ProblemStatus(models.TextChoices):
    OPEN = "open", "待交办"
    ASSIGNED = "assigned", "已交办待答复"
    ANSWERED = "answered", "已答复待销号"
    CLOSED = "closed", "已销号"
    REFERRED = "referred", "已转送"


class ProblemAction(models.TextChoices):
    ASSIGN = "assign", "交办"
    ANSWER = "answer", "答复"
    CLOSE = "close", "销号"
    REFER = "refer", "转送其他机关"
    TO_ADJUSTMENT = "to_adjustment", "起草动态调整"


class ProblemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The supervisors of the county read all, a unit those that are given to it."""
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        office = Q(county__in=standing.county_ids(*SUPERVISORS, Role.AUDITOR))
        departments = standing.department_ids(*DEPARTMENT_ROLES)
        townships = standing.township_ids(*TOWNSHIP_ROLES)
        given = Q(assigned_department__in=departments) | Q(assigned_township__in=townships)
        return self.filter(office | given)

    def with_units(self):
        """With what a list tells of each: its county, item and units."""
        return self.select_related(
            "county__parent",
            "item",
            "department",
            "township",
            "assigned_department",
            "assigned_township",
        )


class Problem(WorkflowSubject):
    flow_name = "problem"
    related_to_show = ("county", "department", "township")
    supervisors = SUPERVISORS
    drafts = ()
    history_title = "{text}"

    status = models.CharField(
        "状态", max_length=12, choices=ProblemStatus, default=ProblemStatus.OPEN
    )
    source = models.CharField("来源", max_length=12, choices=ProblemSource)
    found_on = models.DateField("发现日期")
    text = models.TextField("问题")
    item = models.ForeignKey(
        DutyItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="problems",
        verbose_name="涉及事项",
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="涉及部门",
    )
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="涉及单位"
    )
    answer_by = models.DateField("答复期限", null=True, blank=True)
    assigned_department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复部门",
    )
    assigned_township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复单位"
    )
    answer = models.TextField("答复", blank=True)
    result = models.TextField("处理结果", blank=True)
    adjustment = models.ForeignKey(
        ChangeRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="据此起草的调整",
    )
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="登记人",
    )
    drawn_up_by_name = models.CharField("登记人姓名", max_length=150, editable=False)
    history = Recorded()
    objects = ProblemQuerySet.as_manager()

    common_known = None  # whether it is of a kind that is common, where a list has asked for all

    class Meta:
        verbose_name = verbose_name_plural = "问题清单"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "found_on"], name="problems_of_a_year")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/problems/{self.pk}/"

    @property
    def title(self):
        """Its first words."""
        line = self.text.split("\n", 1)[0]
        if len(line) <= TITLE_SIGNS:
            return line
        return f"{line[:TITLE_SIGNS]}……"

    @property
    def unit(self):
        return self.department or self.township

    @property
    def assigned(self):
        """The unit that answers, or None before one is named."""
        return self.assigned_department or self.assigned_township

    @property
    def lets_amend(self):
        return self.status == ProblemStatus.OPEN

    @property
    def brought_by(self):
        """The unit concerned, how the problem came up and when: two of one text are told apart."""
        source = ProblemSource(self.source).label
        found = f"{source}，{self.found_on.month}月{self.found_on.day}日发现"
        return f"{self.unit.name}　{found}" if self.unit else found

    # ---- whose turn ----

    def roles_for(self, move):
        """What a unit owes is owed by the people of the very unit it was given to."""
        if self.assigned_department_id:
            return tuple(role for role in move.roles if role not in TOWNSHIP_ROLES)
        if self.assigned_township_id:
            return tuple(role for role in move.roles if role not in DEPARTMENT_ROLES)
        return move.roles

    def acting_departments(self, action):
        return (self.assigned_department_id,) if self.assigned_department_id else ()

    def acting_townships(self, action):
        return (self.assigned_township_id,) if self.assigned_township_id else ()

    @classmethod
    def belonging_to(cls, user):
        return Q(drawn_up_by=user.pk)

    def own_state(self):
        return {
            "source": self.source,
            "found_on": self.found_on.isoformat(),
            "unit": unit_json(self.unit),
            "item": self.item and self.item.code,
            "text": self.text,
            "assigned": unit_json(self.assigned),
            "answer": self.answer,
            "result": self.result,
            "adjustment": self.adjustment_id,
        }


def unit_json(unit):
    if unit is None:
        return None
    if isinstance(unit, Department):
        return {"department": unit.name}
    return {"township": unit.code}
