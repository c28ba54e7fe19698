"""No refusal names the staffing office (编办) literally: in a district it is 区委编办, and a county
may call it otherwise. Walked in every module: what is raised, what is said at a path of what was
handed in, and every text of the services.
"""

import ast

import pytest

from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.engine import refusal
from dutylist.workflow.refusals import NotAllowed
from items.editions.services.editions import start_edition
from items.models import EditionAction
from items.register.services.edit_conditions import require_editor
from tests.factories import Kind, make_content, make_county, make_items, make_staff, make_user

from .tree import parsed, sources

OFFICE = "编办"
REFUSALS = {"Refusal", "NotAllowed", "NotPossible", "NotDue", "NotFound", "Stale", "Invalid"}
AT_PATHS = {"errors", "faults"}


def texts_of(node):
    """Every text below a node but docstrings."""
    docstrings = set()
    for inner in ast.walk(node):
        body = getattr(inner, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            docstrings.add(body[0].value)
    for inner in ast.walk(node):
        is_text = isinstance(inner, ast.Constant) and isinstance(inner.value, str)
        if is_text and inner not in docstrings:
            yield inner


def is_refusing(node):
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return name in REFUSALS
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        held = node.targets[0].value
        return getattr(held, "id", getattr(held, "attr", "")) in AT_PATHS
    return False


def texts_that_refuse(module):
    """The texts in what is refused, and those of the module's own names that stand there."""
    named = {}
    for statement in module.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            named[statement.targets[0].id] = statement.value
    for node in ast.walk(module):
        if not is_refusing(node):
            continue
        yield from texts_of(node)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and inner.id in named:
                yield from texts_of(named[inner.id])


def literal_offices(module, *, is_service):
    """The lines of a module that name the office in a refusal."""
    texts = texts_of(module) if is_service else texts_that_refuse(module)
    return sorted({text.lineno for text in texts if OFFICE in text.value})


def test_no_refusal_names_the_office_literally():
    found = []
    for path in sources():
        is_service = "services" in path.parts
        for line in literal_offices(parsed(path), is_service=is_service):
            found.append(f"{path}:{line}")
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'raise NotAllowed("只有编办可以办理。")',
        'raise NotAllowed(f"只有{name}编办可以办理。")',
        'def f():\n    errors["paper"] = "由编办代录。"',
        'WHO = "只有编办可以办理。"\ndef f():\n    raise NotAllowed(WHO)',
        'fault = Invalid({"days": "请与编办联系。"})',
    ],
)
def test_the_walk_sees(code):
    assert len(literal_offices(ast.parse(code), is_service=False)) == 1


def test_the_walk_lets_labels_pass():
    code = 'LABEL = "编办审核"\ndef f():\n    """编办"""\n    return LABEL'
    assert literal_offices(ast.parse(code), is_service=False) == []


@pytest.mark.django_db
def test_a_district_is_refused_in_its_own_words():
    district = make_county("990133000000", "示例区", Kind.DISTRICT)
    stranger = make_user(Role.INSPECTOR, county=district)
    assert staffing_office_of(district) == "区委编办"
    with pytest.raises(NotAllowed, match="只有示例区的区委编办经办人可以修改事项。"):
        require_editor(stranger, district)
    staff = make_staff(district)
    make_items([make_content(name="公文管理")], county=district)
    draft = start_edition(district, by=staff[0])
    assert "由示例区的区委编办经办人办理" in refusal(draft, EditionAction.SUBMIT, stranger).sentence
    possible = refusal(draft, EditionAction.PUBLISH, staff[2]).sentence
    assert "“提请审定”（区委编办经办人）" in possible
