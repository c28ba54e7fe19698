"""What floors above lead to from the page of a revision, and what they show on the page of an item
and beside it: each registers it in its module `revision_links`, `item_panels` or `item_links`.
"""

from dataclasses import dataclass

_makers = []
_makers_of_items = []
_makers_of_panels = []


def on_page_of_revision(make):
    """Registers a function of (revision, user) that gives [(address, words)]. A decorator."""
    _makers.append(make)
    return make


def links_of(revision, user):
    links = []
    for make in _makers:
        links += make(revision, user)
    return links


def beside_item(make):
    """Registers a function of (item, user) that gives (heading, [(address, words)]); without a link
    nothing is shown. A decorator.
    """
    _makers_of_items.append(make)
    return make


def links_beside(item, user):
    """[(heading, [(address, words)])] of what stands beside the page of an item."""
    found = []
    for make in _makers_of_items:
        heading, links = make(item, user)
        if links:
            found.append((heading, links))
    return found


@dataclass(frozen=True)
class ItemPanel:
    """A part of the page of an item: its template, and what that is filled with under the name
    `panel`.
    """

    template: str
    facts: dict


def panel_of_item(make):
    """Registers a function of (item, user) that gives an `ItemPanel` of the item's page in the
    register. A decorator.
    """
    _makers_of_panels.append(make)
    return make


def panels_of(item, user):
    return [make(item, user) for make in _makers_of_panels]
