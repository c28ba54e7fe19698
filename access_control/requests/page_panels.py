"""What rooms above show on the page of a request, or of an item on the desk: each registers a panel
in its module `request_panels` or `item_panels`.
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


_makers_of_item = []


def on_page_of_item(make):
    """Registers a function of (item, user) that gives a `PagePanel` of the item's page on the
    desk, or None. A decorator.
    """
    _makers_of_item.append(make)
    return make


def item_panels(item, user):
    panels = []
    for make in _makers_of_item:
        panel = make(item, user)
        if panel:
            panels.append(panel)
    return panels
