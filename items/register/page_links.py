"""What floors above lead to from the page of a revision: each registers a link in its module
`revision_links`.
"""

_makers = []


def on_page_of_revision(make):
    """Registers a function of (revision, user) that gives [(address, words)]. A decorator."""
    _makers.append(make)
    return make


def links_of(revision, user):
    links = []
    for make in _makers:
        links += make(revision, user)
    return links
