"""A proposed change in the admin: what it proposes is amended in the same editor, or it is
withdrawn.
"""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse

from dutylist.history.refusals import Invalid, Refusal, Stale
from dutylist.organizations.words import words_for
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import ReasonOnly
from items.entry.fields import EMPTY
from items.entry.lookup import Lookup
from items.models import ProposedChange
from items.register.comparison import compare
from items.register.conflicts import EditorConflict, opened_of
from items.register.editor import ItemEditor
from items.register.filters import ChangeFilters
from items.register.services.proposals import amend_change, withdraw_change

from .item_pages import marks_of, require_seen

Outcome = ProposedChange.Outcome


def can_amend(options, request, change):
    """Pending, its owner open to changes, and this person's to change."""
    owner = change.change_set.owner
    is_open = change.outcome == Outcome.PENDING and owner.takes_changes
    return is_open and owner.may_change(request.user)


def withdrawn(options, request, change, *, reason):
    withdraw_change(change, by=request.user, reason=reason)
    return f"已撤回“{change.title}”的拟调整内容。"


@admin.register(ProposedChange)
class ProposedChangeAdmin(RegisterAdmin):
    index_heading = "修订与公布"
    index_place = 110
    list_display = ("named", "op", "code", "revision", "outcome", "reason")
    list_filter = boxes(ChangeFilters, "county", "op", "outcome")
    list_select_related = ("change_set__county", "item")
    search_fields = ("item__name", "item__code", "reason")
    ordering = ("-change_set", "pk")
    hint = "尚未审定的修改，可以改写或者撤回"
    how_to = ("这里的内容尚未审定，不在现行登记中。并排对照、按方式查看，请用工作台的“集中修订”。",)
    verbs = (Verb("withdraw", "撤回", ReasonOnly, withdrawn, when=can_amend),)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("change_set__county", "item")

    @admin.display(description="事项")
    def named(self, change):
        return change.title or "—"

    @admin.display(description="归属", ordering="change_set")
    def revision(self, change):
        return change.change_set.title

    @admin.display(description="编码")
    def code(self, change):
        if change.item_id:
            return change.item.code
        return "待编"

    def change_view(self, request, pk, extra_context=None):
        self._need(request, self.has_view_permission(request))
        change = self.found(request, pk)
        if not isinstance(change.proposed, dict) or not can_amend(self, request, change):
            return redirect(reverse("desk:change", args=[pk]))
        county = change.change_set.county
        lookup = Lookup(county)
        if request.method != "POST":
            return self.editor_page(request, change, ItemEditor(change.proposed, lookup))
        return self.amend(request, change, ItemEditor(change.proposed, lookup, request.POST))

    def amend(self, request, change, editor):
        status = 422
        try:
            if editor.is_valid():
                version = request.POST.get("version")
                if version is not None:
                    require_seen(request, editor.base)
                change = amend_change(
                    change,
                    editor.payload,
                    by=request.user,
                    reason=request.POST.get("reason", ""),
                    expect=version and int(version),
                )
                messages.success(request, f"已保存“{change.title}”的拟调整内容，审定公布后生效。")
                return redirect(self.address_of(change))
        except Invalid as invalid:
            errors = dict(invalid.errors)
            if "reason" in errors:
                editor.top.append(("reason", "理由", errors.pop("reason")))
            editor.add_errors(Invalid(errors))
        except Stale as stale:
            return self.conflict_page(request, change.pk, editor, stale)
        except Refusal as refusal:
            status = refusal.status
            editor.top.append(("", "", refusal.sentence))
        return self.editor_page(request, change, editor, status)

    def conflict_page(self, request, pk, editor, stale):
        """What somebody else proposed meanwhile beside what was typed; saving it goes on."""
        change, opened = self.found(request, pk), opened_of(request.POST)
        if not isinstance(change.proposed, dict) or not can_amend(self, request, change):
            editor.top.append(("", "", stale.sentence))
            return self.editor_page(request, change, editor, stale.status)
        theirs = {**EMPTY, **change.proposed}
        words = words_for(change.change_set.county)
        conflict = EditorConflict(opened, theirs, editor.content, editor.lookup, words)
        if not conflict.rows:
            conflict.editor.top.append(("", "", stale.sentence))
        return self.editor_page(request, change, conflict.editor, stale.status, conflict.rows)

    def editor_page(self, request, change, editor, status=200, conflict=None):
        county = change.change_set.county
        words = words_for(county)
        context = {
            "title": f"{change.get_op_display()}：{change.title}",
            "subject": change,
            "editor": editor,
            "words": words,
            "published": True,
            "proposal": change,
            "marks": marks_of(
                request, editor.base, change.version, is_renewed=conflict is not None
            ),
            "conflict": conflict,
            "stale": status == Stale.status,
            "pending": compare([change], county, words, request.user)[0],
            "reason": request.POST.get("reason", change.reason),
            "verbs": self.verb_links(request, change),
        }
        return self.page(request, "admin/item.html", context, status)
