"""The pages of a register on the desk: its list, one row with its moves, and the form of a row; no
page needs a script.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from dutylist.attachments.panel import attachments_of
from dutylist.history.texts import query_fault
from dutylist.organizations.models import Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_form, desk_page, number_asked
from dutylist.staff.places_asked import code_asked
from dutylist.staff.refusable_forms import made_by
from dutylist.workflow.calendar import days_left_of
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.fact_forms import OfferedRow
from dutylist.workflow.panels import Moves, lost

from .findings import blocking
from .forms import RowForm
from .register import Register
from .services.writing import amend_row, make_row

PAGE = 50
COUNTY = "county"


def nothing_more(http, row):
    return {}


def nothing_offered(row):
    return {}


def no_links(http, county):
    return ()


@dataclass(frozen=True)
class Pages:
    """`filters` are the names of the boxes above the list, `columns` [(head, what it says of a
    row)] beside title, owner and state, `beside` (http, row) what `template` needs, `links` (http,
    county) the ways from the list to other pages, `choices` (row, user) the boxes of facts that are
    one of a few, `offered` (row) the rows of facts that are lists.
    """

    register: Register
    filter_set: type
    filters: tuple
    lead: str
    columns: tuple = ()
    template: str = "registers/row.html"
    beside: Callable = nothing_more
    links: Callable = no_links
    choices: Callable = nothing_more
    offered: Callable = nothing_offered

    def urls(self):
        name = self.register.name
        listed = takes(COUNTY, "after", *self.filters)(desk_page(self.listed))
        return [
            path(f"{name}/", filtered_by(self.filter_set)(listed), name=name),
            path(f"{name}/new/", takes(COUNTY)(desk_form(self.new)), name=f"{name}-new"),
            path(f"{name}/<int:pk>/", desk_form(self.one), name=f"{name}-one"),
            path(f"{name}/<int:pk>/edit/", desk_form(self.edit), name=f"{name}-edit"),
        ]

    # ---- the list ----

    def listed(self, http):
        county = county_asked(http, self.register)
        rows = self.register.model.objects.visible_to(http.user).filter(county=county)
        asked = self.filter_set.leniently(http.GET, rows, request=http, names=self.filters)
        rows = asked.filtered().with_units().order_by("-pk")
        if after := number_asked(http, "after"):
            rows = rows.filter(pk__lt=after)
        page = list(rows[: PAGE + 1])
        more, page = len(page) > PAGE, page[:PAGE]
        context = frame(http, self.register, county) | {
            "lines": self.lines_of(page),
            "heads": [head for head, _words in self.columns],
            "next": address_after(http, page[-1].pk) if more else "",
            "boxes": self.boxes_of(http, asked),
            "q": http.GET.get("q", ""),
            "is_narrowed": any(http.GET.get(name) for name in self.filters),
            "fault": query_fault(http.GET.get("q", "")),
            "lead": self.lead,
            "links": self.links(http, county),
            "may_add": self.may_add(http.user, county),
            "here": reverse(f"desk:{self.register.name}"),
        }
        return render(http, "registers/list.html", context)

    def lines_of(self, page):
        left = days_left_of(row.due_on for row in page if not row_is_settled(row))
        lines = []
        for row in page:
            cells = [(head, words(row)) for head, words in self.columns]
            due = "" if row_is_settled(row) else left.get(row.due_on, "")
            lines.append((row, cells, due))
        return lines

    def boxes_of(self, http, asked):
        """[(name, label, [(value, words)], what is asked)] of the boxes beside the words."""
        boxes = []
        for name in self.filters:
            one = asked.filters[name]
            if name != "q" and one.options:
                boxes.append((name, one.label, one.options, http.GET.get(name, "")))
        return boxes

    # ---- one row ----

    def one(self, http, pk):
        row = self.seen(http, pk)
        form, status = None, 200
        if http.method == "POST":
            form, status = self.moves(row, http.user).make(http)
            if form is None:
                return redirect(row)
            row = self.seen(http, pk)
        context = self.context_of(http, row, form)
        return render(http, self.template, context, status=status)

    def seen(self, http, pk):
        rows = self.register.model.objects.visible_to(http.user).with_units()
        return get_object_or_404(rows, pk=pk).as_known_to(http.user)

    def moves(self, row, user):
        overrides = []
        for one in blocking(self.register.findings(row)):
            overrides.append(OfferedRow({"finding": one["id"]}, f"保留理由：{one['sentence']}"))
        offered = {"overrides": overrides, **self.offered(row)}
        return Moves(row, user, offered=offered, choices=self.choices(row, user))

    def context_of(self, http, row, form):
        decisions = row.decisions_known_to(http.user)
        panels = self.moves(row, http.user).panels(decisions, form)
        return frame(http, self.register, row.county) | {
            "counties": (),
            "row": row,
            "facts": facts_of(self.register, row, http.user),
            "findings": self.register.findings(row, http.user),
            "turn": whose_turn(row),
            "is_settled": row_is_settled(row),
            "may_amend": row.lets_amend and self.writes(http.user, row),
            "attachments": attachments_of(row, http.user),
            "decisions": decisions,
            "panels": panels,
            "refused": form,
            "lost_form": lost(form, panels),
            "here": reverse(f"desk:{self.register.name}"),
            **self.beside(http, row),
        }

    # ---- who writes, and how ----

    def may_add(self, user, county):
        """Whether this person makes rows here: a department's people, and who records for them."""
        standing = user.standing()
        recorded_by = self.register.recorded_by
        if recorded_by and standing.has(*recorded_by, county=county):
            return True
        return county.pk in standing.county_ids(*DEPARTMENT_ROLES)

    def writes(self, user, row):
        """Whether this person changes this row."""
        standing = user.standing()
        if row.department_id in standing.department_ids(*DEPARTMENT_ROLES):
            return True
        recorded_by = self.register.recorded_by
        return bool(recorded_by) and standing.has(*recorded_by, county=row.county)

    def make(self, told, user):
        return make_row(self.register, told, by=user)

    def amend(self, row, told, user, expect):
        return amend_row(self.register, row, told, by=user, expect=expect)

    # ---- the form ----

    def new(self, http):
        county = county_asked(http, self.register)
        if not self.may_add(http.user, county):
            raise Http404
        form = self.form(http, county)

        def verb(typed):
            return self.make(form.told() | {"county": county.code}, http.user)

        heading = self.register.new
        return self.filled_in(http, county, form, verb, heading)

    def edit(self, http, pk):
        row = self.seen(http, pk)
        if not (row.lets_amend and self.writes(http.user, row)):
            raise Http404
        form = self.form(http, row.county, row)

        def verb(typed):
            return self.amend(row, form.told(), http.user, typed["expect"])

        return self.filled_in(http, row.county, form, verb, f"修改 · {row.title}")

    def form(self, http, county, row=None):
        data = http.POST if http.method == "POST" else None
        return RowForm(data, register=self.register, county=county, user=http.user, row=row)

    def filled_in(self, http, county, form, verb, heading):
        status = 200
        if http.method == "POST":
            made, status = made_by(form, verb)
            if made:
                messages.success(http, f"已保存《{made}》。")
                return redirect(made)
        context = frame(http, self.register, county) | {
            "counties": (),
            "form": form,
            "heading": heading,
            "is_draft": bool(self.register.model.drafts),
            "here": reverse(f"desk:{self.register.name}"),
        }
        return render(http, "registers/form.html", context, status=status)


