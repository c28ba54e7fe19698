"""Whistles (乡镇吹哨、部门报到): a township calls, the department of the list comes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from access_control.models import ChangeRequest
from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Department, Membership, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import WorkflowSubject
from dutylist.workflow.moments import minute_words
from dutylist.workflow.turns import until
from items.models import Kind

from .numbers import NO_NUMBER

OFFICE_READERS = (
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.INSPECTOR,
    Role.COUNTY_SECRETARY,
    Role.AUDITOR,
)
A_YEAR = timedelta(days=365)
LONGEST_BRIEF = 24  # of the text, in the title
ENDS_OF_A_CLAUSE = "，。；！？,;!?\n"
LONGEST_PLACE, LONGEST_CONTACT, LONGEST_ID = 200, 80, 100


class WhistleStatus(models.TextChoices):
    RAISED = "raised", "待派单"
    DISPATCHED = "dispatched", "已派单，待接单"
    HANDLING = "handling", "处置中"
    REFUSED = "refused", "部门不接，待改派"
    FINISHED = "finished", "已办结，待确认"
    CONFIRMED = "confirmed", "已确认"
    REOPENED = "reopened", "退回重办"
    ESCALATED = "escalated", "提级协调"
    CLOSED = "closed", "已归档"


class WhistleAction(models.TextChoices):
    DISPATCH = "dispatch", "派单"
    ROUTE = "route", "按清单派单"
    ACCEPT = "accept", "接单"
    REFUSE = "refuse", "不归本部门办"
    REROUTE = "reroute", "改派"
    JOIN = "join", "请其他部门一起到场"
    EXTEND = "extend", "延期一次"
    FINISH = "finish", "办结"
    CONFIRM = "confirm", "确认和评价"
    REOPEN = "reopen", "退回重办"
    ESCALATE = "escalate", "提级协调"
    CLOSE = "close", "归档"


class Urgency(models.TextChoices):
    EMERGENCY = "emergency", "紧急，有人身危险"
    ENFORCEMENT = "enforcement", "要执法"
    ORDINARY = "ordinary", "一般"


class WhistleResult(models.TextChoices):
    SOLVED = "solved", "解决"
    PARTLY = "partly", "部分解决"
    NOT_POSSIBLE = "not_possible", "办不了"


class Rating(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    MOSTLY = "mostly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"


class RouteGround(models.TextChoices):
    ITEM = "item", "牵头部门，按清单确定"
    CLERK = "clerk", "由编办指定"


# The rule of the county's policy that gives the clock of each.
CLOCK_RULES = {
    Urgency.EMERGENCY: "whistle_emergency_minutes",
    Urgency.ENFORCEMENT: "whistle_enforcement_hours",
    Urgency.ORDINARY: "whistle_ordinary_days",
}
Status, Action = WhistleStatus, WhistleAction
OPEN = (
    Status.RAISED,
    Status.DISPATCHED,
    Status.HANDLING,
    Status.REFUSED,
    Status.FINISHED,
    Status.REOPENED,
    Status.ESCALATED,
)
# Who owes the step in a state, and what it is.
OF_DEPARTMENT = (Role.DEPARTMENT_STAFF, Role.DEPARTMENT_LEAD)
OF_TOWNSHIP = (Role.TOWNSHIP_STAFF, Role.TOWNSHIP_LEAD)
OWED = {
    Status.RAISED: (Action.DISPATCH.label, (Role.CLERK,)),
    Status.DISPATCHED: (Action.ACCEPT.label, OF_DEPARTMENT),
    Status.HANDLING: (Action.FINISH.label, OF_DEPARTMENT),
    Status.REFUSED: (Action.REROUTE.label, (Role.CLERK,)),
    Status.FINISHED: (Action.CONFIRM.label, OF_TOWNSHIP),
    Status.REOPENED: (Action.ACCEPT.label, OF_DEPARTMENT),
    Status.ESCALATED: (
        Action.ESCALATE.label,
        (Role.OFFICE_LEAD, Role.CLERK, Role.DEPARTMENT_LEAD),
    ),
}


def asked_of(user):
    """The departments of this person that are, or were, asked to come."""
    departments = standing_of(user).department_ids(*DEPARTMENT_ROLES)
    return WhistleDepartment.objects.filter(department__in=departments)


def office_or_township(user):
    """The condition on whistles of the townships this person works in, or of the counties in whose
    office or supervision he is.
    """
    standing = standing_of(user)
    office = Q(county__in=standing.county_ids(*OFFICE_READERS))
    return office | Q(township__in=standing.township_ids(*TOWNSHIP_ROLES))


class WhistleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A township's own, a department's where it is or was asked, all of the county for its
        office, inspector, secretary and auditor.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        beside = office_or_township(user)
        if not standing_of(user).department_ids(*DEPARTMENT_ROLES):
            return self.filter(beside)
        asked = Q(Exists(asked_of(user).filter(whistle=OuterRef("pk"))))
        return self.filter(beside | asked)

    def seen_beside_departments(self, user):
        """What this person sees for another reason than that his department is or was asked."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(office_or_township(user))

    def with_route(self):
        """With everything that a row of a list tells."""
        rows = self.select_related("county", "township", "lead", "adjustment")
        return rows.prefetch_related("units__department")

    def on_item(self, county, code, since):
        return self.filter(county=county, item_code=code, raised_at__gt=since)


