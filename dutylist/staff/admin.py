"""What every list of the admin shares: it starts at what the reader may see, deletes nothing,
writes by verbs only.
"""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from dutylist.history.refusals import Refusal
from dutylist.history.searching import search
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import takes
from dutylist.staff.record import last_changes

from .list_addresses import Pages, require_order, require_page, require_rows
from .remembered_lists import list_as_asked, remember_list
from .values import fact


@dataclass(frozen=True)
class Verb:
    """One thing to do: a form, and `run(options, request, subject, **typed)` that calls a service.

    `run` answers with a sentence for the next page, or with a page of its own (a password shown
    once). `when(options, request, subject)` says whether it can be done to this subject by this
    person now.
    """

    name: str
    label: str
    form: type
    run: object
    permission: str = "change"
    wide: bool = False
    when: object = None
    hint: str = ""
    note: object = None  # note(options, request, subject) -> a sentence above the form
    template: str = "admin/verb.html"


OF_PROGRAMS = (models.BinaryField, models.JSONField)  # what a field holds that is no words


class Rows(ChangeList):
    """A page of the list; a row leads where its admin says."""

    def url_for_result(self, result):
        return self.model_admin.address_of(result)


class RegisterAdmin(admin.ModelAdmin):
    """`verbs` are the pages of one row, `adding` the one that makes a new row; without them a list
    is to read.
    """

    list_per_page = 50
    list_max_show_all = 50
    paginator = Pages
    preserve_filters = False
    show_full_result_count = False
    empty_value_display = "—"
    show_facets = admin.ShowFacets.NEVER
    actions = None
    verbs: tuple = ()
    adding: Verb | None = None
    hint = ""  # one line on the index page
    index_heading = ""  # the group of the index page in which the list stands
    index_place = 0  # its place on the page; a group stands where its first list does
    how_to: tuple = ()  # 怎么用: sentences above the list
    facts: tuple = ()  # fields shown on the page of a row; all of them when none are named
    object_template = "admin/object.html"

    def get_queryset(self, request):
        rows = self.model._meta.concrete_model.objects.visible_to(request.user)
        return rows.order_by(*self.get_ordering(request))

    def found(self, request, pk):
        """The row, if this person may see it: somebody else's does not exist."""
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def get_changelist(self, request, **kwargs):
        return Rows

    def get_search_results(self, request, queryset, search_term):
        """Every word must occur somewhere in the fields that are searched, however it is set; one
        condition. The search of the admin is Django's seam beside its filters: it asks more columns
        than a program does, and shortens what a program is told of.
        """
        if fault := query_fault(search_term):
            messages.warning(request, f"{fault}只按开头的部分检索。")
        return search(queryset, self.get_search_fields(request), search_term), False

    def get_actions(self, request):
        if not self.actions:
            return {}
        return super().get_actions(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        if self.adding is None or not super().has_add_permission(request):
            return False
        return self.adding.when is None or self.adding.when(self, request, None)

    def door(self):
        """(name, address, hint) for the index page."""
        return self.opts.verbose_name_plural, self.address("changelist"), self.hint

    def address(self, name, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def list_as_asked(self, request):
        """The address of the list with the filters that this person set last."""
        return list_as_asked(request, self.address("changelist"))

    def address_of(self, row):
        """Where a row of the list leads."""
        return self.address("change", row.pk)

    def get_urls(self):
        named = f"{self.opts.app_label}_{self.opts.model_name}_{{}}".format
        view = self.admin_site.admin_view
        return [
            path("", takes(self.parameters)(view(self.changelist_view)), name=named("changelist")),
            path("add/", view(self.add_view), name=named("add")),
            path("<int:pk>/change/", view(self.change_view), name=named("change")),
            path("<int:pk>/<slug:verb>/", view(self.verb_view), name=named("verb")),
        ]

    def parameters(self, request):
        """What the address of the list takes: the search, its filters under their own names, the
        order, the page.
        """
        search = (SEARCH_VAR,) if self.get_search_fields(request) else ()
        filters = (choice.parameter_name for choice in self.get_list_filter(request))
        return (*search, *filters, ORDER_VAR, PAGE_VAR)

    def changelist_view(self, request, extra_context=None):
        require_order(request, self.sortable(request))
        require_page(request)
        require_rows(request)
        remember_list(request, self.address("changelist"), self.parameters(request))
        extra = {
            "how_to": self.how_to,
            "title": self.opts.verbose_name_plural,
            "warnings": self.warnings(request),
        }
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    def sortable(self, request):
        """The numbers of the columns that a reader may sort by."""
        offered = self.get_sortable_by(request)
        columns = enumerate(self.get_list_display(request), start=bool(self.get_actions(request)))
        return {number for number, name in columns if name in offered and self.has_order(name)}

    def has_order(self, name):
        """Whether a column is a field, or a method that says by which field it is sorted."""
        try:
            return bool(self.opts.get_field(name))
        except FieldDoesNotExist:
            column = getattr(self, name, None) or getattr(self.model, name)
            return hasattr(column, "admin_order_field")

    def warnings(self, request):
        """Sentences that stand above the list."""
        return []

    # ---- one row ----

    def change_view(self, request, pk, extra_context=None):
        self._need(request, self.has_view_permission(request))
        subject = self.found(request, pk)
        context = {
            "title": str(subject),
            "subject": subject,
            "facts": self.facts_of(request, subject),
            "verbs": self.verb_links(request, subject),
            **self.more(request, subject),
            **(extra_context or {}),
        }
        return self.page(request, self.object_template, context)

    def more(self, request, subject):
        """What the page of a row shows beside its facts."""
        return {}

    def facts_of(self, request, subject):
        return [fact(self, subject, name) for name in self.facts or self.all_facts]

    @property
    def all_facts(self):
        """The names of the fields that can be read as words: bytes and JSON cannot."""
        names = []
        for column in self.opts.concrete_fields:
            if not (column.primary_key or isinstance(column, OF_PROGRAMS)):
                names.append(column.name)
        return names

    def page(self, request, template, context, status=200):
        subject = context.get("subject")
        history = None
        if subject:
            history = last_changes(request.user, subject)
        frame = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "list_address": self.list_as_asked(request),
            "history": history,
        }
        return TemplateResponse(request, template, {**frame, **context}, status=status)

    # ---- verbs ----

    def verbs_for(self, request, subject):
        return [verb for verb in self.verbs if self._may(verb, request, subject)]

    def verb_links(self, request, subject):
        """[(verb, address)] of what can be done with a row."""
        verbs = self.verbs_for(request, subject)
        return [(verb, self.address("verb", subject.pk, verb.name)) for verb in verbs]

    def _may(self, verb, request, subject):
        allowed = getattr(self, f"has_{verb.permission}_permission")(request)
        return allowed and (verb.when is None or verb.when(self, request, subject))

    def verb_view(self, request, pk, verb):
        self._need(request, self.has_view_permission(request))
        subject = self.found(request, pk)
        chosen = {known.name: known for known in self.verbs}.get(verb)
        if chosen is None:
            raise Http404
        self._need(request, self._may(chosen, request, subject))
        return self.carry_out(request, chosen, subject)

    def add_view(self, request, form_url="", extra_context=None):
        self._need(request, self.has_add_permission(request))
        return self.carry_out(request, self.adding, None)

    def carry_out(self, request, verb, subject):
        """Shows the form of a verb, or carries it out; a refusal is shown at its field, what was
        typed stays.
        """
        if request.method != "POST":
            form = verb.form(None, request=request, subject=subject)
            return self.verb_page(request, verb, subject, form)
        form = verb.form(request.POST, request=request, subject=subject)
        status = 422
        if form.is_valid():
            try:
                answer = verb.run(self, request, subject, **form.cleaned_data)
                return self._answered(request, answer, subject)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
        elif form.conflict:
            status = form.refused_status
        return self.verb_page(request, verb, subject, form, status)

    def verb_page(self, request, verb, subject, form, status=200):
        title, note = verb.label, ""
        if subject:
            title = f"{verb.label}：{subject}"
        if verb.note:
            note = verb.note(self, request, subject)
        context = {"title": title, "form": form, "verb": verb, "subject": subject, "note": note}
        context["back"] = self._back_to(request, subject)
        return self.page(request, verb.template, context, status)

    def _answered(self, request, answer, subject):
        if isinstance(answer, HttpResponse):
            return answer
        messages.success(request, answer)
        return redirect(self._back_to(request, subject))

    def _back_to(self, request, subject):
        """The page of the row a verb is about; the list, where it makes a new one."""
        if subject:
            return self.address_of(subject)
        return self.list_as_asked(request)

    def _need(self, request, allowed):
        if not allowed:
            raise PermissionDenied


class ReadOnlyAdmin(RegisterAdmin):
    """Rows that are only read here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
