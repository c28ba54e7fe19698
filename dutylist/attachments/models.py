"""Attachments: which file was attached to what, as what, by whom; never deleted, only withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.random_keys import random_number
from dutylist.history.tracking import Recorded, Tracked
from dutylist.workflow.states import subjects_by_flow

PAPER_LENGTH = 60


class AttachmentKind(models.TextChoices):
    PAPER = "paper", "盖章原件"
    BASIS = "basis", "依据文件"
    MINUTES = "minutes", "会议纪要"
    EVIDENCE = "evidence", "佐证材料"
    PHOTO = "photo", "照片"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose subject this person sees, but for what the subject keeps from him."""
        if user is None or not user.is_authenticated:
            return self.none()
        seen = Q(pk__in=[])
        for flow, model in subjects_by_flow().items():
            subjects = model.objects.visible_to(user).order_by().values("pk")
            seen |= Q(flow=flow, subject_id__in=subjects) & not_kept_from(user, model)
        return self.filter(seen)

    def known_with(self, subject, user):
        """Of those of a subject that this person sees, those that he sees with it."""
        return self.filter(not_kept_from(user, type(subject)))

    def of(self, subject):
        return self.filter(flow=subject.flow_name, subject_id=subject.pk)

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def papers(self):
        """The names of the papers that these are: what each was handed in as, else what its file is
        called.
        """
        names = set()
        for paper, file_name in self.values_list("paper", "file_name"):
            names.add(paper or stem_of(file_name))
        return names


def not_kept_from(user, model):
    """The condition on attachments of such subjects that a person sees with their subject."""
    kept = model.attachments_kept_from(user)
    if kept is None:
        return Q()
    return ~Q(pk__in=kept)


def stem_of(file_name):
    """A file's name without its ending."""
    return file_name.rpartition(".")[0].strip()


class Attachment(Tracked):
    """One file of a subject. The file itself lies in the private directory, under its digest.

    Those of sealed subjects lie between the others, so no number tells how many there are.
    """

    history_title = "{file_name}"
    numbers_told = False

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    county = models.ForeignKey(
        "organizations.Region", models.PROTECT, related_name="+", verbose_name="所属区划"
    )
    flow = models.CharField("流程", max_length=32, editable=False)
    subject_id = models.BigIntegerField("办理对象编号", editable=False)
    kind = models.CharField("种类", max_length=10, choices=AttachmentKind)
    paper = models.CharField("对应材料", max_length=PAPER_LENGTH, blank=True, default="")
    file_name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("文件类型", max_length=100, editable=False)
    size = models.PositiveIntegerField("字节数", editable=False)
    sha256 = models.CharField("摘要值", max_length=64, editable=False, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    uploaded_by_name = models.CharField("上传人姓名", max_length=150, editable=False)
    uploaded_at = models.DateTimeField("上传时间", editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, editable=False)

    history = Recorded()
    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["uploaded_at", "file_name", "pk"]
        indexes = [models.Index(fields=["flow", "subject_id"], name="attachments_of_a_subject")]

    def __str__(self):
        return self.file_name

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def short_digest(self):
        return self.sha256[:12]
