"""Every list that may be filtered is asked by the filter set of its model, one for its pages, its
list in the admin and the API; what is asked otherwise is named here with its reason.
"""

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.test import RequestFactory

from dutylist.history.filtering import ListFilters
from dutylist.organizations.models import User
from dutylist.rest.parameters import declared_by
from dutylist.staff.filters import Box

from .test_addresses import route_of, walked

pytestmark = pytest.mark.one_database

# What says where in a list a page is, how it is written, or where the page leads: not which rows.
NO_FILTERS = {"cursor", "limit", "after", "page", "format", "lang", "script", "next"}
WHOSE_DESK = {"county", "revision"}  # whose papers a page of the desk is about
REPORT = "rows kept together in the report of an import, not in a table"
DOCUMENT = "the document in memory, searched with ranks and facets"
A_FILE = "a file, not a list: which list and how it is written"
# {the name of an address: why no filter set is asked there}
OTHERWISE = {
    "api-off-list-figures": "no list: the numbers of one year of one county",
    "api-feedback-one": "no list: the code that opens one",
    "feedback": "no list: what the form of a citizen is about",
    "feedback-follow": "no list: the code that opens one",
    "feedback-answer": "no list: the code that opens one",
    "feedback-thanks": "no list: where the page leads back to",
    "desk:satisfaction-ballot": "no list: for which of one's townships",
    "accounts:login": "no list: why the last session ended",
    "api-entries": DOCUMENT,
    "api-answers": DOCUMENT,
    "api-department-list": DOCUMENT,
    "api-department-lists": DOCUMENT,
    "desk:edition-preview": DOCUMENT,
    "desk:edition-preview-township": DOCUMENT,
    "desk:draft": "the list as it would stand, put together in memory",
    "api-policy": "no list: the rules of one county",
    "desk:request-new": "no list: in which channel, and about which item",
    "desk:request-edit": "no list: the item that an empty draft is to be about",
    "desk:request-change-new": "no list: what kind of change, of which item",
    "desk:sitting-new": "no list: of which body",
    "api-execution-draft": "no list: the report of one township as it is filled in beforehand",
    "desk:execution-report": "no list: the report of one township",
    "api-load": "no rows of a table: computed, of which places and year",
    "api-load-rows": "no rows of a table: what a computed number is the sum of",
    "desk:directory": "a table to fill in: whether only the units without a telephone are shown",
    "setup": "no list: the code that opens the page",
    "desk:load": "no rows of a table: computed, of which township and year",
    "desk:load-rows": "no rows of a table: what a computed number is the sum of",
    "desk:load-table": "no rows of a table: computed, of which place and year",
    "desk:request-review": "no list: for which unit a line of the review is recorded",
    "desk:inspections-calendar": "no list: the year of one township",
    "desk:report-demands-asked": "no list: what is asked of one township",
    "desk:request-opinion": "no list: the unit whose opinion is recorded",
    "desk:revision-opinion": "no list: the unit whose opinion is recorded",
    "desk:interpretation-new": "no list: the item and the words that a question begins with",
    "desk:whistle-new": "no list: on which item of which township's list",
    "desk:whistle-statistics": "counts, not rows: of which year",
    "api-whistle-statistics": "counts, not rows: of which year",
    "desk:scheme": "no list: whether the indicators without a finding are shown",
    "desk:scheme-new": "no list: how many indicators the form has boxes for",
    "desk:scheme-edit": "no list: how many indicators the form has boxes for",
    "desk:item-phrases": "no list: a question tried, and a matter looked up by its name",
    "desk:corrections": "the item that the form beside the list is about",
    "api-exports": A_FILE,
    "export": A_FILE,
    "export-file": A_FILE,
    "import_template": A_FILE,
    "api-import-rows": REPORT,
    "api-import-items": REPORT,
    "imports:preview": REPORT,
    "imports:matrix": REPORT,
    "imports:recognised": REPORT,
    "imports:upload": "the import whose mended file is handed in",
    "api-delegable-memberships": "two lists made of one look-up, asked for a person by name",
}
# {the name of an address: filters that its filter set does not know}
ASKED_BESIDE = {
    "desk:delegations": {"q"},  # whom one may hand a role to, a list of its own
    "api-off-list-reports": {"receipt"},  # no filter of the list: how far one's own report is
}


def request_of_nobody():
    request = RequestFactory().get("/")
    request.user = User()
    return request


def views_with_filters():
    """(name, filter set or None, names of filters) of every address that takes any, except the
    public pages, which read the document in memory, and the admin, which has its own test.
    """
    for name, parts, pattern in walked():
        view = pattern.callback
        is_page = getattr(view, "public_read", False) and not route_of(parts).startswith("api/")
        if is_page or name.startswith("admin:") or hasattr(view, "hands_on"):
            continue
        owner, reads = view, view
        if hasattr(view, "cls"):
            owner, reads = view.cls, getattr(view.cls, "get", None)
        names = set(declared_by(reads, request_of_nobody())) - NO_FILTERS
        if name.startswith("desk:"):
            names -= WHOSE_DESK
        if names:
            yield name, getattr(owner, "filterset_class", None), names


def test_every_list_with_filters_is_asked_by_a_filter_set():
    own, asked = [], 0
    for name, filter_set, names in views_with_filters():
        if filter_set is None:
            if name not in OTHERWISE:
                own.append((name, sorted(names)))
            continue
        asked += 1
        assert issubclass(filter_set, ListFilters), name
        unasked = names - set(filter_set.base_filters)
        assert unasked == ASKED_BESIDE.get(name, set()), name
    assert own == []
    assert asked >= 17


def test_every_exception_is_needed():
    without = {name for name, filter_set, _names in views_with_filters() if filter_set is None}
    assert set(OTHERWISE) - without == set()


@pytest.mark.parametrize(
    "options", admin.site._registry.values(), ids=lambda options: options.opts.label_lower
)
def test_every_list_of_the_admin_filters_by_the_set_of_its_model(options):
    request = request_of_nobody()
    boxes = options.get_list_filter(request)
    for box in boxes:
        assert issubclass(box, Box)
        assert issubclass(options.model, box.filter_set._meta.model)
    filters = {box.parameter_name for box in boxes}
    assert set(options.parameters(request)) == filters | {ORDER_VAR, PAGE_VAR} | (
        {SEARCH_VAR} if options.search_fields else set()
    )


def sets_below(filter_set):
    for one in filter_set.__subclasses__():
        yield one
        yield from sets_below(one)


def test_a_model_has_one_filter_set():
    """Another one of the same model only widens or narrows it."""
    found = {}
    for one in sets_below(ListFilters):
        if ListFilters in one.__bases__:
            found.setdefault(one._meta.model, []).append(one.__name__)
    twice = {model.__name__: names for model, names in found.items() if len(names) > 1}
    assert twice == {}
    assert len(found) >= 19
