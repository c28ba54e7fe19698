"""docs/events.md: every kind of event and every retry, written from the flows and the table."""

from .kinds import event_kinds
from .schedule import WAITS

HEAD = """# Events: kinds and retries

Written by `manage.py write_events`; do not edit. How to receive them: `docs/webhooks.md`.

## When a delivery that failed is tried again

| try | after the one before |
|---|---|
"""
KINDS = """
After the last one the delivery is given up.

## Kinds

A subscriber names kinds, or all of a flow (`edition.*`); none at all stands for every kind.

| kind | what happened | state it leads to |
|---|---|---|
"""


def events_document():
    """The whole document; a test compares it with the committed file."""
    return HEAD + _retries() + KINDS + _kinds()


def _retries():
    lines = ["| 1 | at once |\n"]
    for number, wait in enumerate(WAITS, 2):
        lines.append(f"| {number} | {in_words(wait)} |\n")
    return "".join(lines)


def in_words(wait):
    minutes = int(wait.total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h"


def _kinds():
    lines = []
    for kind in event_kinds():
        targets = "、".join(f"`{target}`" for target in kind.targets)
        lines.append(f"| `{kind.name}` | {kind.label} | {targets} |\n")
    return "".join(lines)
