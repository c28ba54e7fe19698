"""The numbers that Word writes before paragraphs: 1. 2. 3., 一、二、三、, （一）（二）."""

import re

from .numerals import in_format

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
SILENT = ("bullet", "none")


class NumberingLevel:
    """One level of a list: where it starts, how its number is written and what stands round it."""

    def __init__(self, node):
        self.start = int(value_of(node, "start", 0))
        self.format = value_of(node, "numFmt", "decimal")
        self.text = value_of(node, "lvlText", "")
        self.in_digits = node.find("isLgl") is not None
        self.restarts = value_of(node, "lvlRestart", "") != "0"


class WordList:
    """One list of a document. Lists made after the same pattern count on together, unless one
    starts anew.
    """

    def __init__(self, node, patterns, counts):
        pattern = value_of(node, "abstractNumId", "")
        self.counts = counts.setdefault(pattern, {})
        self.levels = {**patterns.get(pattern, {}), **levels_in(node.findall("lvlOverride"))}
        self.anew = {}
        for override in node.findall("lvlOverride"):
            if (start := value_of(override, "startOverride")) is not None:
                self.anew[int(override.get("ilvl", 0))] = int(start)
        self.untouched = True

    def next(self, place):
        """What stands before the next paragraph of this level; nothing for a bullet."""
        if place not in self.levels:
            return ""
        if self.untouched:
            self.untouched = False
            for level in self.anew:
                self.counts.pop(level, None)
        for upper in range(place):
            self.counts.setdefault(upper, self.start_of(upper))
        if place in self.counts:
            self.counts[place] = self.counts[place] + 1
        else:
            self.counts[place] = self.start_of(place)
        for deeper in range(place + 1, LEVELS):
            if deeper not in self.levels or self.levels[deeper].restarts:
                self.counts.pop(deeper, None)
        return self.written(place)

    def start_of(self, place):
        if place in self.anew:
            return self.anew[place]
        if place in self.levels:
            return self.levels[place].start
        return 1

    def written(self, place):
        level = self.levels[place]
        if level.format in SILENT:
            return ""
        return PLACE.sub(
            lambda found: self.number(int(found[1]) - 1, in_digits=level.in_digits), level.text
        )

    def number(self, place, *, in_digits):
        known = place in self.levels and not in_digits
        return in_format(
            self.counts.get(place, 0), self.levels[place].format if known else "decimal"
        )


class Numbering:
    """All lists of a document; its paragraphs must be told of in their order."""

    def __init__(self, root=None):
        self.lists = {}
        if root is not None:
            patterns, counts = patterns_in(root), {}
            self.lists = {
                node.get("numId"): WordList(node, patterns, counts) for node in root.iter("num")
            }

    def next(self, number, place):
        if number in self.lists:
            return self.lists[number].next(place)
        return ""


def patterns_in(root):
    """{number of a pattern: its levels}; a pattern may be kept under the name of a style."""
    nodes = list(root.iter("abstractNum"))
    named = {value_of(node, "styleLink"): node for node in nodes}
    patterns = {}
    for node in nodes:
        patterns[node.get("abstractNumId")] = levels_in(
            [named.get(value_of(node, "numStyleLink", ""), node)]
        )
    return patterns


def levels_in(nodes):
    levels = {}
    for node in nodes:
        for level in node.findall("lvl"):
            levels[int(level.get("ilvl", 0))] = NumberingLevel(level)
    return levels


def value_of(node, name, default=None):
    """The value of a setting that stands under a node."""
    child = node.find(name)
    if child is None:
        return default
    return child.get("val", default)
