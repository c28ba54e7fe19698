"""Every flow is driven where the record is looked at afterwards for changes that kept the version,
and every method that asks for `If-Match` reads it.
"""

import ast

import pytest

from tests.versions import NO_OTHER_VERSION, WALKED, versioned_models

from .tree import ROOT, at, files, named, parsed, sources

pytestmark = pytest.mark.one_database
HOOKS = ("hooks", "tests.workflow.hooks")
DEEPEST = 4  # how many functions may stand between a method and what reads
# What reads the header, by itself or in a function of the same module.
READS_IF_MATCH = {"expected_version", "expected_mark", "as_seen", "decided"}
# {module: why a method of it leaves the header to another}
HANDS_ON = {
    "assessment/feedback/api.py": "staff are decided for as in every flow; citizens see no version"
}


def names_in(tree):
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
    return names


def asks_for_if_match(method):
    for decorator in method.decorator_list:
        if isinstance(decorator, ast.Call):
            for keyword in decorator.keywords:
                if keyword.arg == "if_match":
                    return True
    return False


def names_that_read(functions):
    """The names of what reads the header, and of the functions of a module that call it."""
    reading = set(READS_IF_MATCH)
    for _round in range(DEEPEST):
        for function in functions:
            if names_in(function) & reading and not asks_for_if_match(function):
                reading.add(function.name)
    return reading


def test_every_module_that_drives_a_flow_is_looked_at():
    driving = set()
    for path in files("tests", "test_*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module in HOOKS:
                driving.add(named(path))
    assert len(driving) > 10
    assert driving - set(WALKED) == set()
    assert [name for name in WALKED if not (ROOT / name).exists()] == []


def test_every_exception_names_a_versioned_column():
    columns = {
        (model.__name__, field.name)
        for model in versioned_models()
        for field in model._meta.concrete_fields
    }
    assert set(NO_OTHER_VERSION) - columns == set()


def test_every_method_that_asks_for_if_match_reads_it():
    asking, deaf = 0, []
    for path in sources():
        functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
        reading = names_that_read(functions)
        for function in filter(asks_for_if_match, functions):
            asking += 1
            if not names_in(function) & reading and named(path) not in HANDS_ON:
                deaf.append(at(path, function))
    assert asking > 20
    assert deaf == []
