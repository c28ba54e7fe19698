"""Rounds of opinions on the open revision (三上三下): the office sends its draft changes to the
units that they concern, each is asked once in a round, and what it says is answered line by line.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.attachments.models import Attachment
from dutylist.history.tracking import Recorded
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.models import WorkflowSubject
from dutylist.workflow.turns import until
from items.models import DutyItem, ProposedChange, Revision
from items.permissions import READERS, may_edit, may_read_register

from .opinions import NEEDS_WILLINGNESS, OPINIONS_OPEN, UnitOpinion
from .record_words import count_words, line_words
from .recorded_answers import time_is_over
from .request_turns import leaderless_words

CLOSING_DAYS = 5  # working days in which the clerk ends a round that everybody answered


class RoundStatus(models.TextChoices):
    OPEN = "open", "征求意见中"
    CLOSED = "closed", "已结束"
    STOPPED = "stopped", "已终止"


class RoundAction(models.TextChoices):
    CLOSE = "close", "结束征求意见"
    REMIND = "remind", "催办"
    CONTEST = "contest", "对代录提出异议"
    STOP = "stop", "终止征求意见"


class Answer(models.TextChoices):
    ADOPTED = "adopted", "采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"


def shown_titles(rows):
    """What was sent, as the record tells it."""
    return "；".join(row["title"] for row in rows or ())


def called(values):
    return f"第{values['number']}轮征求意见"


def asked_of(user):
    """The condition on opinions that are asked of the units this person works in."""
    standing = standing_of(user)
    departments = standing.department_ids(*DEPARTMENT_ROLES)
    townships = standing.township_ids(*TOWNSHIP_ROLES)
    return Q(department__in=departments) | Q(township__in=townships)


class RevisionRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office reads all of its county; a unit those in which it was asked."""
        if user is None or not user.is_authenticated:
            return self.none()
        office = Q(county__in=standing_of(user).county_ids(*READERS))
        return self.filter(office | Q(pk__in=rounds_that_asked(user)))


def rounds_that_asked(user):
    """The numbers (pk) of the rounds in which a unit of this person was asked."""
    return RoundOpinion.objects.filter(asked_of(user)).order_by().values("round")


