"""Feedback (群众意见): what a citizen says of an answer or of a miss, without an account, and what
the unit that answers for it replied.

Of the citizen the row holds nothing but what he wrote. How to reach him stands in a column that no
history keeps and that is emptied half a year after the matter is over.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from dutylist.history.tracking import Recorded
from dutylist.history.unproved import unproved
from dutylist.organizations.models import Department, Region
from dutylist.organizations.record_readers import key_of_role, key_of_unit
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import WorkflowSubject

from .off_list_reports import new_receipt
from .problems import Problem

LEAST_NUMBER, NUMBERS = (
    10_000_000,
    90_000_000,
)  # eight digits, as they are read out on the telephone
LONGEST_WORDS, LONGEST_CONTACT = 1000, 80
OFFICE = (Role.CLERK, Role.OFFICE_LEAD)


class FeedbackStatus(models.TextChoices):
    RECEIVED = "received", "已收到，待交办"
    ASSIGNED = "assigned", "已交办，待答复"
    ANSWERED = "answered", "已答复"
    PUBLISHED = "published", "已答复并公开"
    CLOSED = "closed", "已办结"
    REOPENED = "reopened", "重新提出，待交办"


class FeedbackAction(models.TextChoices):
    ASSIGN = "assign", "交办"
    ANSWER = "answer", "答复"
    PUBLISH = "publish", "公开答复"
    CLOSE = "close", "办结"
    REOPEN = "reopen", "重新提出"
    TO_PROBLEM = "to_problem", "列入问题清单"


class FeedbackKind(models.TextChoices):
    OPINION = "opinion", "意见建议"
    REPORT = "report", "反映问题"
    NOT_FOUND = "not_found", "没有查到"
    WRONG_ANSWER = "wrong_answer", "答复不对"


class FeedbackChannel(models.TextChoices):
    WEB = "web", "网页"
    HOTLINE = "hotline", "举报热线"
    BOX = "box", "意见箱"
    VISIT = "visit", "来访"


SETTLED = (FeedbackStatus.PUBLISHED, FeedbackStatus.CLOSED)


def new_number():
    """A number that nobody has yet, drawn at random: it tells neither how many nor when."""
    while True:
        number = LEAST_NUMBER + secrets.randbelow(NUMBERS)
        if not Feedback.objects.filter(pk=number).exists():
            return number


def new_code():
    """The code that goes with the number: nobody guesses one."""
    return new_receipt()


def digest_of_code(code):
    """What is kept of a code; however it is typed."""
    plain = "".join(code.upper().split()).replace("-", "")
    return salted_hmac("feedback-code", plain, algorithm="sha256").hexdigest()


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office and the auditor of the county, and the unit that answers for it now."""
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        office = Q(county__in=standing.county_ids(*OFFICE, Role.AUDITOR))
        department = Q(department__in=standing.department_ids(*DEPARTMENT_ROLES))
        unit = Q(assigned_township__in=standing.township_ids(*TOWNSHIP_ROLES))
        return self.filter(office | department | unit)

    def with_units(self):
        """With what a list tells of each: its county, place and unit."""
        return self.select_related("county", "township", "department", "assigned_township")

    def published_on(self, item_code):
        """What everybody reads on the page of an item, the latest first."""
        rows = self.filter(status=FeedbackStatus.PUBLISHED, item_code=item_code)
        return rows.order_by("-closed_on", "-pk")

    def published_of_no_item(self, county_code):
        """What everybody reads on the page of feedback of a county, as it is about no item; the
        latest first.
        """
        rows = self.filter(status=FeedbackStatus.PUBLISHED, county__code=county_code, item_code="")
        return rows.order_by("-closed_on", "-pk")

    def over(self):
        """What is over."""
        return self.filter(status__in=SETTLED)


