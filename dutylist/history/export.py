"""The record as CSV for auditors: one line a change, streamed, safe to open in a spreadsheet."""

import csv

from django.http import StreamingHttpResponse
from django.utils import timezone

from .reading import read

HEAD = [
    "时间",
    "操作人",
    "操作人编号",
    "来源",
    "理由",
    "决定编号",
    "区划代码",
    "批次",
    "批次摘要值",
    "数据表",
    "记录编号",
    "方式",
    "变更",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BATCHES_AT_ONCE, ROWS_AT_ONCE = 50, 500


class _Echo:
    def write(self, value):
        return value


def cell(value):
    """Text a spreadsheet will not take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def csv_response(batches, reader, filename="history.csv"):
    """A streaming answer; nothing of the export is held in memory beyond a few hundred rows."""
    response = StreamingHttpResponse(
        _with_bom(_written(batches, reader)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store"
    return response


def _written(batches, reader):
    """The lines of the file, one at a time."""
    writer = csv.writer(_Echo())
    for line in _lines(batches, reader):
        yield writer.writerow([cell(value) for value in line])


def _with_bom(lines):
    yield "\ufeff"
    yield from lines


def _lines(batches, reader):
    yield HEAD
    for batch in batches.iterator(chunk_size=BATCHES_AT_ONCE):
        keys = batch.row_keys
        for start in range(0, len(keys), ROWS_AT_ONCE):
            for change in read(keys[start : start + ROWS_AT_ONCE], reader):
                yield [*_of_batch(batch), *_of_change(batch, change)]


def _of_batch(batch):
    pattern = "%Y-%m-%d" if batch.protection else "%Y-%m-%d %H:%M:%S"
    at = timezone.localtime(batch.at).strftime(pattern)
    source, place = batch.get_source_display(), (batch.county, batch.pk, batch.digest)
    return [at, batch.actor_name, batch.actor_id, source, batch.reason, batch.decision_id, *place]


def _of_change(batch, change):
    """The numbers of rows rise with time: that of a protected actor's row would tell his."""
    number = None if batch.protection else change.number
    return [change.table, number, change.kind_label, change.full_sentence]
