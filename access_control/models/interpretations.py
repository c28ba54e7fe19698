"""Interpretations of the list (清单释义): a unit asks, the office answers, a second person
confirms; what was confirmed holds until the wording of its item changes.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.days import day_words
from dutylist.history.tracking import Recorded
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import WorkflowSubject
from items.models import DutyItem
from items.permissions import READERS

from .request_readers import known_items

LONGEST_QUESTION = 300
LONGEST_ANSWER = 2000
LONGEST_BRIEF = 40  # of the question, in the title


class InterpretationStatus(models.TextChoices):
    ASKED = "asked", "待答复"
    ANSWERED = "answered", "已答复待复核"
    CONFIRMED = "confirmed", "有效"
    LAPSED = "lapsed", "已随清单表述调整失效"
    WITHDRAWN = "withdrawn", "已撤回"


class InterpretationAction(models.TextChoices):
    ANSWER = "answer", "答复"
    CONFIRM = "confirm", "复核确认"
    RETURN = "return", "退回重新答复"
    WITHDRAW = "withdraw", "撤回"
    LAPSE = "lapse", "随清单表述调整失效"


class InterpretationKind(models.TextChoices):
    """Where an answer puts the matter; one that only explains has none."""

    OURS = "ours", "属于清单事项"
    NOT_LISTED = "not_listed", "不在清单内"


Status, Kind = InterpretationStatus, InterpretationKind


def of_units(user):
    """The condition on interpretations that the units of this person asked for."""
    standing = standing_of(user)
    departments = standing.department_ids(*DEPARTMENT_ROLES)
    townships = standing.township_ids(*TOWNSHIP_ROLES)
    return Q(department__in=departments) | Q(township__in=townships)


class InterpretationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A unit's own, all of the county for its office; what was confirmed for everybody who
        works in the county and knows its item.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        office = Q(county__in=standing.county_ids(*READERS))
        confirmed = Q(county__in=standing.own_county_ids(), status=Status.CONFIRMED)
        known = DutyItem.objects.filter(known_items(user)).values("pk")
        of_known = Q(item=None) | Q(item__in=known)
        return self.filter(office | of_units(user) | confirmed & of_known)

    def with_units(self):
        """With what a list tells of each."""
        return self.select_related("county__parent", "item", "department", "township")

    def for_everybody(self, county_code):
        """What was confirmed in a county and is for the public; whether the wording still holds is
        asked of the list that is read.
        """
        rows = self.filter(county__code=county_code, status=Status.CONFIRMED, is_public=True)
        return rows.select_related("item").order_by("-confirmed_on", "-pk")


class Interpretation(WorkflowSubject):
    """One question with its answer. `question` and `item` are as the clerk has put them, the record
    keeps how they were asked; `wording` is the digest of what the list said when the answer was
    confirmed.
    """

    flow_name = "interpretation"
    related_to_show = ("county", "department", "township")
    history_title = "{question}"

    status = models.CharField("状态", max_length=12, choices=Status, default=Status.ASKED)
    item = models.ForeignKey(
        DutyItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interpretations",
        verbose_name="事项",
    )
    question = models.TextField("问题")
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="提问部门",
    )
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提问单位"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提问人"
    )
    asked_by_name = models.CharField("提问人姓名", max_length=150, editable=False)
    asked_on = models.DateField("提问日期")
    text = models.TextField("答复", blank=True)
    kind = models.CharField("结论", max_length=12, choices=Kind, blank=True)
    is_public = models.BooleanField("对外公布", default=True)
    confirmed_on = models.DateField("复核日期", null=True, blank=True)
    wording = models.CharField("清单表述校验值", max_length=64, blank=True, editable=False)
    history = Recorded()
    objects = InterpretationQuerySet.as_manager()

    has_other_wording = False  # while it lapses: the list says something else by now
    reads_asker = True  # whether the person to whom it is shown may know which unit asked

    class Meta:
        verbose_name = verbose_name_plural = "清单释义"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "status"], name="interpretations_of_a_county")]
        constraints = [
            models.CheckConstraint(
                condition=Q(department=None, township__isnull=False)
                | Q(department__isnull=False, township=None),
                name="one_unit_asks_for_an_interpretation",
                violation_error_message="提问单位应为一个部门或者一个基层单位。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.OURS) | Q(item__isnull=False),
                name="an_interpretation_of_ours_names_its_item",
                violation_error_message="结论为属于清单事项的，应写明是哪一事项。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The first words of the question."""
        line = self.question.split("\n", 1)[0]
        if len(line) <= LONGEST_BRIEF:
            return line
        return f"{line[:LONGEST_BRIEF]}……"

    def get_absolute_url(self):
        return f"/desk/interpretations/{self.pk}/"

    # ---- who asked, who reads ----

    @property
    def unit(self):
        return self.department or self.township

    def acting_departments(self, action):
        return [self.department_id] if self.department_id else []

    def acting_townships(self, action):
        return [self.township_id] if self.township_id else []

    def roles_for(self, move):
        """Of the units only the one that asked has a move."""
        not_theirs = DEPARTMENT_ROLES if self.township_id else TOWNSHIP_ROLES
        return tuple(role for role in move.roles if role not in not_theirs)

    def interested_departments(self):
        return self.acting_departments("")

    def interested_townships(self):
        return self.acting_townships("")

    def author_ids(self):
        return (self.asked_by_id,)

    @classmethod
    def belonging_to(cls, user):
        return of_units(user)

    def is_of(self, user):
        """Whether this person works in the unit that asked."""
        standing = standing_of(user)
        if self.department_id in standing.department_ids(*DEPARTMENT_ROLES):
            return True
        return self.township_id in standing.township_ids(*TOWNSHIP_ROLES)

    def as_known_to(self, user):
        office = standing_of(user).has(*READERS, county=self.county_id)
        self.reads_asker = office or self.is_of(user)
        return self

    def decisions_known_to(self, user):
        """How it came about is read by its unit and the office."""
        self.as_known_to(user)
        return list(self.decisions) if self.reads_asker else []

    # ---- what it tells ----

    @property
    def brought_by(self):
        return f"{self.unit.name}，{day_words(self.asked_on)}提问"

    @property
    def answer_kind(self):
        """What the look-up answers by it: the kind of its item, `not_listed`, or "" where it only
        explains.
        """
        if self.kind == Kind.OURS:
            return self.item.kind
        return self.kind

    def own_state(self):
        return {
            "item": self.item and self.item.code,
            "question": self.question,
            "applicant": self.applicant_json() if self.reads_asker else None,
            "asked_on": self.asked_on.isoformat(),
            "text": self.text,
            "kind": self.kind,
            "public": self.is_public,
            "confirmed_on": self.confirmed_on and self.confirmed_on.isoformat(),
        }

    def applicant_json(self):
        return {
            "department": self.department and self.department.name,
            "township": self.township and self.township.code,
            "by": self.asked_by_name,
        }
