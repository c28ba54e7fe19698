"""The documents for whoever carries on tell the truth: each file they name is there, and each name
is in the code.
"""

import re
from collections import Counter

import pytest

from .tree import ROOMS, ROOT, sources

pytestmark = pytest.mark.one_database

DOCUMENTS = ("architecture.md", "glossary.md", "recipes.md")
MARKED = re.compile(r"`([^`\n]+)`")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def marked(document):
    """What stands between back quotes in a document."""
    return sorted(set(MARKED.findall((ROOT / "docs" / document).read_text())))


@pytest.fixture(scope="module")
def source():
    """All code of the rooms as one text."""
    return "\n".join(path.read_text() for path in sources())


@pytest.mark.parametrize("document", ["architecture.md", "recipes.md"])
def test_every_file_that_is_named_is_there(document):
    paths = [text for text in marked(document) if "/" in text and " " not in text]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert paths


def test_the_opening_of_the_architecture_names_every_app():
    opening, *_chapters = (ROOT / "docs/architecture.md").read_text().split("\n## ")
    assert [room for room in ROOMS if f"`{room}/`" not in opening] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_that_is_given_is_in_the_code(document, source):
    names = [text for text in marked(document) if NAME.fullmatch(text) and "/" not in text]
    missing = [name for name in names if not is_known(name, source)]
    assert missing == []


def is_known(name, source):
    """A module of ours, or a name that the code has; of a dotted name its last part."""
    as_path = ROOT / name.replace(".", "/")
    if as_path.is_dir() or as_path.with_suffix(".py").exists() or name == "pyproject.toml":
        return True
    last = name.removesuffix(".py").rpartition(".")[2]
    return re.search(rf"\b{re.escape(last)}\b", source) is not None


def glossary_rows():
    """[(Chinese, English, code)] of the glossary."""
    text = (ROOT / "docs/glossary.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    return [row for row in rows if row[0] not in ("Chinese", "---")]


def words_in(cell):
    """The words that a cell gives; `final` of a `ProposedChange` is one."""
    return [word for word in re.split(r"[,;；、/] ?| / ", cell.replace("`", "")) if word.strip()]


@pytest.mark.parametrize("column", ["Chinese", "English", "code"])
def test_no_word_of_the_glossary_is_explained_twice(column):
    place = ("Chinese", "English", "code").index(column)
    words = Counter()
    for row in glossary_rows():
        words.update({word.strip() for word in words_in(row[place])})
    assert [word for word, count in words.items() if count > 1] == []


def test_every_shape_the_schema_names_is_in_it():
    text = (ROOT / "docs/openapi.yaml").read_text()
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    described = set(re.findall(r"^    (\w+):$", text, re.MULTILINE))
    assert sorted(named - described) == []