def readers_of(register):
    return (*register.model.supervisors, Role.AUDITOR, *DEPARTMENT_ROLES, *TOWNSHIP_ROLES)


def counties_read(user, register):
    pks = user.standing().county_ids(*readers_of(register))
    return Region.objects.keeping_list().filter(pk__in=pks).order_by("code")


def county_asked(http, register):
    """The county named by `?county=`, else the person's first; 404 for whoever reads none."""
    counties = counties_read(http.user, register)
    if code := code_asked(http, COUNTY, counties):
        counties = counties.filter(code=code)
    if county := counties.first():
        return county
    raise Http404


def frame(http, register, county):
    offered = ()
    if len(http.user.standing().county_ids(*readers_of(register))) > 1:
        offered = counties_read(http.user, register)[:60]
    return {
        "county": county,
        "words": words_for(county),
        "counties": offered,
        "register": register,
        "new_address": f"{reverse(f'desk:{register.name}-new')}?county={county.code}",
    }


def row_is_settled(row):
    return row.status in row.flow.settled


def facts_of(register, row, user):
    """[(label, words)] of what the row says."""
    facts = []
    for one in register.fields:
        if one.name != "title" and (words := one.shown(row, user)):
            facts.append((one.label, words))
    return facts


def address_after(http, key):
    """The address of the page behind a row."""
    query = http.GET.copy()
    query["after"] = key
    return f"{http.path}?{query.urlencode()}"
