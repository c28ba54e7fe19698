"""The tables of proof: a batch for each user action, and the seals that chain the batches."""

import secrets
import uuid
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

from . import audiences
from .clock import end_of_day, hold_off_the_sealer, not_before
from .days import day_words
from .digests import digest, hashed_columns, rows_of
from .recording import SOURCES
from .snapshots import models_by_table
from .tracking import Recorded, Tracked
from .witnessed import digests_of
from .writeonce import write_once

FIRST_ROWS = 3  # that many a list shows of a batch without reading its body


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
# Of which alone it is asked who may read them.
NOT_FOR_ALL = ~Q(audience="") | ~Q(protection="")
NOT_FOR_THE_LIST = (
    "body",
    "reason",
    "summary",
    "protectedactor__contents",
    "protectedactor__salt",
)


def _midnight(day):
    """When a day begins; one that no record can be of is moved to the edge of those that can."""
    within = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(datetime.combine(within, time.min))


def _reading_order(table):
    """Parents before parts: a part has a column that leads to its item."""
    model = models_by_table().get(table)
    return model is not None and any(f.name == "item" for f in model._meta.concrete_fields), table


def _time_of_batch(rec):
    """After every batch that is sealed, and before every seal to come.

    Of a protected actor it is the end of the day: no seal of that day takes the batch, and nobody
    reads it before.
    """
    hold_off_the_sealer()
    moment = not_before(Seal.objects.order_by("-number").values_list("at", flat=True).first())
    if rec.protection:
        return end_of_day(moment)
    return moment


def _refuse_naming(rec, history):
    """Raises ValueError where a row written under protection points to the account it protects."""
    account = getattr(rec.by, "pk", None)
    rows = history._base_manager.filter(batch=rec.id)
    for field in history.tracked_fields:
        of_people = field.is_relation and field.related_model is get_user_model()
        if of_people and account and rows.filter(**{field.attname: account}).exists():
            raise ValueError(f"{history._meta.db_table}.{field.column} names the protected actor")


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
        batches = self
        if first is not None:
            batches = batches.filter(at__gte=_midnight(first))
        if last is not None:
            batches = batches.filter(at__lt=_midnight(min(last, LAST_DAY) + timedelta(days=1)))
        return batches

    def shown(self, now=None):
        """Without those of protected actors whose day is not over yet."""
        return self.filter(Q(protection="") | Q(at__lte=now or timezone.now()))

    def readable_by(self, user):
        """Those this person may read, where it is asked elsewhere whose county or object it is."""
        return self.shown().filter(audiences.readable_by(user))

    def hidden_from(self, user):
        """Those whose contents this person must not learn; the complement of `readable_by`."""
        waiting = ~Q(protection="") & Q(at__gt=timezone.now())
        return self.filter(NOT_FOR_ALL).filter(waiting | ~audiences.readable_by(user))

    def sealed(self, now=None):
        """Those of which an auditor learns no more than that they are there: with a protected
        actor, or for an audience without him. None is of the present day.
        """
        today = _midnight(timezone.localdate(now))
        kept = audiences.kept_from_auditors() & Q(at__lt=today)
        return self.shown(now).filter(~Q(protection="") | kept)

    def protected_known_to(self, user):
        """Those sealed that this person knows of: he audits them, or may help to open who acted.
        What they hold he reads only where `readable_by` has them too; here it is not even loaded.
        """
        holder = audiences.holder_of(user)
        mine = audiences.holds_one_of("protectedactor__openers", holder.keys)
        rows = self.sealed().filter(holder.audits | mine)
        rows = rows.select_related("sealedbatch__seal", "protectedactor")
        return rows.prefetch_related("openings").defer(*NOT_FOR_THE_LIST)

    def unsealed(self):
        return self.filter(sealedbatch=None).order_by("at", "id")


