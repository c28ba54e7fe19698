"""What makes a model tracked, and the bulk doors."""

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from .recording import current, door


class HistoryRow(models.Model):
    batch = models.UUIDField(db_index=True)

    class Meta:
        abstract = True


def stamp(sender, history_instance=None, **kwargs):
    rec = current()
    history_instance.batch = rec.id
    rec.models.add(type(history_instance))


pre_create_historical_record.connect(stamp)


def Recorded(**options):
    return HistoricalRecords(bases=[HistoryRow], history_user_id_field=models.BigIntegerField(null=True), **options)


class Tracked(models.Model):
    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with door():
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with door():
            return super().delete(*args, **kwargs)


def bulk_save(objects):
    """Saves new and really changed objects of one model: -> (new, changed)."""
    objects = list(objects)
    if not objects:
        return 0, 0
    with door() as rec:
        model = type(objects[0])
        history = model.history.model
        names = [f.attname for f in history.tracked_fields]
        old = {r[0]: r[1:] for r in model._base_manager.filter(pk__in=[o.pk for o in objects if o.pk]).values_list("pk", *names)}
        new = [o for o in objects if not o.pk]
        changed = [o for o in objects if o.pk and old[o.pk] != tuple(getattr(o, n) for n in names)]
        model._base_manager.bulk_create(new, batch_size=500)
        if changed:
            model._base_manager.bulk_update(changed, [f.name for f in history.tracked_fields if not f.primary_key], batch_size=200)
        now = timezone.now()
        for rows, kind in ((new, "+"), (changed, "~")):
            history.objects.bulk_create(
                [history(batch=rec.id, history_date=now, history_type=kind, **{n: getattr(o, n) for n in names}) for o in rows], batch_size=500
            )
        return len(new), len(changed)


def bulk_delete(objects):
    """Deletes objects of one model with one history row each: -> count."""
    objects = list(objects)
    for o in objects:
        o.delete()
    return len(objects)
