"""Static files load nothing from elsewhere, and every file they name exists under the strict
manifest.
"""

import ast
import re

import pytest
from django.core.management import call_command

from .tree import at, files, parsed, sources

pytestmark = pytest.mark.one_database

COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|^\s*//.*?$", re.DOTALL | re.MULTILINE)
# Names of XML dialects, never fetched.
NAMESPACE = re.compile(r"https?://www\.w3\.org/[\w/#.-]+")
# Style sheets of pages that are all our own; the others dress what Django writes as well.
OWN_SHEETS = ("applying.css", "flows.css", "imports.css", "sittings.css", "whistles.css")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CLASSES = re.compile(r'class="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)"', re.DOTALL)
HOST = re.compile(r"https?://|[\"'(]//[a-z0-9-]+\.[a-z]", re.IGNORECASE)


def bare(path):
    """The text without comments and namespaces, line for line."""
    return NAMESPACE.sub(
        "", COMMENT.sub(lambda hidden: "\n" * hidden[0].count("\n"), path.read_text())
    )


def hosts_named(path):
    return [
        at(path, number)
        for number, line in enumerate(bare(path).splitlines(), 1)
        if HOST.search(line)
    ]


def test_static_files_name_no_other_host():
    texts = files("static", "*.css", "*.js", "*.svg", "*.html", "*.json", "*.webmanifest")
    assert [place for path in texts for place in hosts_named(path)] == []


def test_the_sweep_sees_a_font_from_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.sweeps.tree.ROOT", tmp_path)
    sheet = tmp_path / "a.css"
    sheet.write_text(
        "/* https://licence.example.org */\n@font-face{src:url(//fonts.example.com/a.woff2)}\n"
        "@import 'https://a.cn/b.css';"
    )
    assert hosts_named(sheet) == ["a.css:2", "a.css:3"]


def test_the_strict_manifest_finds_every_file(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
        "css",
        "html",
        "js",
        "json",
        "map",
        "md",
        "svg",
        "txt",
        "ttf",
    ]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def test_what_a_change_does_shares_no_class_with_a_layout():
    """拆分 (split) once stood in the grid of two-column pages: its badge took a line."""
    used = [
        path.read_text()
        for path in files("templates", "*.html")
        if 'class="op ' in path.read_text()
    ]
    assert used
    assert all(
        text.count('class="op ') == len(re.findall(r'class="op op-\{\{ [\w.]+ \}\}"', text))
        for text in used
    )


def classes_named(sheet):
    """The classes that the selectors of a style sheet name."""
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet, flags=re.DOTALL)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def classes_given():
    """(classes that stand in a template, those that a template begins and a value ends)."""
    given = set()
    for path in files("templates", "*.html"):
        for told in CLASSES.findall(path.read_text()):
            given.update(TAG.sub("\n", told).split())
    return given, tuple(name for name in given if name.endswith("-"))


def values():
    """Every text of the source and the scripts: what may be taken for a class."""
    told = set()
    for path in files("static/site", "*.js"):
        told.update(re.findall(r'"([\w-]+)"', path.read_text()))
    for path in sources():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                told.add(node.value)
    return told


def test_a_style_sheet_dresses_nothing_that_no_page_has():
    given, begun = classes_given()
    told = given | values()
    dead = []
    for name in OWN_SHEETS:
        [sheet] = files("static/site", name)
        for css_class in sorted(classes_named(sheet.read_text()) - told):
            if not css_class.startswith(begun):
                dead.append(f"{name}: {css_class}")
    assert dead == []
