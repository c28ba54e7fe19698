"""Requests (准入申请、调整申请): what a unit asks the county to change in its list, and what became
of each change at every stage.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.history.tracking import Recorded
from dutylist.organizations.models import Department, DepartmentKind, Region
from dutylist.organizations.record_readers import key_of_person, key_of_role, key_of_unit
from dutylist.organizations.roles import STAFFING_OFFICE, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.calendar import deadline_words, working_days_between
from dutylist.workflow.models import Decision, WorkflowSubject
from items.models import DutyItem
from items.models.proposals import ChangeSetOwner, owns_changes
from items.permissions import may_edit

from .record_words import count_words
from .request_deadlines import conclude_by, within_limit, wording_due_on
from .request_files import files_not_handed_in, sealed_papers_kept_from
from .request_readers import (
    ChangeRequestQuerySet,
    decisions_told_to,
    drafted_since_return,
    known_items,
    of_unit,
    opinions_asked_of,
)
from .request_roles import departments_interested_in, paper_roles_of_move, roles_of_move
from .request_states import (
    ANSWERS_TO_WORDING,
    ASKING,
    DAYS,
    LIMITED,
    NOBODY_OWES,
    OF_THE_UNIT,
    TITLE_LENGTH,
    UNDECIDED,
    WITH_THE_UNIT,
    WORDS,
    Channel,
    RequestAction,
    RequestStatus,
)
from .request_turns import todos_of, turn_of
from .rounds import last_of_each_unit


def called(values):
    return values["number"]


@owns_changes
class ChangeRequest(WorkflowSubject, ChangeSetOwner):
    """One request: who asks, in which channel and circumstance, why, and from when to when."""

    flow_name = "change_request"
    owner_kind = "request"
    related_to_show = ("county", "department", "township")
    needs_reason = False
    is_issued_by_any_list = True

    status = models.CharField(
        "状态", max_length=24, choices=RequestStatus, default=RequestStatus.DRAFT
    )
    channel = models.CharField("办理渠道", max_length=12, choices=Channel)
    circumstance = models.CharField("调整情形", max_length=24, blank=True)
    year = models.PositiveSmallIntegerField("年份", editable=False)
    serial = models.PositiveIntegerField("序号", editable=False)
    number = models.CharField("申请编号", max_length=40, editable=False)
    title = models.CharField("标题", max_length=TITLE_LENGTH, blank=True)
    reason = models.TextField("申请理由", blank=True)
    necessity = models.TextField("须由基层办理的理由", blank=True)
    starts_on = models.DateField("起始日期", null=True, blank=True)
    ends_on = models.DateField("终止日期", null=True, blank=True)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name="申请部门",
    )
    township = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name="申请单位",
    )
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="起草人",
    )
    drawn_up_by_name = models.CharField("起草人姓名", max_length=150, editable=False)
    support = models.JSONField("支持保障", default=list, blank=True)
    # The order of the changes, by their numbers: a draft is put in order again and again.
    order = models.JSONField("内容顺序", default=list, blank=True, editable=False)
    # While it is returned, what the unit says otherwise next time: its own until it submits again.
    rewording = models.JSONField("拟补正的内容", default=dict, blank=True, editable=False)
    submitted_on = models.DateField("首次提交日期", null=True, blank=True, editable=False)
    joined_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        verbose_name="并入的申请",
    )
    # What this one goes on from: the request that a review led to it, or that ran out.
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name="承接的申请",
    )
    was_declined = models.BooleanField("不予受理", default=False, editable=False)
    meeting = models.CharField("审定会议", max_length=200, blank=True)
    decided_on = models.DateField("审定日期", null=True, blank=True)
    minutes_number = models.CharField("会议纪要编号", max_length=80, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    issued_number = models.CharField("公布文号", max_length=80, blank=True, editable=False)
    reported_on = models.DateField("报送日期", null=True, blank=True, editable=False)
    in_force_on = models.DateField("施行日期", null=True, blank=True, editable=False)
    history_called = staticmethod(called)
    history_shown = {"order": count_words}
    history = Recorded()
    objects = ChangeRequestQuerySet.as_manager()

    asked_days = None  # what the clerk gives for this consultation, while it is accepted
    body_sitting = ""  # which body decides, while the results of a sitting are recorded

    class Meta:
        verbose_name = verbose_name_plural = "准入（调整）申请"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "status"], name="requests_of_a_county")]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "channel", "year", "serial"],
                name="one_request_of_a_number",
                violation_error_message="这一编号已经用过。",
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(township=None),
                name="one_unit_applies",
                violation_error_message="申请单位只能是一个部门或者一个乡镇（街道）。",
            ),
        ]

    def __str__(self):
        return f"{self.number}《{self.title}》" if self.title else self.number

    def get_absolute_url(self):
        return f"/desk/requests/{self.pk}/"

    @property
    def unit(self):
        """The department or township that applies; None is the staffing office itself."""
        return self.department or self.township

    @property
    def unit_name(self):
        return self.unit.name if self.unit else f"{self.county.name}编办"

    @property
    def applicant_kind(self):
        """What kind of unit applies, as the county's rules name it."""
        if self.department_id:
            is_party = self.department.kind == DepartmentKind.PARTY
            return "party" if is_party else "department"
        return "township" if self.township_id else "office"

    @property
    def status_label(self):
        if self.status == RequestStatus.REFUSED:
            return self.refusal_label
        return RequestStatus(self.status).label

    @property
    def refusal_label(self):
        if self.was_declined:
            return "不予受理"
        is_admission = self.channel in (Channel.ADMISSION, Channel.TEMPORARY)
        return "不予准入" if is_admission else "不予调整"

    # ---- the change set it owns ----

    @property
    def is_draft(self):
        return self.status in WITH_THE_UNIT

    @property
    def is_private(self):
        """Before it was ever submitted nobody beside the unit knows of it."""
        return self.submitted_on is None

    @property
    def takes_changes(self):
        return self.is_draft

    @property
    def record_audience(self):
        """What the unit writes while it has the request is its own, in the record too; for ever
        where it took it back before anybody else had seen it, or seen what it had put aside.
        """
        is_its_own = self.is_draft or self.is_private or self.rewording
        return self.unit_keys() if is_its_own else ()

    def audience_of(self, action):
        """Taken back before it was ever submitted, it stays as private as a draft; taken back while
        it is returned, the record of it tells what the unit had put aside (that it is withdrawn
        then is told to everybody who sees it).
        """
        if action != RequestAction.TAKE_BACK:
            return ()
        is_private = self.submitted_on is None or self.status == RequestStatus.RETURNED
        return self.unit_keys() if is_private else ()

    def may_attach(self, user):
        """Whoever drafts it, and the units that are asked for their opinion."""
        if self.is_draft and self.may_change(user):
            return True
        if opinions_asked_of(user, ChangeRequest).filter(request=self.pk).exists():
            return True
        return None

    def audience_of_attachments(self):
        return self.record_audience

    def rests_on_attachment(self, pk):
        answers = (self.opinions, self.review_answers)
        if any(rows.filter(paper=pk).exists() for rows in answers):
            return True
        return super().rests_on_attachment(pk)

    def unit_keys(self):
        if self.unit:
            return [key_of_unit(self.unit), key_of_person(self.drawn_up_by)]
        return [key_of_role(role, self.county) for role in sorted(STAFFING_OFFICE)]

    def is_of_unit(self, user):
        """Whether this person works in the unit that applies."""
        return ChangeRequest.objects.filter(of_unit(user), pk=self.pk).exists()

    def may_change(self, user):
        rows = ChangeRequest.objects.filter(pk=self.pk)
        return rows.filter(of_unit(user) | Q(drawn_up_by=user.pk)).exists()

    @property
    def takes_settling(self):
        """Until the county decides, the clerk settles a clash with what was decided meanwhile."""
        return self.status in UNDECIDED

    def may_settle(self, user):
        if self.is_draft:
            return self.may_change(user)
        return may_edit(user, self.county_id)

    def who_changes(self):
        return f"只有{self.unit_name}的人员可以修改{self.number}。"

    def items_named_by(self, user):
        """A unit may name what is published, and what it sees itself: an item
        不予公开 of others is not there.
        """
        return DutyItem.objects.of_county(self.county).filter(known_items(user))

    @classmethod
    def changes_visible_to(cls, user):
        """What the unit writes while it is returned is its own until it submits again; for ever
        where it is taken back instead.
        """
        standing = standing_of(user)
        audited = Q(county__in=standing.county_ids(Role.AUDITOR))
        own = of_unit(user) | Q(drawn_up_by=user.pk) | audited
        return cls.objects.visible_to(user).filter(own | ~drafted_since_return(cls))

    @classmethod
    def decided_between(cls, after, until):
        decided = Decision.objects.filter(
            flow=cls.flow_name,
            action__in=(RequestAction.APPROVE, RequestAction.ENDORSE, RequestAction.CLEAR),
            at__gt=after,
            at__lte=until,
        )
        return cls.objects.filter(pk__in=decided.values("subject_id"))

    def decision_document(self):
        return self.document_number or self.issued_number

    @property
    def meeting_name(self):
        """The meeting that decided, as it stands beside its day: a sitting without a name of its
        own is called by the day too.
        """
        return self.meeting.removesuffix(f"（{day_words(self.decided_on)}）")

    # ---- who makes its moves ----

    def roles_for(self, move):
        return roles_of_move(self, move)

    def paper_roles_for(self, move):
        return paper_roles_of_move(self, move)

    def acting_departments(self, action):
        if action in OF_THE_UNIT:
            return [self.department_id] if self.department_id else []
        contestable = () if self.is_reviewing else self.contestable()
        return [opinion.department_id for opinion in contestable if opinion.department_id]

    def acting_townships(self, action):
        if action in OF_THE_UNIT:
            return [self.township_id] if self.township_id else []
        return [opinion.township_id for opinion in self.contestable() if opinion.township_id]

    def contestable(self):
        """What the clerk recorded for the units that are asked now, as long as these may contest
        it: opinions, and half a year later the lines of the review.
        """
        if self.is_reviewing:
            recorded = self.review_answers.filter(on_paper=True).select_related("township")
            return [answer for answer in recorded if answer.is_contestable]
        rows = self.opinions.select_related("department", "township").order_by("round", "pk")
        standing = last_of_each_unit(rows)  # what was asked again since is contested no more
        return [opinion for opinion in standing if opinion.is_contestable]

    def interested_departments(self):
        """The applicant's department, those whose requests were joined into this one, and those
        proposed as lead or receiver.
        """
        return departments_interested_in([self, *self.joined.all()])

    def interested_townships(self):
        applicants = [self, *self.joined.all()]
        return [one.township_id for one in applicants if one.township_id]

    def author_ids(self):
        """Who drew it up, and who drew up or handed in what was joined into it."""
        joined = self.joined.all()
        if not joined:
            return (self.drawn_up_by_id,)
        submitted = Decision.objects.filter(
            flow=self.flow_name,
            subject_id__in=[request.pk for request in joined],
            action=RequestAction.SUBMIT,
        )
        people = {self.drawn_up_by_id, *(request.drawn_up_by_id for request in joined)}
        for by, in_place_of in submitted.values_list("by", "for_id"):
            people |= {by, in_place_of}
        return tuple(people - {None})

    def clock_days(self, days):
        """The clerk may give more days to answer; a temporary admission has a clock of its own."""
        if days == "consult_days" and self.asked_days:
            return self.asked_days
        rule = days
        if days == "consult_days" and self.channel == Channel.TEMPORARY:
            rule = "consult_days_temporary"
        usual = super().clock_days(rule)
        if days == "remind_days" and self.due_on:  # who is reminded early keeps the days he has
            usual = max(usual, working_days_between(timezone.localdate(), self.due_on))
        if days not in LIMITED:
            return usual
        return within_limit(self, usual, is_asking=days in ASKING)

    def deadline_of(self, action):
        """The clerk has days of his own to draw the line under silence, and the applicant for its
        word on an amended text; nobody owes an answer to the opinions.
        """
        if self.status == RequestStatus.CONSULTING and action in NOBODY_OWES:
            return None, None
        if action == RequestAction.CONCLUDE and self.opinions_owed().exists():
            return conclude_by(self), None
        if action in ANSWERS_TO_WORDING:
            return wording_due_on(self), None
        return super().deadline_of(action)

    # ---- the row of the county's table that it names ----

    @property
    def row_of_circumstance(self):
        """The circumstance as the county's table has it, {} where there is none."""
        return self.county.policy.value("circumstances").get(self.circumstance, {})

    def papers_asked(self):
        return tuple(self.row_of_circumstance.get("papers", ()))

    # ---- whose turn it is ----

    @classmethod
    def belonging_to(cls, user):
        """Its unit's, those drawn up for another, and those on which its unit gave its word."""
        given = opinions_asked_of(user, ChangeRequest).exclude(sent_at=None)
        return of_unit(user) | Q(drawn_up_by=user.pk) | Q(pk__in=given.values("request"))

    @property
    def brought_by(self):
        if self.submitted_on is None:
            return self.unit_name
        return f"{self.unit_name}，{self.submitted_on.month}月{self.submitted_on.day}日提交"

    def opinions_owed(self):
        """The opinions of the present round that nobody has sent."""
        last = self.opinions.aggregate(last=models.Max("round"))["last"]
        return self.opinions.filter(round=last, sent_at=None)

    def reviews_owed(self):
        """The townships' lines of the review that nobody has sent."""
        return self.review_answers.filter(sent_at=None).select_related("township")

    @property
    def is_reviewing(self):
        """Whether the townships were asked and the clerk has not concluded."""
        return self.status == RequestStatus.IN_FORCE and self.review_answers.exists()

    def units_owed(self):
        if self.status == RequestStatus.IN_FORCE:
            return [answer.township.name for answer in self.reviews_owed()]
        if self.status != RequestStatus.CONSULTING:
            return ()
        owed = self.opinions_owed().select_related("department", "township")
        return [opinion.unit.name for opinion in owed]

    def decisions_known_to(self, user):
        return decisions_told_to(user, self)

    @classmethod
    def attachments_kept_from(cls, user):
        if user is None:
            return None
        hidden = sealed_papers_kept_from(user, cls) | files_not_handed_in(user, cls)
        return hidden.values("pk")

    def own_turn(self, on=None):
        return turn_of(self, on)

    def own_todos(self):
        return todos_of(self)

    def reason_of_clock(self, action):
        if action == RequestAction.LAPSE:
            return f"有效期至{deadline_words(self.ends_on)}，期满自动退出。"
        if action == RequestAction.OPEN_REVIEW:
            return f"{deadline_words(self.in_force_on)}起施行，已到后评估的时间。"
        return ""

    # ---- what it shows ----

    def as_known_to(self, user):
        return known_to([self], user)[0]

    def words(self):
        """What the unit says of the whole request, in plain values."""
        said = {name: getattr(self, name) for name in WORDS}
        for name in DAYS:
            day = getattr(self, name)
            said[name] = day and day.isoformat()
        return said

    def take_words(self, words):
        for name in WORDS:
            setattr(self, name, words.get(name, getattr(self, name)))
        for name in DAYS:
            if name in words:
                setattr(self, name, words[name] and date.fromisoformat(words[name]))

    def changes_in_order(self):
        """Its changes in the order the unit gave them; those dropped while drafting are gone."""
        places = {pk: place for place, pk in enumerate(self.order)}
        rows = self.changes.filter(pk__in=places).select_related("item", "change_set__county")
        return sorted(rows, key=lambda change: places[change.pk])

    def number_of(self, change):
        """By which number the request calls one of its changes, also where only some are shown."""
        return self.order.index(change.pk) + 1

    def own_state(self):
        return {
            "number": self.number,
            "channel": self.channel,
            "circumstance": self.circumstance,
            "reason": self.reason,
            "necessity": self.necessity,
            "starts_on": self.starts_on and self.starts_on.isoformat(),
            "ends_on": self.ends_on and self.ends_on.isoformat(),
            "applicant": {
                "department": self.department and self.department.name,
                "township": self.township and self.township.code,
                "office": self.unit is None,
                "by": self.drawn_up_by_name,
            },
            "support": self.support,
            "joined_with": self.joined_with_id,
            "follows": self.follows_id,
            "in_force_on": self.in_force_on and self.in_force_on.isoformat(),
            "meeting": self.meeting,
            "decided_on": self.decided_on and self.decided_on.isoformat(),
            "minutes_number": self.minutes_number,
            "document_number": self.document_number,
            "issued_number": self.issued_number,
        }


def known_to(requests, user):
    """The requests as this person may know them, in one query: the unit, and the auditor, read the
    words that it has put aside for its next submission.
    """
    reworded = [request.pk for request in requests if request.rewording]
    if not reworded:
        return requests
    own = ChangeRequest.changes_visible_to(user).filter(pk__in=reworded)
    own = set(own.values_list("pk", flat=True))
    for request in requests:
        if request.pk in own:
            request.take_words(request.rewording)
    return requests
