"""Satisfaction rounds (乡镇对部门满意度评价): townships rate departments; the rated department
reads totals and nothing below the smallest number of answers.
"""

import uuid

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.history.unproved import unproved
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, STAFFING_OFFICE, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.models import WorkflowSubject
from items.permissions import READERS

from .numbers import NO_NUMBER

LEAST = 3  # below which no county may set the number of answers
SHORTEST = "样本不足"


class SatisfactionStatus(models.TextChoices):
    DRAFT = "draft", "筹备中"
    OPEN = "open", "评价中"
    CLOSED = "closed", "已结束，待公布"
    PUBLISHED = "published", "已公布"


class SatisfactionAction(models.TextChoices):
    OPEN = "open", "开始评价"
    CLOSE = "close", "结束评价"
    PUBLISH = "publish", "公布结果"


class Answered(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    MOSTLY = "mostly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"
    UNKNOWN = "unknown", "不了解"


POINTS = {Answered.SATISFIED: 100, Answered.MOSTLY: 70, Answered.UNSATISFIED: 30}
BEGUN = (SatisfactionStatus.OPEN, SatisfactionStatus.CLOSED, SatisfactionStatus.PUBLISHED)
OVER = (SatisfactionStatus.CLOSED, SatisfactionStatus.PUBLISHED)


class SatisfactionRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The county's offices read all; the townships of the county and the rated
        departments those that have begun.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        office = Q(county__in=standing.county_ids(*READERS))
        departments = standing.department_ids(*DEPARTMENT_ROLES)
        rated = RatedDepartment.objects.filter(department__in=departments).values("round")
        rating = Q(county__in=standing.county_ids(*TOWNSHIP_ROLES))
        return self.filter(office | Q(status__in=BEGUN) & (rating | Q(pk__in=rated)))


class SatisfactionRound(WorkflowSubject):
    flow_name = "satisfaction_round"
    history_title = "{title}"

    status = models.CharField(
        "状态", max_length=12, choices=SatisfactionStatus, default=SatisfactionStatus.DRAFT
    )
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=80)
    dimensions = models.JSONField("评价内容", default=list)
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    least_answers = models.PositiveSmallIntegerField("最少份数", default=5)
    process_share = models.PositiveSmallIntegerField("过程分占比", default=60)
    history = Recorded()
    objects = SatisfactionRoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "满意度评价"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least_answers__gte=LEAST),
                name="satisfaction_is_told_of_three_answers_at_least",
                violation_error_message="最少份数不得少于三份。",
            ),
            models.CheckConstraint(
                condition=Q(process_share__lte=100),
                name="satisfaction_share_of_process_is_a_percentage",
                violation_error_message="过程分占比应为0到100。",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="satisfaction_closes_after_it_opens",
                violation_error_message="截止日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/satisfaction/{self.pk}/"

    @property
    def ballot_url(self):
        return f"{self.get_absolute_url()}ballot/"

    @property
    def is_open(self):
        return self.status == SatisfactionStatus.OPEN

    @property
    def is_over(self):
        return self.status in OVER

    @property
    def rated(self):
        """The departments in the order of the ballot."""
        return self.departments.select_related("department").order_by("position", "pk")

    def own_turn(self, on=None):
        """While it is open nobody learns how many have answered."""
        if not self.is_open:
            return ""
        return (
            f"各基层单位评价中，{deadline_words(self.closes_on)}截止。"
            "收到几份、谁已评价，任何人都看不到；结束后一并列出结果。"
        )

    def own_todos(self):
        """Every township is asked until the round ends, whether it has answered or not: a to-do
        that went away would tell who has.
        """
        if not self.is_open:
            return None
        end = {"title": f"结束评价：{self}", "role": Role.OFFICE_LEAD, "due_on": self.closes_on}
        steps = [end]
        for township in Region.objects.valid().townships_of(self.county).order_by("code"):
            step = {"title": f"评价部门：{self}（已评价的不用再办）", "url": self.ballot_url}
            place = {"role": Role.TOWNSHIP_LEAD, "region_id": township.pk}
            steps.append(step | place | {"due_on": self.closes_on})
        return steps

    def own_state(self):
        return {
            "year": self.year,
            "dimensions": self.dimensions,
            "opens_on": self.opens_on.isoformat(),
            "closes_on": self.closes_on.isoformat(),
            "least_answers": self.least_answers,
            "process_share": self.process_share,
        }


class RatedDepartmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The rows of results: the staffing office reads all, a department its own, when the round
        has ended.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        office = Q(round__county__in=standing.county_ids(*STAFFING_OFFICE))
        own = Q(department__in=standing.department_ids(*DEPARTMENT_ROLES))
        return self.filter(office | own, round__status__in=OVER)


def shown_dimensions(rows):
    """A result by its dimensions, as the record tells it."""
    told = []
    for row in rows or ():
        score = SHORTEST if row["score"] is None else row["score"]
        told.append(f"{row['dimension']}：{score}")
    return "；".join(told)


class RatedDepartment(Tracked):
    """A department that is rated in a round, and what came of it: written once, when the round
    ends, with what is too few left out.
    """

    history_title = "{round}：{department}"
    history_shown = {"by_dimension": shown_dimensions}

    round = models.ForeignKey(
        SatisfactionRound, models.PROTECT, related_name="departments", verbose_name="评价"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="部门"
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)
    score = models.FloatField("评价得分", null=True, blank=True, error_messages=NO_NUMBER)
    answers = models.PositiveSmallIntegerField("份数", null=True, blank=True)
    by_dimension = models.JSONField("分项得分", default=list, blank=True)
    process = models.FloatField("过程分", null=True, blank=True, error_messages=NO_NUMBER)
    total = models.FloatField("总分", null=True, blank=True, error_messages=NO_NUMBER)
    history = Recorded()
    objects = RatedDepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评价的部门"
        ordering = ["round", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department"],
                name="a_satisfaction_round_rates_a_department_once",
                violation_error_message="同一部门只列一次。",
            )
        ]

    def __str__(self):
        return f"{self.round}：{self.department}"


class BallotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the townships that this person leads."""
        townships = standing_of(user).township_ids(Role.TOWNSHIP_LEAD)
        return self.filter(township__in=townships)


@unproved("无记名评价，只有本单位能看到，不进入变更记录，以免从记录看出是谁评的")
class Ballot(models.Model):
    """What one township answered: read by itself, and by the sum of all when the round ends.

    It is no tracked model by intent: a history row, a batch or a digest of it would say that this
    township has answered and when, and a second row that it changed its mind. So it has no time, no
    author, a random key, and one row that a later answer replaces. `verify` names the table among
    those that it does not compare.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        SatisfactionRound, models.PROTECT, related_name="+", verbose_name="评价"
    )
    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="单位")
    # {number of the department as text: {"answers": [...], "text": ""}}
    ratings = models.JSONField("评价", default=dict)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评价票"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["round", "township"], name="a_township_has_one_ballot_in_a_round"
            )
        ]

    def __str__(self):
        return "评价票"
