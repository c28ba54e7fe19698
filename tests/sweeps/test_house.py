"""The house stands: floors and rooms import downwards, nothing goes in circles, nothing lies loose,
and an import inside a function has its reason.
"""

import ast
import re
from functools import cache

import pytest
from django.apps import apps
from django.urls import get_resolver

from dutylist.rooms import load_modules
from dutylist.workflow.models import WorkflowSubject
from tools.house import FLOORS, ROOMS, House, height, module_name

from .tree import ROOT, named, parsed, sources

pytestmark = pytest.mark.one_database
READY = "Django calls it when the models are loaded"
AFTER_MIGRATE = "a receiver of post_migrate, named before the models are loaded"
ASKED_FOR_RIGHTS = "Django asks the account itself for its rights"
# {(module, what it imports inside a function): why it does so there}
HIDDEN = {
    ("dutylist.attachments.apps", "dutylist.attachments.facts"): READY,
    ("dutylist.attachments.apps", "dutylist.workflow.attached"): READY,
    ("dutylist.history.apps", "dutylist.history.checks"): READY,
    ("dutylist.history.apps", "dutylist.history.guard"): READY,
    ("dutylist.history.apps", "dutylist.history.limits"): READY,
    ("dutylist.history.apps", "dutylist.history.searching"): READY,
    ("dutylist.history.apps", "dutylist.history.writeonce"): READY,
    ("dutylist.notices.apps", "dutylist.notices.delegations"): READY,
    ("dutylist.notices.apps", "dutylist.notices.outbox"): READY,
    ("dutylist.notices.apps", "dutylist.notices.reorganizations"): READY,
    ("dutylist.notices.apps", "dutylist.notices.sealing"): READY,
    ("dutylist.notices.apps", "dutylist.notices.sessions"): READY,
    ("dutylist.organizations.apps", "dutylist.organizations.checks"): READY,
    ("dutylist.organizations.apps", "dutylist.organizations.record_readers"): READY,
    ("dutylist.organizations.apps", "dutylist.organizations.seeds"): READY,
    ("dutylist.organizations.apps", "dutylist.organizations.services.login"): READY,
    ("dutylist.organizations.apps", "dutylist.organizations.services.sessions"): READY,
    ("dutylist.workflow.apps", "dutylist.workflow.checks"): READY,
    ("dutylist.workflow.apps", "dutylist.workflow.flow"): READY,
    ("dutylist.workflow.apps", "dutylist.workflow.seeds"): READY,
    ("items.apps", "items.editions.projection"): READY,
    ("items.apps", "items.entry.correctable"): READY,
    ("items.apps", "items.entry.wording"): READY,
    ("dutylist.organizations.seeds", "dutylist.organizations.models"): AFTER_MIGRATE,
    ("dutylist.organizations.seeds", "dutylist.organizations.models.users"): AFTER_MIGRATE,
    ("dutylist.workflow.seeds", "dutylist.workflow.models"): AFTER_MIGRATE,
    (
        "dutylist.organizations.checks",
        "dutylist.organizations.models",
    ): "checks are named before the models are loaded",
    (
        "dutylist.organizations.models.users",
        "dutylist.organizations.permissions",
    ): ASKED_FOR_RIGHTS,
    (
        "items.imports.returning.return_process",
        "items.imports.returning.xlsx_marks",
    ): "the limits of the process stand before it reads",
}


@pytest.fixture(scope="module")
def house():
    return House(ROOT)


def test_no_import_runs_up(house):
    assert house.arrows_up() == []


def test_no_imports_go_in_circles(house):
    assert house.circles() == []


def test_nothing_lies_loose_at_the_root_of_an_app(house):
    assert house.loose() == []


def test_every_import_inside_a_function_has_its_reason(house):
    assert set(house.hidden) == set(HIDDEN)


def test_the_house_knows_a_circle_and_an_arrow_up_when_it_sees_one():
    house = House(ROOT)
    house.imports = {
        "items.models.acts": {"items.register.services.acts"},
        "items.register.services.acts": {"items.models.acts"},
    }
    assert house.arrows_up() == [("items.models.acts", "items.register.services.acts")]
    assert [sorted(group) for group in house.circles()] == [
        ["items.models.acts", "items.register.services.acts"]
    ]


# ---- what an app adds, it registers: no lower floor lists names of a higher one ----

REGISTERING = {
    "register_line",
    "register_days",
    "item_rule",
    "list_rule",
    "add_shapes",
    "add_words",
}
GATES_OWN = "the gate's own finding: `assessment` is the first word of its name, not the app"
# {(module, text): what it means there, which is not what a higher floor calls so}
LOOK_ALIKES = {
    (
        "dutylist.notices.models",
        "no_receiver",
    ): "the state of an event that no program takes, not the finding of an item without 承接部门",
    ("access_control.requests.rules", "assessment_by_department"): GATES_OWN,
    ("access_control.requests.services.checking_lines", "assessment_by_department"): GATES_OWN,
    (
        "items.imports.views.showing",
        "problem",
    ): "whether a row of a file has to be settled, not the flow of 问题清单",
    (
        "items.models.parts",
        "inspection",
    ): "行政检查, a type of administrative power, not the flow of 督查检查考核",
}
SHAPE = "shape "
TAKES_SHAPES = {"gives", "takes"}
UPPER_PATH = re.compile(r"(?:admin:)?(items|desk|access_control|assessment)[._:][a-zA-Z]")
ASKS_FOR_ADDRESS = {"reverse", "redirect"}


