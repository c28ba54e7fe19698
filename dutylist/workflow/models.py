"""Subjects that move through a flow, the decisions that moved them, and the calendar their clocks
run on.
"""

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from dutylist.history.tracking import Recorded, Tracked
from dutylist.history.witnessed import witnessed
from dutylist.history.writeonce import write_once
from dutylist.organizations.models import CountyPolicy, Region
from dutylist.organizations.policies import minutes_of_one
from dutylist.organizations.roles import CITY_ROLES, COUNTY_ROLES, PROVINCE_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.organizations.successors import with_predecessors

from .facts import PAPER, FactType
from .flow import ClockOf, flow_named
from .moments import Minutes, end_of, minute_words

OFFICIAL_ROLES = COUNTY_ROLES | CITY_ROLES | PROVINCE_ROLES


class WorkflowSubject(Tracked):
    """Something that moves through a flow. `flow_name` names its flow; the hooks below say what the
    flow can not.

    Each has a `title`. A flow of which a clock counts minutes keeps the moment in a column of its
    own, `due_at`; where a clock of days runs there, that column is empty.
    """

    flow_name = ""
    due_at = None
    related_to_show = ("county",)  # what the lists of a desk read beside it
    is_private = False  # whether nobody beside the unit it is with knows of it yet

    county = models.ForeignKey(
        "organizations.Region", models.PROTECT, related_name="+", verbose_name="所属区划"
    )
    status = models.CharField("状态", max_length=32)
    due_on = models.DateField("办理期限", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def flow(self):
        return flow_named(self.flow_name)

    @property
    def status_label(self):
        return self.flow.statuses(self.status).label

    @property
    def decisions(self):
        """Every decision on this subject, the first one first."""
        return Decision.objects.of(self)

    def get_absolute_url(self):
        return ""

    def as_known_to(self, user):
        """The subject as this person may know it; never to be saved."""
        return self

    def own_state(self):
        """What the State of such a subject tells beside the keys that every flow has."""
        return {}

    # Whether what is decided of such subjects is read with the subject alone, by whoever sees it.
    is_sealed = False

    # Hooks: which units a move is for, and who has an interest in it. What a move checks and does
    # is named by its flow (`Flow.on`).

    def roles_for(self, move):
        """The roles in which a move is made on this subject; the one due stands first."""
        return move.roles

    def paper_roles_for(self, move):
        """The roles that record a move from the unit's sealed paper, where it may be recorded."""
        return (Role.CLERK,)

    def named_people(self):
        """Ids of the people who alone make the moves of this subject, each in the role of the move;
        None where whoever holds the role does.
        """
        return

    def acting_departments(self, action):
        """Ids of the departments whose people make this move."""
        return ()

    def acting_townships(self, action):
        """Ids of the townships (regions) whose people make this move."""
        return ()

    def interested_departments(self):
        """Ids of the applicant's and the proposed lead's departments: their people review nothing
        here.
        """
        return ()

    def interested_townships(self):
        """Ids of the applicant's townships: their people review nothing here."""
        return ()

    def author_ids(self):
        """Ids of people who made what is decided here without a move of their own (a recorder from
        paper).
        """
        return ()

    def units_owed(self):
        """Names of the units whose answer is still owed in this state, where several are asked at
        once.
        """
        return ()

    def audience_of(self, action):
        """The keys of those who alone read this move's record; none: the county's readers."""
        return ()

    def decisions_known_to(self, user):
        """Its decisions, without what of their words this person may not know."""
        return list(self.decisions)

    @classmethod
    def attachments_kept_from(cls, user):
        """A query of the numbers of attachments which this person does not see with their subject;
        None where there are none.
        """
        return

    def own_turn(self, on=None):
        """The sentence who owes the next step, where no table of moves knows it; else ""."""
        return ""

    def reason_of_clock(self, action):
        """Why the clock makes this move, where it is not that somebody let a deadline pass; else
        "".
        """
        return ""

    @classmethod
    def belonging_to(cls, user):
        """The condition on subjects whose outcome this person waits for although he made no move of
        them, such as those of his unit.
        """
        return models.Q(pk=None)

    @property
    def quoted(self):
        """What a sentence calls it; a number with a title has its marks already."""
        name = str(self)
        return name if "《" in name else f"《{name}》"

    @property
    def brought_by(self):
        """Who brought it and when, in words; "" where that says nothing."""
        return ""

    def own_todos(self):
        """[what `open_todo` takes beside the subject] of the steps owed now, where the table of
        moves does not know them; None where it does.
        """
        return

    def may_attach(self, user):
        """Whether this person attaches files to it; None where nobody is named in particular: the
        county's clerk, and whoever can make a move of it now.
        """
        return

    def papers_asked(self):
        """The names of the papers that are asked for of it; an attachment may say which it is."""
        return ()

    def audience_of_attachments(self):
        """The keys of those who alone read the record of what is attached now; none: whoever reads
        the county's.
        """
        return ()

    @property
    def lets_attachments_go(self):
        """Whether who uploaded a file may still take it back: until the flow has ended."""
        return bool(self.flow.moves_from(self.status))

    def rests_on_attachment(self, pk):
        """Whether anything was done on the strength of this attachment."""
        return any(decision.tells_of_attachment(pk) for decision in self.decisions)

    @classmethod
    def keeps_moments(cls):
        """Whether a clock of its flow may count minutes."""
        return any(field.name == "due_at" for field in cls._meta.concrete_fields)

    @property
    def due_moment(self):
        """The moment from which on the step is late, in a flow that tells moments: of a clock of
        days the end of its last one.
        """
        if self.due_at or self.due_on is None or not self.keeps_moments():
            return self.due_at
        return end_of(self.due_on)

    def deadline_of(self, action):
        """(day, moment) of the deadline that this move meets or misses: that of the clock, where
        nothing else runs for whoever makes it.
        """
        return self.due_on, self.due_at

    def clock_among(self, rules):
        """Which of several rules gives the clock of this very subject."""
        return rules[0]

    def clock_days(self, days):
        """The length of a clock in working days or `Minutes`: as it is, or by the name of a rule
        that the county can set otherwise.
        """
        if isinstance(days, ClockOf):
            days = self.clock_among(days.rules)
        if not isinstance(days, str):
            return days
        policy = CountyPolicy.objects.filter(region=self.county_id).first() or CountyPolicy()
        if minutes := minutes_of_one(days):
            return Minutes(policy.value(days) * minutes)
        return policy.value(days)


def sealed_flows():
    """The names of the flows whose decisions are read with their subject alone."""
    flows = []
    for model in apps.get_models():
        if issubclass(model, WorkflowSubject) and model.is_sealed:
            flows.append(model.flow_name)
    return flows


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions in the counties this person works for at county level or above, and the
        person's own.
        """
        if not user.is_authenticated:
            return self.none()
        held = standing_of(user).county_ids(*OFFICIAL_ROLES, Role.AUDITOR)
        counties = with_predecessors(held)  # decisions are never written anew
        open_to_county = models.Q(county__in=counties) & ~models.Q(flow__in=sealed_flows())
        return self.filter(open_to_county | models.Q(by=user))

    def of(self, subject):
        return self.filter(flow=subject.flow_name, subject_id=subject.pk).order_by("pk")


@witnessed
@write_once
class Decision(models.Model):
    """One move of one person, kept for ever: `due_on` is the deadline it met or missed,
    `next_due_on` the next; `due_at` and `next_due_at` their moments where the clock counts minutes.
    """

    flow = models.CharField("流程", max_length=32)
    subject_id = models.BigIntegerField("办理对象编号")
    action = models.CharField("动作", max_length=32)
    source_status = models.CharField("原状态", max_length=32)
    target_status = models.CharField("新状态", max_length=32)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions", verbose_name="办理人"
    )
    by_name = models.CharField("办理人姓名", max_length=150)
    role = models.CharField("办理角色", max_length=32, blank=True)
    for_id = models.BigIntegerField("委托人编号", null=True)
    for_name = models.CharField("代办说明", max_length=160, blank=True)
    reason = models.TextField("理由", blank=True)
    facts = models.JSONField("办理要素", default=dict, encoder=DjangoJSONEncoder)
    due_on = models.DateField("适用期限", null=True)
    due_at = models.DateTimeField("适用时限", null=True)
    next_due_on = models.DateField("下一期限", null=True)
    next_due_at = models.DateTimeField("下一时限", null=True)
    at = models.DateTimeField("办理时间", default=timezone.now)
    county = models.ForeignKey(
        "organizations.Region", models.PROTECT, related_name="+", verbose_name="所属区划"
    )
    batch = models.UUIDField("变更批次", db_index=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理决定"
        ordering = ["pk"]
        indexes = [models.Index(fields=["flow", "subject_id"], name="decision_of_a_subject")]

    def __str__(self):
        return f"{self.by_name}{self.for_name}：{self.action_label}"

    @property
    def action_label(self):
        return flow_named(self.flow).actions(self.action).label

    def tells_of_attachment(self, pk):
        """Whether an attachment was told with the move, by its number."""
        names = self._names_of_attachments()
        return any(self.facts.get(name) == pk for name in names)

    def _names_of_attachments(self):
        moves = flow_named(self.flow).moves.values()
        facts = [fact for move in moves for fact in move.facts_from("")]
        named = {PAPER}
        for fact in facts:
            if fact.type == FactType.ATTACHMENT:
                named.update(fact.names)
        return named

    @property
    def told_texts(self):
        """[(label, [text])] of what was told with it: long texts, and lists of texts."""
        move = flow_named(self.flow).moves.get((self.source_status, self.action))
        told = []
        for fact in move.facts if move else ():
            value = self.facts.get(fact.name)
            is_list = fact.type == FactType.ROWS and not fact.columns
            if value and (is_list or fact.is_long):
                words = dict(fact.words)
                if fact.of_places:
                    words = names_of_places(value)
                texts = value if is_list else [value]
                told.append((fact.label, [words.get(text, text) for text in texts]))
        return told

    @property
    def on_paper(self):
        """Whether the clerk recorded it from a unit's sealed paper (代录)."""
        move = flow_named(self.flow).moves.get((self.source_status, self.action))
        return bool(move and move.on_paper and self.facts.get(PAPER))

    @property
    def had_deadline(self):
        """Whether somebody owed this step until a day: where nobody owes one, the day of the clock
        says when it goes on.
        """
        return self.due_on is not None and self.source_status not in flow_named(self.flow).settled

    @property
    def was_late(self):
        if not self.had_deadline:
            return False
        if self.due_at:
            return self.at > self.due_at
        return timezone.localdate(self.at) > self.due_on

    @property
    def due_words(self):
        """The deadline it met or missed: 12月9日, 12月9日15:20"""
        if not self.due_at:
            return f"{self.due_on.month}月{self.due_on.day}日"
        return minute_words(self.due_at)


def names_of_places(codes):
    """{code: name} of the places of these codes."""
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


class CalendarDay(Tracked):
    """A day on which work differs from the week's: a holiday (放假) or a make-up day (调休上班)."""

    date = models.DateField("日期", unique=True, error_messages={"unique": "该日期已有安排。"})
    is_working = models.BooleanField("上班")
    note = models.CharField("说明", max_length=60, blank=True)

    history = Recorded()
    reference_data = True

    class Meta:
        verbose_name = verbose_name_plural = "放假调休安排"
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {'上班' if self.is_working else '放假'}"


class CalendarYear(Tracked):
    """Whether the State Council's holiday arrangement of a year is announced and entered."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    announced = models.BooleanField("放假安排已公布", default=False)

    history = Recorded()
    reference_data = True

    class Meta:
        verbose_name = verbose_name_plural = "放假安排年度"
        ordering = ["year"]

    def __str__(self):
        return f"{self.year}年"