class Feedback(WorkflowSubject):
    """What one citizen said, by whatever channel it came."""

    flow_name = "feedback"
    related_to_show = ("county",)
    is_sealed = True
    history_title = "群众意见{id}"
    unrecorded = {
        "contact": "群众的联系方式，办结满六个月清除，不留在记录里",
        "code_digest": "查询码的散列值，不留在记录里",
    }

    id = models.BigIntegerField(primary_key=True, editable=False, verbose_name="编号")
    status = models.CharField(
        "状态", max_length=12, choices=FeedbackStatus, default=FeedbackStatus.RECEIVED
    )
    channel = models.CharField(
        "来源", max_length=8, choices=FeedbackChannel, default=FeedbackChannel.WEB
    )
    kind = models.CharField("类型", max_length=16, choices=FeedbackKind)
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在地"
    )
    item_code = models.CharField("事项编码", max_length=11, blank=True)
    text = models.TextField("内容")
    satisfied = models.BooleanField("对答复满意", null=True, blank=True)
    received_on = models.DateField("收到日期")
    contact = models.CharField("联系方式", max_length=LONGEST_CONTACT, blank=True)
    code_digest = models.CharField("查询码散列", max_length=64, editable=False)
    department = models.ForeignKey(
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
    answered_on = models.DateField("答复日期", null=True, blank=True)
    public_text = models.TextField("公开的问题", blank=True)
    public_answer = models.TextField("公开的答复", blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所列问题"
    )

    history = Recorded(excluded_fields=list(unrecorded))
    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "群众意见"
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["county", "status"], name="feedback_of_a_county"),
            models.Index(fields=["item_code", "status"], name="feedback_on_an_item"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return f"群众意见{self.pk}（{self.get_kind_display()}）"

    def get_absolute_url(self):
        return f"/desk/feedback/{self.pk}/"

    @property
    def assigned(self):
        """The unit that answers, or None before one is named."""
        return self.department or self.assigned_township

    # ---- who acts, who reads ----

    def roles_for(self, move):
        """What a unit owes is owed by the people of the very unit it was given to."""
        if self.department_id:
            return tuple(role for role in move.roles if role not in TOWNSHIP_ROLES)
        if self.assigned_township_id:
            return tuple(role for role in move.roles if role not in DEPARTMENT_ROLES)
        return move.roles

    def acting_departments(self, action):
        return (self.department_id,) if self.department_id else ()

    def acting_townships(self, action):
        return (self.assigned_township_id,) if self.assigned_township_id else ()

    def audience(self):
        """The keys of those who alone read what is recorded of it."""
        keys = [key_of_role(role, self.county) for role in OFFICE]
        if self.assigned:
            keys.append(key_of_unit(self.assigned))
        return tuple(keys)

    def audience_of(self, action):
        return self.audience()

    def audience_of_attachments(self):
        return self.audience()

    def shows_contact_to(self, user):
        """Whether this person is told how to reach the citizen: a clerk of the county, and the unit
        that answers.
        """
        standing = standing_of(user)
        if standing.has(Role.CLERK, county=self.county_id):
            return True
        if self.department_id in standing.department_ids(*DEPARTMENT_ROLES):
            return True
        return self.assigned_township_id in standing.township_ids(*TOWNSHIP_ROLES)

    # ---- what it tells ----

    def own_state(self):
        return {
            "number": self.pk,
            "channel": self.channel,
            "kind": self.kind,
            "township": self.township and self.township.code,
            "item": self.item_code or None,
            "text": self.text,
            "satisfied": self.satisfied,
            "received_on": self.received_on.isoformat(),
            "unit": self.unit_json(),
            "answer": self.answer,
            "answered_on": self.answered_on and self.answered_on.isoformat(),
            "public": self.public_json(),
            "closed_on": self.closed_on and self.closed_on.isoformat(),
            "problem": self.problem_id,
        }

    def unit_json(self):
        """The unit that answers, as a fact of `assign` names it; None before one is named."""
        if self.department:
            return {"department": self.department.name}
        if self.assigned_township:
            return {"township": self.assigned_township.code}
        return None

    def public_json(self):
        """What everybody may read of it, or None."""
        if self.status != FeedbackStatus.PUBLISHED:
            return None
        return {"text": self.public_text, "answer": self.public_answer}


@unproved("只为限制每小时提交的次数，散列值一天内清除，不是业务数据")
class FeedbackSender(models.Model):
    """One sending, by a keyed digest of the address and the day: kept for an hour, to count."""

    digest = models.CharField("来源散列", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "提交次数"
        default_permissions = ()
        indexes = [models.Index(fields=["digest", "at"], name="feedback_sendings")]

    def __str__(self):
        return "提交次数"


class AnswerTapQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The counts of the counties in whose office this person is."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(county__in=standing_of(user).county_ids(*OFFICE))


@unproved("有用、没找到的次数，只是计数")
class AnswerTap(models.Model):
    """How often an answer was said to be of use, or not what was looked for: of a county, on a day,
    of an item (`code`) or of the page of the search (""). Nothing is kept of who said so.
    """

    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属区划")
    on = models.DateField("日期")
    code = models.CharField("事项编码", max_length=11, blank=True)
    useful = models.PositiveIntegerField("有用", default=0)
    missed = models.PositiveIntegerField("没找到", default=0)

    objects = AnswerTapQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复是否有用"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["county", "on", "code"],
                name="one_count_of_taps_a_day",
                violation_error_message="这一天的次数已经登记。",
            )
        ]

    def __str__(self):
        return f"{self.on} {self.code}：有用{self.useful}，没找到{self.missed}"
