"""Off-list reports (清单外交办事项反映): a township says which department hands it work that the
list does not hold, and nobody learns who said so.

What the row holds is read by the two people whom the county names and by nobody else. Of the
reporter it holds nothing: his unit is kept with the protected actor of the batch that made the row,
and two people together open it. The number of a row is drawn at random, so that of two neither the
order nor how many lie between them is told.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from dutylist.history.audiences import NOT_EVEN_AUDITORS
from dutylist.history.random_keys import random_number
from dutylist.history.tracking import Recorded
from dutylist.organizations.models import CountyPolicy, Department, Region, User
from dutylist.organizations.record_readers import further_keys
from dutylist.organizations.roles import STAFFING_OFFICE, Role
from dutylist.organizations.standing import standing_of
from dutylist.organizations.successors import with_heirs, with_merged, with_predecessors
from dutylist.workflow.models import WorkflowSubject

HANDLERS = "off_list_handlers"  # the policy line that names them
ROLES_OF_HANDLERS = {"clerk": Role.CLERK, "lead": Role.OFFICE_LEAD}
# Without the signs that are taken for one another when they are written down.
RECEIPT_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECEIPT_LENGTH = 12


class OffListStatus(models.TextChoices):
    REPORTED = "reported", "待核实"
    VERIFIED = "verified", "属实，待处理"
    DISMISSED = "dismissed", "不属实"
    STOPPED = "stopped", "已叫停，待整改"
    TURNED = "turned", "已转准入（调整）申请"
    REFERRED = "referred", "已移送"
    RECTIFIED = "rectified", "已整改"
    CLOSED = "closed", "已办结"


class OffListAction(models.TextChoices):
    VERIFY = "verify", "核实属实"
    DISMISS = "dismiss", "认定不属实"
    STOP = "stop", "叫停"
    TURN_INTO_REQUEST = "turn_into_request", "转准入（调整）申请"
    REFER = "refer", "移送"
    RECTIFIED = "rectified", "登记整改"
    CLOSE = "close", "办结"


class How(models.TextChoices):
    NOTICE = "notice", "文件"
    CALL = "call", "电话"
    GROUP = "group", "工作群"
    PLEDGE = "pledge", "责任状"
    APP = "app", "手机应用"
    MEETING = "meeting", "会议"
    OTHER = "other", "其他"


class ReferredTo(models.TextChoices):
    DISCIPLINE = "discipline", "纪检监察机关"
    INSPECTION = "inspection", "督查机构"
    SUPERVISOR = "supervisor", "上级主管部门"


def new_receipt():
    """A code of which nobody guesses one (60 bits), in groups that can be read out."""
    signs = [secrets.choice(RECEIPT_SIGNS) for _place in range(RECEIPT_LENGTH)]
    return in_groups("".join(signs))


def receipt_of_mark(salt, mark):
    """The code of one sending of a form (its mark): the same again, where it is sent again."""
    digest = salted_hmac(salt, mark, algorithm="sha256").digest()
    signs = [RECEIPT_SIGNS[byte % len(RECEIPT_SIGNS)] for byte in digest[:RECEIPT_LENGTH]]
    return in_groups("".join(signs))


def in_groups(code):
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def digest_of_receipt(code):
    """What is kept of a code; however it is typed."""
    plain = "".join(code.upper().split()).replace("-", "")
    return salted_hmac("off-list-receipt", plain, algorithm="sha256").hexdigest()


def handlers_of(county):
    """{"clerk": user, "lead": user} of those whom the county names and who hold the role today."""
    policy = CountyPolicy.objects.filter(region=county).first()
    named = policy.value(HANDLERS) if policy else {}
    accounts = User.objects.filter(username__in=named.values(), is_active=True)
    users = {user.username: user for user in accounts}
    handlers = {}
    for part, role in ROLES_OF_HANDLERS.items():
        user = users.get(named.get(part))
        if user is not None and user.standing().has(role, county=county):
            handlers[part] = user
    return handlers


def counties_handled_by(user):
    """Ids of the counties that name this person, in a role that he holds there today."""
    standing = standing_of(user)
    held = standing.county_ids(*STAFFING_OFFICE)
    if not held:
        return set()
    counties = set()
    for policy in CountyPolicy.objects.filter(region__in=held):
        named = policy.value(HANDLERS)
        for part, role in ROLES_OF_HANDLERS.items():
            is_named = named.get(part) == user.get_username()
            if is_named and standing.has(role, county=policy.region_id):
                counties.add(policy.region_id)
    return counties


def key_of_handlers(county_id):
    """The key that the people hold whom the county names, today or later."""
    return f"off_list_handlers:{county_id}"


@further_keys
def keys_of_handler(user, standing):
    if not standing.roles & STAFFING_OFFICE:
        return set()
    counties = with_predecessors(counties_handled_by(user))
    return {key_of_handlers(pk) for pk in counties}


class OffListReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The two people whom the county names, but for what is said of a department of their own;
        nobody else sees any, not the reporter either: he has his receipt.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        counties = counties_handled_by(user)
        if not counties:
            return self.none()
        own = with_merged(standing_of(user).department_ids())
        return self.filter(county__in=counties).exclude(department__in=own)

    def with_receipt(self, code):
        return self.filter(receipt_digest=digest_of_receipt(code))


class OffListReport(WorkflowSubject):
    """One report. `shown_township` is the reporter's unit where he did not mind."""

    flow_name = "off_list_report"
    related_to_show = ("county", "department")
    is_private = True
    is_sealed = True
    history_title = "清单外交办反映"
    unrecorded = {"receipt_digest": "查询码的散列值，不留在记录里"}

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    status = models.CharField(
        "状态", max_length=12, choices=OffListStatus, default=OffListStatus.REPORTED
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="交办的部门"
    )
    how = models.CharField("交办方式", max_length=10, choices=How)
    text = models.TextField("要求做什么")
    item_code = models.CharField("清单里的事项", max_length=11, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    shown_township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="反映单位"
    )
    reported_on = models.DateField("反映日期")
    receipt_digest = models.CharField("查询码散列", max_length=64, unique=True, editable=False)
    recipients = models.PositiveIntegerField("要求发给几个基层单位", null=True, blank=True)
    order_number = models.CharField("叫停文号", max_length=60, blank=True)
    request_number = models.PositiveIntegerField("所转申请的编号", null=True, blank=True)
    referred_to = models.CharField("移送", max_length=12, choices=ReferredTo, blank=True)
    result = models.TextField("办理结果", blank=True)

    history = Recorded(excluded_fields=list(unrecorded))
    objects = OffListReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "清单外交办反映"
        ordering = ["-reported_on", "id"]

    def __str__(self):
        return "清单外交办反映"

    @property
    def title(self):
        return f"{self.department.name}：{self.get_how_display()}交办"

    def get_absolute_url(self):
        return f"/desk/off-list/{self.pk}/"

    # ---- who acts, who reads ----

    def named_people(self):
        return {user.pk for user in handlers_of(self.county).values()}

    def interested_departments(self):
        """Its own, and those it went over into: the people are the same."""
        return with_heirs({self.department_id})

    def audience(self):
        """The keys of those who alone read what is recorded of it."""
        return (key_of_handlers(self.county_id), NOT_EVEN_AUDITORS)

    def audience_of(self, action):
        return self.audience()

    def audience_of_attachments(self):
        return self.audience()

    def may_attach(self, user):
        """Files come with the report or not at all: a later one would be uploaded by somebody."""
        return False

    def own_todos(self):
        """The step owed, for the one who is named. A new report asks nobody before its day is over:
        when it came is not to be seen from a to-do.
        """
        due = self.flow.due_move(self.status)
        is_new = self.status == OffListStatus.REPORTED and self.reported_on >= timezone.localdate()
        if due is None or is_new:
            return []
        action, move = due
        steps, label = [], move.step or OffListAction(action).label
        handlers = handlers_of(self.county)
        for part, role in ROLES_OF_HANDLERS.items():
            if role == move.roles[0] and part in handlers:
                step = {"title": f"{label}：{self}", "role": role, "due_on": self.due_on}
                steps.append(step | {"user_id": handlers[part].pk})
        return steps

    @property
    def batch_of_report(self):
        """The first row of its history: it carries the batch that seals who reported."""
        return self.history.filter(history_type="+").get()

    def own_state(self):
        unit = None
        if self.shown_township_id:
            unit = {"township": self.shown_township.code, "name": self.shown_township.name}
        return {
            "department": self.department.name,
            "how": self.how,
            "how_label": self.get_how_display(),
            "text": self.text,
            "item": self.item_code or None,
            "document_number": self.document_number,
            "hide_me": self.shown_township_id is None,
            "unit": unit,
            "reported_on": self.reported_on.isoformat(),
            "recipients": self.recipients,
            "order_number": self.order_number,
            "request": self.request_number,
            "referred_to": self.referred_to,
            "result": self.result,
        }


def open_reports():
    """Those of which somebody owes a step."""
    over = Q(status__in=(OffListStatus.DISMISSED, OffListStatus.CLOSED))
    return OffListReport.objects.exclude(over)
