"""Corrections: named by the clerk against the approved text, approved by a second person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from dutylist.history.offering import value_asked
from dutylist.history.paging import CursorPages
from dutylist.history.reading import text_diff
from dutylist.history.refusals import Invalid, Refusal
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import Moves, lost
from items.models import Correction, DutyItem
from items.permissions import may_edit
from items.register.paper_forms import CorrectionForm
from items.register.picking import item_choices
from items.register.places import COUNTY, county_asked, frame
from items.register.services.corrections import (
    OTHERWISE,
    correctable_texts,
    submit_correction,
)

PAGE = 50


@takes(COUNTY, "code", "after")
@desk_form
def corrections(request):
    """The county's corrections, and the form for a new one."""
    county = county_asked(request)
    _not_chosen, *items = item_choices(county)
    offered = [("", "请选择"), *items]
    code = item_asked(request, offered)
    items = DutyItem.objects.filter(county=county, code=code).current().select_related("county")
    item, texts = items.first(), []
    if item:
        texts = correctable_texts(item)
    places = [("|".join(text[:3]), text.place) for text in texts]
    form = CorrectionForm(
        request.POST or None, action="correct", places=places, initial={"code": code}
    )
    status = 200
    if request.method == "POST":
        made, status = _submit(request, county, item, form)
        if made:
            return redirect(made)
    context = {
        **frame(request, county),
        **_page(request, county),
        "form": form,
        "item": item,
        "code": code,
        "texts": texts,
        "otherwise": OTHERWISE,
        "may_edit": may_edit(request.user, county),
        "offered": offered,
    }
    return render(request, "register/corrections.html", context, status=status)


def item_asked(request, offered):
    """The code of the item that was picked, or the text that means none."""
    sent = request.POST.getlist("code") or request.GET.getlist("code")
    return (value_asked(sent, offered) or "").strip()


def _page(request, county):
    rows = Correction.objects.filter(county=county).select_related("item")
    pages = CursorPages(PAGE, "-pk", "after")
    return {"corrections": pages.rows_of(rows, request), "next": pages.following}


def _submit(request, county, item, form):
    if not form.is_valid():
        return None, 422
    try:
        return _submitted(request, county, item, form.cleaned_data), 302
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status


def _submitted(request, county, item, typed):
    if item is None:
        raise Invalid({"code": "没有这一编码的事项，请核对。"})
    if not typed["place"]:
        raise Invalid({"place": "请选择更正哪一处文本。"})
    field, department, role = typed["place"].split("|")
    made = submit_correction(
        county,
        item,
        field,
        typed["approved_text"],
        department=department,
        role=role,
        by=request.user,
        reason=typed["reason"],
    )
    messages.success(request, "已提请更正，待另一人核准。")
    return made


@takes(COUNTY)
@desk_form
def correction(request, pk):
    """One correction: what stands, what was approved, where that is kept, and who may approve
    it.
    """
    shown = _get(request, pk)
    form, status = None, 200
    if request.method == "POST":
        form, status = Moves(shown, request.user).make(request)
        if form is None:
            return redirect(shown)
        shown = _get(request, pk)
    decisions = list(shown.decisions)
    panels = Moves(shown, request.user).panels(decisions, form)
    context = frame(request, shown.county) | {
        "correction": shown,
        "parts": text_diff(shown.present_text, shown.approved_text),
        "turn": whose_turn(shown),
        "decisions": decisions,
        "panels": panels,
        "lost_form": lost(form, panels),
        "refused": form,
    }
    return render(request, "register/correction.html", context, status=status)


def _get(request, pk):
    rows = Correction.objects.visible_to(request.user).select_related("county__parent", "item")
    return get_object_or_404(rows, pk=pk)
