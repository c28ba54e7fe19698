"""Deals prose to departments whose names its clauses begin with: 一是县林业局负责……"""

import re

from items.printed.row_words import CHINESE

from .numbering import NUMBER_BEFORE

CLAUSE = re.compile(rf"(?:^|(?<=[。；;，,：:\s]))(?:[{CHINESE}]{{1,2}}是[，,]?|{NUMBER_BEFORE})")
VERB = re.compile(
    r"负责|牵头|依法|按照?|组织|承担|指导|制定|开展|做好|建立|加强|落实|统筹|对|将|定期|应|要|主要|具体|协助|督促|受理|配合"
)
LONGEST_NAME = 24


def clauses_of(text, departments):
    """[([department], its clause without its name)], when every clause begins with one department
    of the row and every department has one; else none.
    """
    if len(departments.named) < 2:
        return []
    marks = list(CLAUSE.finditer(text))
    if len(marks) < 2 or text[: marks[0].start()].strip():
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    clauses, with_clause = [], set()
    for mark, end in zip(marks, ends, strict=True):
        clause = owner_and_rest(text[mark.end() : end].strip(), departments)
        if clause is None:
            return []
        department, rest = clause
        clauses.append(([department], rest))
        with_clause.add(id(department))
    if with_clause < set(map(id, departments.named)):
        return []
    return clauses


def owner_and_rest(clause, departments):
    """(the department a clause begins with, the rest of it); None for another beginning."""
    for match in VERB.finditer(clause, 0, LONGEST_NAME + 2):
        if department := departments.one(clause[: match.start()]):
            return department, clause[match.start() :].rstrip("；;，, \n")
    return None
