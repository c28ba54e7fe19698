"""The papers on the page of their request."""

from access_control.requests.page_panels import PagePanel, on_page_of_request

from . import of_rounds  # noqa: F401 (offers the papers of rounds on their pages)
from .case import Case
from .offered import offered_of


@on_page_of_request
def papers_panel(subject, user):
    """Those that this person is given: ready ones to download, the others with the reason."""
    papers = [one for one in offered_of(Case(subject, user)) if one.is_for_user]
    facts = {
        "subject": subject,
        "ready": [one for one in papers if one.ready],
        "waiting": [one for one in papers if not one.ready],
    }
    return PagePanel("requests/_papers.html", facts)
