"""The revision (集中修订): the staffing office's own collection of proposed changes."""

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.models import Decision, WorkflowSubject
from items.permissions import READERS, may_edit

from .proposals import ChangeSetOwner, owns_changes


class RevisionStatus(models.TextChoices):
    OPEN = "open", "修订中"
    SUBMITTED = "submitted", "提请审定中"
    CLOSED = "closed", "已审定"
    DISCARDED = "discarded", "已撤回"


class RevisionAction(models.TextChoices):
    SUBMIT = "submit", "随版次提请审定"
    RETURN = "return", "退回修改"
    CLOSE = "close", "审定采纳"
    DISCARD = "discard", "放弃修订"


class CountyPaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The papers of the counties whose working register this user reads."""
        return self.filter(county__in=user.standing().county_ids(*READERS))


@owns_changes
class Revision(WorkflowSubject, ChangeSetOwner):
    """The staffing office's collection of proposed changes; one is open at a time in a county."""

    flow_name = owner_kind = "revision"

    number = models.PositiveIntegerField("序号")
    title = models.CharField("名称", max_length=120)
    status = models.CharField(
        "状态", max_length=24, choices=RevisionStatus, default=RevisionStatus.OPEN
    )
    opened_on = models.DateField("开启日期")
    history = Recorded()
    objects = CountyPaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "集中修订"
        ordering = ["county", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="one_revision_of_a_number"),
            models.UniqueConstraint(
                fields=["county"],
                condition=Q(status__in=(RevisionStatus.OPEN, RevisionStatus.SUBMITTED)),
                name="one_open_revision_per_county",
                violation_error_message="已有一个正在进行的集中修订。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/desk/revision/?county={self.county.code}&revision={self.number}"

    def own_state(self):
        return {"number": self.number, "opened_on": self.opened_on.isoformat()}

    @classmethod
    def locked_for_changes(cls, change_set):
        """The register's lock comes first: an edition submits its revision inside it."""
        CountyPolicy.objects.locked(change_set.county_id)
        return cls._base_manager.select_for_update(of=("self",)).get(change_set=change_set.pk)

    @classmethod
    def decided_between(cls, after, until):
        closed = Decision.objects.filter(
            flow=cls.flow_name, action=RevisionAction.CLOSE, at__gt=after, at__lte=until
        )
        return cls.objects.filter(pk__in=closed.values("subject_id"))

    @property
    def takes_changes(self):
        return self.status == RevisionStatus.OPEN

    def may_change(self, user):
        return may_edit(user, self.county_id)

    def who_changes(self):
        return f"只有{self.county.name}的{staffing_office_of(self.county)}经办人可以修改事项。"

    def why_closed(self):
        return f"{self}{self.status_label}，其内容不能再改；请先退回。"
