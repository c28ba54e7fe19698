"""Bulk edit in steps: rows, fields, preview with findings, reason, one batch; refused when the data
moved meanwhile.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from dutylist.history.refusals import Refusal, Stale
from dutylist.history.texts import clean_text
from dutylist.organizations.words import words_for
from dutylist.staff.forms import VerbForm, choice, day, text
from dutylist.staff.nothing_offered import without
from items.entry.fields import FIELD, LABELS
from items.entry.lookup import Lookup
from items.entry.wording import SCOPE, Wording
from items.models import DutyItem, Scope
from items.permissions import may_edit
from items.register.forms import MISSING, scopes_of_nothing
from items.register.services.bulk import BulkEdit, bulk_edit, preview
from items.register.services.edit_conditions import is_published
from items.register.standing_still import stands_still

KEEP = ("", "不改")
ROWS_SHOWN = 20
FINDINGS_SHOWN = 20
MOST_ITEMS = 2000
REVIEWER, REVIEWED_ON, RESULT = FIELD["secrecy_review"].type.members
SECRECY = (REVIEWER.name, REVIEWED_ON.name, RESULT.name)


def of_review(member):
    return f"{LABELS['secrecy_review']}：{member.label}"


class BulkForm(VerbForm):
    """What to set on every chosen item; a field left as it is changes nothing."""

    needs_reason = False
    missing = {**MISSING, "successor": MISSING["department"]}
    category = choice(LABELS["category"], [KEEP], "须是事项所属类型的类别。", required=False)
    public = choice(LABELS["public"], [KEEP, *FIELD["public"].type.choices()], required=False)
    scope = choice(LABELS["scope"], [KEEP, *Scope.choices], required=False)
    tags = forms.MultipleChoiceField(
        label="区域类型", required=False, widget=forms.CheckboxSelectMultiple
    )
    townships = forms.MultipleChoiceField(
        label="指定的单位", required=False, widget=forms.CheckboxSelectMultiple
    )
    department = choice("把部门", [KEEP], "只改写明该部门的事项。", required=False)
    successor = choice("换成", [KEEP], required=False)
    directory_entry = text(
        LABELS["directory_entry"], "留空不改。", longest=FIELD["directory_entry"].type.longest
    )
    reviewer = text(of_review(REVIEWER), longest=REVIEWER.type.longest)
    on = day(of_review(REVIEWED_ON))
    result = text(of_review(RESULT), "三项一起填写，留空不改。", longest=RESULT.type.longest)

    def __init__(self, data=None, *, lookup, **kwargs):
        self.lookup = lookup
        super().__init__(data, **kwargs)

    def prepare(self):
        offers = self.lookup.offers()
        self.fields["category"].choices = [KEEP, *offers["category"]]
        self.fields["tags"].choices = offers["tags"]
        self.fields["townships"].choices = offers["townships"]
        for name in ("department", "successor"):
            self.fields[name].choices = [KEEP, *offers["department"]]
        scope = self.fields["scope"]
        scope.choices = without(scope.choices, *scopes_of_nothing(self.fields))

    def clean(self):
        given = super().clean()
        sound = self.is_sound("department", "successor")
        if sound and bool(given["department"]) != bool(given["successor"]):
            self.add_error("successor", "请同时选择原部门和换成的部门。")
        if given.get("department") and given["department"] == given.get("successor"):
            self.add_error("successor", "两个部门相同。")
        missing = [name for name in SECRECY if not given.get(name)]
        if 0 < len(missing) < len(SECRECY) and self.is_sound(*SECRECY):
            self.add_error("result", "保密审查须同时填写审查人、日期和结论。")
        if not self.errors and not (self.values() or given["department"]):
            raise forms.ValidationError("请至少选择一项要改的内容。")
        return given

    def values(self):
        given = self.cleaned_data
        values = {}
        for name in ("category", "directory_entry"):
            if given.get(name):
                values[name] = given[name]
        if given.get("public"):
            values["public"] = given["public"] == "yes"
        if scope := given.get("scope"):
            values |= {"scope": scope, "tags": [], "townships": []}
            if scope != Scope.ALL:
                name = "townships"
                if scope == Scope.TAGGED:
                    name = "tags"
                values[name] = given[name]
        if given.get("reviewer"):
            values["secrecy_review"] = {name: given[name] for name in SECRECY}
        return values

    @property
    def edit(self):
        given = self.cleaned_data
        return BulkEdit(self.values(), given["department"], given["successor"])


@admin.action(description="批量修改", permissions=["change"])
def edit_many(options, request, queryset):
    """The action of the list: the first page of a bulk edit in an admin of items (`options`)."""
    items = list(queryset.order_by("pk")[: MOST_ITEMS + 1])
    if len(items) > MOST_ITEMS:
        messages.error(request, f"一次最多修改{MOST_ITEMS}项，请先筛选。")
        return None
    if are_of_several_counties(items):
        messages.error(request, "一次只能修改一个地区的事项，请先按地区筛选。")
        return None
    return choose_page(options, request, items, None)


def are_of_several_counties(items):
    return len({item.county_id for item in items}) > 1


def bulk_page(options, request):
    """The pages that follow the action: what to set, the preview, the confirmation."""
    if request.method != "POST":
        return redirect(options.list_as_asked(request))
    if not options.has_change_permission(request):
        raise PermissionDenied
    items = chosen_items(request)
    form = BulkForm(request.POST, request=request, lookup=Lookup(items[0].county))
    if not form.is_valid():
        return choose_page(options, request, items, form, status=422)
    if request.POST.get("step") == "choose":
        return choose_page(options, request, items, form)
    if request.POST.get("step") != "confirm":
        return preview_page(options, request, items, form)
    return confirm(options, request, items, form)


def chosen_items(request):
    """The items named in the form, all of one county that this person edits; anything else is not
    found.
    """
    ids = set()
    for pk in request.POST.get("ids", "").split(","):
        if pk.isdecimal() and len(pk) < 19:
            ids.add(int(pk))
    visible = DutyItem.objects.visible_to(request.user).select_related("county")
    items = list(visible.filter(pk__in=ids).order_by("pk"))
    if not items or len(items) != len(ids) or are_of_several_counties(items):
        raise Http404
    if not may_edit(request.user, items[0].county):
        raise PermissionDenied
    return items


def confirm(options, request, items, form):
    reason, expect = request.POST.get("reason", ""), request.POST.get("expect", "")
    if not clean_text(reason):
        return preview_page(options, request, items, form, refused="请填写理由。", status=422)
    try:
        outcome = bulk_edit(
            items[0].county, items, form.edit, expect=expect, by=request.user, reason=reason
        )
    except Refusal as refusal:
        sentence, status = refusal.sentence, refusal.status
        return preview_page(options, request, items, form, refused=sentence, status=status)
    messages.success(request, summed_up(outcome))
    return redirect(options.list_as_asked(request))


def choose_page(options, request, items, form, status=200):
    county = None
    if items:
        county = items[0].county
    context = {
        "title": "批量修改：改什么",
        "still": county and stands_still(county),
        "form": form or BulkForm(request=request, lookup=Lookup(county)),
        "items": items,
        "ids": ids_of(items),
        "county": county,
    }
    return options.page(request, "admin/bulk_choose.html", context, status)


def preview_page(options, request, items, form, *, refused="", status=200):
    county = items[0].county
    outlook = preview(county, items, form.edit)
    wording = Wording(county, words_for(county))
    context = {
        "title": "批量修改：预览",
        "still": stands_still(county),
        "preview": outlook,
        "rows": [changes_shown(row, wording) for row in outlook.changed[:ROWS_SHOWN]],
        "rows_shown": ROWS_SHOWN,
        "refused_rows": outlook.refused[:ROWS_SHOWN],
        "findings": outlook.findings[:FINDINGS_SHOWN],
        "findings_more": max(0, len(outlook.findings) - FINDINGS_SHOWN),
        "typed": typed_values(request, form),
        "ids": ids_of(items),
        "published": is_published(county),
        "refusal": refused,
        "stale": status == Stale.status,
        "reason": request.POST.get("reason", ""),
        "county": county,
    }
    return options.page(request, "admin/bulk_preview.html", context, status)


def typed_values(request, form):
    """[(name, value)] of what the form was sent with, for the hidden fields of the next step."""
    typed = []
    for name in form.fields:
        for value in request.POST.getlist(name):
            if value:
                typed.append((name, value))
    return typed


def ids_of(items):
    return ",".join(str(item.pk) for item in items)


def changes_shown(row, wording):
    """(item, [(label, before, after)]) of the fields that change; the scope is one thing to a
    reader.
    """
    lines = {}
    for field in row.fields:
        key = field
        if field in SCOPE:
            key = "scope"
        texts = wording.text(row.before, key), wording.text(row.after, key)
        lines[key] = (wording.label(key), *texts)
    return row.item, list(lines.values())


def summed_up(outcome):
    if outcome.proposed:
        return f"{len(outcome.proposed)}项修改已进入集中修订，审定公布后生效。"
    return f"已修改{len(outcome.changed)}项，记为一次变更。"
