"""What makes a model tracked: its history table, and the doors for one object and for many."""

from django.db import models, router, transaction
from simple_history.models import HistoricalRecords

from .comparison import attnames_of, differing, stored_values, untracked_fields
from .guard import UnrecordedChange, is_off, opened
from .inserting import insert_rows
from .limits import make_visible, require_fitting
from .recording import current
from .rows import write_rows

__all__ = ["Recorded", "Tracked", "UnrecordedChange", "bulk_delete", "bulk_save"]


class HistoryRow(models.Model):
    """What every history table carries beside the copy: the batch that wrote the row."""

    batch = models.UUIDField("批次", db_index=True)

    class Meta:
        abstract = True


class Recorded(HistoricalRecords):
    """The history of a tracked model; `fields` or `excluded_fields` limit what is tracked.

    The doors write the rows; simple-history makes the table. Of its indexes only those that are
    asked are kept: the object's key, the batch, and the foreign keys named in `indexed`.
    """

    def __init__(self, fields=None, indexed=("item",), **options):
        self.only = set(fields) if fields is not None else None
        self.indexed = indexed
        super().__init__(
            bases=[HistoryRow], history_user_id_field=models.BigIntegerField(null=True), **options
        )

    def create_history_model(self, model, inherited):
        if self.only is not None:
            own = [field.name for field in model._meta.fields if not field.primary_key]
            self.excluded_fields = [name for name in own if name not in self.only]
        return super().create_history_model(model, inherited)

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = name == model._meta.pk.name or name in self.indexed
        return fields

    def get_extra_fields(self, model, fields):
        extra = super().get_extra_fields(model, fields)
        extra["history_date"].db_index = False
        return extra

    def get_meta_options(self, model):
        name = f"{model._meta.verbose_name}变更记录"
        return {
            **super().get_meta_options(model),
            "verbose_name": name,
            "verbose_name_plural": name,
            "ordering": ("-history_id",),
            "get_latest_by": "history_id",
            "default_permissions": (),
        }

    def post_save(self, *args, **kwargs):
        """Nothing: `Tracked.save` has written the row, of what is stored and not of what is in
        memory.
        """

    post_delete = pre_delete = post_save


def _recording():
    rec = current()
    if rec is None:
        raise UnrecordedChange("写入受记录的表之前，必须进入 recording()")
    return rec


class Tracked(models.Model):
    """A model whose every change is recorded; it carries `history = Recorded()`."""

    unrecorded = {}  # {field its history does not keep: why}; `verify` names them with its proof
    reference_data = (
        False  # True where rows may come from `migrating()`, without a history row of their own
    )
    # False where rows of which not everybody may know lie between the others: the numbers of its
    # history's rows would tell how many
    numbers_told = True
    # how reading names an object: a pattern over its fields as shown, "{role}：{department}"
    history_title = ""
    # a function from the stored values {column attribute: value} to what an object is called whose
    # name is in no column, or may be blank there
    history_called = None
    # {field: a function from the stored value to the text that reading shows of it}
    history_shown = {}
    # {field: a function from the values before and after to [(label, before, after)]}, for a field
    # that holds many things
    history_told = {}
    # A function (name of a field, the row before or None, the row after) that tells a field by what
    # differs: [(label, old, new)], or None where the field is told like any other.
    history_compared = None
    history_labels = {}  # fields whose label depends on others: {"department": "{role}部门"}

    class Meta:
        abstract = True

    def save(self, force_insert=False, force_update=False, using=None, update_fields=None):
        """Writes what differs from the stored row, with one history row; nothing when nothing
        differs.
        """
        if hasattr(self, "skip_history_when_saving"):
            raise UnrecordedChange("skip_history_when_saving")
        using = using or router.db_for_write(type(self), instance=self)
        options = {"force_insert": force_insert, "force_update": force_update, "using": using}
        if current() is None and is_off():
            super().save(**options, update_fields=update_fields)
            return
        make_visible([self])
        names = attnames_of(self, update_fields)
        old = None if self.pk is None else stored_values(type(self), [self.pk], using).get(self.pk)
        changed = differing(self, old, names) if old else None
        if changed is not None and not changed and not force_insert:
            return
        require_fitting([self], names if changed is None else changed)
        tracked = changed is None or bool(changed - untracked_fields(type(self)))
        if not tracked:
            update_fields = [self._meta.get_field(name).name for name in changed]
        self._save_through_door(tracked, old is None, {**options, "update_fields": update_fields})

    def full_clean(self, *args, **kwargs):
        """What is validated is what would be kept; what no column could hold is not even looked
        up.
        """
        make_visible([self])
        require_fitting([self])
        super().full_clean(*args, **kwargs)

    def _save_through_door(self, tracked, created, options):
        rec = _recording() if tracked else None
        with opened(self._meta.db_table):
            super().save(**options)
        if tracked:
            write_rows(type(self), [self.pk], "+" if created else "~", rec, options["using"])

    def delete(self, using=None, keep_parents=False):
        """Deletes with a last history row; what points here is PROTECTed."""
        if current() is None and is_off():
            return super().delete(using=using, keep_parents=keep_parents)
        rec = _recording()
        using = using or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            write_rows(type(self), [self.pk], "-", rec, using)
            with opened(self._meta.db_table):
                return super().delete(using=using, keep_parents=keep_parents)


