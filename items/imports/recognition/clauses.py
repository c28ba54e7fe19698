"""Deals prose to departments: 一是县林业局负责……；二是县自然资源局负责……, where each clause begins with one of them."""

import re

CLAUSE = re.compile(
    r"(?:^|(?<=[。；;，,：:\s]))(?:[一二三四五六七八九十]{1,2}是[，,]?"
    r"|(?:\d{1,2}\s*[.．、)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*)"
)
VERB = re.compile(
    r"负责|牵头|依法|按照?|组织|承担|指导|制定|开展|做好|建立|加强|落实|统筹|对|将|定期|应|要|主要|具体|协助|督促|受理|配合"
)
LONGEST_NAME = 24


def clauses_of(text, owners):
    """[([department], its clause without its name)], when every clause begins with one department
    of the row and every department has one; else none.
    """
    starts = (
        [(match.start(), match.end()) for match in CLAUSE.finditer(text)]
        if len(owners.named) > 1
        else []
    )
    if len(starts) < 2 or text[: starts[0][0]].strip():
        return []
    ends = [start for start, _end in starts[1:]] + [len(text)]
    found = []
    for (_start, begin), end in zip(starts, ends, strict=True):
        found.append(owner_of(text[begin:end].strip(), owners))
        if not found[-1]:
            return []
    if {id(department) for department, _rest in found} < {
        id(department) for department in owners.named
    }:
        return []
    return [([department], rest) for department, rest in found]


def owner_of(clause, owners):
    """(the department a clause begins with, the rest of it); None when it begins otherwise or with
    several.
    """
    for match in VERB.finditer(clause, 0, LONGEST_NAME + 2):
        if department := owners.one(clause[: match.start()]):
            return department, clause[match.start() :].rstrip("；;，, \n")
    return None
