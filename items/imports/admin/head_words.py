"""The head words in the admin: a county's own and the shared ones to edit, those that come along to
read.
"""

from django.contrib import admin, messages
from django.shortcuts import redirect

from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for as words_for_place
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, ReasonOnly, VerbForm, choice, text
from items.imports.filters import HeadWordFilters
from items.imports.recognition.headwords import FIELD_WORDS, shipped_words
from items.imports.services.head_words import LENGTH, remove_head_word, set_head_word
from items.models import HeadWord
from items.register.admin.library import counties_edited
from items.register.services.acts import may_keep

FIELDS = [("", "不读入"), *FIELD_WORDS.items()]


class HeadWordForm(VerbForm):
    field = choice("读作", FIELDS, required=False)


class NewHeadWordForm(VerbForm):
    county = Pick(None, label="适用地区", empty_label="全部（通用）", required=False)
    written = text(
        "表头用语",
        "照表头上的文字填写；表单、卡片填栏目的名称；分组的表头写作“上级部门 / 部门名称”。",
        longest=LENGTH,
    )
    field = choice("读作", FIELDS, required=False)

    def prepare(self):
        county = self.fields["county"]
        county.queryset = counties_edited(self.request)
        if not may_keep(self.request.user, None):
            county.required, county.empty_label = True, None


def word_added(options, request, _none, *, county, written, field, reason):
    head_word = set_head_word(county, written, field, by=request.user, reason=reason)
    return f"已登记，表头“{head_word.written}”{read_as(head_word.field)}。"


def word_changed(options, request, head_word, *, field, reason):
    set_head_word(head_word.county, head_word.written, field, by=request.user, reason=reason)
    return f"已保存，表头“{head_word.written}”{read_as(field)}。"


def word_removed(options, request, head_word, *, reason):
    remove_head_word(head_word, by=request.user, reason=reason)
    messages.success(request, f"已删除“{head_word.written}”，今后按随程序提供的用语识别。")
    return redirect(options.list_as_asked(request))


def read_as(field):
    if field:
        return f"读作“{FIELD_WORDS[field]}”"
    return "一列不读入"


def shipped_in_place_words(user):
    """[(field, its shipped head words)] in the word for a township where the reader is."""
    county = Region.objects.filter(pk__in=user.standing().own_county_ids()).order_by("code").first()
    township = "乡镇（街道）"
    if county:
        township = words_for_place(county)["township"]
    shipped = []
    for field, words in shipped_words().items():
        in_place = [word.replace("镇", township) for word in words]
        shipped.append((FIELD_WORDS[field], in_place))
    return shipped


def own_word(options, request, head_word):
    return may_keep(request.user, head_word.county)


@admin.register(HeadWord)
class HeadWordAdmin(RegisterAdmin):
    index_heading = "事项登记"
    index_place = 70
    change_list_template = "admin/head_words.html"
    list_display = ("written", "read_as", "place")
    list_filter = boxes(HeadWordFilters, "county")
    list_select_related = ("county",)
    search_fields = ("written",)
    ordering = ("written", "pk")
    hint = "导入时表头上的文字各读作哪一项"
    how_to = (
        "导入文件时按表头文字识别各列。先看本地登记的用语，再看通用的，最后看随程序提供的。",
        "导入时手工指定并记住的列，也登记在这里。",
    )
    facts = ("written", "read_as", "place")
    adding = Verb("add", "登记用语", NewHeadWordForm, word_added, "add")
    verbs = (
        Verb("edit", "修改", HeadWordForm, word_changed, when=own_word),
        Verb("remove", "删除", ReasonOnly, word_removed, when=own_word),
    )

    def changelist_view(self, request, extra_context=None):
        shipped = shipped_in_place_words(request.user)
        return super().changelist_view(request, {"shipped": shipped, **(extra_context or {})})

    @admin.display(description="读作", ordering="field")
    def read_as(self, head_word):
        return FIELD_WORDS.get(head_word.field, "不读入")

    @admin.display(description="适用地区", ordering="county")
    def place(self, head_word):
        if head_word.county:
            return head_word.county.name
        return "通用"
