"""What waits for whom: to-dos, in-app messages, events on their way out, and the runs of the daily
jobs.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q, TextField, Value, Window
from django.db.models.functions import Cast, Coalesce, Concat, RowNumber
from django.utils import timezone

from dutylist.history.random_keys import random_number
from dutylist.history.unproved import unproved
from dutylist.organizations.models import Region
from dutylist.organizations.roles import COUNTY_ROLES, Role
from dutylist.organizations.standing import standing_of

# Who is told what happened in a county, as a program: its office, and who operates or audits it.
EVENT_READERS = COUNTY_ROLES | {Role.SYSTEM_ADMIN, Role.AUDITOR}

NOBODY = Value(0)  # no unit, where the county's own people are asked


def event_counties(user):
    """The places whose events this person's programs may read."""
    return Region.objects.reached_by(user, *EVENT_READERS)


class ToDoQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def of(self, flow, subject_id):
        return self.filter(flow=flow, subject_id=subject_id)

    def for_user(self, user):
        """The open to-dos this person can do: named for them, or for a role they hold there."""
        if not user.is_authenticated:
            return self.none()
        rows = self.open().filter(self.model.addressed_to(user))
        for person in {user.pk, *standing_of(user).delegator_ids()}:
            rows = rows.exclude(not_for__contains=f",{person},")
        return rows

    def each_once(self, user):
        """Without those that ask this person for one step again, in another of his roles."""
        turn = Window(
            RowNumber(),
            partition_by=["flow", "subject_id", "title", "department", "region"],
            order_by=["opened_at", "role", "pk"],
        )
        again = self.model.objects.for_user(user).order_by().annotate(turn=turn).filter(turn__gt=1)
        return self.exclude(pk__in=again.values("pk"))

    def not_asked_of(self, user):
        """Without the steps that this person is asked for himself, alone or beside others."""
        own = self.model.objects.for_user(user).order_by().annotate(step=step_asked())
        return self.alias(step=step_asked()).exclude(step__in=own.values("step"))

    def done_by(self, user):
        """What this person did of what was asked."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(closed_by=user, closed_at__isnull=False)

    def visible_to(self, user):
        """Open and closed to-dos of this person, and all of the counties whose clerk or office lead
        they are.
        """
        if not user.is_authenticated:
            return self.none()
        counties = standing_of(user).county_ids(Role.CLERK, Role.OFFICE_LEAD)
        of_county = Q(county__in=counties, is_private=False)
        return self.filter(self.model.addressed_to(user) | of_county)


def step_asked():
    """What two to-dos have in common that ask one unit for one step, as one text. A list of texts
    is read once, whatever the database knows of its tables; two that are compared row by row take
    the square of their number.
    """
    unit = [Coalesce("department", NOBODY), Coalesce("region", NOBODY)]
    numbers = [Cast(number, TextField()) for number in ("subject_id", *unit)]
    parts = [F("flow"), *numbers, F("title")]
    spaced = [part for one in parts for part in (Value("\n"), one)]
    return Concat(*spaced, output_field=TextField())


@unproved("提醒、发送和运行的情况，办理结果以办理记录为准")
class ToDo(models.Model):
    """One step somebody owes, found by the flow and the number of its subject.

    Steps of sealed subjects lie between the others, so no number tells how many there are.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    flow = models.CharField("流程", max_length=32)
    subject_id = models.BigIntegerField("办理对象编号")
    title = models.CharField("待办事项", max_length=250)
    url = models.CharField("办理页面", max_length=250, blank=True)
    # Of what is a unit's own for now: nobody beside it knows of the step.
    is_private = models.BooleanField("仅本单位可见", default=False, editable=False)
    role = models.CharField("办理角色", max_length=32, choices=Role.choices, blank=True)
    county = models.ForeignKey(
        "organizations.Region", models.PROTECT, related_name="+", verbose_name="所属区划"
    )
    region = models.ForeignKey(
        "organizations.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="单位",
    )
    department = models.ForeignKey(
        "organizations.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="部门",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="todos",
        verbose_name="指定办理人",
    )
    not_for = models.TextField("须回避人员编号", blank=True, editable=False)
    due_on = models.DateField("办理期限", null=True, blank=True)
    # The moment, where the clock counts minutes; its day stands in `due_on`.
    due_at = models.DateTimeField("办理时限", null=True, blank=True)
    opened_at = models.DateTimeField("发起时间", default=timezone.now)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办结人",
    )

    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待办"
        ordering = [
            F("due_on").asc(nulls_last=True),
            F("due_at").asc(nulls_last=True),
            "opened_at",
            "pk",
        ]
        indexes = [
            models.Index(fields=["flow", "subject_id"], name="todo_of_a_subject"),
            models.Index(fields=["county", "role"], condition=Q(closed_at=None), name="todo_open"),
        ]

    def __str__(self):
        return self.title

    def is_late(self, now):
        """Whether its day is over, or its moment where the clock counts minutes."""
        if self.due_at:
            return self.due_at < now
        return self.due_on is not None and self.due_on < timezone.localdate(now)

    @property
    def unit(self):
        """The department or township that owes it; None where the county's own people do."""
        return self.department or self.region

    @property
    def barred_ids(self):
        """Ids of the people who may not do it: a second person has to."""
        return frozenset(int(pk) for pk in self.not_for.split(",") if pk)

    @staticmethod
    def addressed_to(user):
        """The condition that a to-do is this person's: by name, or by a role held in its unit."""
        standing = standing_of(user)
        mine = Q(user=user)
        for role in standing.roles:
            at_county = Q(department=None, region=None, county__in=standing.county_ids(role))
            in_unit = Q(department__in=standing.department_ids(role)) | Q(
                region__in=standing.township_ids(role)
            )
            mine |= Q(role=role, user=None) & (at_county | in_unit)
        return mine


class InboxQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_authenticated:
            return self.filter(user=user)
        return self.none()

    def unread(self):
        return self.filter(read_at=None)


@unproved("提醒、发送和运行的情况，办理结果以办理记录为准")
class InboxMessage(models.Model):
    """A message to one person; `key` makes sure that the same occasion is told once. The numbers
    tell as little as those of to-dos.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inbox", verbose_name="收件人"
    )
    key = models.CharField("事由标识", max_length=100)
    title = models.CharField("标题", max_length=250)
    body = models.TextField("内容", blank=True)
    url = models.CharField("链接", max_length=250, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    objects = InboxQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "站内消息"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_occasion_is_told_once")
        ]

    def __str__(self):
        return self.title


class EventOutcome(models.TextChoices):
    WAITING = "waiting", "待发送"
    SENDING = "sending", "发送中"
    DELIVERED = "delivered", "已送达"
    HANDED_ON = "handed_on", "已分送各接收方"
    NO_RECEIVER = "no_receiver", "无接收方"
    FAILED = "failed", "发送失败"


MAIL = "mail"


class NobodysRows(models.QuerySet):
    def visible_to(self, user):
        """A counter is shown to nobody."""
        return self.none()


class OutboundEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Events are the system administrators' business: which went out, county by county."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(county__in=standing_of(user).county_ids(Role.SYSTEM_ADMIN, Role.AUDITOR))

    def readable_by(self, user):
        """What programs are told, of counties whose office, operators or auditor they act for."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.numbered().filter(county__in=event_counties(user))

    def numbered(self):
        """Those that have their place in the order in which programs are told of them."""
        return self.filter(number__isnull=False)

    def to_be_numbered(self):
        """What happened in a county; a mail is a letter to a person and no news for programs."""
        return self.filter(number=None).exclude(kind=MAIL).exclude(county=None)


@unproved("提醒、发送和运行的情况，办理结果以办理记录为准")
class EventCounter(models.Model):
    """The last number given to an event: one row, whose lock puts the events in order."""

    last = models.BigIntegerField("最近编号", default=0)

    objects = NobodysRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事件编号"

    def __str__(self):
        return str(self.last)


@unproved("提醒、发送和运行的情况，办理结果以办理记录为准")
class OutboundEvent(models.Model):
    """Something that happened and may interest the outside: written with the change itself, sent
    after the commit.
    """

    # Given after the commit, in `numbering`: the key of a row says when its transaction wrote it,
    # not when others could see it.
    number = models.BigIntegerField("编号", null=True, blank=True, unique=True, editable=False)
    kind = models.CharField("事件", max_length=64)
    payload = models.JSONField("内容", default=dict, encoder=DjangoJSONEncoder)
    county = models.ForeignKey(
        "organizations.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属区划",
    )
    at = models.DateTimeField("发生时间", default=timezone.now)
    outcome = models.CharField(
        "结果", max_length=16, choices=EventOutcome.choices, default=EventOutcome.WAITING
    )
    attempts = models.PositiveSmallIntegerField("发送次数", default=0)
    tried_at = models.DateTimeField("最近发送时间", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    objects = OutboundEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对外事件"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["outcome", "id"], name="event_outbox"),
            models.Index(
                fields=["id"],
                condition=Q(number=None) & ~Q(kind=MAIL),
                name="event_to_be_numbered",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class RunState(models.TextChoices):
    RUNNING = "running", "运行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"


class JobRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The jobs are the site's: for those who run or audit it, not for one county."""
        runs_the_site = standing_of(user).reaches(None, Role.SYSTEM_ADMIN, Role.AUDITOR)
        if runs_the_site:
            return self.all()
        return self.none()


@unproved("提醒、发送和运行的情况，办理结果以办理记录为准")
class JobRun(models.Model):
    """One run of a daily job."""

    job = models.CharField("任务", max_length=64)
    state = models.CharField(
        "运行情况", max_length=16, choices=RunState.choices, default=RunState.RUNNING
    )
    as_of = models.DateField("计算日期", default=timezone.localdate)  # the day its clocks stood at
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "定时任务运行记录"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["job", "-id"], name="runs_of_a_job")]

    def __str__(self):
        return f"{self.job} {self.started_at:%Y-%m-%d %H:%M}"
