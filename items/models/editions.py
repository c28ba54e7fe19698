"""Editions (版次) and supplements (增补页): the workflow subject, the frozen documents, and their
projected rows.
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dutylist.history.tracking import Recorded
from dutylist.history.witnessed import witnessed
from dutylist.history.writeonce import write_once
from dutylist.organizations.models import Region
from dutylist.workflow.models import WorkflowSubject

from .duty_items import Kind, Scope
from .revisions import CountyPaperQuerySet, Revision


class EditionStatus(models.TextChoices):
    DRAFTING = "drafting", "草稿"
    AWAITING_SITTING = "awaiting_sitting", "提请审定中"
    APPROVED = "approved", "已审定，待印发"
    PUBLISHED = "published", "已公布"
    REVOKING = "revoking", "拟撤销"
    REVOKED = "revoked", "已撤销"
    DISCARDED = "discarded", "已撤回"


class EditionAction(models.TextChoices):
    SUBMIT = "submit", "提请审定"
    TAKE_BACK = "take_back", "撤回"
    DISCARD = "discard", "放弃起草"
    APPROVE = "approve", "登记审定结果"
    RETURN = "return", "退回修改"
    PUBLISH = "publish", "公布"
    REQUEST_SUPPLEMENT = "request_supplement", "提请增补"
    DECLINE_SUPPLEMENT = "decline_supplement", "不予增补"
    SUPPLEMENT = "supplement", "印发增补页"
    REQUEST_REVOKE = "request_revoke", "提请撤销"
    KEEP = "keep", "不予撤销"
    REVOKE = "revoke", "撤销"


# States of an edition that has gone out to the public, whatever became of it since.
ISSUED = (EditionStatus.PUBLISHED, EditionStatus.REVOKING, EditionStatus.REVOKED)
# States in which the list is still checked and previewed.
CHECKED = (EditionStatus.DRAFTING, EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)
PREPARED = (EditionAction.SUBMIT, EditionAction.APPROVE)
SUPPLEMENTING = (
    EditionAction.REQUEST_SUPPLEMENT,
    EditionAction.DECLINE_SUPPLEMENT,
    EditionAction.SUPPLEMENT,
)


class Edition(WorkflowSubject):
    """The draft of an edition on its way to publication, which makes an `EditionDocument`."""

    flow_name = "edition"
    history_title = "第{number}版"

    number = models.PositiveIntegerField("版次")
    title = models.CharField("名称", max_length=160)
    status = models.CharField(
        "状态", max_length=24, choices=EditionStatus, default=EditionStatus.DRAFTING
    )
    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name="随版审定的集中修订",
    )
    meeting = models.CharField("审定会议", max_length=120, blank=True)
    minutes_number = models.CharField("会议纪要编号", max_length=80, blank=True)
    decided_on = models.DateField("审定日期", null=True, blank=True)
    document_number = models.CharField("印发文号", max_length=80, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    note = models.TextField("公开说明", blank=True)
    history = Recorded()
    objects = CountyPaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "版次"
        ordering = ["county", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number"],
                condition=~Q(status=EditionStatus.DISCARDED),
                name="one_edition_of_a_number",
                violation_error_message="已有该版次。",
            ),
        ]

    def __str__(self):
        return f"{self.county.name}第{self.number}版"

    def get_absolute_url(self):
        return f"/desk/editions/{self.pk}/"

    def own_state(self):
        return {"number": self.number, "with_revision": self.revision_id is not None}


class EditionDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents are public; the full bytes are handed out by services that ask for the reader's
        role.
        """
        return self

    def of_county(self, code):
        return self.filter(county__code=code)

    def unrevoked(self, on: datetime.date | None = None):
        """Documents whose edition was not revoked on or before that day (today)."""
        on = on or timezone.localdate()
        return self.exclude(edition__revocation__revoked_on__lte=on)

    def in_force(self, on: datetime.date | None = None):
        """Those that hold or held by that day, the newest first: the first row of a county is what
        is in force there.
        """
        on = on or timezone.localdate()
        return (
            self.unrevoked(on)
            .filter(effective_on__lte=on)
            .order_by("-effective_on", "-number", "-sequence")
        )

    def without_bytes(self):
        return self.defer("full", "public")


