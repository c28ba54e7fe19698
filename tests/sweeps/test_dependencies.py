"""Every package the project is installed with is used: imported, or named to Django."""

import ast
import re
import sys
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
    "psycopg2-binary": "psycopg2",
    "pyyaml": "yaml",
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


def modules_of(names):
    """{package: what it is imported as}"""
    return {name: MODULES.get(name, name.replace("-", "_").lower()) for name in names}


def unused(names, paths):
    known = used(paths)
    return {name for name, module in modules_of(names).items() if module not in known}


def imported(paths):
    """The top names of all imports of what is neither Python's nor the project's."""
    names = set()
    for path in paths:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module)
    own = {path.name for path in ROOT.iterdir() if path.is_dir()}
    return {name.split(".")[0] for name in names} - own - sys.stdlib_module_names


def test_every_package_is_used():
    assert unused(packages(), sources()) == set(NOT_IMPORTED)


def test_what_is_imported_is_installed_by_name():
    """Nothing leans on what another package happens to bring along."""
    pdf = names_of(project()["optional-dependencies"]["pdf"])
    declared = set(modules_of(packages() | pdf).values())
    assert imported(sources()) - declared == set()
    declared |= set(modules_of(optional_packages()).values())
    assert imported(all_python()) - declared == set()


def test_every_package_of_the_tests_and_measurements_is_used():
    assert unused(optional_packages(), all_python()) == set(CALLED)
