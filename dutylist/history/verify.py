"""Proof: recomputes every digest from what the tables hold today and names the first thing that
does not match.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from . import coverage, papers, present, served, tables, writeonce
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
        return {name: value for name, value in asdict(self).items() if name != "sentence"}


@dataclass
class Report:
    """The answer of `verify`: rows and seals looked at, the head of the chain, the first bad one."""

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
    """Reads the whole history; `progress(rows)` is told now and then. Stops at the first bad row."""
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
        sentence = f"数据表缺少列 {column}" if column else "数据表不存在"
        raise _Found(Bad(table, None, None, None, None, sentence))


def _histories():
    return {history_of(model)._meta.db_table: history_of(model) for model in tracked_models()}


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
        for fault in papers.faults(chunk, seen):
            _bad(*fault)
        _protected_actors(chunk)
        report.rows += sum(map(_row_count, filter(_is_shown, chunk)))
        progress(report.rows)
    if stray := papers.first_stray(seen):
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
    expected = {b.id: dict(b.body[table]["rows"]) for b in batches}
    by_id = {b.id: b for b in batches}
    bad = []
    for number, batch, row in rows_of(histories[table], list(by_id), columns):
        stored = expected[batch].pop(number, None)
        if stored is None:
            bad.append((by_id[batch], table, number, "批次中没有这一行"))
        elif digest(row) != stored:
            bad.append((by_id[batch], table, number, "记录与其摘要不符"))
    return bad + [
        (by_id[batch], table, number, "记录已不存在")
        for batch in expected
        for number in expected[batch]
    ]


def _stray_in(chunk, groups, histories, bad):
    """Rows that claim a batch whose body does not know their table at all."""
    for table, history in histories.items():
        known = {
            b.id for (name, _columns), batches in groups.items() if name == table for b in batches
        }
        others = {b.id: b for b in chunk if b.id not in known}
        rows = history._base_manager.filter(batch__in=list(others)).values_list(
            "batch", "history_id"
        )[:1]
        bad += [(others[batch], table, number, "批次中没有这一行") for batch, number in rows]


def _rows_without_batch():
    for table, history in _histories().items():
        known = Batch.objects.filter(pk=OuterRef("batch"))
        stray = history._base_manager.filter(~Exists(known)).order_by("history_id").first()
        if stray:
            by = None if stray.history_user_id is None else str(stray.history_user_id)
            at = stray.history_date.isoformat()
            raise _Found(
                Bad(table, stray.history_id, str(stray.batch), at, by, "记录不属于任何批次")
            )


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
    if stray := papers.first_without_seal(heads):
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
    if found := served.first_difference():
        raise _Found(Bad(found.table, found.key, None, None, None, found.sentence))


def _present_rows():
    for model in tracked_models():
        if found := present.first_difference(model):
            table, number, batch_id, at, sentence = found
            batch = Batch.objects.filter(pk=batch_id).first() if batch_id else None
            by = batch.actor_name if batch else None
            raise _Found(Bad(table, number, str(batch_id) if batch_id else None, at, by, sentence))


def _triggers():
    for table, trigger in writeonce.missing(DEFAULT_DB_ALIAS):
        raise _Found(Bad(table, None, None, None, None, f"缺少触发器 {trigger}，或已停用、改动"))
