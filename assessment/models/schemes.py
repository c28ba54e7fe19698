"""Assessment schemes (考核方案): what a department or the county measures townships or
departments by in a year, its indicators, what the rules find in them, and the text that
stands once it is approved.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.history.witnessed import witnessed
from dutylist.history.writeonce import write_once
from dutylist.organizations.models import Department, Region
from dutylist.organizations.record_readers import key_of_person, key_of_role, key_of_unit
from dutylist.organizations.roles import DEPARTMENT_ROLES, STAFFING_OFFICE, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import WorkflowSubject
from items.permissions import READERS, may_read_register

from .numbers import NO_NUMBER

TITLE_LENGTH = 120


class SchemeStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "退回修改"
    APPROVED = "approved", "已批准"
    WITHDRAWN = "withdrawn", "已撤回"


class SchemeAction(models.TextChoices):
    SUBMIT = "submit", "提交"
    RETURN = "return", "退回修改"
    APPROVE = "approve", "批准"
    WITHDRAW = "withdraw", "撤回"


class Bearer(models.TextChoices):
    TOWNSHIP = "township", "基层单位"
    DEPARTMENT = "department", "部门"


# A department's lead; of what the county itself draws up the people of its office.
OWNER_ROLES = (Role.DEPARTMENT_LEAD, Role.CLERK, Role.OFFICE_LEAD)
WITH_THE_OWNER = (SchemeStatus.DRAFT, SchemeStatus.RETURNED)


def of_owner(user):
    """The condition on schemes of the units this person works in: a department, or the county."""
    standing = standing_of(user)
    departments = standing.department_ids(*DEPARTMENT_ROLES)
    offices = standing.county_ids(*STAFFING_OFFICE)
    return Q(department__in=departments) | Q(department=None, county__in=offices)


class SchemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is its owner's and the auditor's; once submitted the county's office reads it,
        and once approved every township of the county that it measures.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        audited = Q(county__in=standing.county_ids(Role.AUDITOR))
        submitted = Q(submitted_on__isnull=False)
        office = Q(county__in=standing.county_ids(*READERS))
        own = of_owner(user) | Q(drawn_up_by=user.pk)
        binding = Q(pk__in=binding_units_of(user))
        return self.filter(own | audited | submitted & office | binding)

    def of_owner(self, user):
        return self.filter(of_owner(user))

    def binding(self, township):
        """The approved schemes by which a township is measured."""
        rows = self.filter(county=township.parent_id, status=SchemeStatus.APPROVED)
        return rows.filter(measuring_townships())


def measuring_townships():
    """The condition on schemes of which at least one indicator measures townships."""
    own = Indicator.objects.filter(scheme=OuterRef("pk"), bearer=Bearer.TOWNSHIP)
    others = Indicator.objects.filter(scheme=OuterRef("pk"), bearer="")
    return Q(Exists(own)) | Q(bearer=Bearer.TOWNSHIP) & Q(Exists(others))


def binding_units_of(user):
    """The numbers (pk) of the approved schemes that measure the townships this person works in."""
    townships = standing_of(user).township_ids(*TOWNSHIP_ROLES)
    counties = Region.objects.filter(pk__in=townships).order_by().values("parent")
    rows = Scheme.objects.filter(status=SchemeStatus.APPROVED, county__in=counties)
    return rows.filter(measuring_townships()).order_by().values("pk")


class Scheme(WorkflowSubject):
    """One scheme of one year: whose it is, whom it measures, how often and for how long."""

    flow_name = "scheme"
    related_to_show = ("county", "department")

    status = models.CharField(
        "状态", max_length=12, choices=SchemeStatus, default=SchemeStatus.DRAFT
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schemes",
        verbose_name="制定部门",
    )
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    bearer = models.CharField("考核对象", max_length=10, choices=Bearer, default=Bearer.TOWNSHIP)
    total_points = models.DecimalField(
        "总分", max_digits=8, decimal_places=2, null=True, blank=True, error_messages=NO_NUMBER
    )
    frequency = models.CharField("考核频次", max_length=60, blank=True)
    days = models.PositiveSmallIntegerField("考核天数", null=True, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    notes = models.TextField("结果运用和其他说明", blank=True)
    submitted_on = models.DateField("首次提交日期", null=True, blank=True, editable=False)
    approved_on = models.DateField("批准日期", null=True, blank=True, editable=False)
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="起草人",
    )
    drawn_up_by_name = models.CharField("起草人姓名", max_length=150, editable=False)
    # What the last change made of the text before it: {"added", "gone", "changed", "settled"}.
    comparison = models.JSONField("与上一稿对照", default=dict, blank=True, editable=False)
    history = Recorded()
    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核方案"
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["county", "year", "status"], name="schemes_of_a_year")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/schemes/{self.pk}/"

    # ---- whose it is ----

    @property
    def owner_name(self):
        if self.department:
            return self.department.name
        return self.county.name

    @property
    def is_with_owner(self):
        return self.status in WITH_THE_OWNER

    def owner_keys(self):
        """Who alone reads the record of a draft."""
        author = key_of_person(self.drawn_up_by)
        if self.department:
            return [key_of_unit(self.department), author]
        roles = [key_of_role(role, self.county) for role in sorted(STAFFING_OFFICE)]
        return [*roles, author]

    @property
    def is_private(self):
        """Nobody beside its owner knows of a draft."""
        return self.submitted_on is None

    @property
    def record_audience(self):
        return self.owner_keys() if self.is_with_owner else ()

    def audience_of(self, action):
        """Withdrawn before it was ever submitted, it stays as private as a draft."""
        is_private = action == SchemeAction.WITHDRAW and self.submitted_on is None
        return self.owner_keys() if is_private else ()

    def audience_of_attachments(self):
        return self.record_audience

    def may_change(self, user):
        """Whether this person may write it: who works with its owner, and who drew it up."""
        own = of_owner(user) | Q(drawn_up_by=user.pk)
        return Scheme.objects.filter(own, pk=self.pk).exists()

    def reads_drafts(self, user):
        """Whether this person reads how it came about: its owner, the office, the auditor; those
        whom it measures read what was approved.
        """
        return may_read_register(user, self.county) or self.may_change(user)

    def decisions_known_to(self, user):
        decisions = list(self.decisions)
        if self.reads_drafts(user):
            return decisions
        approved = [one.pk for one in decisions if one.action == SchemeAction.APPROVE]
        return [one for one in decisions if approved and one.pk >= approved[-1]]

    def may_attach(self, user):
        if self.is_with_owner and self.may_change(user):
            return True
        return None

    # ---- who moves it ----

    def roles_for(self, move):
        """Of a scheme of the county itself the office's own people take the owner's part."""
        if self.department_id and move.roles == OWNER_ROLES:
            return (Role.DEPARTMENT_LEAD,)
        if self.department_id is None:
            return tuple(role for role in move.roles if role != Role.DEPARTMENT_LEAD)
        return move.roles

    def acting_departments(self, action):
        return (self.department_id,) if self.department_id else ()

    def interested_departments(self):
        return (self.department_id,) if self.department_id else ()

    def author_ids(self):
        return (self.drawn_up_by_id,)

    @classmethod
    def belonging_to(cls, user):
        """The owner waits for what becomes of what it handed in."""
        return of_owner(user) & Q(submitted_on__isnull=False)

    @property
    def brought_by(self):
        return f"{self.owner_name}提交"

    # ---- what it holds ----

    @property
    def indicators_in_order(self):
        return self.indicators.order_by("number", "pk")

    @property
    def measures_townships(self):
        return self.indicators.measuring(Bearer.TOWNSHIP).exists()

    @property
    def open_findings(self):
        """The findings that hold, whether or not a reason was given for one: those on the whole
        scheme, then indicator by indicator, on either database.
        """
        in_order = F("indicator").asc(nulls_first=True), "pk"
        return self.findings.filter(ceased_on=None).order_by(*in_order)

    def own_state(self):
        owner = {"department": self.department.name} if self.department else {"office": True}
        return {
            "owner": owner,
            "year": self.year,
            "bearer": self.bearer,
            "total_points": number_told(self.total_points),
            "frequency": self.frequency,
            "days": self.days,
            "document_number": self.document_number,
            "notes": self.notes,
        }


def number_told(value):
    """A number of points as it is told: 15, not 15.00."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    return float(value)


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scheme__in=Scheme.objects.visible_to(user))

    def measuring(self, bearer):
        """Those that measure townships, or departments."""
        return self.filter(Q(bearer=bearer) | Q(bearer="", scheme__bearer=bearer))


