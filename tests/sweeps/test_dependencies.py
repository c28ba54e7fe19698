"""Every package the project is installed with is used: imported, or named to Django."""

import ast
import re
import tomllib

import pytest

from .tree import ROOT, all_python, parsed, sources

pytestmark = pytest.mark.one_database

# package: what it is imported as, where that is not its own name
MODULES = {
    "chinesecalendar": "chinese_calendar",
    "django-axes": "axes",
    "django-csp": "csp",
    "django-environ": "environ",
    "django-filter": "django_filters",
    "django-import-export": "import_export",
    "django-simple-history": "simple_history",
    "djangorestframework": "rest_framework",
    "drf-spectacular": "drf_spectacular",
    "pillow": "PIL",
    "python-docx": "docx",
}
# what nothing imports, and why it is needed
NOT_IMPORTED = {
    "gunicorn": "serves the site",
    "psycopg2-binary": "Django's driver of PostgreSQL",
}


# what only tests and measurements are run with, and by whom it is called
CALLED = {
    "datasette": "benchmarks/pages.py starts it",
    "djade": "make lint",
    "import-linter": "make lint",
    "pytest-randomly": "pytest, by itself",
    "pytest-xdist": "tests/run.py",
    "ruff": "make lint",
}


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def names_of(lines):
    return {re.match(r"[\w-]+", line)[0] for line in lines}


def packages():
    return names_of(project()["dependencies"])


def optional_packages():
    groups = project()["optional-dependencies"].values()
    return set().union(*(names_of(lines) for lines in groups))


def used(paths):
    """The top names of all imports, and of all dotted names in the settings."""
    names = set()
    for path in paths:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
            elif path.name == "settings.py" and isinstance(node, ast.Constant):
                names.add(str(node.value))
    return {name.split(".")[0] for name in names}


def unused(names, paths):
    modules = {name: MODULES.get(name, name.replace("-", "_").lower()) for name in names}
    known = used(paths)
    return {name for name, module in modules.items() if module not in known}


def test_every_package_is_used():
    assert unused(packages(), sources()) == set(NOT_IMPORTED)


def test_every_package_of_the_tests_and_measurements_is_used():
    assert unused(optional_packages(), all_python()) == set(CALLED)