class RevisionRound(WorkflowSubject):
    """One round: what was sent, to whom, until when."""

    flow_name = "revision_round"
    related_to_show = ("county", "revision")
    history_title = "{revision}第{number}轮征求意见"
    history_shown = {"sent_changes": shown_titles}
    history_called = staticmethod(called)

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="rounds", verbose_name="集中修订"
    )
    number = models.PositiveSmallIntegerField("轮次")
    status = models.CharField("状态", max_length=12, choices=RoundStatus, default=RoundStatus.OPEN)
    text = models.TextField("说明", blank=True)
    # The changes as they stood when they were sent: a unit reads what it was asked about, whatever
    # the office makes of it later. [{"id", "op", "code", "title", "then", "proposed", "sources",
    # "reason"}]
    sent_changes = models.JSONField("征求意见的内容", default=list, editable=False)
    asked_on = models.DateField("征求日期")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="征求人"
    )
    asked_by_name = models.CharField("征求人姓名", max_length=150, editable=False)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="结束人",
    )
    history = Recorded()
    objects = RevisionRoundQuerySet.as_manager()

    reader = None  # the person of a unit to whom it is shown, who reads of no other unit

    class Meta:
        verbose_name = verbose_name_plural = "集中修订征求意见"
        ordering = ["revision", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "number"],
                name="a_round_of_a_revision_has_its_number",
                violation_error_message="这一轮次已经有了。",
            ),
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(status=RoundStatus.OPEN),
                name="one_round_at_a_time",
                violation_error_message="上一轮征求意见尚未结束。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return f"{self.revision.title}第{self.number}轮征求意见"

    def get_absolute_url(self):
        return f"/desk/revisions/{self.revision_id}/rounds/"

    @property
    def opinion_url(self):
        return f"/desk/revisions/{self.revision_id}/opinion/"

    @property
    def is_open(self):
        return self.status == RoundStatus.OPEN

    # ---- who was asked, who owes ----

    @property
    def asked(self):
        """The opinions of this round, each with its unit."""
        rows = self.opinions.select_related("department", "township", "by")
        return rows.order_by("pk")

    def opinions_owed(self):
        """The opinions that nobody has sent; nobody owes one when the round is over."""
        if not self.is_open:
            return []
        return list(self.asked.filter(sent_at=None))

    def owed_known(self):
        """Of these, as far as the person to whom it is shown reads of the units."""
        owed = self.opinions_owed()
        if self.reader is None:
            return owed
        return [opinion for opinion in owed if opinion.is_of(self.reader)]

    def units_owed(self):
        return [opinion.unit.name for opinion in self.owed_known()]

    # ---- what the clerk recorded is contested ----

    def contestable(self):
        """The opinions that the clerk recorded for units which may still contest them."""
        if not self.is_open:
            return []
        recorded = self.asked.filter(on_paper=True).exclude(sent_at=None)
        return [opinion for opinion in recorded if opinion.is_contestable]

    def acting_departments(self, action):
        return [one.department_id for one in self.contestable() if one.department_id]

    def acting_townships(self, action):
        return [one.township_id for one in self.contestable() if one.township_id]

    def decisions_known_to(self, user):
        """A unit does not read what another said of a record of its own."""
        decisions = list(self.decisions)
        if self.reads_all(user):
            return decisions
        for decision in decisions:
            if decision.action == RoundAction.CONTEST and decision.by_id != user.pk:
                decision.reason, decision.by_name, decision.for_name = "", "", ""
        return decisions

    def is_over(self, on=None):
        """Whether nobody is waited for any more: all have spoken, or their time is over."""
        return time_is_over(self.opinions_owed(), on)

    def own_turn(self, on=None):
        if not self.is_open:
            return ""
        if self.is_over(on):
            return self.turn_of_clerk(on)
        owed = self.owed_known()
        if not owed:
            return "您单位的意见已经反馈，征求意见尚未结束。"
        names = "、".join(opinion.unit.name for opinion in owed)
        return f"待{names}反馈意见，{until(self.due_on, on)}{leaderless_words(owed)}"

    def turn_of_clerk(self, on=None):
        step = f"待编办经办人办理“{RoundAction.CLOSE.label}”，"
        owed = self.units_owed()
        silent = f"{'、'.join(owed)}逾期未反馈，不作为同意。" if owed else ""
        return f"{silent}{step}{until(add_working_days(self.due_on, CLOSING_DAYS), on)}"

    def own_todos(self):
        if not self.is_open:
            return []
        owed = self.opinions_owed()
        if not self.opinions.exists():
            return []  # it is being opened
        if self.is_over():
            return [self.closing_todo()]
        return [self.todo_of(opinion) for opinion in owed]

    def closing_todo(self):
        title = f"{RoundAction.CLOSE.label}：{self}"
        due_on = add_working_days(self.due_on, CLOSING_DAYS)
        return {"title": title, "role": Role.CLERK, "due_on": due_on}

    def todo_of(self, opinion):
        """What the lead of a unit that is asked is told."""
        told = {
            "title": f"反馈意见：{self}",
            "due_on": opinion.due_on,
            "url": self.opinion_url,
        }
        if opinion.department_id:
            return told | {"role": Role.DEPARTMENT_LEAD, "department_id": opinion.department_id}
        return told | {"role": Role.TOWNSHIP_LEAD, "region_id": opinion.township_id}

    @classmethod
    def belonging_to(cls, user):
        """Whoever opened it waits for the units; these do not learn of one another."""
        return Q(asked_by=user.pk)

    # ---- who reads what ----

    def reads_all(self, user):
        """Whether this person reads the whole round: the office, and who may see its papers."""
        return may_read_register(user, self.county)

    def as_known_to(self, user):
        if not self.reads_all(user):
            self.reader = user
        return self

    @classmethod
    def attachments_kept_from(cls, user):
        """A scan is one unit's opinion: beside the office only who uploaded it, and who reads that
        opinion, sees it.
        """
        if user is None:
            return None
        read = RoundOpinion.objects.visible_to(user).exclude(paper=None).values("paper")
        offices = standing_of(user).county_ids(*READERS)
        kept = Attachment.objects.filter(flow=cls.flow_name).exclude(uploaded_by=user.pk)
        return kept.exclude(county__in=offices).exclude(pk__in=read).values("pk")

    def may_attach(self, user):
        """Whoever is asked, and the clerk, who records what comes in on paper; while it is open."""
        if not self.is_open:
            return False
        if may_edit(user, self.county):
            return True
        return self.opinions.filter(asked_of(user)).exists()

    def rests_on_attachment(self, pk):
        return self.opinions.filter(paper=pk).exists() or super().rests_on_attachment(pk)

    # ---- what was sent ----

    def changes_sent(self, numbers=None):
        """The changes as they were sent, of these numbers or all: never to be saved. Each stands by
        itself, without what the register holds since.
        """
        changes = []
        for number, row in enumerate(self.sent_changes, 1):
            if numbers is None or row["id"] in numbers:
                change = as_sent(row)
                change.number = number
                changes.append(change)
        return changes

    def numbers_known_to(self, user):
        """The numbers of the changes about which the units of this person were asked."""
        if self.reads_all(user):
            return {row["id"] for row in self.sent_changes}
        numbers = set()
        for opinion in self.opinions.filter(asked_of(user)):
            numbers.update(opinion.asked_about)
        return numbers

    def own_state(self):
        return {
            "revision": self.revision_id,
            "number": self.number,
            "text": self.text,
            "asked_on": self.asked_on.isoformat(),
            "asked_by": self.asked_by_name,
            "closed_on": self.closed_on and self.closed_on.isoformat(),
        }


