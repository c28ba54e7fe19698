"""Decides which of two levels of section rows is the category: 一、民生服务 over （一）社会救助."""

import re
from dataclasses import dataclass

from items.printed.row_words import CHINESE

from .row_types import is_known_category

ABOVE = "上一级类别，没有读入"
BELOW = "下一级类别，没有读入"
STYLES = (
    re.compile(rf"^第[{CHINESE}\d]+\s*(?:部分|篇|章|编|部)"),
    re.compile(
        rf"^第?[{CHINESE}]+\s*[、.．:：类节]|^[{CHINESE}]+[ \u3000\xa0]|^[甲乙丙丁]\s*[、.．]"
    ),
    re.compile(rf"^[（(][{CHINESE}]+[）)]"),
    re.compile(r"^\d{1,2}(?:\s*[、.．]|\s)"),
    re.compile(r"^[（(]\d{1,2}[）)]"),
)
FIRST = 1  # 一、: how a published list numbers its categories
UNNUMBERED = len(STYLES)


def style_of(text):
    """How deep a section's numeral stands; one without a numeral is below all others."""
    for depth, style in enumerate(STYLES):
        if style.match(text.strip()):
            return depth
    return UNNUMBERED


@dataclass
class Levels:
    """The section rows above an item: `outer` holds `inner` where no item stands between."""

    outer: object = None
    inner: object = None
    style: int = UNNUMBERED  # of the inner one
    outer_style: int = UNNUMBERED
    items: int = -1

    def take(self, section, text, items):
        """The section that is the category below this row, read after so many items."""
        style = style_of(text)
        if self.inner and items == self.items and style > self.style:
            self.outer, self.outer_style = self.inner, self.style
        elif style != self.style:
            self.outer = None
        self.inner, self.style, self.items = section, style, items
        return self.chosen() if self.outer else section

    def chosen(self):
        """The level whose name is a usual category, else the one numbered 一、, or the nearest."""
        outer, inner = self.outer, self.inner
        greater = is_known_category(outer.name) or self.outer_style == FIRST
        if is_known_category(inner.name) or not greater:
            outer.aside = ABOVE
            return inner
        inner.aside = BELOW
        return outer
