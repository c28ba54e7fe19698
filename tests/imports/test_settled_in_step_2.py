"""Whatever an error tells a clerk to settle in step 2 is shown there."""

import ast
import re
from pathlib import Path

import pytest

from items.imports import checking
from items.imports.reading.issues import SETTLED_IN_STEP_2

CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
IN_STEP_2 = "第2步"


def texts_in(node):
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def codes_told_to_step_2():
    """{"file function": codes} of the functions whose sentences send the clerk to step 2."""
    found = {}
    for path in Path(checking.__path__[0]).glob("*.py"):
        tree = ast.parse(path.read_text())
        sentences = set()
        for node in tree.body:
            if isinstance(node, ast.Assign) and any(IN_STEP_2 in text for text in texts_in(node)):
                sentences.update(target.id for target in node.targets)
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            if names & sentences or any(IN_STEP_2 in text for text in texts_in(node)):
                codes = {text for text in texts_in(node) if CODE.fullmatch(text)}
                found[f"{path.name} {node.name}"] = codes
    return found


@pytest.mark.one_database
def test_what_is_to_be_settled_in_step_2_is_shown_there():
    told = codes_told_to_step_2()
    assert set().union(*told.values()) >= {"missing_column", "category_unread", "columns_unsure"}
    for where, codes in told.items():
        assert codes <= set(SETTLED_IN_STEP_2), where