def as_sent(row):
    """One change as it was sent."""
    change = ProposedChange(
        pk=row["id"],
        op=row["op"],
        then=row["then"],
        proposed=row["proposed"],
        sources=row["sources"],
        reason=row["reason"],
    )
    if row["code"]:
        change.item = DutyItem(code=row["code"])  # for its code alone
    return change


class RoundOpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office reads all, a unit its own, or all of a round in which it was asked where the
        county's rule says so (`opinions_open`).
        """
        if user is None or not user.is_authenticated:
            return self.none()
        office = Q(round__county__in=standing_of(user).county_ids(*READERS))
        rule = f"round__county__policy__values__{OPINIONS_OPEN}"
        in_open = Q(**{rule: True}, round__in=rounds_that_asked(user))
        return self.filter(office | asked_of(user) | in_open)

    def owed(self):
        return self.filter(sent_at=None)

    def sent(self):
        return self.exclude(sent_at=None)


class RoundOpinion(UnitOpinion):
    """What one unit says of the draft changes that concern it, and what the office answers."""

    history_title = "{department}{township}"
    history_shown = UnitOpinion.history_shown | {
        "asked_about": count_words,
        "answers": line_words(dict(Answer.choices)),
    }

    round = models.ForeignKey(
        RevisionRound, models.PROTECT, related_name="opinions", verbose_name="轮次"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="round_opinions", verbose_name="部门"
    )
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="round_opinions", verbose_name="单位"
    )
    asked_about = models.JSONField("征求意见的条目", default=list, editable=False)
    # [{"change", "outcome", "text"}] of the lines that the office has answered.
    answers = models.JSONField("采纳情况", default=list, blank=True)
    history = Recorded()
    objects = RoundOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "集中修订意见"
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department"],
                condition=~Q(department=None),
                name="a_round_asks_a_department_once",
                violation_error_message="本轮已经征求该部门的意见。",
            ),
            models.UniqueConstraint(
                fields=["round", "township"],
                condition=~Q(township=None),
                name="a_round_asks_a_township_once",
                violation_error_message="本轮已经征求该单位的意见。",
            ),
            models.CheckConstraint(
                condition=Q(department=None) ^ Q(township=None),
                name="a_round_opinion_is_of_one_unit",
                violation_error_message="意见由一个部门或者一个乡镇（街道）反馈。",
            ),
        ]

    @property
    def subject(self):
        return self.round

    @property
    def changes(self):
        """The changes about which it was asked, as they were sent."""
        return self.round.changes_sent(set(self.asked_about))

    def stance_on(self, change):
        """What it says of one change; of a line without a stance the whole counts."""
        if self.is_silent:
            return ""
        return super().stance_on(change) or self.stance

    def answer_to(self, change):
        """What the office answered to what is said of a change, or None."""
        for row in self.answers:
            if row["change"] == change.pk:
                return row
        return None

    def objections(self):
        """The changes to which it does not agree as they stand."""
        return [change for change in self.changes if self.stance_on(change) in NEEDS_WILLINGNESS]

    def is_waiting_for_answer(self, change):
        return self.stance_on(change) in NEEDS_WILLINGNESS and self.answer_to(change) is None
