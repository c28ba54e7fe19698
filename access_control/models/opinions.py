"""Opinions (意见): what a township or a department that is asked says of a request."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from items.permissions import READERS

from .record_words import capacity_words, line_words, paper_words
from .recorded_answers import RecordedAnswer
from .request_readers import of_unit
from .requests import ChangeRequest


class Stance(models.TextChoices):
    AGREE = "agree", "同意"
    NO_COMMENT = "no_comment", "无意见"
    AGREE_IF = "agree_if", "修改后同意"
    OBJECT = "object", "不同意"


class Willingness(models.TextChoices):
    WILLING = "willing", "愿意承接"
    PASSIVE = "passive", "被动承接"
    UNWILLING = "unwilling", "不愿承接"
    UNABLE = "unable", "无力承接"


# The four questions about capacity (承接能力): each is answered yes or no, or left open.
CAPACITY = {"body": "机构", "staff": "专业人员", "power": "执法权限", "funds": "经费"}
OPINIONS_OPEN = "opinions_open"  # the county's rule that each unit reads what the others said
NEEDS_WILLINGNESS = (Stance.AGREE_IF, Stance.OBJECT)


class OpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office and the applicant see all of a request, an invited unit its own, or all where
        the county's rule says so (`opinions_open`).
        """
        standing = standing_of(user)
        departments = standing.department_ids(*DEPARTMENT_ROLES)
        townships = standing.township_ids(*TOWNSHIP_ROLES)
        own = Q(department__in=departments) | Q(township__in=townships)
        readers = (*READERS, Role.AUDITOR)
        office = Q(request__county__in=standing.county_ids(*readers))
        applied = Q(request__in=ChangeRequest.objects.filter(of_unit(user)))
        asked = self.model.objects.filter(own).values("request")
        rule = f"request__county__policy__values__{OPINIONS_OPEN}"
        in_open = Q(**{rule: True}, request__in=asked)
        return self.filter(own | office | applied | in_open)

    def owed(self):
        return self.filter(sent_at=None)

    def sent(self):
        return self.exclude(sent_at=None)


class UnitOpinion(RecordedAnswer, Tracked):
    """What one unit says when it is asked; asked once, saved in parts, sent once. Each kind names
    the unit (`department` or `township`), what it was asked about (`subject`) and its constraints.
    """

    history_shown = {
        "capacity": capacity_words(CAPACITY),
        "lines": line_words(dict(Stance.choices)),
        "paper": paper_words,
    }

    asked_on = models.DateField("征求日期")
    due_on = models.DateField("反馈期限")
    reminded_on = models.DateField("催办日期", null=True)
    stance = models.CharField("意见", max_length=12, choices=Stance, blank=True)
    text = models.TextField("具体意见", blank=True)
    capacity = models.JSONField("承接能力", default=dict, blank=True)
    willingness = models.CharField("承接意愿", max_length=12, choices=Willingness, blank=True)
    # [{"change", "stance", "text"}] where a change is answered otherwise than the whole.
    lines = models.JSONField("逐项意见", default=list, blank=True)
    sent_at = models.DateTimeField("反馈时间", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="反馈人",
    )
    by_name = models.CharField("反馈人姓名", max_length=150, blank=True)
    on_paper = models.BooleanField("代录", default=False)
    paper = models.BigIntegerField("盖章原件", null=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.unit.name}：{self.stance_label}"

    @property
    def unit(self):
        return self.department or self.township

    @property
    def is_silent(self):
        """Whether nothing was said: it is shown as silence, and never taken for consent."""
        return self.sent_at is None

    @property
    def stance_label(self):
        return "未反馈" if self.is_silent else self.get_stance_display()

    def is_of(self, user):
        """Whether this person works in the unit."""
        standing = standing_of(user)
        if self.department_id:
            return self.department_id in standing.department_ids(*DEPARTMENT_ROLES)
        return self.township_id in standing.township_ids(*TOWNSHIP_ROLES)

    def is_written_by(self, user):
        """Whether this person reads it before it is sent: of the unit, or who takes it down."""
        return self.is_of(user) or self.by_id == user.pk

    def is_led_by(self, user):
        """Whether this person is the lead of the unit."""
        standing = standing_of(user)
        if self.department_id:
            return self.department_id in standing.department_ids(Role.DEPARTMENT_LEAD)
        return self.township_id in standing.township_ids(Role.TOWNSHIP_LEAD)

    def stance_on(self, change):
        """What the unit says of one change; "" while it has said nothing."""
        if self.is_silent:
            return ""
        for line in self.lines:
            if line["change"] == change.pk:
                return line["stance"]
        return self.stance


def contested_among(owed, decisions):
    """Of the opinions that are owed those of which the unit contested the clerk's record;
    `decisions` are those by which it did.
    """
    contested = []
    for opinion in owed:
        if any(opinion.is_led_by(decision.by) for decision in decisions):
            contested.append(opinion)
    return contested


class Opinion(UnitOpinion):
    """What one unit says of a request in one round."""

    history_title = "{department}{township}"

    request = models.ForeignKey(
        ChangeRequest, models.PROTECT, related_name="opinions", verbose_name="申请"
    )
    round = models.PositiveSmallIntegerField("轮次", default=1)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="opinions", verbose_name="部门"
    )
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="opinions", verbose_name="单位"
    )
    history = Recorded()
    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "意见"
        ordering = ["request", "round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "round", "department"],
                condition=~Q(department=None),
                name="a_department_is_asked_once",
                violation_error_message="本轮已经征求该部门的意见。",
            ),
            models.UniqueConstraint(
                fields=["request", "round", "township"],
                condition=~Q(township=None),
                name="a_township_is_asked_once",
                violation_error_message="本轮已经征求该单位的意见。",
            ),
            models.CheckConstraint(
                condition=Q(department=None) ^ Q(township=None),
                name="an_opinion_is_of_one_unit",
                violation_error_message="意见由一个部门或者一个乡镇（街道）反馈。",
            ),
        ]

    @property
    def subject(self):
        return self.request
