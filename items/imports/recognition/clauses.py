"""Deals prose to the departments of a row, in whose order its parts between bars stand, or with
whose names its clauses begin: 一是县林业局负责……, 县民政局规划墓地；县林业局查处毁林.
"""

import re

from items.printed.row_words import CHINESE

from .numbering import NUMBER_BEFORE

BAR = re.compile(r"\s*[｜|]\s*")
NUMBERED = re.compile(rf"(?:^|(?<=[。；;，,：:\s]))(?:[{CHINESE}]{{1,2}}是[，,]?|{NUMBER_BEFORE})")
SENTENCE = re.compile(r"(?:^|(?<=[。；;\n]))(?=[^。；;\n])")
OF_SEVERAL = re.compile("[、，,：:和与及（(]|$")
LONGEST_NAME = 24


def clauses_of(text, departments, begins):
    """[([department], its clause without its name)], when every clause that so `begins` is led by
    one department of the row and every department has one, or its part between bars; else none.
    """
    owners = [[department] for department in departments.named]
    if len(owners) < 2:
        return []
    if len(parts := BAR.split(text.strip())) == len(owners):
        return list(zip(owners, parts, strict=True))
    found = (led_by_names(text, pattern, departments) for pattern in begins)
    return next(filter(None, found), [])


def led_by_names(text, begins, departments):
    """The same of the clauses that begin at these places."""
    marks = list(begins.finditer(text))
    if len(marks) < 2 or text[: marks[0].start()].strip():
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    clauses = []
    for mark, end in zip(marks, ends, strict=True):
        clause = owner_and_rest(text[mark.end() : end].strip(), departments)
        if clause is None:
            return []
        clauses.append(clause)
    owners = {id(department) for [department], _rest in clauses}
    return clauses if len(owners) == len(departments.named) else []


def owner_and_rest(clause, departments):
    """([the department a clause begins with], the rest of it); None for another beginning."""
    for end in range(min(len(clause) - 1, LONGEST_NAME), 1, -1):
        if department := departments.one(clause[:end]):
            rest = clause[end:].rstrip("；;，, \n")
            return None if OF_SEVERAL.match(rest) else ([department], rest)
    return None