def modules_of(name):
    return {module.__name__ for module in load_modules(name)}


def registered_names():
    """{name: its owner's module} of findings, policy lines, shapes, words, flows and tables."""
    names = {}
    owners = {"items.findings.rules"}
    for name in ("policy_lines", "shapes", "place_words"):
        owners |= modules_of(name)
    for path in sources():
        module = module_name(named(path))
        if module in owners:
            names |= dict.fromkeys(names_registered_in(parsed(path)), module)
    for model in apps.get_models():
        names[model._meta.label] = names[model._meta.label_lower] = model.__module__
        names[model._meta.db_table] = model.__module__
        if issubclass(model, WorkflowSubject):
            names[model.flow_name] = model.__module__
    return names


def names_registered_in(tree):
    """What the calls of a module that registers name: first texts, keywords, keys of tables."""
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REGISTERING:
            found |= names_in(node, tables)
    return found


def names_in(call, tables):
    first = call.args[0] if call.args else None
    if call.func.id == "add_shapes":
        return {f"{SHAPE}{keyword.arg}" for keyword in call.keywords}
    if isinstance(first, ast.Name):
        first = tables[first.id]
    if isinstance(first, ast.Dict):
        return {key.value for key in first.keys}
    return {first.value}


@cache
def texts_of(tree):
    """Every text of a module that is no docstring."""
    nodes = list(ast.walk(tree))
    docstrings = {id(node) for node in docstrings_among(nodes)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def docstrings_among(nodes):
    for node in nodes:
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield body[0].value


def is_above(owner, module):
    """Whether a module stands on a higher floor, or in a higher room, than another."""
    for ladder in (FLOORS, ROOMS):
        high, low = height(owner, ladder), height(module, ladder)
        if high is not None and low is not None and high < low:
            return True
    return False


def addresses_by_owner(patterns=None, prefix=""):
    """{name of an address: the module that answers there}."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            # Lists of the admin are named after their models: see `UPPER_PATH`.
            if pattern.namespace != "admin":
                found |= addresses_by_owner(pattern.url_patterns, inner)
        elif pattern.name:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            found[f"{prefix}{pattern.name}"] = view.__module__
    return found


def addresses_asked_for(tree):
    """The texts with which a module asks for an address."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    for call in calls:
        asks = getattr(call.func, "id", "") in ASKS_FOR_ADDRESS
        if asks and isinstance(call.args[0], ast.Constant):
            yield call.args[0].value


def shapes_named(tree):
    """The shapes that the description of a method names."""
    for node in ast.walk(tree):
        names_shape = isinstance(node, ast.keyword) and node.arg in TAKES_SHAPES
        if names_shape and isinstance(node.value, ast.Constant):
            yield f"{SHAPE}{node.value.value}"


def names_of_higher_ones(module, tree, names, addresses):
    """(module, text) of each text that is the name of something a higher floor or room owns."""
    owned = [(text, names.get(text)) for text in (*texts_of(tree), *shapes_named(tree))]
    owned += [(text, addresses.get(text)) for text in addresses_asked_for(tree)]
    owned += [(text, floor_of(text)) for text in texts_of(tree) if text not in addresses]
    for text, owner in owned:
        if owner and is_above(owner, module):
            yield module, text


def floor_of(text):
    """The floor that a dotted path, a label or an address begins with."""
    path = UPPER_PATH.match(text)
    return path and path[1]


@pytest.fixture(scope="module")
def owners():
    return registered_names(), addresses_by_owner()


def test_no_lower_floor_lists_names_of_a_higher_one_not_even_as_texts(owners):
    """But for words that only read like one; each of those is still there."""
    found = set()
    for path in sources():
        module = module_name(named(path))
        found |= set(names_of_higher_ones(module, parsed(path), *owners))
    assert sorted(found) == sorted(LOOK_ALIKES)


def test_the_sweep_sees_each_kind_of_name(owners):
    """Each registry is there, and a name of each kind is seen from below."""
    names, addresses = owners
    samples = {
        "items.DutyItem": "dutylist.organizations.admin_site",
        "items_dutyitem": "dutylist.history.verify",
        "no_lead": "dutylist.organizations.policies",
        "publish_days": "items.register.moves",
        "list_title": "dutylist.organizations.words",
        "edition": "dutylist.workflow.engine",
    }
    for name, module in samples.items():
        tree = ast.parse(f"TABLE = {{{name!r}}}")
        assert (module, name) in set(names_of_higher_ones(module, tree, names, addresses)), name
    tree = ast.parse("described('revisions_read', gives='EditionState')")
    assert set(names_of_higher_ones("items.register.api", tree, names, addresses))
    for text in ("desk:home", "admin:items_dutyitem_changelist"):
        tree = ast.parse(f"reverse({text!r})")
        assert set(names_of_higher_ones("dutylist.notices.jobs", tree, names, addresses))
