"""What the peers serve: the same entries as one SQLite file for Datasette, as an index of pairs of
characters for tantivy.
"""

import contextlib
import importlib.util
import sqlite3
from pathlib import Path

import orjson

from benchmarks.servers import free_port, served

COLUMNS = (
    "code TEXT PRIMARY KEY, kind TEXT, category TEXT, number INT, name TEXT, departments TEXT, "
    "township_duty TEXT"
)


def why_no(package):
    """A sentence when a peer cannot be measured here, else ""."""
    if importlib.util.find_spec(package):
        return ""
    return f"{package} is not installed (pip install '.[bench]')"


def datasette(entries, var):
    """Stock Datasette over entries, opened immutable, its cache of answers aside: one process."""
    file, port = write_file(entries, Path(var, "entries.db")), free_port()
    arguments = ["serve", "-i", str(file), "--host", "127.0.0.1", "--port", str(port)]
    return served("datasette", *arguments, log=Path(var, "datasette.log"), port=port)


def entries_in_force(county_code):
    from items.models import Entry

    bodies = (
        Entry.objects.in_force().filter(county__code=county_code).values_list("body", flat=True)
    )
    return [orjson.loads(bytes(body)) for body in bodies]


def write_file(entries, file):
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute(f"CREATE TABLE entries ({COLUMNS})")
        database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", map(row_of, entries)
        )
    return file


def row_of(entry):
    departments = "、".join(part["department"] for part in entry["responsibilities"])
    plain = [entry[name] for name in ("code", "kind", "category", "number", "name")]
    return [*plain, departments, entry["township_duty"]]


def tantivy_index(entries):
    """An index of the pairs of characters of each entry's texts, in memory."""
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="pairs").build()
    index = tantivy.Index(schema)
    pairs = tantivy.Tokenizer.ngram(2, 2, False)
    index.register_tokenizer("pairs", tantivy.TextAnalyzerBuilder(pairs).build())
    writer = index.writer()
    for entry in entries:
        said = [str(value) for value in row_of(entry)]
        said += [part["duty"] for part in entry["responsibilities"]]
        writer.add_document(tantivy.Document(text="\n".join(said)))
    writer.commit()
    index.reload()
    return index


def asked_of_tantivy(index, text, most):
    """The best of all entries that have some pair of a question's characters."""
    import tantivy

    terms = []
    for place in range(len(text) - 1):
        term = tantivy.Query.term_query(index.schema, "text", text[place : place + 2])
        terms.append((tantivy.Occur.Should, term))
    return index.searcher().search(tantivy.Query.boolean_query(terms), most).hits
