"""A county's own words and rules in the admin; each rule with the sentence that explains it."""

import json

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect

from dutylist.history.refusals import Invalid
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, VerbForm, choice, long_text, text

from ..filters import PolicyFilters, WordFilters
from ..models import CountyPolicy, Kind, PlaceWord
from ..permissions import may
from ..place_words import all_keys
from ..policies import LONGEST_DAYS, policy_lines
from ..services import regions as verbs
from ..words import words_for
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
    return redirect(options.address("changelist"))


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


def field_for(line):
    """The form field of a rule, by the type of its default; left alone, the default holds."""
    usual = shown(line, line.value)
    if line.choices:
        return forms.MultipleChoiceField(
            label=line.label,
            choices=line.choices,
            help_text=help_of(line),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if isinstance(line.value, bool):
        answers = [("", f"按通用值（{usual}）"), ("yes", "是"), ("no", "否")]
        return choice(line.label, answers, help_of(line), required=False)
    help_text = f"{help_of(line)}通用值：{usual}。"
    if isinstance(line.value, int):
        return forms.IntegerField(
            label=line.label,
            help_text=help_text,
            required=False,
            min_value=1,
            max_value=LONGEST_DAYS,
        )
    if isinstance(line.value, float):
        return forms.FloatField(label=line.label, help_text=help_text, required=False)
    return long_text(line.label, help_text, rows=2)


def help_of(line):
    """The sentence of a rule with the ground it rests on."""
    if not line.ground:
        return line.help
    return f"{line.help}依据：{line.ground}。"


def shown(line, value):
    """A value of a rule in words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        labels = {key: str(label) for key, label in line.choices}
        return "、".join(labels.get(one, str(one)) for one in value) or "无"
    if not isinstance(value, dict):
        return str(value)
    if not value:
        return "无"
    return json.dumps(value, ensure_ascii=False)


def typed(value):
    """A rule as the form shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value


class PolicyForm(VerbForm):
    """Every registered rule; an empty field takes the shipped value."""

    def initial_of(self, policy):
        lines = policy_lines()
        return {key: typed(value) for key, value in policy.values.items() if key in lines}

    def prepare(self):
        reason = self.fields.pop("reason")
        for key, line in policy_lines().items():
            self.fields[key] = field_for(line)
        self.fields["reason"] = reason

    def clean(self):
        cleaned = super().clean()
        for key, line in policy_lines().items():
            if key in cleaned:
                cleaned[key] = self.read(key, line, cleaned[key])
        return cleaned

    def read(self, key, line, given):
        """The value of a rule as the services keep it; None for the shipped one."""
        if given in ("", None):
            return None
        if isinstance(line.value, bool):
            return given == "yes"
        if isinstance(given, list):
            return given or None
        if isinstance(line.value, dict):
            return self.read_table(key, given)
        return given

    def read_table(self, key, given):
        try:
            value = json.loads(given)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            self.add_error(key, "请按通用值的格式填写。")
        return value


class OfficeForm(VerbForm):
    office_telephone = text("电话", longest=40)
    office_address = text("地址", longest=120)
    office_email = text("邮箱", longest=120)


def rules_set(options, request, policy, *, reason, **values):
    verbs.set_policy(policy.region, values, by=request.user, reason=reason)
    return "已保存。正在办理的事项仍按办理开始时的期限。"


def office_set(options, request, policy, *, reason, **contact):
    verbs.set_office_contact(policy.region, by=request.user, reason=reason, **contact)
    return "已保存，公开页面的联系方式随之更新。"


def own_rules(options, request, policy):
    return may(request.user, "change_policy", policy.region)


def own_office(options, request, policy):
    return may(request.user, "change_words", policy.region)


@admin.register(CountyPolicy)
class CountyPolicyAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 250
    list_display = ("region", "office_telephone", "office_address", "office_email")
    list_filter = boxes(PolicyFilters, "county")
    list_select_related = ("region",)
    ordering = ("region__code",)
    hint = "办理时限、审核提示等级等规则，以及公开的联系方式"
    how_to = ("没有另行规定的，采用通用值。修改本地规则由负责人办理，须写明依据。",)
    facts = ("region", "office_telephone", "office_address", "office_email")
    verbs = (
        Verb("rules", "修改本地规则", PolicyForm, rules_set, when=own_rules, wide=True),
        Verb("office", "修改联系方式", OfficeForm, office_set, when=own_office),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("region")

    def more(self, request, policy):
        return {"extra_facts": [fact_of(policy, line) for line in policy_lines().values()]}


def fact_of(policy, line):
    """(label, the value that holds in this county)."""
    words = shown(line, policy.value(line.key))
    if line.key not in policy.values:
        words += "（通用值）"
    return line.label, words
