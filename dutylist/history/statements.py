"""What an SQL statement writes and what of the schema it alters, read off its text."""

import functools
import re
from typing import NamedTuple

EVERYTHING = "*"
NOTHING = frozenset()

# Any of these words, or a name in Unicode escapes, is in every statement that could do harm.
HARMFUL = re.compile(
    r"\b(?:INSERT|REPLACE|UPDATE|DELETE|MERGE|COPY|TRUNCATE|CREATE|ALTER|DROP|DO|CALL|REASSIGN"
    r"|SET|SET_CONFIG|PRAGMA)\b|U&[\"']",
    re.I,
)

WORD = r"(?P<word>[^\W\d][\w$]*)"
QUOTED = r'"(?P<quoted>(?:[^"]|"")*)"'
STRING = r"'(?P<string>(?:[^']|'')*)'"
GAP = r"(?:%s|%\(\w+\)s|\?|[\s,()])+"
MARK = r"(?P<mark>[;.])"
TOKENS = {
    "postgresql": [
        GAP,
        r"--[^\n\r]*",
        r"(?P<nested>/\*)",
        r"[eE]'(?P<escaped>(?:[^'\\]|''|\\.)*)'",
        r"[uU]&'(?P<coded_string>(?:[^']|'')*)'",
        r'[uU]&"(?P<coded>(?:[^"]|"")*)"',
        r"\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$",
        STRING,
        QUOTED,
        WORD,
        MARK,
        r".",
    ],
    "sqlite": [
        GAP,
        r"--[^\n]*",
        r"/\*.*?(?:\*/|\Z)",
        STRING,
        QUOTED,
        r"`(?P<backtick>(?:[^`]|``)*)`",
        r"\[(?P<bracket>[^\]]*)\]",
        WORD,
        MARK,
        r".",
    ],
}
LEXERS = {vendor: re.compile("|".join(tokens), re.S) for vendor, tokens in TOKENS.items()}
COMMENT_ENDS = re.compile(r"/\*|\*/")

ROW_TARGET = {"insert": "into", "replace": "into", "merge": "into", "delete": "from", "update": ""}
# FOR UPDATE, FOR NO KEY UPDATE, ON CONFLICT DO UPDATE, WHEN MATCHED THEN UPDATE
BEFORE_NO_UPDATE = {"for", "key", "do", "then"}
SCHEMA_VERBS = {"create", "alter", "drop"}
# What these do stands in a string, or reaches every table of a schema.
OPAQUE = {"do", "call", "reassign"}
OPAQUE_KINDS = {
    "create": {"function", "procedure", "language", "extension"},
    "alter": {"role", "user", "system", "schema", "extension"},
    "drop": {"schema", "owned", "language", "extension"},
}
CASCADING = {"table", "view", "materialized"}
# Who sets these opens the door, puts triggers out of work, or changes how a text is read.
SETTINGS = re.compile(
    r"dutylist\b.*|session_replication_role|standard_conforming_strings|writable_schema"
    r"|schema_version"
)
CATALOGUES = re.compile(r"pg_.*|sqlite_(?:temp_)?(?:master|schema)")
OUR_OBJECTS = re.compile(r"dutylist_.*")
PLAIN_FIRST_ARGUMENT = re.compile(r"\s*\(\s*'([^'\\]*)'\s*,")


class Effects(NamedTuple):
    """`written`: tables whose rows it writes. `altered`: names that a change of the schema
    mentions.

    In either EVERYTHING stands for what nobody can tell from the text.
    """

    written: frozenset = NOTHING
    altered: frozenset = NOTHING


HARMLESS = Effects()


class SqlToken(NamedTuple):
    kind: str  # word, name (quoted), string, mark
    value: str
    end: int

    @property
    def is_name(self):
        return self.kind in {"word", "name"}


def effects_of(sql, vendor):
    """What the text does; statements of ordinary length are read once, of long ones the last
    few.
    """
    remembered = _remembered if len(sql) < 20_000 else _remembered_long
    return remembered(sql, vendor)


def read(sql, vendor):
    """The effects of every statement in the text: behind comments, in CTEs, after a semicolon."""
    if not HARMFUL.search(sql):
        return HARMLESS
    tokens = _tokens(sql, vendor)
    written, altered = set(), _set_by_function(sql, tokens)
    for statement in _statements(tokens):
        writes, alters = _effects(statement, tokens)
        written |= writes
        altered |= alters
    if any(CATALOGUES.fullmatch(table) for table in written):
        altered.add(EVERYTHING)
    return Effects(frozenset(written), frozenset(altered))


def _effects(statement, tokens):
    """(tables written, names altered) of one statement; `tokens` are those of the whole text."""
    first = statement[0].value if statement[0].kind == "word" else ""
    if first in SCHEMA_VERBS:
        return NOTHING, _altered(first, statement, tokens)
    if first in OPAQUE:
        return {EVERYTHING}, {EVERYTHING}
    if first in {"set", "pragma"}:
        return NOTHING, _settings(statement)
    if first == "truncate":
        return _truncated(statement[1:]), NOTHING
    if first == "copy":
        return _copied(statement[1:]), NOTHING
    return _written(statement), NOTHING


_remembered = functools.lru_cache(maxsize=2048)(read)
_remembered_long = functools.lru_cache(maxsize=32)(read)