def bulk_save(objects):
    """Saves new and really changed objects of one model: -> (new, changed).

    One look-up, one insert, one update of the columns that differ, one statement for the history
    rows.
    """
    objects = list(objects)
    if not objects:
        return 0, 0
    model = type(objects[0])
    using = router.db_for_write(model)
    plain = current() is None and is_off()
    rec = None if plain else _recording()
    if not plain:
        make_visible(objects)
    stored = stored_values(model, [o.pk for o in objects if o.pk is not None], using)
    new, changed = _sorted_out(objects, stored)
    if not plain:
        require_fitting(new)
        for changed_object, names in changed:
            require_fitting([changed_object], names)
    with transaction.atomic(using=using), opened(model._meta.db_table):
        insert_rows(model, new, using)
        _update(model, changed, using)
    if plain:
        return len(new), len(changed)
    recorded = [o for o, names in changed if names - untracked_fields(model)]
    write_rows(model, [o.pk for o in new], "+", rec, using)
    write_rows(model, [o.pk for o in recorded], "~", rec, using)
    return len(new), len(changed)


def _sorted_out(objects, stored):
    """(the new objects, [(object, attributes that differ)] of the changed ones)."""
    new, changed = [], []
    for o in objects:
        if o.pk not in stored:
            new.append(o)
        elif names := differing(o, stored[o.pk], attnames_of(o, None)):
            changed.append((o, names))
    return new, changed


def _update(model, changed, using):
    """One update for the columns that differ in any of these; `auto_now` columns go with them."""
    if not changed:
        return
    objects = [o for o, _names in changed]
    stamped = [f for f in model._meta.concrete_fields if getattr(f, "auto_now", False)]
    for o in objects:
        for field in stamped:
            field.pre_save(o, add=False)
    attnames = {field.attname for field in stamped}
    for _o, names in changed:
        attnames |= names
    columns = [model._meta.get_field(name).name for name in sorted(attnames)]
    model._base_manager.using(using).bulk_update(objects, columns, batch_size=200)


def bulk_delete(objects):
    """Deletes objects of one model with one history row each: -> count."""
    objects = [o for o in objects if o.pk is not None]
    if not objects:
        return 0
    model = type(objects[0])
    using = router.db_for_write(model)
    keys = [o.pk for o in objects]
    with transaction.atomic(using=using):
        if not (current() is None and is_off()):
            write_rows(model, keys, "-", _recording(), using)
        with opened(model._meta.db_table):
            model._base_manager.using(using).filter(pk__in=keys).delete()
    return len(objects)