@write_once
class Batch(models.Model):
    """One user action: who, when, why, by which way, and one sha256 for each history row it
    wrote.
    """

    id = models.UUIDField("批次", primary_key=True, default=uuid.uuid4, editable=False)
    actor_id = models.BigIntegerField("操作人编号", null=True, db_index=True)
    actor_name = models.CharField("操作人", max_length=200)
    reason = models.TextField("理由", blank=True)
    source = models.CharField("来源", max_length=10, choices=list(SOURCES.items()))
    decision_id = models.BigIntegerField("决定", null=True, db_index=True)
    county = models.CharField("区划代码", max_length=12, blank=True)
    audience = models.TextField("可见范围", blank=True)
    protection = models.CharField("操作人保护", max_length=64, blank=True)
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
            models.Index(fields=["id"], condition=NOT_FOR_ALL, name="history_batch_not_for_all"),
        ]

    def __str__(self):
        pattern = "%Y-%m-%d" if self.is_day_only else "%Y-%m-%d %H:%M"
        return f"{self.actor_name} {timezone.localtime(self.at).strftime(pattern)}"

    @property
    def is_day_only(self):
        """Whether it says on which day it was made and no more."""
        return bool(self.protection) or audiences.is_kept_from_auditors(self.audience)

    @property
    def at_words(self):
        """When, for people; of a protected actor the day and no more."""
        local = timezone.localtime(self.at)
        if self.is_day_only:
            return day_words(local)
        return f"{day_words(local)} {local:%H:%M}"

    @property
    def at_iso(self):
        """The same for machines."""
        local = timezone.localtime(self.at)
        if self.is_day_only:
            return local.date().isoformat()
        return local.isoformat()

    @property
    def row_keys(self):
        """(history table, history_id) of every row, parents before their parts."""
        keys = []
        for table in sorted(self.body, key=_reading_order):
            for row in self.body[table]["rows"]:
                keys.append((table, row[0]))
        return keys

    @classmethod
    def of(cls, rec, actor=None):
        """The batch of a recording, its rows read back from the database; not saved.

        `actor` is the `ProtectedActor` of a recording that seals who acts.
        """
        if (rec.audience or actor) and not rec.county:
            raise ValueError("a batch that not everybody may read belongs to a county")
        body = {}
        for history in sorted(rec.models, key=lambda model: model._meta.db_table):
            columns = hashed_columns(history)
            if actor:
                _refuse_naming(rec, history)
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
            audience=rec.audience,
            protection=actor.computed_digest() if actor else "",
            at=_time_of_batch(rec),
            body=body,
        )
        counts = {table: len(part["rows"]) for table, part in body.items()}
        batch.summary = {
            "counts": counts,
            "first": [list(key) for key in batch.row_keys[:FIRST_ROWS]],
        }
        if rec.witnessed:
            batch.summary["papers"] = digests_of(rec.witnessed)
        batch.digest = batch.computed_digest()
        return batch

    def computed_digest(self):
        """Of everything the batch says: the rows and who, when, why, by which way, by which
        decision, for whom.
        """
        contents = {
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
        # Said only where there is one: batches from before audiences were keep their digests.
        if self.audience:
            contents["audience"] = self.audience
        if self.protection:
            contents["protection"] = self.protection
        return digest(contents)


@write_once
class ProtectedActor(models.Model):
    """Who made a batch that does not say it. Read by `verify` and by `openings`, and by nothing
    else.

    The batch carries its digest; without the salt the few accounts of a county could be tried.
    """

    batch = models.OneToOneField(Batch, models.PROTECT, verbose_name="批次")
    openers = models.TextField("开启人")
    salt = models.CharField("随机数", max_length=32)
    contents = models.JSONField("受保护的内容")

    class Meta:
        verbose_name = verbose_name_plural = "受保护的操作人"
        default_permissions = ()

    def __str__(self):
        return f"批次 {self.batch_id} 的操作人"

    @classmethod
    def of(cls, rec):
        """Of a recording that seals who acts; not saved."""
        if rec.decision:
            raise ValueError("a decision names its maker")
        contents = {
            "account": getattr(rec.by, "pk", None),  # a visitor has none
            "name": rec.own_name,
            "at": timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
            "facts": rec.protection.facts,
        }
        openers = audiences.written(rec.protection.openers)
        salt = secrets.token_hex(16)
        return cls(batch_id=rec.id, openers=openers, salt=salt, contents=contents)

    def computed_digest(self):
        return digest([self.salt, str(self.batch_id), self.openers, self.contents])


class Opening(Tracked):
    """The opening of a protected actor (开启受保护的操作人): one person asks, another agrees, and
    these two may read it.
    """

    protected_batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="openings", verbose_name="受保护的批次"
    )
    asked_by = models.BigIntegerField("提出人编号", editable=False)
    asked_by_name = models.CharField("提出人", max_length=200)
    asked_at = models.DateTimeField("提出时间")
    asked_because = models.TextField("提出理由")
    agreed_by = models.BigIntegerField("同意人编号", null=True, editable=False)
    agreed_by_name = models.CharField("同意人", max_length=200, blank=True)
    agreed_at = models.DateTimeField("同意时间", null=True, blank=True)
    agreed_because = models.TextField("同意理由", blank=True)

    history_title = "{asked_by_name}提出的开启"
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "开启受保护的操作人"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["protected_batch"],
                condition=Q(agreed_by=None),
                name="history_one_opening_waits_for_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("asked_by")),
                name="history_openings_are_agreed_to_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.asked_by_name}提出"

    @property
    def is_agreed(self):
        return self.agreed_by is not None


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
