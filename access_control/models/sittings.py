"""Sittings (会议审定): a body's meeting that decides on several requests, and maybe on an edition;
who decides does not log in, the recorder writes down what was decided.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.days import day_words
from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import Decision, WorkflowSubject
from dutylist.workflow.turns import has_anybody
from items.models import Edition, EditionAction, EditionStatus
from items.permissions import READERS

from .record_words import paper_words
from .request_roles import departments_interested_in
from .request_states import RequestAction, RequestStatus
from .requests import ChangeRequest

NAME_LENGTH = 100


class Body(models.TextChoices):
    STAFFING = "staffing", "编委会"
    GOVERNMENT = "government", "政府常务会议"
    PARTY = "party", "党委常委会会议"


class SittingStatus(models.TextChoices):
    OPEN = "open", "待召开"
    MINUTED = "minuted", "已登记结果"
    ISSUED = "issued", "已印发"
    CANCELLED = "cancelled", "已取消"


class SittingAction(models.TextChoices):
    RECORD = "record", "登记审定结果"
    ISSUE = "issue", "登记文号"
    CANCEL = "cancel", "取消会议"


class SittingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The sittings of the counties whose working papers this person reads."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(county__in=standing_of(user).county_ids(*READERS))


def called(values):
    """What a sitting is called in the record: by its name, else by its body and day."""
    day = values["held_on"] or values["planned_on"]
    on = f"（{day_words(day)}）" if day else ""
    return values["name"] or f"{Body(values['body']).label}{on}"


class Sitting(WorkflowSubject):
    """One meeting of one body, with its agenda: requests in order, and at most one edition."""

    flow_name = "sitting"

    status = models.CharField(
        "状态", max_length=12, choices=SittingStatus, default=SittingStatus.OPEN
    )
    body = models.CharField("审定机构", max_length=12, choices=Body)
    name = models.CharField("会议名称", max_length=NAME_LENGTH, blank=True)
    planned_on = models.DateField("拟定日期", null=True, blank=True)
    held_on = models.DateField("召开日期", null=True, blank=True)
    minutes_number = models.CharField("会议纪要编号", max_length=80, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    paper = models.BigIntegerField("会议纪要扫描件", null=True, blank=True)
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sittings",
        verbose_name="提请审定的版次",
    )
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="安排人",
    )
    drawn_up_by_name = models.CharField("安排人姓名", max_length=150, editable=False)
    history_called = staticmethod(called)
    history_shown = {"paper": paper_words}
    history = Recorded()
    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议审定"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "status"], name="sittings_of_a_county")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(status=SittingStatus.OPEN),
                name="an_edition_is_on_one_open_agenda",
                violation_error_message="该版次已列入另一次会议的议题。",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/sittings/{self.pk}/"

    @property
    def title(self):
        """Its own name; without one the body and the day."""
        if self.name:
            return self.name
        title = f"{self.county.name}{self.get_body_display()}"
        day = self.held_on or self.planned_on
        if day is None:
            return title
        return f"{title}（{day_in_words(day)}）"

    # ---- the agenda ----

    @property
    def agenda(self):
        """The lines of what is to be decided, in order."""
        lines = self.lines.filter(for_information=False).select_related(
            "request__county", "request__department", "request__township", "decision"
        )
        return lines.prefetch_related("request__joined")

    @property
    def informed(self):
        """The lines of what was told to it for information, once it was held."""
        return self.lines.filter(for_information=True).select_related(
            "request__county", "request__department", "request__township"
        )

    def requests_before_it(self):
        """The requests of its agenda that the county still has to decide on."""
        rows = [line.request for line in self.agenda.filter(is_open=True)]
        return [row for row in rows if row.status == RequestStatus.AWAITING_SITTING]

    @property
    def has_edition_to_decide(self):
        return bool(self.edition_id) and self.edition.status == EditionStatus.AWAITING_SITTING

    # ---- who records it ----

    def author_ids(self):
        """Whoever put it together, and whoever prepared anything on its agenda."""
        people = {self.drawn_up_by_id}
        people |= preparers_of(self.requests_before_it(), RequestAction.APPROVE)
        if self.has_edition_to_decide:
            people |= preparers_of([self.edition], EditionAction.APPROVE)
        return sorted(people)

    def interested_departments(self):
        return departments_interested_in(self.requests_before_it())

    def interested_townships(self):
        return {row.township_id for row in self.requests_before_it() if row.township_id}

    def own_turn(self, on=None):
        if self.status != SittingStatus.OPEN or self.planned_on is None:
            return ""
        action, move = self.flow.due_move(self.status)
        if not has_anybody(self, action, move):
            return ""
        day = day_in_words(self.planned_on)
        return f"拟于{day}召开，会后由审定结果登记人登记审定结果，不计办理时限。"

    def own_state(self):
        return {
            "body": self.body,
            "body_label": self.get_body_display(),
            "planned_on": self.planned_on and self.planned_on.isoformat(),
            "held_on": self.held_on and self.held_on.isoformat(),
            "minutes_number": self.minutes_number,
            "document_number": self.document_number,
            "paper": self.paper,
            "edition": self.edition_id,
        }


def preparers_of(subjects, action):
    """The ids of the people who may not decide on these, which wait for the same move, because they
    prepared one of them.
    """
    people = set()
    for subject in subjects:
        people.update(subject.author_ids())
    if subjects:
        first = subjects[0]
        preparing = first.flow.moves[first.status, action].fresh_eyes
        keys = [subject.pk for subject in subjects]
        rows = Decision.objects.filter(flow=first.flow_name, subject_id__in=keys)
        for pair in rows.filter(action__in=preparing).values_list("by_id", "for_id"):
            people.update(pair)
    return people - {None}


def day_in_words(day):
    return f"{day.year}年{day.month}月{day.day}日"


class AgendaLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(sitting__in=Sitting.objects.visible_to(user))

    def open(self):
        """Those of sittings that are still to be held."""
        return self.filter(is_open=True)


class AgendaLine(Tracked):
    """One request on the agenda of one sitting (议题): to be decided, or told for information."""

    sitting = models.ForeignKey(
        Sitting, models.PROTECT, related_name="lines", verbose_name="会议审定"
    )
    request = models.ForeignKey(
        ChangeRequest, models.PROTECT, related_name="agenda_lines", verbose_name="申请"
    )
    position = models.PositiveSmallIntegerField("顺序")
    # The body of the sitting, beside it, so that the database holds the rule below.
    body = models.CharField("审定机构", max_length=12, choices=Body)
    is_open = models.BooleanField("待审定", default=True)
    for_information = models.BooleanField("通报", default=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="+", verbose_name="审定"
    )
    history = Recorded()
    objects = AgendaLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议议题"
        ordering = ["sitting", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "body"],
                condition=Q(is_open=True),
                name="a_request_is_on_one_open_agenda_of_a_body",
                violation_error_message="这件申请已列入另一次会议的议题。",
            ),
            models.UniqueConstraint(
                fields=["sitting", "request"],
                name="a_request_is_once_on_an_agenda",
                violation_error_message="同一件申请在一次会议上只能列一次。",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(for_information=True),
                name="a_request_is_told_to_one_sitting",
                violation_error_message="这件申请已经通报过。",
            ),
        ]

    def __str__(self):
        return f"{self.sitting}：{self.request}"
