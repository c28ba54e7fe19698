"""A database whose tables are not those of this program is refused with a sentence."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from dutylist.history.schema import OtherSchema, differences, require_our_schema

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def renamed_column(db):
    """The tables of another version: a column has another name."""
    require_our_schema.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME COLUMN session_data TO told")
    yield
    require_our_schema.cache_clear()


def test_the_tables_that_the_migrations_make_are_those_of_the_models():
    assert differences() == []


def test_a_column_too_few_and_one_too_many_are_named(renamed_column):
    assert [str(one) for one in differences()] == [
        "缺少django_session.session_data",
        "多出django_session.told",
    ]


def test_it_is_looked_at_until_it_is_right(renamed_column):
    for _ in range(2):
        with pytest.raises(OtherSchema, match="缺少django_session"):
            require_our_schema()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME COLUMN told TO session_data")
    require_our_schema()


def test_a_server_over_another_schema_is_not_ready(renamed_column, client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "数据库的结构与本程序的版本不符" in answer.content.decode()


def test_a_server_over_its_own_is(client):
    require_our_schema.cache_clear()
    assert client.get("/readyz").content == b"ready\n"


def test_migrate_refuses_a_database_of_another_schema(renamed_column):
    with pytest.raises(CommandError, match="django_session"):
        call_command("migrate", verbosity=0)


def test_a_missing_table_is_named_once(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO sessions_of_another")
    require_our_schema.cache_clear()
    assert [str(one) for one in differences()] == ["缺少django_session"]
