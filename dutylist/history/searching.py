"""Search in the lists of the staff: every word somewhere in the texts of a row, as one condition.

The texts are folded by the database as the words are folded here: quotation marks, full width,
invisible signs and commas make no difference. What differs between the databases is in this module.
"""

import json
import unicodedata
from functools import cache

from django.db.backends.signals import connection_created
from django.db.models import Aggregate, BooleanField, F, Func, OuterRef, Subquery, TextField, Value

from .texts import run_together, words_of

APART = "\x01"  # stands between the texts of a row: no word reaches over it


@cache
def unlettered():
    """The class of a regular expression of PostgreSQL: what is neither letter nor digit, without
    `APART`.
    """
    ranges = []
    for code in range(ord(APART) + 1, 0x10000):
        character = chr(code)
        if unicodedata.category(character) in ("Cn", "Cs"):
            continue
        is_letter = character.isalnum()
        if ranges and ranges[-1][2] == is_letter:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, is_letter])
    parts = [rf"\u{first:04x}-\u{last:04x}" for first, last, is_letter in ranges if not is_letter]
    return f"[{''.join(parts)}]+"


class JoinedTexts(Aggregate):
    """The texts of many rows as one, kept apart."""

    output_field = TextField()

    def as_sql(self, compiler, connection, **extra):
        function, separator = "GROUP_CONCAT", "char(1)"
        if connection.vendor == "postgresql":
            function, separator = "STRING_AGG", "chr(1)"
        template = f"{function}(%(expressions)s, {separator})"
        return super().as_sql(compiler, connection, template=template, **extra)


class SearchedTexts(Func):
    """Several texts of one row as one, kept apart; empty ones count as none."""

    output_field = TextField()

    def as_sql(self, compiler, connection, **extra):
        parts, params = [], []
        for expression in self.source_expressions:
            sql, values = compiler.compile(expression)
            parts.append(f"COALESCE({sql}, '')")
            params += values
        between = " || chr(1) || " if connection.vendor == "postgresql" else " || char(1) || "
        return f"({between.join(parts)})", params


class HoldsAll(Func):
    """Whether every one of these words is in the text."""

    output_field = BooleanField()

    def __init__(self, text, words, **extra):
        super().__init__(text, **extra)
        self.words = tuple(words)

    def as_postgresql(self, compiler, connection, **extra):
        sql, params = compiler.compile(self.source_expressions[0])
        folded = f"LOWER(REGEXP_REPLACE(NORMALIZE({sql}, NFKC), %s, '', 'g'))"
        patterns = [f"%{word}%" for word in self.words]
        return f"({folded} LIKE ALL(%s))", [*params, unlettered(), patterns]

    def as_sqlite(self, compiler, connection, **extra):
        sql, params = compiler.compile(self.source_expressions[0])
        return f"dutylist_holds_all({sql}, %s)", [*params, json.dumps(self.words)]


def holds_all(text, words):
    """What SQLite calls for each row."""
    folded = APART.join(run_together(part) for part in (text or "").split(APART))
    return all(word in folded for word in json.loads(words))


def search(rows, paths, query):
    """The rows in whose texts at `paths` every word of the query is found; all rows without a
    word.
    """
    words = words_of(query)
    if not words:
        if query.strip():
            return rows.none()
        return rows
    return rows.filter(HoldsAll(text_of(rows.model, paths), words))


def text_of(model, paths):
    """The texts of one row: its own columns and those of what it points to; rows that point to it
    in one subquery.
    """
    own, of_many = [], {}
    for path in paths:
        first, _, rest = path.partition("__")
        field = model._meta.get_field(first)
        if field.one_to_many:
            of_many.setdefault(field, []).append(rest)
        else:
            own.append(F(path))
    for field, names in of_many.items():
        own.append(texts_of_many(field, names))
    return SearchedTexts(*own, Value(""))


def texts_of_many(relation, names):
    """The texts of the rows that point to one row."""
    rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
    texts = JoinedTexts(SearchedTexts(*map(F, names)))
    return Subquery(
        rows.order_by().values(relation.field.name).annotate(texts=texts).values("texts")
    )


def teach(connection, **kwargs):
    """Gives a connection of SQLite the function that the search calls."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "dutylist_holds_all", 2, holds_all, deterministic=True
        )


def install():
    connection_created.connect(teach, dispatch_uid="history.searching")
