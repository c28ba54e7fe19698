"""The documents for whoever carries on tell the truth: each file, command and name they give is
there, and code they show stands so in the code, unless it is an illustration.
"""

import ast
import builtins
import re
import textwrap
from collections import Counter

import pytest
from django.core.management import get_commands

from .tree import ROOMS, ROOT, files, parsed, sources

pytestmark = pytest.mark.one_database

DOCUMENTS = ("architecture.md", "glossary.md", "recipes.md")
MARKED = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"(?P<before>[^\n]*)\n+^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.M | re.S)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|[“‘][^”’]*[”’]")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def marked(document):
    """What stands between back quotes in a document."""
    text = (ROOT / "docs" / document).read_text()
    return sorted(set(MARKED.findall(BLOCK.sub("", text))))


def blocks(document):
    """[(the line before it, code)] of the blocks of Python in a document."""
    found = []
    for block in BLOCK.finditer((ROOT / "docs" / document).read_text()):
        if block["language"] == "python":
            found.append((block["before"], block["code"]))
    return found


@pytest.fixture(scope="module")
def source():
    """All code of the rooms as one text, with the names that the tests define."""
    texts = [path.read_text() for path in sources()]
    for path in files("tests", "*.py"):
        texts += sorted(names_defined(parsed(path)))
    return "\n".join(texts)


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


@pytest.fixture(scope="module")
def defined():
    """Every name that the code imports or defines."""
    names = set(dir(builtins))
    for path in sources():
        names |= names_defined(parsed(path))
    return names


def names_defined(tree):
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(getattr(node, "id", None) or node.attr)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name.rpartition(".")[2])
    return names


def names_used(tree):
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            names.add(getattr(node, "id", None) or node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            names.add(node.arg)
    return names


def unknown_in(text, defined):
    """What a text between back quotes names that is not there: a command, a target of make, a
    file, else the names in it.
    """
    words = text.split()
    if words[0] == "manage.py":
        unknown = [] if words[1] in get_commands() else [words[1]]
    elif words[0] == "make":
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        unknown = [word for word in words[1:2] if word not in targets]
    elif words[:2] == ["python", "-m"]:
        module = ROOT / words[2].replace(".", "/")
        unknown = [] if module.with_suffix(".py").exists() else [words[2]]
    elif words[0] == "python":
        unknown = []
    else:
        names = WORD.findall(QUOTED.sub("", text))
        return [name for name in names if name not in defined]
    paths = [path for path in re.split(r"[\s\"]", text) if "/" in path]
    return unknown + [path for path in paths if not (ROOT / path).exists()]


def unknown_in_code(code, defined):
    tree = ast.parse(textwrap.dedent(code))
    return sorted(names_used(tree) - names_defined(tree) - defined)


def is_checked_elsewhere(text):
    """A file, or a name with its dots: the tests above look for these."""
    return " " not in text and ("/" in text or NAME.fullmatch(text) is not None)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_and_expression_that_is_given_is_in_the_code(document, defined):
    texts = [text for text in marked(document) if not is_checked_elsewhere(text)]
    unknown = {text: names for text in texts if (names := unknown_in(text, defined))}
    assert unknown == {}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_in_code_that_is_shown_is_in_the_code(document, defined):
    unknown = {
        code: names
        for _before, code in blocks(document)
        if (names := unknown_in_code(code, defined))
    }
    assert unknown == {}


def without_layout(code):
    """Code without blanks, the comma before an end and a body left out."""
    text = code.rstrip().removesuffix("...")
    return re.sub(r",(?=[)\]}])", "", re.sub(r"\s+", "", text))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_code_that_is_shown_stands_so_in_the_code_or_is_an_illustration(document):
    source = "".join(without_layout(path.read_text()) for path in sources())
    altered = [
        code
        for before, code in blocks(document)
        if "illustration" not in before and without_layout(code) not in source
    ]
    assert altered == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("manage.py write_flows", []),
        ("manage.py write_rivers", ["write_rivers"]),
        ("manage.py spectacular --file docs/rivers.yaml", ["docs/rivers.yaml"]),
        ("make format", []),
        ("make rivers", ["rivers"]),
        ("python -m tools.fit_columns", []),
        ("python -m tools.fit_rivers", ["tools.fit_rivers"]),
        ('Field("work_standard", width=30)', []),
        ('Feeld("work_standard", width=30)', ["Feeld"]),
        ("@item_rule(", []),
        ("@items_rule(", ["items_rule"]),
    ],
)
def test_a_broken_command_or_expression_is_seen(text, unknown, defined):
    assert unknown_in(text, defined) == unknown


def test_a_broken_name_in_shown_code_is_seen(defined):
    code = (
        '@item_rule("same", placeless="名称")\ndef same(content, against):\n    yield contents2\n'
    )
    assert unknown_in_code(code, defined) == ["contents2", "placeless"]


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
