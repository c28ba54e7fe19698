"""Proof: recomputes every digest from what the tables hold today and names the first thing that
does not match.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from . import coverage, present, served, tables, witnessed, writeonce
from .digests import digest, hashed_columns, rows_of
from .guard import history_of, tracked_models
from .models import Batch, ProtectedActor, Seal, SealedBatch
from .seals import list_digest

ROWS_AT_ONCE = 20_000
MOST_BATCHES, FEWEST_BATCHES = 500, 10


@dataclass
class Bad:
    """What does not match, and by whom and when it was written."""

    table: str
    history_id: int | None
    batch: str | None
    at: str | None
    by: str | None
    sentence: str = ""

    def as_json(self):
        fields = asdict(self)
        del fields["sentence"]
        return fields


@dataclass
class Report:
    """The answer of `verify`: rows and seals looked at, the head of the chain, the first bad
    one.
    """

    rows: int = 0
    seals: int = 0
    head: str = ""
    first_bad: Bad | None = None

    @property
    def ok(self):
        return self.first_bad is None

    def as_json(self):
        bad = self.first_bad.as_json() if self.first_bad else None
        return {
            "ok": self.ok,
            "rows": self.rows,
            "seals": self.seals,
            "head": self.head,
            "first_bad": bad,
            "not_proved": [part.as_json() for part in coverage.not_proved()],
        }


class _Found(Exception):
    def __init__(self, bad):
        self.bad = bad


def verify(progress=None):
    """Reads the whole history; `progress(rows)` is told now and then. Stops at the first bad
    row.
    """
    report = Report()
    try:
        _tables()
        _batches(report, progress or (lambda rows: None))
        _rows_without_batch()
        _seals(report)
        _present_rows()
        _served_rows()
        _triggers()
    except _Found as found:
        report.first_bad = found.bad
    return report


def _tables():
    if missing := tables.first_missing():
        table, column = missing
        sentence = "数据表不存在"
        if column:
            sentence = f"数据表缺少列 {column}"
        raise _Found(Bad(table, None, None, None, None, sentence))


def _histories():
    histories = {}
    for model in tracked_models():
        history = history_of(model)
        histories[history._meta.db_table] = history
    return histories


def _bad(batch, table, history_id, sentence):
    raise _Found(
        Bad(table, history_id, str(batch.id), batch.at.isoformat(), batch.actor_name, sentence)
    )


def _row_count(batch):
    return sum(len(part["rows"]) for part in batch.body.values())


def _chunks():
    """All batches in the order of their time, as many at once as hold about ROWS_AT_ONCE rows."""
    size, after = FEWEST_BATCHES, None
    while True:
        query = Batch.objects.order_by("at", "id")
        if after:
            query = query.filter(
                Q(at__gt=after.at) | Q(at=after.at, id__gt=after.id), at__gte=after.at
            )
        chunk = list(query[:size])
        if not chunk:
            return
        yield chunk
        after = chunk[-1]
        average = sum(map(_row_count, chunk)) / len(chunk)
        size = int(max(FEWEST_BATCHES, min(MOST_BATCHES, ROWS_AT_ONCE / max(average, 1))))


def _batches(report, progress):
    histories, seen = _histories(), {}
    for chunk in _chunks():
        for batch in chunk:
            if batch.computed_digest() != batch.digest:
                _bad(batch, "history_batch", None, "批次内容与其摘要不符")
        _rows(chunk, histories)
        for fault in witnessed.faults(chunk, seen):
            _bad(*fault)
        _protected_actors(chunk)
        report.rows += sum(map(_row_count, filter(_is_shown, chunk)))
        progress(report.rows)
    if stray := witnessed.first_stray(seen):
        raise _Found(Bad(*stray, None, None, None, "记录不属于任何批次"))


def _is_shown(batch):
    """Counted with the others only when its day is over: a figure that grows would tell when."""
    return not batch.protection or batch.at <= timezone.now()


def _protected_actors(chunk):
    """A batch carries the digest of its protected actor; who has none has no such row."""
    table = ProtectedActor._meta.db_table
    rows = ProtectedActor.objects.filter(batch__in=[batch.id for batch in chunk])
    actors = {actor.batch_id: actor for actor in rows}
    for batch in chunk:
        actor = actors.get(batch.id)
        if actor and not batch.protection:
            _bad(batch, table, actor.pk, "批次没有受保护的操作人")
        if batch.protection and not actor:
            _bad(batch, table, None, "受保护的操作人的记录已不存在")
        if actor and actor.computed_digest() != batch.protection:
            _bad(batch, table, actor.pk, "受保护的操作人与其摘要不符")


def _rows(chunk, histories):
    """One query for each table and set of columns; the earliest batch with a bad row is named."""
    groups = defaultdict(list)
    for batch in chunk:
        for table, part in batch.body.items():
            groups[table, tuple(part["columns"])].append(batch)
    bad = []
    for (table, columns), batches in groups.items():
        bad += _group(table, columns, batches, histories)
    _stray_in(chunk, groups, histories, bad)
    if bad:
        order = {batch.id: n for n, batch in enumerate(chunk)}
        batch, table, history_id, sentence = min(bad, key=lambda b: (order[b[0].id], b[1], b[2]))
        _bad(batch, table, history_id, sentence)


def _group(table, columns, batches, histories):
    if table not in histories or not set(columns) <= set(hashed_columns(histories[table])):
        return [(batches[0], table, batches[0].body[table]["rows"][0][0], "数据表缺少当时记录的列")]
    expected, by_id = {}, {}
    for batch in batches:
        by_id[batch.id], expected[batch.id] = batch, dict(batch.body[table]["rows"])
    bad = []
    for number, batch, row in rows_of(histories[table], list(by_id), columns):
        stored = expected[batch].pop(number, None)
        if stored is None:
            bad.append((by_id[batch], table, number, "批次中没有这一行"))
        elif digest(row) != stored:
            bad.append((by_id[batch], table, number, "记录与其摘要不符"))
    for batch, rows in expected.items():
        for number in rows:
            bad.append((by_id[batch], table, number, "记录已不存在"))
    return bad


def _stray_in(chunk, groups, histories, bad):
    """Rows that claim a batch whose body does not know their table at all."""
    knowing = defaultdict(set)
    for (table, _columns), batches in groups.items():
        knowing[table].update(batch.id for batch in batches)
    for table, history in histories.items():
        others = {batch.id: batch for batch in chunk if batch.id not in knowing[table]}
        rows = history._base_manager.filter(batch__in=list(others))
        for batch, number in rows.values_list("batch", "history_id")[:1]:
            bad.append((others[batch], table, number, "批次中没有这一行"))


def _rows_without_batch():
    for table, history in _histories().items():
        known = Batch.objects.filter(pk=OuterRef("batch"))
        stray = history._base_manager.filter(~Exists(known)).order_by("history_id").first()
        if stray:
            by = None
            if stray.history_user_id is not None:
                by = str(stray.history_user_id)
            at, batch = stray.history_date.isoformat(), str(stray.batch)
            raise _Found(Bad(table, stray.history_id, batch, at, by, "记录不属于任何批次"))


def _seals(report):
    previous, heads = None, set()
    for seal in Seal.objects.order_by("number"):
        members = SealedBatch.objects.filter(seal=seal).order_by("position")
        columns = ("batch_id", "batch__digest", "batch__at", "batch__actor_name")
        sealed = list(members.values_list(*columns))
        listed = [(batch, value) for batch, value, _at, _by in sealed]
        sound = (
            seal.number == (previous.number + 1 if previous else 1)
            and seal.previous_id == (previous.pk if previous else None)
            and list_digest(listed) == seal.digest
            and seal.computed_head(report.head) == seal.head
        )
        if not sound:
            raise _Found(
                Bad(
                    "history_seal",
                    seal.number,
                    None,
                    seal.at.isoformat(),
                    None,
                    f"{seal}与其批次或前一封印不符",
                )
            )
        _times(seal, previous, sealed)
        previous, report.head = seal, seal.head
        heads.add(seal.head)
        report.seals += 1
    if previous:
        waiting = Batch.objects.unsealed().values_list("id", "digest", "at", "actor_name")
        _times(None, previous, waiting.filter(at__lt=previous.at)[:1])
    if stray := witnessed.first_without_seal(heads):
        table, key, text = stray
        raise _Found(
            Bad(table, key, None, None, None, f"其中写明的封印{text}已不在链上，其后的封印已被删除")
        )


def _times(seal, previous, batches):
    """A batch was made before its seal, and not before the preceding one; so were the seals."""
    if seal and previous and seal.at < previous.at:
        at = seal.at.isoformat()
        raise _Found(
            Bad("history_seal", seal.number, None, at, None, f"{seal}的时间早于{previous}")
        )
    for batch, _digest, at, by in batches:
        if seal and at > seal.at:
            sentence = f"批次的时间晚于封存它的{seal}"
        elif previous and at < previous.at:
            sentence = f"批次的时间早于在它之前的{previous}"
        else:
            continue
        raise _Found(Bad("history_batch", None, str(batch), at.isoformat(), by, sentence))


def _served_rows():
    if difference := served.first_difference():
        raise _Found(Bad(difference.table, difference.key, None, None, None, difference.sentence))


def _present_rows():
    for model in tracked_models():
        if difference := present.first_difference(model):
            table, number, batch_id, at, sentence = difference
            batch = Batch.objects.filter(pk=batch_id).first()
            by = batch and batch.actor_name
            named = batch_id and str(batch_id)
            raise _Found(Bad(table, number, named, at, by, sentence))


def _triggers():
    for table, trigger in writeonce.missing(DEFAULT_DB_ALIAS):
        raise _Found(Bad(table, None, None, None, None, f"缺少触发器 {trigger}，或已停用、改动"))
