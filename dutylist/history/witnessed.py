"""The write-once rows beside the history (decisions, documents, revocations): proved by the batch
they were written in.

Whoever creates such a row inside a recording says so with `witness`; the batch then holds its
digest as it holds those of history rows, in its summary, which its own digest covers.
"""

from collections import defaultdict

from .digests import canonical_rows, digest
from .recording import current

_models = []
HEAD = "history_head"  # the column in which a row carries the head of the seal before it


def witnessed(model):
    """Class decorator: every row of this write-once table belongs to a batch, and `verify` compares
    it.
    """
    _models.append(model)
    return model


def witnessed_models():
    return {model._meta.db_table: model for model in _models}


def witness(row):
    """Takes a row just written into the batch under way.

    Such a row names its maker: one of a protected actor would tell who he is.
    """
    if current().protection:
        raise ValueError(f"{row._meta.label} of a protected actor")
    current().witnessed.append(row)
    return row


def _columns(model):
    return sorted(field.column for field in model._meta.concrete_fields)


def digests_of(written):
    """{table: {columns, rows: [[key, digest]]}} of those that are still there when the recording
    ends.
    """
    parts, by_model = {}, defaultdict(list)
    for row in written:
        by_model[type(row)].append(row.pk)
    for model, keys in by_model.items():
        columns = _columns(model)
        rows = [[key, digest(row)] for key, row in canonical_rows(model, keys, columns)]
        if rows:
            parts[model._meta.db_table] = {"columns": columns, "rows": sorted(rows)}
    return parts


def faults(batches, seen):
    """[(batch, table, key, sentence)] of the rows of these batches; `seen` collects the keys by
    table.
    """
    wrong = []
    for batch in batches:
        for table, part in batch.summary.get("papers", {}).items():
            seen.setdefault(table, set()).update(dict(part["rows"]))
            for key, sentence in _faults_of(table, part):
                wrong.append((batch, table, key, sentence))
    return wrong


def _faults_of(table, part):
    model, expected = witnessed_models().get(table), dict(part["rows"])
    if model is None or not set(part["columns"]) <= set(_columns(model)):
        return [(part["rows"][0][0], "数据表缺少当时记录的列")]
    wrong = []
    for key, row in canonical_rows(model, list(expected), part["columns"]):
        if digest(row) != expected.pop(key):
            wrong.append((key, "记录与其摘要不符"))
    for key in expected:
        wrong.append((key, "记录已不存在"))
    return wrong


def first_stray(seen):
    """(table, key) of a row that no batch knows, or None."""
    for table, model in witnessed_models().items():
        known = seen.get(table, set())
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        for key in keys.iterator():
            if key not in known:
                return table, key
    return None


def first_without_seal(heads):
    """(table, key, head) of a row that carries the head of a seal which is no longer in the
    chain, or None.

    Whoever takes the newest seals away with all their rows leaves a sound chain that is only
    shorter; what was published since names the head it had.
    """
    for table, model in witnessed_models().items():
        fields = model._meta.concrete_fields
        if not any(field.name == HEAD for field in fields):
            continue
        rows = model._base_manager.exclude(**{HEAD: ""}).order_by("pk").values_list("pk", HEAD)
        for key, text in rows.iterator():
            if text not in heads:
                return table, key, text
    return None
