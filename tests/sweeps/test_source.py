"""What every module keeps to: a purpose in its first line, a name that says something, nothing left
to do later.
"""

import ast
import re

import pytest

from .tree import ROOMS, all_python, at, files, named, parsed, sources, templates

pytestmark = pytest.mark.one_database

GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "signals", "tools"}
# Reading history past the guard's terms, or switching it off.
PAST_THE_RECORD = (
    r"\b(?:skip_history_when_saving|save_without_historical_record|SIMPLE_HISTORY_ENABLED)\b"
    r"|\bprev_record\b|\.as_of\("
)


def test_every_module_says_what_it_is_for():
    silent = [
        named(path)
        for path in all_python()
        if path.read_text().strip() and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_no_module_is_a_grab_bag():
    grab_bags = [named(path) for path in all_python() if GRAB_BAGS & {path.stem, path.parent.name}]
    assert grab_bags == []


def lines_with(pattern, path):
    return [
        at(path, n)
        for n, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_nothing_is_left_to_do_later():
    marks = r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"
    paths = [*all_python(), *files("templates", "*.html"), *files("static/site", "*.css", "*.js")]
    assert [place for path in paths for place in lines_with(marks, path)] == []


def test_history_is_never_switched_off_or_read_past_its_order():
    readers = [path for path in sources() if not named(path).startswith("dutylist/history/")]
    uses = [place for path in readers for place in lines_with(PAST_THE_RECORD, path)]
    assert uses == []


def test_a_day_is_the_day_of_the_place():
    """A moment is stored in UTC: its own date is yesterday's until eight in the morning here."""
    found = []
    for path in sources():
        found += lines_with(r"\.(?:at|modified|\w+_at)\.date\(\)", path)
    assert found == []


def test_nothing_is_imported_by_star():
    stars = [
        at(p, n)
        for p in all_python()
        for n in ast.walk(parsed(p))
        if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"
    ]
    assert stars == []


def own_names(cls):
    """What a class defines: its methods, its attributes, and what it sets on itself."""
    names = set()
    for node in cls.body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign):
            names.add(node.target.id)
        elif isinstance(node, ast.Assign):
            names.update(name.id for name in ast.walk(node) if isinstance(name, ast.Name))
    names.update(node.attr for node in self_uses(cls) if isinstance(node.ctx, ast.Store))
    return names


def self_uses(cls):
    for node in ast.walk(cls):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "self":
            yield node


def not_its_own(tree):
    """[(name, its node)] that classes without a base ask of themselves and do not define."""
    unknown = []
    for cls in ast.walk(tree):
        if isinstance(cls, ast.ClassDef) and not cls.bases:
            known = own_names(cls) | set(dir(object)) | {"__dict__"}
            unknown += [(node.attr, node) for node in self_uses(cls) if node.attr not in known]
    return unknown


def test_no_class_is_spread_over_several():
    """A class without a base that calls what another one defines is a part of that one."""
    places = []
    for path in sources():
        places += [f"{at(path, node)} {name}" for name, node in not_its_own(parsed(path))]
    assert places == []


def test_a_part_of_a_class_is_seen():
    text = "class Part:\n    def read(self):\n        return self.layout.rows + self.rows()\n"
    assert [name for name, _node in not_its_own(ast.parse(text))] == ["layout", "rows"]


def test_every_rule_a_county_can_set_is_acted_on():
    """A rule that nothing reads would be shown as if it acted; a flow brings its rules along."""
    from dutylist.organizations.policies import policy_lines

    readers = [
        path.read_text()
        for path in sources()
        if path.name != "policy_lines.py" and "admin" not in path.parts
    ]
    unread = [key for key in policy_lines() if not any(f'"{key}"' in text for text in readers)]
    assert unread == []


def test_a_finaliser_does_nothing_but_let_go():
    """It runs in the middle of whatever its thread does: what tells others, or asks the database,
    harms that.
    """
    finalisers = [
        (path, function)
        for path in all_python()
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef) and function.name == "__del__"
    ]
    calls_more = [
        at(path, function)
        for path, function in finalisers
        if [ast.unparse(statement) for statement in function.body] != ["super().close()"]
    ]
    assert finalisers
    assert calls_more == []


def test_a_reason_is_cleaned_before_it_is_asked_whether_there_is_one():
    """Signs nobody sees are no reason; `strip` keeps them."""
    places = [place for path in sources() for place in lines_with(r"\breason\.strip\(", path)]
    assert places == []


def codes_compared(tree):
    """[(code, its node)] of the bare words in English that something is compared with."""
    codes = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        for side in node.comparators:
            sides += getattr(side, "elts", ())
        for side in sides:
            value = getattr(side, "value", None)
            if isinstance(side, ast.Constant) and re.fullmatch(r"[a-z_]{3,}", str(value)):
                codes.append((value, side))
    return codes


def test_recognition_compares_with_members_of_an_enumeration():
    """A code written as a text is checked by nothing; the fields of an entry are named so."""
    from items.entry.fields import FIELD

    bare = [
        f"{at(path, node)} {code}"
        for path in files("items/imports/recognition", "*.py")
        for code, node in codes_compared(parsed(path))
        if code not in FIELD
    ]
    assert bare == []


def test_a_code_written_as_a_text_is_seen():
    tree = ast.parse('ends = style == "circled" or kind in ("basic", Kind.BASIC)')
    assert [code for code, _node in codes_compared(tree)] == ["circled", "basic"]


LONGEST_LINE = 100  # characters; ruff counts width, a Chinese one twice, and has a rule of its own


def long_lines(paths):
    return [
        at(path, number)
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]


def test_no_line_is_longer_than_a_hundred_characters():
    """Of Python, templates, style sheets and scripts; migrations are written by makemigrations."""
    paths = [
        *all_python(),
        *files("tools", "*.py"),
        *templates(),
        *files("static/site", "*.css", "*.js"),
        *(path for room in ROOMS for path in files(room, "*.css", "*.js")),
    ]
    assert {path.suffix for path in paths} >= {".py", ".html", ".css", ".js"}
    assert long_lines(paths) == []


def test_a_long_line_is_seen_by_its_characters(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.sweeps.tree.ROOT", tmp_path)
    sheet = tmp_path / "a.css"
    sheet.write_text(f"{'河' * 100}\n{'a' * 101}\n")
    assert long_lines([sheet]) == ["a.css:2"]
