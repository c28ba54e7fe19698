"""The phrases of a county in the admin: kept one by one, or as a workbook."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html

from dutylist.rest.downloads import attachment
from dutylist.rest.parameters import takes
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, ReasonOnly, VerbForm, long_text
from dutylist.workflow.refusals import Invalid
from items.imports.phrase_lists import add_from_file, phrases_book, phrases_name
from items.lookup.filters import PhraseFilters
from items.lookup.services.phrases import (
    MOST_AT_ONCE,
    add_phrases,
    move_phrases,
    remove_phrases,
    restore_phrases,
)
from items.models import DutyItem, Phrase, PhraseStanding
from items.models.phrases import LONGEST_PHRASE
from items.permissions import may_edit
from items.register.admin.library import counties_edited
from items.register.picking import NO_ITEMS, item_choices, item_field
from items.register.places import counties_read


class NewPhrasesForm(VerbForm):
    missing = {"code": NO_ITEMS}
    county = Pick(None, label="所属区划", empty_label=None)
    code = item_field("事项", required=True)
    texts = long_text("说法", f"每行一条，照群众的话写，每条最多{LONGEST_PHRASE}字。", rows=8)

    def prepare(self):
        counties = counties_edited(self.request)
        self.fields["county"].queryset = counties
        choices = []
        for county in counties:
            choices += item_choices(county)[bool(choices) :]
        self.fields["code"].widget.choices = choices


class FileForm(VerbForm):
    county = Pick(None, label="登记到", empty_label=None)
    file = forms.FileField(
        label="文件",
        help_text="Excel、CSV 等表格，有“编码”和“说法”两列，每行一条，"
        f"一次最多{MOST_AT_ONCE}条；已经登记的略过。",
    )

    def prepare(self):
        self.files = self.request.FILES
        self.fields["county"].queryset = counties_edited(self.request)


class MoveForm(VerbForm):
    code = item_field("移到哪一事项", required=True)

    def prepare(self):
        self.fields["code"].widget.choices = item_choices(self.subject.county)


def item_of(county, code):
    item = DutyItem.objects.filter(county=county, code=code.strip()).first()
    if item is None:
        raise Invalid({"code": f"{county.name}没有编码为“{code}”的事项。"})
    return item


def phrases_added(options, request, _none, *, county, code, texts, reason):
    item = item_of(county, code)
    made = add_phrases(item, texts.splitlines(), by=request.user, reason=reason)
    return f"已给“{item.name}”登记{len(made)}条说法。"


def file_added(options, request, _none, *, county, file, reason):
    count = add_from_file(county, file, by=request.user, reason=reason)
    return f"已从文件登记{count}条说法。"


def phrase_moved(options, request, phrase, *, code, reason):
    item = item_of(phrase.county, code)
    move_phrases([phrase], item, by=request.user, reason=reason)
    return f"已移到“{item.name}”。"


def phrase_removed(options, request, phrase, *, reason):
    remove_phrases([phrase], by=request.user, reason=reason)
    messages.success(request, f"已删除“{phrase.text}”，变更记录中仍可查。")
    return redirect(options.list_as_asked(request))


def phrase_restored(options, request, phrase, *, reason):
    restore_phrases([phrase], by=request.user, reason=reason)
    messages.success(request, f"已恢复“{phrase.text}”。")
    return redirect(options.list_as_asked(request))


def own_phrase(options, request, phrase):
    return may_edit(request.user, phrase.county) and phrase.standing != PhraseStanding.STRUCK


def struck_phrase(options, request, phrase):
    return may_edit(request.user, phrase.county) and phrase.standing == PhraseStanding.STRUCK


FROM_FILE = Verb(
    "from-file",
    "从文件登记",
    FileForm,
    file_added,
    "add",
    hint="有一行不对，全部不登记，逐行说明。",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@admin.register(Phrase)
class PhraseAdmin(RegisterAdmin):
    index_heading = "事项登记"
    index_place = 65
    list_display = ("text", "of_item", "standing", "county")
    list_filter = boxes(PhraseFilters, "county", "standing")
    list_select_related = ("county", "item")
    search_fields = ("text", "item__name", "item__code")
    search_help_text = "说法、事项名称、编码"
    ordering = ("county", "item", "pk")
    hint = "群众怎么问，就能查到哪一事项"
    how_to = (
        "公开查询先看本地登记的说法，再看随程序提供的常见事项的说法。",
        "对应的常见事项、停用随程序提供的个别说法、试一问，在事项的页面上“维护说法”中办理。",
        "一条说法只登记在一个事项；登记错了的用“移到其他事项”。",
    )
    facts = ("text", "of_item", "standing", "county")
    adding = Verb("add", "登记说法", NewPhrasesForm, phrases_added, "add")
    verbs = (
        Verb("move", "移到其他事项", MoveForm, phrase_moved, when=own_phrase),
        Verb("remove", "删除", ReasonOnly, phrase_removed, when=own_phrase),
        Verb("restore", "恢复使用", ReasonOnly, phrase_restored, when=struck_phrase),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("county", "item")

    def get_urls(self):
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("from-file/", view(self.file_view), name=f"{name}_from_file"),
            path("file/", takes("county")(view(self.download_view)), name=f"{name}_file"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        tools = [("下载（Excel）", self.address("file"))]
        if self.has_add_permission(request):
            tools.append((FROM_FILE.label, self.address("from_file")))
        return super().changelist_view(request, {"tools": tools, **(extra_context or {})})

    def file_view(self, request):
        self._need(request, self.has_add_permission(request))
        return self.carry_out(request, FROM_FILE, None)

    def download_view(self, request):
        """The phrases of the county asked for, else of the first that this person reads."""
        self._need(request, self.has_view_permission(request))
        counties = counties_read(request.user)
        if code := request.GET.get("county"):
            counties = counties.filter(code=code)
        county = counties.first()
        if county is None:
            raise Http404
        return attachment(phrases_book(county), phrases_name(county), XLSX)

    @admin.display(description="事项", ordering="item__code")
    def of_item(self, phrase):
        item = phrase.item
        name = item.name
        if item.cancelled_on:
            name = f"{name}（已取消）"
        return format_html("{} {}", item.code, name)
