"""Prohibited entries in the admin: kept, adopted from the shipped list, and tried on a text."""

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from access_control.models import ProhibitedEntry
from access_control.models.prohibited_entries import LONGEST_PHRASE, MOST_PHRASES
from access_control.permissions import may_keep_prohibited
from dutylist.organizations.places_asked import own_counties
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, VerbForm, day, long_text, text
from items.register.admin.library import counties_edited

from .filters import EntryFilters
from .services import entries as verbs
from .services.adopting import adopt, left_to_adopt
from .suggested import suggested_entries
from .trial import try_text

PHRASES = f"每行一条，写平时文件里的说法，每条最多{LONGEST_PHRASE}字，最多{MOST_PHRASES}条。"


class EntryForm(VerbForm):
    name = text("名称", longest=80)
    description = long_text("说明", "什么样的要求属于这一类。", rows=3)
    phrases = long_text("典型表述", PHRASES, rows=8)
    ground = text("依据", "文件名称和条款，没有可以不填。", longest=300)
    since = day("起始日期", "不填为一直有效。")
    until = day("截止日期", "有效的最后一天。")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def initial_of(self, entry):
        return super().initial_of(entry) | {"phrases": "\n".join(entry.phrases)}

    def clean_phrases(self):
        return self.cleaned_data["phrases"].splitlines()


class NewEntryForm(EntryForm):
    county = Pick(None, label="所属区划", empty_label=None)
    field_order = ("county",)

    def prepare(self):
        del self.fields["version"]
        self.fields["county"].queryset = counties_edited(self.request)


class EndForm(VerbForm):
    on = day("终止日期", "自这一天起不再有效；不填为今天。")


class AdoptForm(VerbForm):
    """The entries of the shipped list that the county has not; each is chosen by itself."""

    county = Pick(None, label="采用到", empty_label=None)
    names = forms.MultipleChoiceField(
        label="采用哪些",
        widget=forms.CheckboxSelectMultiple,
        help_text="采用后成为本地的禁入事项，可以再改文字。已有同名的不列出。",
    )

    def prepare(self):
        counties = counties_edited(self.request)
        self.fields["county"].queryset = counties
        self.fields["county"].initial = counties.first()
        self.fields["names"].error_messages["required"] = "请至少选择一条。"
        self.fields["names"].choices = [(row["name"], told(row)) for row in offered_to(counties)]


class TryForm(VerbForm):
    needs_reason = False
    county = Pick(None, label="按哪里的禁入事项", empty_label=None)
    text = long_text(
        "要试的文字",
        "一段话或者一项拟交办的工作。按今天有效的禁入事项比对，文字不保存。",
        rows=5,
        required=True,
    )

    def prepare(self):
        counties = own_counties(self.request.user).filter(policy__isnull=False).order_by("code")
        self.fields["county"].queryset = counties
        self.fields["county"].initial = counties.first()


def offered_to(counties):
    """What of the shipped list is left for the county; all of it to who keeps several."""
    counties = list(counties[:2])
    if len(counties) == 1:
        return left_to_adopt(counties[0])
    return suggested_entries()


def told(row):
    """An entry of the shipped list as the page offers it."""
    ground = f"依据：{row['ground']}。" if row["ground"] else ""
    phrases = "、".join(row["phrases"])
    return format_html(
        "<strong>{}</strong><br>{}典型表述：{}。{}",
        row["name"],
        row["description"],
        phrases,
        ground,
    )


def entry_added(options, request, _none, *, county, name, reason, **fields):
    entry = verbs.add(county, name, by=request.user, reason=reason, **fields)
    return f"已登记“{entry.name}”。"


def entry_changed(options, request, entry, *, version, reason, **fields):
    verbs.amend(entry, by=request.user, reason=reason, expect=version, **fields)
    return "已保存，以后的检查按新的内容比对。"


def entry_ended(options, request, entry, *, on, reason):
    verbs.end(entry, by=request.user, reason=reason, on=on)
    return f"已终止“{entry.name}”，不再用于检查。"


def entries_adopted(options, request, _none, *, county, names, reason):
    made = adopt(county, names, by=request.user, reason=reason)
    return f"已采用{len(made)}条。"


def own_entry(options, request, entry):
    return may_keep_prohibited(request.user, entry.county)


def own_unended(options, request, entry):
    is_over = entry.until is not None and entry.until < timezone.localdate()
    return own_entry(options, request, entry) and not is_over


ADOPT = Verb("adopt", "从建议清单中采用", AdoptForm, entries_adopted, "add", wide=True)


@admin.register(ProhibitedEntry)
class ProhibitedEntryAdmin(RegisterAdmin):
    index_heading = "职责准入"
    index_place = 205
    list_display = ("name", "phrases_shown", "ground", "since", "until", "county")
    list_filter = boxes(EntryFilters, "county", "ground", "state")
    list_select_related = ("county",)
    search_fields = ("name", "description", "ground")
    ordering = ("county", "name", "pk")
    hint = "不得交给基层的事项，申请时据此检查"
    how_to = (
        "申请准入、调整时，所写的职责与这里的条目相同或者意思相近的，提示为须先处理；编办说明理由后可以继续。",
        "典型表述写得越像平时文件里的说法，比对越准。写好后用“试一试”看看。",
        "部门自己办理、群众自己办理、明令取消和禁止的，不算触及。",
        "不再适用的使用“终止”，不删除。",
    )
    facts = ("name", "description", "phrases_shown", "ground", "since", "until", "county")
    adding = Verb("add", "登记禁入事项", NewEntryForm, entry_added, "add")
    verbs = (
        Verb("edit", "修改", EntryForm, entry_changed, when=own_entry),
        Verb("end", "终止", EndForm, entry_ended, when=own_unended),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("county")

    def get_urls(self):
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("adopt/", view(self.adopt_view), name=f"{name}_adopt"),
            path("try/", view(self.try_view), name=f"{name}_try"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        tools = [("试一试", self.address("try"))]
        if self.has_add_permission(request):
            tools.append((ADOPT.label, self.address("adopt")))
        return super().changelist_view(request, {"tools": tools, **(extra_context or {})})

    def adopt_view(self, request):
        self._need(request, self.has_add_permission(request))
        return self.carry_out(request, ADOPT, None)

    def try_view(self, request):
        """What a text hits, with the words marked; nothing is written."""
        self._need(request, self.has_view_permission(request))
        sent = request.POST if request.method == "POST" else None
        form = TryForm(sent, request=request)
        context = {"title": "试一试", "form": form, "trial": None}
        status = 200
        if sent is not None and form.is_valid():
            typed = form.cleaned_data
            context["trial"] = try_text(typed["text"], typed["county"])
        elif sent is not None:
            status = 422
        return self.page(request, "admin/prohibited_trial.html", context, status)

    @admin.display(description="典型表述")
    def phrases_shown(self, entry):
        return "、".join(entry.phrases)
