"""Docstrings, comments and documents cite only what is in the repository: each document they name
is there, and so is the chapter.
"""

import ast
import re
import tokenize

import pytest

from .tree import ROOT, all_python, at, files, named, parsed, templates

pytestmark = pytest.mark.one_database

DOCUMENT = re.compile(r"(?P<path>[\w./-]*\w\.md)\b`?(?:,? ?(?P<chapter>\"[^\"]+\"|\d+\b))?")
# The pages of a plan by their numbers: a page has an address and a name instead.
NUMBERED_PAGE = re.compile(r"\b[CP]\d{1,2}\b(?=[:,)]| and )")


def docstrings(path):
    """[(line, text)] of a module, its classes and functions."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node, clean=False)
            if text:
                yield node.body[0].lineno, text


def comments(path):
    """[(line, text)]; lines that follow each other are one text."""
    blocks = []
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type != tokenize.COMMENT:
                continue
            line = token.start[0]
            text = token.string.lstrip("# ")
            if blocks and blocks[-1][2] == line - 1:
                first, before, _last = blocks[-1]
                blocks[-1] = (first, f"{before} {text}", line)
            else:
                blocks.append((line, text, line))
    return [(first, text) for first, text, _last in blocks]


def python_texts():
    """(path, place, text) of everything that code says about itself."""
    for path in [*all_python(), *files("tools", "*.py")]:
        for line, text in [*docstrings(path), *comments(path)]:
            yield path, at(path, line), " ".join(text.split())


def whole_texts():
    """(path, place, text) of what is searched as a whole: templates, styles, scripts, documents."""
    paths = [
        *templates(),
        *files("static/site", "*.css", "*.js"),
        *files("docs", "*.md"),
        *files("benchmarks", "*.md"),
        *ROOT.glob("*.md"),
    ]
    for path in paths:
        yield path, named(path), path.read_text()


def broken_citations(text, beside):
    """The documents and chapters a text names that are not there; a document is named by its path,
    or stands `beside` whoever names it.
    """
    broken = []
    for citation in DOCUMENT.finditer(text):
        name = citation["path"]
        document = next(
            (folder / name for folder in (ROOT, beside) if (folder / name).is_file()), None
        )
        if document is None:
            broken.append(name)
            continue
        chapter = citation["chapter"]
        if chapter and not has_chapter(document, chapter.strip('"')):
            broken.append(f"{name}, {chapter}")
    return broken


def has_chapter(document, chapter):
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    if chapter.isdigit():
        return any(re.match(rf"{chapter}\b", heading) for heading in headings)
    return chapter in headings


def test_every_document_and_chapter_that_is_cited_is_there():
    broken = []
    for path, place, text in [*python_texts(), *whole_texts()]:
        for citation in broken_citations(text, path.parent):
            broken.append(f"{place} {citation}")
    assert broken == []


def test_no_page_is_named_by_the_number_of_a_plan():
    places = [
        f"{place} {number}"
        for _path, place, text in python_texts()
        for number in NUMBERED_PAGE.findall(text)
    ]
    assert places == []


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ('(`docs/architecture.md`, "How data flows, and only so").', []),
        (
            '(`docs/flows.md`, "How the register changes")',
            ["docs/flows.md, " + '"How the register changes"'],
        ),
        ("take the first row (`foundations.md` 10)", ["foundations.md"]),
        ("(`docs/architecture.md` 10)", ["docs/architecture.md, 10"]),
        ("`flows.md`", ["flows.md"]),
        ("written to docs/flows.md.", []),
    ],
)
def test_a_citation_is_followed(text, broken):
    assert broken_citations(text, ROOT / "items") == broken