def _tokens(sql, vendor):
    """Words in lower case, quoted names and strings as they are meant, `;` and `.`; nothing
    else.
    """
    lexer, at, tokens = LEXERS[vendor], 0, []
    while match := lexer.match(sql, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "nested":
            at = _end_of_comment(sql, at)
        elif kind is not None and (token := _token(kind, match[kind], at)):
            tokens.append(token)
    return tokens


def _token(kind, text, end):
    if kind == "word":
        return SqlToken("word", text.lower(), end)
    if kind == "mark":
        return SqlToken("mark", text, end)
    if kind in {"string", "escaped", "coded_string"}:
        # Only a plain string is compared with anything, and only where it may stand for a name.
        return SqlToken("string", text.lower() if kind == "string" else "", end)
    if kind == "coded":
        return SqlToken("name", EVERYTHING, end)
    if kind in {"quoted", "backtick", "bracket"}:
        return SqlToken("name", text.replace('""', '"').replace("``", "`").lower(), end)
    return None


def _end_of_comment(sql, at):
    """PostgreSQL's comments hold comments."""
    depth = 1
    while depth:
        match = COMMENT_ENDS.search(sql, at)
        if not match:
            return len(sql)
        if match[0] == "/*":
            depth += 1
        else:
            depth -= 1
        at = match.end()
    return at


def _statements(tokens):
    """The tokens of each statement, without what EXPLAIN puts before it."""
    statement = []
    for token in [*tokens, SqlToken("mark", ";", 0)]:
        if token.value != ";" or token.kind != "mark":
            statement.append(token)
            continue
        if statement and statement[0].value == "explain":
            statement = _explained(statement)
        if statement:
            yield statement
        statement = []


def _explained(statement):
    for number, token in enumerate(statement):
        if token.kind == "word" and token.value in {*SCHEMA_VERBS, *ROW_TARGET, "with", "select"}:
            return statement[number:]
    return statement[1:]


def _target(tokens):
    """The table named at the start of these tokens, without its schema; "" when there is none."""
    name, wanted = "", True
    for token in tokens:
        if token.kind == "mark":
            wanted = True
        elif wanted:
            name, wanted = token.value, False
        else:
            break
    return name


def _written(statement):
    tables = set()
    for number, token in enumerate(statement):
        if token.kind != "word" or token.value not in ROW_TARGET:
            continue
        before = statement[number - 1] if number else None
        if before and (before.value == "." or before.value in BEFORE_NO_UPDATE):
            continue
        if table := _row_target(token.value, statement[number + 1 :]):
            tables.add(table)
    return tables


def _row_target(verb, rest):
    """INSERT [OR x] INTO t, UPDATE [OR x] [ONLY] t, DELETE FROM [ONLY] t."""
    if rest and rest[0].value == "or":
        rest = rest[2:]
    needed = ROW_TARGET[verb]
    if needed:
        if not rest or rest[0].value != needed:
            return ""
        rest = rest[1:]
    if rest and rest[0].kind == "word" and rest[0].value == "only":
        rest = rest[1:]
    return _target(rest)


def _copied(rest):
    """COPY t (columns) FROM: what comes first, FROM or TO, says which way."""
    for token in rest:
        if token.kind == "word" and token.value == "from":
            return {_target(rest)}
        if token.kind == "word" and token.value == "to":
            break
    return set()


def _truncated(tokens):
    """Every table a TRUNCATE names; with CASCADE nobody can tell from the text, so all of them."""
    options = {"table", "only", "restart", "continue", "identity", "restrict"}
    tables = set()
    for number, token in enumerate(tokens):
        if token.kind == "word" and token.value == "cascade":
            return {EVERYTHING}
        is_schema = number + 1 < len(tokens) and tokens[number + 1].value == "."
        if token.is_name and token.value not in options and not is_schema:
            tables.add(token.value)
    return tables


def _altered(verb, statement, tokens):
    """Every name in the text: a trigger's body goes on after semicolons, a view may hide
    anywhere.
    """
    kinds = _words(statement[1:5])
    if kinds & OPAQUE_KINDS[verb]:
        return {EVERYTHING}
    if verb == "alter" and "database" in kinds:
        return {EVERYTHING}
    words = _words(statement)
    if verb == "drop" and "cascade" in words and not kinds & CASCADING:
        return {EVERYTHING}
    return _names(tokens)


def _words(tokens):
    return {token.value for token in tokens if token.kind == "word"}


def _names(tokens):
    """Everything in a text that may name something: words, quoted names, strings."""
    return {token.value for token in tokens if token.kind != "mark"}


def _settings(statement):
    names = _names(statement)
    if EVERYTHING in names or any(SETTINGS.fullmatch(name) for name in names):
        return {EVERYTHING}
    return set()


def _set_by_function(sql, tokens):
    """`set_config` whose setting is not written out, or is one that nobody sets."""
    for token in tokens:
        coded = token.kind == "name" and token.value == EVERYTHING
        if coded or (token.is_name and token.value == "set_config"):
            setting = PLAIN_FIRST_ARGUMENT.match(sql, token.end)
            if not setting or SETTINGS.fullmatch(setting[1].lower()):
                return {EVERYTHING}
    return set()