@witnessed
@write_once
class EditionDocument(models.Model):
    """A frozen list: sequence 0 is the edition, 1, 2 ... its supplements; each whole, canonical
    JSON under zstd.
    """

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="documents", verbose_name="所属区划"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="documents", verbose_name="版次"
    )
    number = models.PositiveIntegerField("版次号")
    sequence = models.PositiveIntegerField("增补序号", default=0)
    title = models.CharField("名称", max_length=160)
    document_number = models.CharField("印发文号", max_length=80)
    meeting = models.CharField("审定会议", max_length=120)
    decided_on = models.DateField("审定日期")
    effective_on = models.DateField("施行日期")
    published_at = models.DateTimeField("发布时间")
    published_by_id = models.BigIntegerField("发布人编号")
    note = models.TextField("公开说明", blank=True)
    counts = models.JSONField("公开事项数")
    hidden = models.PositiveIntegerField("不予公开事项数", null=True, blank=True)
    changes = models.JSONField("公开变化", default=list)
    full = models.BinaryField("完整文本")
    public = models.BinaryField("公开文本")
    full_digest = models.CharField("完整文本校验值", max_length=64)
    public_digest = models.CharField("公开文本校验值", max_length=64)
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", verbose_name="上一文本"
    )
    history_head = models.CharField("变更记录封存值", max_length=64, blank=True)
    objects = EditionDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已公布文本"
        ordering = ["county", "-number", "-sequence"]
        indexes = [models.Index(fields=["county", "-effective_on", "-number", "-sequence"])]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number", "sequence"], name="one_document_of_a_number"
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """第7版 or 第7版（含第2号增补）."""
        return f"第{self.number}版" + (f"（含第{self.sequence}号增补）" if self.sequence else "")

    @property
    def path(self):
        """v7 or v7.2, as in the permalinks."""
        return f"v{self.number}" + (f".{self.sequence}" if self.sequence else "")


class RevocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self


@witnessed
@write_once
class Revocation(models.Model):
    """An edition taken out of force (撤销): its text stays readable, the one before is in force
    again.
    """

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="revocation", verbose_name="版次"
    )
    revoked_on = models.DateField("撤销日期")
    reason = models.TextField("理由")
    decision_id = models.BigIntegerField("决定编号")
    at = models.DateTimeField("登记时间")
    register = models.JSONField("清单登记的变化", default=dict)
    objects = RevocationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "撤销记录"

    def __str__(self):
        return f"{self.edition_id} {self.revoked_on}"


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Entries are projected from public documents only."""
        return self

    def in_force(self, on: datetime.date | None = None):
        on = on or timezone.localdate()
        ended = Q(effective_until=None) | Q(effective_until__gt=on)
        lapsed = Q(ends_on=None) | Q(ends_on__gte=on)
        begun = Q(starts_on=None) | Q(starts_on__lte=on)
        return self.filter(ended, lapsed, begun, effective_from__lte=on)


class Entry(models.Model):
    """One row of a public document that is in force or to come, made for search and filters by
    `manage.py reindex`.
    """

    document = models.ForeignKey(EditionDocument, models.CASCADE, related_name="entries")
    county = models.ForeignKey(Region, models.PROTECT, related_name="entries")
    code = models.CharField(max_length=11)
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    search_text = models.TextField()
    body = models.BinaryField()
    scope = models.CharField(max_length=8, choices=Scope)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "清单条目"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["county", "effective_from", "effective_until", "id"]),
            models.Index(fields=["code"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "code"], name="one_entry_per_document")
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class EntryTownship(models.Model):
    """A township in the scope of an entry that does not reach the whole county."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="in_townships")
    township = models.CharField(max_length=12, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "township"], name="a_township_once_per_entry")
        ]

    def __str__(self):
        return self.township


class EntryDepartment(models.Model):
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="in_departments")
    department = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "department"], name="a_department_once_per_entry"
            )
        ]

    def __str__(self):
        return self.department
