"""Finds the departments that a cell of duties names itself, each over what it does."""

import re

from .departments import MARKED, are_offices, look_like_offices, split_departments
from .duties import BOXED, blocks_under, headings_of
from .receiving import said_in_it, two_parts

# 牵头：县公安局。查处……, 牵头——县公安局：查处……, and over two lines 牵头：县公安局 / 职责：查处……
ROLE_BEFORE = re.compile(
    rf"(?m)^[ \t　]*(?P<role>{MARKED})(?:部门|单位)?[ \t　]*(?:——|--|[：:])[ \t　]*"
    r"(?P<offices>[^：:。；;，,\n]{2,40}?)[ \t　]*"
    r"(?:(?:——|--|[：:。；;，,])[ \t　]*|\n[ \t　]*(?=\S{0,4}职责[：:]))(?:(?:主要|工作|具体)*职责[：:][ \t　]*)?"
    r"(?P<duty>(?![\u4e00-\u9fff]{2,10}[：:])\S.*)$"
)
ROLE_GLUED = re.compile(  # 县公安局牵头：查处……
    rf"(?m)^[ \t　]*(?P<offices>[^：:。；;，,\n（(]{{2,40}}?)(?P<role>{MARKED})[ \t　]*[：:](?=\s*\S)"
)


def departments_in(text):
    """[(departments, their text)] of a cell of duties; no departments where it names none."""
    text = with_roles_behind(text)
    headings = headings_in(text)
    if not headings or text[: headings[0][0]].strip():
        return two_parts(text) or said_in_it(text)
    blocks = blocks_under(headings, text)
    return [(headed_departments(label), block) for label, block in blocks]


def headed_departments(label):
    """The departments of a heading; a role behind the last is that of all: 甲局、乙局（配合）."""
    departments = split_departments(label)
    if departments and not any(department.role for department in departments[:-1]):
        for department in departments:
            department.role = departments[-1].role
    return departments


def headings_in(text):
    """[(start, end, label)] of the headings that are nothing but offices, in their order."""

    def named_by(label, pattern):
        is_heading = are_offices(label) or (pattern is BOXED and look_like_offices(label))
        return label if is_heading else ""

    return headings_of(text, named_by)


def begins_with_heading(text):
    """Whether a text begins with a heading that is nothing but offices."""
    text = with_roles_behind(text)
    headings = headings_in(text)
    return bool(headings) and not text[: headings[0][0]].strip()


def with_roles_behind(text):
    """A text with the roles behind the offices as others write it: 县公安局（牵头）：查处……"""
    return ROLE_GLUED.sub(role_in_brackets, ROLE_BEFORE.sub(role_behind, text))


def role_in_brackets(match):
    if not are_offices(match["offices"]):
        return match[0]
    return f"{match['offices']}（{match['role']}）："


def role_behind(match):
    if not are_offices(match["offices"]) or look_like_offices(match["duty"]):
        return match[0]
    return f"{match['offices']}（{match['role']}）：{match['duty']}"