class Indicator(Tracked):
    """One indicator (指标): what is measured, by whom, how, by what right, and its items."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="indicators", verbose_name="考核方案"
    )
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("指标", max_length=200)
    text = models.TextField("考核内容", blank=True)
    weight = models.DecimalField(
        "分值", max_digits=8, decimal_places=2, null=True, blank=True, error_messages=NO_NUMBER
    )
    lead = models.CharField("牵头单位", max_length=100, blank=True)
    bearer = models.CharField("考核对象", max_length=10, choices=Bearer, blank=True)
    method = models.TextField("考核方式", blank=True)
    frequency = models.CharField("频次", max_length=60, blank=True)
    basis = models.TextField("依据", blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    # The codes of the items it is tied to; None as long as nobody has said.
    items = models.JSONField("对应的事项", null=True, blank=True)
    suggested = models.JSONField("可能对应的事项", default=list, blank=True, editable=False)
    history = Recorded()
    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核指标"
        ordering = ["scheme", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="an_indicator_has_its_number",
                violation_error_message="同一方案中的指标序号不能重复。",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def measured(self):
        """Whom it measures: its own bearer, else that of the whole scheme."""
        return self.bearer or self.scheme.bearer


class SchemeFindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scheme__in=Scheme.objects.visible_to(user))

    def standing(self):
        """Those that hold still."""
        return self.filter(ceased_on=None)


class SchemeFinding(Tracked):
    """One finding on a scheme. What no longer holds stays, with the day on which it ceased to."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="findings", verbose_name="考核方案"
    )
    indicator = models.PositiveSmallIntegerField("指标序号", null=True, blank=True)
    indicator_name = models.CharField("指标", max_length=200, blank=True)
    rule = models.CharField("规则", max_length=40)
    severity = models.CharField("等级", max_length=10)
    sentence = models.TextField("提示")
    place = models.CharField("位置", max_length=60, blank=True)
    remedy = models.TextField("处理办法", blank=True)
    ground = models.TextField("依据", blank=True)
    entry = models.CharField("相关事项编码", max_length=11, blank=True)
    words = models.JSONField("提示文字", default=list, blank=True)
    ceased_on = models.DateField("已处理日期", null=True, blank=True)
    override_reason = models.TextField("保留理由", blank=True)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保留人"
    )
    overridden_by_name = models.CharField("保留人姓名", max_length=150, blank=True)
    overridden_at = models.DateTimeField("保留时间", null=True)
    history = Recorded()
    objects = SchemeFindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核方案审核提示"
        ordering = ["scheme", "indicator", "id"]

    def __str__(self):
        return self.sentence

    @property
    def key(self):
        """What makes a finding of a later run the same one."""
        return self.rule, self.indicator_name, self.sentence

    @property
    def blocks(self):
        """Whether it stands in the way of an approval."""
        return self.severity == "blocking" and not self.ceased_on and not self.override_reason


class SchemeDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scheme__in=Scheme.objects.visible_to(user))


@witnessed
@write_once
class SchemeDocument(models.Model):
    """The text of a scheme as it was approved, word for word (canonical JSON), with its digest."""

    scheme = models.OneToOneField(
        Scheme, models.PROTECT, related_name="document", verbose_name="考核方案"
    )
    content = models.TextField("批准的文本")
    digest = models.CharField("校验值", max_length=64)
    approved_at = models.DateTimeField("批准时间")
    approved_by_name = models.CharField("批准人姓名", max_length=150)
    objects = SchemeDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已批准的考核方案"
        ordering = ["scheme"]

    def __str__(self):
        return f"{self.scheme}（已批准文本）"
