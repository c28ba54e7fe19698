"""What a template may not carry: style, script, colours, words of one kind of place."""

import re

import pytest
from django.template import Context, Template

from .tree import at, templates

pytestmark = pytest.mark.one_database

TEMPLATE_COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)
INLINE = re.compile(
    (
        r"<style|<script(?![^>]*\bsrc=)|\bstyle\s*=|\son[a-z]+\s*=|javascript:|\bhx-on\b"
        r"|\bhx-vals=['\"]js:"
    ),
    re.IGNORECASE,
)
COLOUR = re.compile(
    (
        r"\b(?:fill|stroke|color|bgcolor|stop-color)=[\"'](?!none|currentColor|{)"
        r"|\b(?:rgba?|hsla?|oklch)\("
    ),
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"<(?!a\s)\w[^>]*\b(?:src|href|srcset|action|data|poster)\s*=\s*[\"'](?:https?:)?//",
    re.IGNORECASE,
)
# A list that is given a role is no list any more, and its entries are entries of nothing.
LIST_WITH_ROLE = re.compile(r"<(?:ul|ol|dl)\b[^>]*\brole=[\"'](?!list[\"'])", re.IGNORECASE)
# Each comes from `words` of the county or township shown: the same page serves a 区 with 街道.
LONGEST_LINE = 100
TOO_LONG = re.compile(rf"^.{{{LONGEST_LINE + 1}}}")
PLACE_WORDS = re.compile("县|镇|乡|街道|编办|区直|市直|村")
# Words of every place, which only look like those of one.
EVERYWHERE = re.compile("城乡|乡村振兴|乡土")


def found(path, rule, clean=lambda text: text):
    text = TEMPLATE_COMMENT.sub(lambda hidden: "\n" * hidden[0].count("\n"), path.read_text())
    return [
        f"{at(path, number)} {line.strip()[:90]}"
        for number, line in enumerate(text.splitlines(), 1)
        if rule.search(clean(line))
    ]


def swept(rule, clean=lambda text: text):
    return [place for path in templates() for place in found(path, rule, clean)]


def test_no_line_is_longer_than_those_of_the_code():
    too_long = []
    for path in templates():
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if TOO_LONG.search(line):
                too_long.append(at(path, number))
    assert too_long == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{% joined %}\n  甲，\n  乙\n{% endjoined %}", "甲，乙"),
        (
            '{% joined %}<a class="x"\n  href="/?a=1\n  &amp;b=2">\n  甲</a>{% endjoined %}',
            '<a class="x" href="/?a=1&amp;b=2">甲</a>',
        ),
        ("{% joined %}\n  {% if yes %}甲\n  {% else %}乙{% endif %}\n  。{% endjoined %}", "甲。"),
        ("{% joined %}\n  {{ lines }}\n  。{% endjoined %}", "一\n二。"),
    ],
)
def test_a_text_written_over_several_lines_is_shown_as_one(text, shown):
    assert Template(text).render(Context({"yes": True, "lines": "一\n二"})) == shown


def test_no_style_or_script_is_inline():
    assert swept(INLINE) == []


def test_colours_live_in_the_tokens():
    assert swept(COLOUR) == []


def test_nothing_is_loaded_from_elsewhere():
    assert swept(ELSEWHERE) == []


def test_a_list_stays_a_list_for_who_hears_the_page():
    assert swept(LIST_WITH_ROLE) == []


def test_the_words_follow_the_place():
    assert swept(PLACE_WORDS, lambda line: EVERYWHERE.sub("", line)) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (INLINE, '<p style="margin:0">'),
        (INLINE, "<script>go()</script>"),
        (INLINE, '<a onclick="go()">'),
        (COLOUR, '<rect fill="#b1292e">'),
        (ELSEWHERE, '<script src="https://cdn.example.org/x.js">'),
        (ELSEWHERE, '<link rel="stylesheet" href="//example.org/x.css">'),
        (LIST_WITH_ROLE, '<ul class="said" role="status">'),
        (PLACE_WORDS, "报县委编办审核"),
        (PLACE_WORDS, "由镇里办理"),
        (TOO_LONG, "字" * (LONGEST_LINE + 1)),
    ],
)
def test_the_sweep_sees(rule, text, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.sweeps.tree.ROOT", tmp_path)
    page = tmp_path / "page.html"
    page.write_text(f"<p>\n{text}")
    assert len(found(page, rule)) == 1


def test_the_sweep_lets_pass(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.sweeps.tree.ROOT", tmp_path)
    page = tmp_path / "page.html"
    page.write_text(
        '{# 县 #}<script src="/static/site/a.js" defer></script>'
        '<a href="https://www.gov.cn/">网</a><path fill="none">'
    )
    assert [found(page, rule) for rule in (INLINE, COLOUR, ELSEWHERE, PLACE_WORDS)] == [
        [],
        [],
        [],
        [],
    ]


CARDS = re.compile(r"<table[^>]*\bcards\b.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td([^>]*)>(.*?)</td>", re.DOTALL)
NEEDS_NO_LABEL = re.compile(r"data-label|\bbare\b|colspan")


def test_on_a_phone_every_cell_of_a_card_says_what_it_is():
    """Where the head of a table is gone, a number alone tells nothing."""
    silent = []
    for path in templates():
        for table in CARDS.findall(path.read_text()):
            for row in ROW.findall(table):
                if '<th scope="row"' in row:
                    continue
                for attributes, content in CELL.findall(row):
                    if content.strip() and not NEEDS_NO_LABEL.search(attributes):
                        silent.append(f"{at(path, 1)} {content.strip()[:60]}")
    assert silent == []
