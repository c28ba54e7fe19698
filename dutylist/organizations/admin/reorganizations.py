"""Reforms that wait for a second person (机构变更): what they will move, letting them
happen, taking them back.
"""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from dutylist.history.refusals import Refusal
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import ReasonOnly, VerbForm, long_text

from ..filters import ReorganizationFilters
from ..models import Reorganization
from ..permissions import may
from ..services import reorganizing as verbs


class CarryOutForm(VerbForm):
    needs_reason = False
    reason = long_text("说明", "可以不填；提请时的理由已经记录。", rows=2)

    def initial_of(self, row):
        return {}


def carried_out(options, request, row, *, reason):
    verbs.carry_out(row, by=request.user, reason=reason)
    return f"已办理：{row.title}。"


def declined(options, request, row, *, reason):
    verbs.decline(row, by=request.user, reason=reason)
    return "已登记不予办理，什么也没有变更。"


def taken_back(options, request, row, *, reason):
    verbs.take_back(row, by=request.user, reason=reason)
    return "已撤回，什么也没有变更。"


def waits(request, row):
    return row.is_waiting and may(request.user, verbs.right_of(row.kind), row.county)


def for_another(options, request, row):
    return waits(request, row) and row.asked_by_id != request.user.pk


def own(options, request, row):
    return waits(request, row) and row.asked_by_id == request.user.pk


def what_happens(options, request, row):
    return f"核准后立即办理，不能撤销：{row.title}。将要转移、变更的内容见上一页。"


def asked(row):
    """The page of a reform that was just asked for: it lists what will move."""
    return redirect(reverse("admin:organizations_reorganization_change", args=[row.pk]))


def warnings_of(request):
    """A sentence for each reform that waits in the counties of this person."""
    rows = Reorganization.objects.visible_to(request.user).filter(state="waiting")
    return [f"待另一人核准：{row.title}（见“机构变更”）" for row in rows[:5]]


@admin.register(Reorganization)
class ReorganizationAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 225
    list_display = ("title", "kind", "state", "county", "asked_by", "asked_at")
    list_filter = boxes(ReorganizationFilters, "county", "kind", "state")
    list_select_related = ("county", "asked_by")
    search_fields = ("title", "reason")
    ordering = ("-pk",)
    hint = "并入、合并、拆分等，由另一人核准后办理"
    how_to = (
        "部门的并入、撤销，单位的合并、拆分、改设和代码变更，由一人提请、另一人核准。",
        "打开一件，可以看到核准后将要转移和变更的内容；核准以前，提请人可以撤回。",
    )
    facts = ("title", "kind", "state", "reason", "asked_by", "asked_at")
    facts += ("decided_by", "decided_at", "decided_reason")
    object_template = "admin/reorganization.html"
    verbs = (
        Verb(
            "carry-out",
            "核准办理",
            CarryOutForm,
            carried_out,
            when=for_another,
            note=what_happens,
        ),
        Verb("decline", "不予办理", ReasonOnly, declined, when=for_another),
        Verb("take-back", "撤回", ReasonOnly, taken_back, when=own),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("county", "asked_by", "decided_by")

    def has_add_permission(self, request):
        return False

    def more(self, request, row):
        if not row.is_waiting:
            return {}
        who = "须由您以外的另一人核准，核准以前可以撤回。"
        if row.asked_by_id != request.user.pk:
            who = "请核对以下内容，再核准办理。"
        try:
            moved = verbs.what_it_moves(row, by=row.asked_by)
        except Refusal as refusal:
            return {"who": who, "refusal": refusal.sentence}
        return {"who": who, "moved": moved}
