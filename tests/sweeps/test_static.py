"""Static files load nothing from elsewhere, and every file they name exists under the strict
manifest.
"""

import re

import pytest
from django.core.management import call_command

from .tree import at, files

pytestmark = pytest.mark.one_database

COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|^\s*//.*?$", re.DOTALL | re.MULTILINE)
# Names of XML dialects, never fetched.
NAMESPACE = re.compile(r"https?://www\.w3\.org/[\w/#.-]+")
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
        "/* https://licence.example.org */\n@font-face{src:url(//fonts.example.com/a.woff2)}\n@import 'https://a.cn/b.css';"
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
    """拆分 (split) once stood in the grid of the two-column pages: its badge took a line of its own."""
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