class Whistle(WorkflowSubject):
    """One call of a township: what happens where, how urgent, and which department comes."""

    flow_name = "whistle"
    related_to_show = ("county", "township", "lead")
    history_title = "{number}"

    status = models.CharField(
        "状态", max_length=12, choices=WhistleStatus, default=WhistleStatus.RAISED
    )
    due_at = models.DateTimeField("办理时限", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年份", editable=False)
    serial = models.PositiveIntegerField("序号", editable=False)
    number = models.CharField("编号", max_length=40, editable=False)
    township = models.ForeignKey(
        Region, models.PROTECT, related_name="whistles", verbose_name="吹哨单位"
    )
    # The item as the list in force on that day named it.
    item_code = models.CharField("事项编码", max_length=11, blank=True)
    item_name = models.CharField("事项名称", max_length=200, blank=True)
    item_kind = models.CharField("事项类型", max_length=16, choices=Kind, blank=True)
    level = models.CharField("紧急程度", max_length=12, choices=Urgency)
    text = models.TextField("现场情况")
    place = models.CharField("地点", max_length=LONGEST_PLACE, blank=True)
    latitude = models.DecimalField(
        "纬度", max_digits=8, decimal_places=6, null=True, blank=True, error_messages=NO_NUMBER
    )
    longitude = models.DecimalField(
        "经度", max_digits=9, decimal_places=6, null=True, blank=True, error_messages=NO_NUMBER
    )
    contact = models.CharField("联系人", max_length=LONGEST_CONTACT, blank=True)
    external_id = models.CharField("外部编号", max_length=LONGEST_ID, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="吹哨人"
    )
    raised_by_name = models.CharField("吹哨人姓名", max_length=150, editable=False)
    raised_at = models.DateTimeField("吹哨时间")
    lead = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="whistles",
        verbose_name="办理部门",
    )
    ground = models.CharField("派单依据", max_length=8, choices=RouteGround, blank=True)
    is_extended = models.BooleanField("已延期", default=False, editable=False)
    result = models.CharField("办理结果", max_length=16, choices=WhistleResult, blank=True)
    rating = models.CharField("评价", max_length=16, choices=Rating, blank=True)
    adjustment = models.ForeignKey(
        ChangeRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="whistles",
        verbose_name="引起的动态调整",
    )
    history = Recorded()
    objects = WhistleQuerySet.as_manager()

    is_being_raised = False  # while it is sent, when it may be dispatched by the list

    class Meta:
        verbose_name = verbose_name_plural = "吹哨"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["county", "status"], name="whistles_of_a_county"),
            models.Index(fields=["county", "item_code", "raised_at"], name="whistles_on_an_item"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "year", "serial"],
                name="one_whistle_of_a_number",
                violation_error_message="这一编号已经用过。",
            ),
            models.UniqueConstraint(
                fields=["township", "raised_by", "external_id"],
                condition=~Q(external_id=""),
                name="one_whistle_of_an_external_id",
                violation_error_message="这一外部编号已经吹过哨。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return f"{self.number} {self.brief}"

    @property
    def brief(self):
        """The first clause of what happens."""
        for place, sign in enumerate(self.text):
            if sign in ENDS_OF_A_CLAUSE:
                return self.text[: min(place, LONGEST_BRIEF)]
        return self.text[:LONGEST_BRIEF]

    def get_absolute_url(self):
        return f"/desk/whistles/{self.pk}/"

    @property
    def brought_by(self):
        return f"{self.township.name}　{minute_words(self.raised_at)}"

    # ---- whom it is with ----

    @property
    def lead_name(self):
        return self.lead.name if self.lead else ""

    @property
    def joint(self):
        """The departments that come along."""
        joint = []
        for unit in self.units.all():
            if unit.part == WhistlePart.JOINT:
                joint.append(unit.department)
        return joint

    def acting_departments(self, action):
        return [self.lead_id] if self.lead_id else []

    def acting_townships(self, action):
        return [self.township_id]

    def own_todos(self):
        if self.is_being_raised and self.status == Status.RAISED:
            return []  # it is passed on at once
        step, roles = OWED.get(self.status, ("", ()))
        if roles in (OF_DEPARTMENT, OF_TOWNSHIP):
            return self.todos_of_unit(*roles, step)
        todos = []
        for role in roles:
            if role not in DEPARTMENT_ROLES or self.lead_id:
                todos.append(self.todo_of(role, step))
        return todos

    def todos_of_unit(self, staff_role, lead_role, step):
        """Staff and lead of a unit are both asked; whoever is both is asked once."""
        where = {"region": self.township_id}
        if staff_role in DEPARTMENT_ROLES:
            where = {"department": self.lead_id}
        held = Membership.objects.in_force().filter(**where, role__in=(staff_role, lead_role))
        people = {staff_role: set(), lead_role: set()}
        for role, user in held.values_list("role", "user"):
            people[Role(role)].add(user)
        leads = people[lead_role]
        todos = []
        if people[staff_role] - leads:
            todos.append(self.todo_of(staff_role, step) | {"not_for": leads})
        if leads or not todos:
            todos.append(self.todo_of(lead_role, step))
        return todos

    def todo_of(self, role, step):
        told = {
            "title": f"{step}：{self}",
            "role": role,
            "due_on": self.due_on,
            "due_at": self.due_at,
        }
        if role in DEPARTMENT_ROLES:
            return told | {"department_id": self.lead_id}
        if role in TOWNSHIP_ROLES:
            return told | {"region_id": self.township_id}
        return told

    def own_turn(self, on=None):
        if self.status != Status.ESCALATED:
            return ""
        if self.lead is None:
            return "已提级，待编办负责人指定办理部门。"
        return f"已提级，待编办负责人协调{self.lead.name}办结，或者改派。"

    def until_words(self):
        return until(self.due_on, None, due_at=self.due_at)

    def clock_among(self, rules):
        return CLOCK_RULES[self.level]

    @classmethod
    def belonging_to(cls, user):
        return Q(township__in=standing_of(user).township_ids(*TOWNSHIP_ROLES))

    def is_of(self, user):
        """Whether this person works in the township that called, or in a department that is or was
        asked.
        """
        if self.township_id in standing_of(user).township_ids(*TOWNSHIP_ROLES):
            return True
        return asked_of(user).filter(whistle=self.pk).exists()

    def may_attach(self, user):
        if self.status == Status.CLOSED:
            return False
        if self.is_of(user):
            return True
        return None

    # ---- what it tells ----

    def own_state(self):
        return {
            "number": self.number,
            "township": self.township.code,
            "item": self.item_code or None,
            "level": self.level,
            "text": self.text,
            "place": self.place,
            "latitude": as_number(self.latitude),
            "longitude": as_number(self.longitude),
            "contact": self.contact,
            "external_id": self.external_id,
            "raised_at": self.raised_at.isoformat(),
            "raised_by": self.raised_by_name,
            "route": self.route_json(),
            "extended": self.is_extended,
            "result": self.result or None,
            "rating": self.rating or None,
            "adjustment": self.adjustment_id,
        }

    def route_json(self):
        lead = self.lead.name if self.lead else None
        joint = [department.name for department in self.joint]
        return {"lead": lead, "joint": joint, "why": self.ground}


def as_number(decimal):
    return None if decimal is None else float(decimal)


class WhistlePart(models.TextChoices):
    LEAD = "lead", "办理"
    JOINT = "joint", "一起到场"
    FORMER = "former", "曾经派给"


class OfWhistles(models.QuerySet):
    def visible_to(self, user):
        return self.filter(whistle__in=Whistle.objects.visible_to(user))


class WhistleDepartment(Tracked):
    """A department that is, or was, asked to come: from then on it sees the whistle."""

    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="units", verbose_name="吹哨")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="部门"
    )
    part = models.CharField("分工", max_length=8, choices=WhistlePart)
    asked_at = models.DateTimeField("派单时间")
    history = Recorded()
    objects = OfWhistles.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "吹哨的部门"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["whistle", "department"],
                name="a_department_is_asked_once_in_a_whistle",
                violation_error_message="已经请过该部门。",
            )
        ]

    def __str__(self):
        return f"{self.whistle.number} {self.department} {self.get_part_display()}"


class Outcome(models.TextChoices):
    SOLVED = "solved", "解决"
    PARTLY = "partly", "部分解决"
    NOT_POSSIBLE = "not_possible", "办不了"
    REFUSED = "refused", "部门不接"
    REROUTED = "rerouted", "改派"


class WhistleOutcome(Tracked):
    """What came of asking one department, counted when it was made and never turned into another:
    of whoever refused or was wrongly asked nothing is ever counted as solved by what another does.
    """

    whistle = models.ForeignKey(
        Whistle, models.PROTECT, related_name="outcomes", verbose_name="吹哨"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name="部门"
    )
    outcome = models.CharField("结果", max_length=16, choices=Outcome)
    at = models.DateTimeField("时间")
    history = Recorded()
    objects = OfWhistles.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "吹哨的结果"
        ordering = ["id"]
        indexes = [models.Index(fields=["at"], name="whistle_outcomes_of_a_year")]

    def __str__(self):
        return f"{self.whistle.number} {self.get_outcome_display()}"
