"""What people asked and did not find, or found under other words (群众怎么问): adopted as phrases
of an item, or put aside.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from dutylist.history.paging import CursorPages
from dutylist.history.refusals import Invalid, Refusal
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_form
from items.lookup.filters import AskedFilters
from items.lookup.phrase_book import phrase_book
from items.lookup.services.asked_counts import adopt_many, dismiss_asked
from items.models import AskedCount, AskedOutcome, DutyItem
from items.models.phrases import LEAST_ASKED
from items.permissions import may_edit
from items.published.finding import find
from items.published.lists import county_list
from items.published.live_facts import cards_of
from items.register.picking import codes_within, item_choices, item_options
from items.register.places import COUNTY, county_asked, frame

from .item_phrases import faults_of

PAGE = 20  # for each the list is searched


@dataclass(frozen=True)
class Suggestion:
    """The item that a question is likely to mean: the one that was opened, or the first that the
    list finds or has near.
    """

    code: str
    name: str
    percent: int = 0


@dataclass(frozen=True)
class QuestionOnPage:
    """A question with the code that stands in its box."""

    row: AskedCount
    suggestion: Suggestion | None
    code: str
    is_chosen: bool


@filtered_by(AskedFilters)
@takes(COUNTY, "outcome", "after")
@desk_form
def asked_questions(request):
    county = county_asked(request)
    if not may_edit(request.user, county):
        raise Http404
    refusal, status = None, 200
    if request.method == "POST":
        try:
            messages.success(request, carry_out(request, county))
            return redirect(request.get_full_path())
        except Refusal as refused:
            refusal, status = refused, refused.status
    rows = AskedCount.objects.filter(county=county).offered().select_related("item")
    asked = AskedFilters.leniently(request.GET, rows, request=request, names=("outcome",))
    pages = CursorPages(PAGE, ("-count", "-pk"), "after")
    page = pages.rows_of(asked.filtered(), request)
    context = {
        **frame(request, county),
        "lines": lines_of(request, county, page),
        "next": pages.following,
        "outcomes": AskedOutcome.choices,
        "outcome": request.GET.get("outcome", ""),
        "least": LEAST_ASKED,
        "faults": faults_of(refusal),
        "reason": request.POST.get("reason", ""),
        "offered": item_options("asked-items", item_choices(county)),
    }
    return render(request, "phrases/asked.html", context, status=status)


def lines_of(request, county, rows):
    published, cards = county_list(county.code), cards_of(county.code)
    book = phrase_book(county.code)
    chosen = request.POST.getlist("asked")
    lines = []
    for row in rows:
        suggestion = suggested(row, published, cards, book)
        code = suggestion.code if suggestion else ""
        typed = request.POST.get(f"code-{row.pk}", code)
        lines.append(QuestionOnPage(row, suggestion, typed, str(row.pk) in chosen))
    return lines


def suggested(row, published, cards, book):
    """The item that a question is likely to mean, or None."""
    if row.item:
        return Suggestion(row.item.code, row.item.name)
    found = find(published, row.folded, None, cards, book)
    for hit in (*found.hits, *found.near):
        return Suggestion(hit.entry["code"], hit.entry["name"], round(hit.sureness * 100))
    return None


# ---- what the buttons of the page do; each answers with a sentence ----


def adopted(request, county, rows, how):
    pairs, faults = [], {}
    for row in rows:
        code = next(iter(codes_within(request.POST.get(f"code-{row.pk}", ""))), "")
        item = DutyItem.objects.filter(county=county, code=code).first()
        if item is None:
            faults[f"code-{row.pk}"] = f"“{row.folded}”：请从本级清单中选择事项。"
        pairs.append((row, item))
    if faults:
        raise Invalid(faults)
    adopt_many(pairs, **how)
    return f"已采纳{len(pairs)}条，今后这样问的能查到所采纳的事项。"


def dismissed(request, county, rows, how):
    count = dismiss_asked(rows, **how)
    return f"已对{count}条标明不采纳，不再列出。"


BUTTONS = {"adopt": adopted, "dismiss": dismissed}


def carry_out(request, county):
    """Does what the button says that was pressed: -> a sentence."""
    keys = [int(key) for key in request.POST.getlist("asked") if key.isascii() and key.isdecimal()]
    rows = AskedCount.objects.filter(county=county, pk__in=keys[:PAGE]).select_related("county")
    how = {"by": request.user, "reason": request.POST.get("reason", "")}
    for name, run in BUTTONS.items():
        if name in request.POST:
            return run(request, county, list(rows.order_by("pk")), how)
    raise Invalid({"": "请按要做的那一个按钮。"})
