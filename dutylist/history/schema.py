"""Whether the tables of a database are those of this program, column by column."""

from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db import connections


class OtherSchema(Exception):
    """The tables are not those of this program; says how they differ."""


@cache
def require_our_schema(using="default"):
    """Looks once, until it is right. Raises `OtherSchema`."""
    if found := differences(using):
        raise OtherSchema(sentence_of(found))


class Difference(NamedTuple):
    """A column that is missing (or the whole table, where `column` is ""), or one that nothing here
    knows and that has to be filled in.
    """

    table: str
    column: str
    is_missing: bool

    def __str__(self):
        name = f"{self.table}.{self.column}" if self.column else self.table
        return f"{'缺少' if self.is_missing else '多出'}{name}"


def differences(using="default"):
    """What the tables lack or have too much, in the order of the tables: [`Difference`]."""
    connection = connections[using]
    found = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in models_of_tables():
            table = model._meta.db_table
            if table not in there:
                found.append(Difference(table, "", True))
                continue
            described = connection.introspection.get_table_description(cursor, table)
            found += of_columns(model, described)
    return sorted(found)


def models_of_tables():
    """Every model that has a table of its own, those of many-to-many relations too."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def of_columns(model, described):
    table = model._meta.db_table
    wanted = {field.column for field in model._meta.local_concrete_fields}
    kept = {column.name for column in described}
    must_be_filled = {
        column.name for column in described if not column.null_ok and column.default is None
    }
    missing = [Difference(table, column, True) for column in wanted - kept]
    return missing + [Difference(table, column, False) for column in must_be_filled - wanted]


def sentence_of(found):
    """What is said of differences, with the first three."""
    named = "、".join(map(str, found[:3]))
    more = f"等{len(found)}处" if len(found) > 3 else ""
    return (
        f"数据库的结构与本程序的版本不符（{named}{more}）。"
        "请用对应版本的程序打开，或者先备份，再换一个空的数据库（DUTYLIST_DATABASE_URL）。"
    )
