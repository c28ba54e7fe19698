"""The tables of proof: a batch for each user action, and the seals that chain the batches."""

import uuid
from datetime import UTC

from django.db import models
from django.utils import timezone

from .digests import digest, hashed_columns, rows_of
from .recording import SOURCES
from .writeonce import write_once


class BatchQuerySet(models.QuerySet):
    def for_counties(self, codes):
        """Batches that changed the register of one of these counties (12-digit codes)."""
        return self.filter(county__in=codes)

    def unsealed(self):
        return self.filter(sealedbatch=None).order_by("at", "id")


@write_once
class Batch(models.Model):
    """One user action: who, when, why, by which way, and one sha256 for each history row it wrote."""

    id = models.UUIDField("批次", primary_key=True, default=uuid.uuid4, editable=False)
    actor_id = models.BigIntegerField("操作人编号", null=True, db_index=True)
    actor_name = models.CharField("操作人", max_length=200)
    reason = models.TextField("理由", blank=True)
    source = models.CharField("来源", max_length=10, choices=list(SOURCES.items()))
    decision_id = models.BigIntegerField("决定", null=True, db_index=True)
    county = models.CharField("县（市、区）代码", max_length=12, blank=True)
    at = models.DateTimeField("时间")
    body = models.JSONField("行摘要")
    digest = models.CharField("摘要值", max_length=64)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "变更批次"
        ordering = ["-at", "-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["at", "id"], name="history_batch_at"),
            models.Index(fields=["county", "at", "id"], name="history_batch_county_at"),
        ]

    def __str__(self):
        return f"{self.actor_name} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, rec):
        """The batch of a recording, its rows read back from the database; not saved."""
        body = {}
        for history in sorted(rec.models, key=lambda model: model._meta.db_table):
            columns = hashed_columns(history)
            if rows := [[number, digest(row)] for number, _batch, row in rows_of(history, [rec.id], columns)]:
                body[history._meta.db_table] = {"columns": columns, "rows": rows}
        batch = cls(
            id=rec.id,
            actor_id=rec.actor_id,
            actor_name=rec.actor_name[:200],
            reason=rec.reason,
            source=rec.source,
            decision_id=rec.decision_id,
            county=rec.county,
            at=timezone.now(),
            body=body,
        )
        batch.digest = batch.computed_digest()
        return batch

    def computed_digest(self):
        """Of everything the batch says: the rows and who, when, why, by which way, by which decision."""
        return digest(
            {
                "id": str(self.id),
                "actor": [self.actor_id, self.actor_name],
                "reason": self.reason,
                "source": self.source,
                "decision": self.decision_id,
                "county": self.county,
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "body": self.body,
            }
        )


@write_once
class Seal(models.Model):
    """Chains batches: `digest` is over those it lists, `head` over that and the head before it."""

    number = models.PositiveBigIntegerField("序号", unique=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, verbose_name="前一封印")
    at = models.DateTimeField("时间")
    digest = models.CharField("批次摘要", max_length=64)
    head = models.CharField("链首摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "历史封印"
        ordering = ["number"]
        default_permissions = ()

    def __str__(self):
        return f"第{self.number}号封印"

    def computed_head(self, previous_head):
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return digest([self.number, previous_head, self.digest, at])


@write_once
class SealedBatch(models.Model):
    """A batch's place in its seal."""

    seal = models.ForeignKey(Seal, models.PROTECT, verbose_name="封印", related_name="batches")
    batch = models.OneToOneField(Batch, models.PROTECT, verbose_name="批次")
    position = models.PositiveIntegerField("位次")

    class Meta:
        verbose_name = verbose_name_plural = "已封批次"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="history_one_batch_a_position")]

    def __str__(self):
        return f"{self.seal_id}/{self.position}"
