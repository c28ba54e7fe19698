"""Whatever names a department says what becomes of it when that one is merged into another: a
follower moves it, or it stays for a reason.
"""

import ast
from functools import cache

import pytest

from dutylist.organizations.models import Department

from .named_rows import fields_naming
from .tree import named, parsed, sources

pytestmark = pytest.mark.one_database
REGISTERED = "follow_departments"
MERGING = ("dutylist.organizations.services.departments", "_merge")
# Where followers name what they move; what they call elsewhere says nothing of it.
FOLLOWING = (
    ".followers",
    ".services.following",
    ".services.handing_over",
    "dutylist.notices.services",
    "dutylist.organizations.services.departments",
    "dutylist.organizations.services.moving",
)
# {"app.Model.field": why no follower names it}
OTHERWISE = {
    "assessment.HeadOpinion.department": "whose head was meant; it was sent under that name",
    "assessment.OffListReport.department": "who handed the work down, as it was reported",
    "assessment.Problem.department": "where it was found",
    "assessment.Whistle.lead": "it goes on with its WhistleDepartment",
    "assessment.WhistleOutcome.department": "counted when it was made, of whoever was asked then",
}


# ---- what each follower speaks of ----


@cache
def paths():
    """{module: its file}"""
    found = {}
    for path in sources():
        module = named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        found[module] = path
    return found


@cache
def functions_known(module):
    """{name: (module, function)} of what a module defines or imports from another of ours."""
    known = {}
    for node in ast.walk(parsed(paths()[module])):
        if isinstance(node, ast.FunctionDef):
            known[node.name] = (module, node.name)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(module, node)
            for alias in node.names:
                known.setdefault(alias.asname or alias.name, (source, alias.name))
    return known


def absolute(module, node):
    if not node.level:
        return node.module
    package = module.split(".")[: -node.level]
    return ".".join([*package, node.module or ""])


def function(module, name):
    """The function of a module in which followers name what they move, or None."""
    if module not in paths() or not module.endswith(FOLLOWING):
        return None
    for node in ast.walk(parsed(paths()[module])):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    return None


def followers():
    """{(module, name)} of what is called when a department is merged."""
    found = {MERGING}
    for module in paths():
        if module.endswith(".followers"):
            found |= registered_in(module)
    return found


def registered_in(module):
    found = set()
    for node in ast.walk(parsed(paths()[module])):
        if isinstance(node, ast.FunctionDef):
            if any(is_registering(one) for one in node.decorator_list):
                found.add((module, node.name))
        elif isinstance(node, ast.Call) and is_registering(node.func):
            found.add(functions_known(module)[node.args[0].id])
    return found


def is_registering(node):
    return isinstance(node, ast.Name) and node.id == REGISTERED


def words_of(follower):
    """(names, words) of a function and of those it calls: models are names; fields are keywords,
    texts or attributes.
    """
    names, words, ahead, known = set(), set(), [follower], set()
    while ahead:
        place = ahead.pop()
        node = function(*place)
        if place in known or node is None:
            continue
        known.add(place)
        spoken = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        functions = functions_known(place[0])
        ahead += [functions[name] for name in spoken if name in functions]
        names |= spoken
        words |= {word_of(one) for one in ast.walk(node)}
    return names, words


def word_of(node):
    """A keyword, a text or an attribute; None of any other node."""
    if isinstance(node, ast.keyword):
        return node.arg
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Attribute):
        return node.attr
    return None


def not_followed(those):
    pairs = [words_of(follower) for follower in those]
    missing = set()
    for label, (model, field) in fields_naming(Department).items():
        told = [model.__name__ in names and field.name in words for names, words in pairs]
        if not any(told):
            missing.add(label)
    return missing


# ---- the rule ----


def test_every_field_that_names_a_department_has_a_follower_or_a_reason():
    assert not_followed(followers()) == set(OTHERWISE)


def test_a_model_that_no_follower_names_is_told():
    those = {one for one in followers() if one[0] != "assessment.schemes.followers"}
    assert not_followed(those) - set(OTHERWISE) == {"assessment.Scheme.department"}
