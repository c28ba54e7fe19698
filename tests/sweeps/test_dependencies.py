"""Every package the project is installed with is used: imported, or named to Django."""

import ast
import re
import tomllib

import pytest

from .tree import ROOT, parsed, sources

pytestmark = pytest.mark.one_database

# package: what it is imported as, where that is not its own name
MODULES = {
    "chinesecalendar": "chinese_calendar",
    "django-axes": "axes",
    "django-csp": "csp",
    "django-environ": "environ",
    "django-filter": "django_filters",
    "django-simple-history": "simple_history",
    "djangorestframework": "rest_framework",
    "drf-spectacular": "drf_spectacular",
    "python-docx": "docx",
}
# what nothing imports, and why it is needed
NOT_IMPORTED = {
    "gunicorn": "serves the site",
    "psycopg2-binary": "Django's driver of PostgreSQL",
}


def packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [re.match(r"[\w-]+", line)[0] for line in project["dependencies"]]


def used():
    """The top names of all imports, and of all dotted names in the settings."""
    names = set()
    for path in sources():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
            elif path.name == "settings.py" and isinstance(node, ast.Constant):
                names.add(str(node.value))
    return {name.split(".")[0] for name in names}


def test_every_package_is_used():
    modules = {name: MODULES.get(name, name.replace("-", "_").lower()) for name in packages()}
    known = used()
    unused = {name for name, module in modules.items() if module not in known}
    assert unused == set(NOT_IMPORTED)
