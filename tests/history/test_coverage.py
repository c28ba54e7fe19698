"""Every table and every column of the database is proved, or named with its reason among what is
not proved.
"""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from dutylist.history.coverage import (
    UNKNOWN,
    grouped,
    not_proved,
    not_proved_sentence,
    proved_columns,
)
from dutylist.history.guard import guard_off, tracked_models
from dutylist.history.unproved import OF_DJANGO, OF_LIBRARIES, unproved_models
from dutylist.history.writeonce import write_once_models

pytestmark = pytest.mark.django_db


def columns_in_database():
    """{table: its columns}, as Django's own introspection reads them."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {
            table: {
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            }
            for table in tables
        }


def test_every_table_and_column_is_proved_or_named_with_its_reason():
    proved, named = proved_columns(), {}
    for part in not_proved():
        named.setdefault(part.table, set()).update(part.columns or ("*",))
    forgotten = [
        (table, column)
        for table, columns in columns_in_database().items()
        for column in columns
        if column not in proved.get(table, ()) and not {column, "*"} & named.get(table, set())
    ]
    assert forgotten == []


def test_every_reason_is_given_and_none_is_left_of_a_table_that_is_gone():
    assert [part for part in not_proved() if part.why == UNKNOWN] == []
    ours = set(unproved_models())
    assert ours <= set(apps.get_models())
    assert set(OF_LIBRARIES) <= {config.label for config in apps.get_app_configs()}
    assert set(OF_DJANGO) <= set(columns_in_database())


def test_no_table_is_proved_and_named_at_once():
    proved = set(proved_columns())
    loaded = {model._meta.db_table for model in tracked_models() if model.reference_data}
    both = {part.table for part in not_proved() if part.table in proved and not part.columns}
    assert both == loaded


def test_a_column_that_the_record_leaves_out_has_its_reason_on_the_model():
    for model in tracked_models():
        fields = {field.name for field in model._meta.concrete_fields}
        assert set(model.unrecorded) <= fields
        kept = proved_columns()[model._meta.db_table]
        left_out = {field.name for field in model._meta.concrete_fields if field.column not in kept}
        assert left_out == set(model.unrecorded), model


def test_a_table_or_column_nobody_told_of_is_named():
    with guard_off(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE smuggled (name varchar(20))")
        cursor.execute("ALTER TABLE organizations_placeword ADD COLUMN smuggled varchar(20)")
    found = {(part.table, part.columns, part.why) for part in not_proved()}
    assert ("smuggled", (), UNKNOWN) in found
    assert ("organizations_placeword", ("smuggled",), UNKNOWN) in found


def test_what_is_written_once_and_carries_no_digest_is_named():
    named = {part.table for part in not_proved()}
    once = {model._meta.db_table for model in write_once_models()}
    assert once - set(proved_columns()) == {"organizations_accountevent"} <= named


def test_people_are_told_of_import_jobs_passwords_and_the_rest():
    said = not_proved_sentence()
    for name in ("导入", "密码", "账号事件", "区划", "待办", "接口令牌", "公开页面的缓存"):
        assert name in said
    assert "\n" not in said
    names = [name for _why, names in grouped() for name in names]
    assert sorted(names) == sorted({part.name for part in not_proved()})


def test_the_command_names_it_in_json_too():
    out = StringIO()
    call_command("verify_history", "--json", stdout=out)
    named = json.loads(out.getvalue())["not_proved"]
    assert {"table": "organizations_user", "columns": ["password"]}.items() <= next(
        part for part in named if part["columns"] == ["password"]
    ).items()
    assert all(set(part) == {"table", "name", "why", "columns"} for part in named)
    assert {"items_importjob", "items_importpart"} <= {part["table"] for part in named}
