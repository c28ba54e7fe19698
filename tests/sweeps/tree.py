"""The files of the project as the sweeps see them: source, templates, static files."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ["dutylist", "items", "access_control", "assessment", "desk"]


def named(path):
    return path.relative_to(ROOT).as_posix()


def files(folder, *patterns):
    """Files below a folder of the project by pattern, sorted; none when the folder is not there
    yet.
    """
    return sorted(
        path
        for pattern in patterns
        for path in (ROOT / folder).rglob(pattern)
        if "__pycache__" not in path.parts
    )


def sources():
    """Modules of the rooms, without migrations and tests."""
    return [
        path for room in ROOMS for path in files(room, "*.py") if "migrations" not in path.parts
    ]


def all_python():
    return [*sources(), *files("tests", "*.py"), *files("benchmarks", "*.py"), ROOT / "manage.py"]


def templates():
    return [
        *files("templates", "*.html", "*.txt", "*.xml", "*.svg"),
        *(p for room in ROOMS for p in files(room, "*.html")),
    ]


@cache
def parsed(path):
    return ast.parse(path.read_text(), filename=str(path))


def at(path, node):
    """`file:line`, as a failure names a place."""
    return f"{named(path)}:{getattr(node, 'lineno', node)}"
