"""The tables of proof: a batch for each user action, and the seals that chain the batches."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.utils import timezone

from .clock import hold_off_the_sealer, not_before
from .digests import digest, hashed_columns, rows_of
from .papers import digests_of
from .recording import SOURCES
from .snapshots import models_by_table
from .writeonce import write_once

FIRST_ROWS = 3  # that many a list shows of a batch without reading its body


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


def _midnight(day):
    """When a day begins; one that no record can be of is moved to the edge of those that can."""
    within = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(datetime.combine(within, time.min))


def _reading_order(table):
    """Parents before parts: a part has a column that leads to its item."""
    model = models_by_table().get(table)
    return model is not None and any(f.name == "item" for f in model._meta.concrete_fields), table


def _time_of_batch():
    """After every batch that is sealed, and before every seal to come."""
    hold_off_the_sealer()
    return not_before(Seal.objects.order_by("-number").values_list("at", flat=True).first())


class BatchQuerySet(models.QuerySet):
    def for_counties(self, codes):
        """Batches that changed the register of one of these counties (12-digit codes)."""
        return self.filter(county__in=codes)

    def of_person(self, actor_id):
        return self.filter(actor_id=actor_id)

    def on_day(self, day):
        """Batches of one calendar day, local time."""
        return self.between(day, day)

    def between(self, first, last):
        """Batches from the first to the last day, both included, local time; None leaves an end
        open.
        """
        found = self if first is None else self.filter(at__gte=_midnight(first))
        if last is None:
            return found
        return found.filter(at__lt=_midnight(min(last, LAST_DAY) + timedelta(days=1)))

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
    county = models.CharField("区划代码", max_length=12, blank=True)
    at = models.DateTimeField("时间")
    body = models.JSONField("行摘要")
    summary = models.JSONField("概要", default=dict)
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

    @property
    def row_keys(self):
        """(history table, history_id) of every row, parents before their parts."""
        return [
            (table, row[0])
            for table in sorted(self.body, key=_reading_order)
            for row in self.body[table]["rows"]
        ]

    @classmethod
    def of(cls, rec):
        """The batch of a recording, its rows read back from the database; not saved."""
        body = {}
        for history in sorted(rec.models, key=lambda model: model._meta.db_table):
            columns = hashed_columns(history)
            if rows := sorted(
                [number, digest(row)] for number, _batch, row in rows_of(history, [rec.id], columns)
            ):
                body[history._meta.db_table] = {"columns": columns, "rows": rows}
        batch = cls(
            id=rec.id,
            actor_id=rec.actor_id,
            actor_name=rec.actor_name[:200],
            reason=rec.reason,
            source=rec.source,
            decision_id=rec.decision_id,
            county=rec.county,
            at=_time_of_batch(),
            body=body,
        )
        counts = {table: len(part["rows"]) for table, part in body.items()}
        batch.summary = {
            "counts": counts,
            "first": [list(key) for key in batch.row_keys[:FIRST_ROWS]],
        }
        if rec.papers:
            batch.summary["papers"] = digests_of(rec.papers)
        batch.digest = batch.computed_digest()
        return batch

    def computed_digest(self):
        """Of everything the batch says: the rows and who, when, why, by which way, by which
        decision.
        """
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
                "summary": self.summary,
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
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "position"], name="history_one_batch_a_position"
            )
        ]

    def __str__(self):
        return f"{self.seal_id}/{self.position}"
