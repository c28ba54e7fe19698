"""A county's own words and rules in the admin; each rule with the sentence that explains it."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.shortcuts import redirect

from dutylist.history.refusals import Invalid
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, VerbForm, choice, text

from ..filters import PolicyFilters, WordFilters
from ..models import CountyPolicy, Kind, PlaceWord
from ..permissions import may
from ..place_words import all_keys
from ..policies import policy_groups
from ..services import regions as verbs
from ..words import words_for
from .policy_forms import form_of
from .regions import counties_kept

ANY_KIND = [("", "不限"), *Kind.choices]


class WordForm(VerbForm):
    text = text("用词", "留空即恢复通用的用词。")


class NewWordForm(VerbForm):
    county = Pick(None, label="所属区划", empty_label=None)
    key = choice("用词位置", ())
    place_kind = choice("适用类型", ANY_KIND, "只对某一类单位使用的，在此选择。", required=False)
    text = text("用词", longest=200)

    def prepare(self):
        counties = counties_kept(self.request)
        self.fields["county"].queryset = counties
        words = {}
        if counties:
            words = words_for(counties[0])
        keys = [(key, f"{words.get(key, '')}（{key}）") for key in all_keys()]
        self.fields["key"].choices = sorted(keys)


def word_set(options, request, word, *, text, reason):
    verbs.set_word(
        word.county, word.key, text, place_kind=word.place_kind, by=request.user, reason=reason
    )
    if text:
        return f"已改为“{text}”。"
    messages.success(request, "已恢复通用的用词。")
    return redirect(options.list_as_asked(request))


def word_added(options, request, _none, *, county, key, place_kind, text, reason):
    if not text:
        raise Invalid({"text": "请填写用词。"})
    verbs.set_word(county, key, text, place_kind=place_kind, by=request.user, reason=reason)
    return f"已设置为“{text}”，新公布的清单从下一版起使用。"


def own_words(options, request, word):
    return may(request.user, "change_words", word.county)


@admin.register(PlaceWord)
class PlaceWordAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 240
    list_display = ("text", "key", "place_kind", "county")
    list_filter = boxes(WordFilters, "county")
    list_select_related = ("county",)
    search_fields = ("key", "text")
    ordering = ("county", "key")
    hint = "本地对机构、单位的习惯叫法"
    how_to = (
        "没有在这里设置的，使用随系统提供、按区划类型变化的用词。已公布的版次保留公布时的用词。",
    )
    facts = ("text", "key", "place_kind", "county")
    adding = Verb("add", "设置用词", NewWordForm, word_added, "add")
    verbs = (Verb("edit", "修改用词", WordForm, word_set, when=own_words),)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("county")


class OfficeForm(VerbForm):
    office_telephone = text("电话", longest=40)
    office_address = text("地址", longest=120)
    office_email = text("邮箱", longest=120)


def rules_set(options, request, policy, *, values, seen, reason):
    verbs.set_policy(policy.region, values, by=request.user, reason=reason, expect=seen)
    return "已保存。正在办理的事项仍按该环节开始时的期限。"


def office_set(options, request, policy, *, reason, **contact):
    verbs.set_office_contact(policy.region, by=request.user, reason=reason, **contact)
    return "已保存，公开页面的联系方式随之更新。"


def own_rules(options, request, policy):
    return may(request.user, "change_policy", policy.region)


def own_office(options, request, policy):
    return may(request.user, "change_words", policy.region)


OFFICE = Verb("office", "修改联系方式", OfficeForm, office_set, when=own_office)
PREVIEW = "preview"


def verb_of(group):
    """The page on which the rules of a group are changed."""
    return Verb(
        group.name,
        f"修改{group.label}",
        form_of(group),
        rules_set,
        when=own_rules,
        hint=group.hint,
        template="admin/policy_rules.html",
    )


@dataclass
class GroupShown:
    """The rules of one page as they hold; `address` is where they are changed, for whoever may."""

    group: object
    told: list
    rules: list
    address: str


@admin.register(CountyPolicy)
class CountyPolicyAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 250
    list_display = ("region", "office_telephone", "office_address", "office_email")
    list_filter = boxes(PolicyFilters, "county")
    list_select_related = ("region",)
    ordering = ("region__code",)
    hint = "办理环节、调整情形、办理时限、审核提示等规则，以及公开的联系方式"
    how_to = ("没有另行规定的，采用通用值。修改本地规则由负责人办理，须写明依据。",)
    facts = ("region", "office_telephone", "office_address", "office_email")
    object_template = "admin/policy.html"

    @property
    def verbs(self):
        """A page for each group of rules, in their order: the apps above register groups too."""
        return (*(verb_of(group) for group, _lines in policy_groups()), OFFICE)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("region")

    def more(self, request, policy):
        addresses = {verb.name: address for verb, address in self.verb_links(request, policy)}
        groups = []
        for group, lines in policy_groups():
            told = group.told(policy) if group.told else ()
            rules = [rule_shown(policy, line) for line in lines]
            groups.append(GroupShown(group, told, rules, addresses.get(group.name, "")))
        return {"groups": groups}

    def carry_out(self, request, verb, subject):
        """What the rules would come to is shown before they are saved, on the same page."""
        if request.method == "POST" and PREVIEW in request.POST and verb.name != OFFICE.name:
            form = verb.form(request.POST, request=request, subject=subject)
            form.is_valid()
            form.errors.pop("reason", None)
            return self.verb_page(request, verb, subject, form)
        return super().carry_out(request, verb, subject)


def rule_shown(policy, line):
    """(the rule, whether it is the default, [(its part, the words)]) as it holds."""
    parts = line.shape.parts(policy.value(line.key)).values()
    return line, line.key not in policy.values, list(parts)
