"""What rooms above show on the page of a request: each registers a panel in its module
`request_panels`.
"""

from dataclasses import dataclass

_makers = []


@dataclass
class PagePanel:
    """A part of the page: its template, and what that is filled with under the name `panel`."""

    template: str
    facts: dict


def on_page_of_request(make):
    """Registers a function of (subject, user) that gives a `PagePanel`. A decorator."""
    _makers.append(make)
    return make


def page_panels(subject, user):
    return [make(subject, user) for make in _makers]
