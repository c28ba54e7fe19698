"""Imports of workbooks (导入): the file as handed in, what it would do, what became of it."""

import re
from pathlib import PurePath

from django.conf import settings
from django.db import models

from dutylist.history.unproved import unproved
from dutylist.organizations.models import Region
from items.permissions import READERS

from .packed import PackedJSONField

KEPT_ENDING = re.compile(r"\.[a-z]{2,5}")


class ImportState(models.TextChoices):
    ASKED = "asked", "待确定是哪个单位的清单"
    PREVIEWED = "previewed", "已预览，待确认"
    IMPORTED = "imported", "已导入"
    UNDONE = "undone", "已撤销导入"
    DISCARDED = "discarded", "已放弃"


class ImportJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The imports of the counties whose working register this user reads."""
        return self.filter(county__in=user.standing().county_ids(*READERS))

    def light(self):
        """Without what only the page of one import needs."""
        return self.defer("detail", "undo", "options")


@unproved("导入的原件和预览，写入的内容以变更记录为准")
class ImportJob(models.Model):
    """What was handed in for one county, or for its townships: one file, or one for each of several
    townships.
    """

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="import_jobs", verbose_name="所属区划"
    )
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_jobs", verbose_name="上传人"
    )
    file_name = models.CharField("文件名", max_length=200)
    version = models.PositiveIntegerField("版本号", default=1)
    state = models.CharField(
        "状态", max_length=12, choices=ImportState, default=ImportState.PREVIEWED
    )
    options = models.JSONField("选项", default=dict)
    report = models.JSONField("预览与结果", default=dict)
    detail = PackedJSONField("逐行结果", default=dict)
    digest = models.CharField("预览摘要值", max_length=64)
    list_version = models.PositiveBigIntegerField("预览时的清单版本号", default=0)
    reason = models.TextField("理由", blank=True)
    batch = models.UUIDField("变更批次", null=True, blank=True)
    undo = PackedJSONField("撤销所需内容", default=dict)
    undo_reason = models.TextField("撤销理由", blank=True)
    undo_batch = models.UUIDField("撤销批次", null=True, blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    finished_at = models.DateTimeField("办结时间", null=True, blank=True)
    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ["-created_at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["county", "-created_at"], name="import_jobs_by_county")]

    def __str__(self):
        return self.file_name

    @property
    def is_open(self):
        return self.state in (ImportState.ASKED, ImportState.PREVIEWED)

    @property
    def is_asked(self):
        """Whether nothing is previewed yet, because somebody has to say first whose list it is."""
        return self.state == ImportState.ASKED

    @property
    def files(self):
        """The parts in their order, fetched once."""
        if not hasattr(self, "_files"):
            self._files = list(self.parts.select_related("township"))
        return self._files

    @property
    def is_many(self):
        """Whether each part is one township's: several files, or a file that several townships
        share.
        """
        return self.report.get("several", False)

    @property
    def is_asked_whose(self):
        """Whether it can be said whose each file is, or that it is not imported."""
        return self.is_many or bool(self.options.get("townships")) or self.has_files

    @property
    def last_file(self):
        """The key of the file that may be the county's own list: the only one that is imported,
        else "".
        """
        there = []
        for entry in self.report.get("handed", ()):
            if not (entry["sheet"] or entry["left_out"]):
                there.append(entry["key"])
        if len(there) == 1:
            return there[0]
        return ""

    @property
    def has_files(self):
        """Whether several files were handed in, so that columns are filed under a file's number."""
        return any(entry["number"] > 1 for entry in self.report.get("handed", ()))

    @property
    def file(self):
        return self.files[0].file

    @property
    def sha256(self):
        return self.files[0].sha256


def kept_path(part, name):
    """Where a file is kept: by its digest and the format it was read as, never by the name it came
    with.
    """
    ending = PurePath(name).suffix.lower()
    return (
        f"imports/{part.sha256[:2]}/{part.sha256}{ending if KEPT_ENDING.fullmatch(ending) else ''}"
    )


class ImportPartQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(job__county__in=user.standing().county_ids(*READERS))


@unproved("导入的原件和预览，写入的内容以变更记录为准")
class ImportPart(models.Model):
    """One file of an import, as it was handed in; of several, each is one township's, or several
    share it.

    Of a file that could not be read only its name and digest are kept, with what was said of it.
    """

    job = models.ForeignKey(ImportJob, models.PROTECT, related_name="parts", verbose_name="导入")
    position = models.PositiveSmallIntegerField("第几个文件", default=1)
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    file = models.FileField("文件", upload_to=kept_path, max_length=200, blank=True)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("文件摘要值", max_length=64, db_index=True)
    refusal = models.JSONField("读不了的原因", default=list, blank=True)
    objects = ImportPartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入的文件"
        ordering = ["job", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["job", "position"],
                name="import_parts_have_places_of_their_own",
                violation_error_message="这次导入已有这一序号的文件。",
            )
        ]

    def __str__(self):
        return self.file_name
