"""Regions in the admin: what happens to them (更名、改设、合并、拆分、代码变更),
functional zones, and region tags.
"""

import re

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q

from dutylist.history.refusals import Invalid
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, PickSome, VerbForm, day, long_text, text
from dutylist.staff.values import day as day_words

from ..filters import RegionFilters, TagFilters
from ..models import CARD_FIELDS, Level, Region, RegionSuccession, RegionTag
from ..permissions import STAFFING_OFFICE, may
from ..services import regions as verbs
from ..services.cards import card_of, set_township_card
from ..services.reorganizing import (
    ask_to_convert_region,
    ask_to_merge_regions,
    ask_to_recode_region,
    ask_to_split_region,
)
from .reorganizations import asked, warnings_of

ASKED = "已提请，待另一人核准。以下是核准后将要转移和变更的内容；核准以前可以撤回。"
TODAY_OR_BEFORE = "不能晚于今天。"
CARD_LABELS = {
    "public_telephone": "便民服务中心电话",
    "address": "便民服务中心地址",
    "hours": "便民服务中心办公时间",
}
NEW_CODE = "12位数字；用过的代码不再分配。"
LINE = re.compile(r"^(\d{12})\s+(\S.*)$")


def counties_kept(request):
    """The counties whose regions this person may change."""
    return Region.objects.filter(
        pk__in=request.user.standing().county_ids(*STAFFING_OFFICE)
    ).order_by("code")


class RenameForm(VerbForm):
    name = text("新名称", longest=60)
    on = day("变更日期", TODAY_OR_BEFORE, required=True)


class ConvertForm(VerbForm):
    name = text("改设后的名称", "类型按名称确定。", longest=60)
    code = text("新代码", "代码不变的不填。" + NEW_CODE, longest=12)
    on = day("变更日期", TODAY_OR_BEFORE, required=True)


class RecodeForm(VerbForm):
    code = text("新代码", NEW_CODE, longest=12)
    on = day("变更日期", TODAY_OR_BEFORE, required=True)


class MergeForm(VerbForm):
    regions = PickSome(Region.objects.none(), label="与哪些单位合并", required=False)
    code = text("合并后的代码", "可以沿用其中一个单位的代码。", longest=12)
    name = text("合并后的名称", longest=60)
    on = day("变更日期", TODAY_OR_BEFORE, required=True)

    def prepare(self):
        others = Region.objects.valid().filter(parent=self.subject.parent, level=Level.TOWNSHIP)
        self.fields["regions"].queryset = others.exclude(pk=self.subject.pk).order_by("code")


class SplitForm(VerbForm):
    parts = long_text(
        "拆分为", "每行一个单位：12位代码，空格，名称。其中一个可以沿用原代码。", required=True
    )
    on = day("变更日期", TODAY_OR_BEFORE, required=True)

    def clean_parts(self):
        parts = []
        for line in self.cleaned_data["parts"].splitlines():
            if not line.strip():
                continue
            match = LINE.match(line.strip())
            if not match:
                raise forms.ValidationError(f"“{line.strip()}”应为12位代码、空格、名称。")
            parts.append(match.groups())
        return parts


class CardForm(VerbForm):
    """The card of a township's service centre."""

    public_telephone = text("公开电话", "公众在由基层负责的事项上看到的电话。", longest=40)
    address = text("办公地址", longest=120)
    hours = text("办公时间", "例如：工作日8:30—12:00，14:30—17:30。", longest=60)

    def initial_of(self, region):
        return card_of(getattr(region, "card", None))


class ZoneForm(VerbForm):
    county = Pick(Region.objects.none(), label="所属区划", empty_label=None)
    name = text("功能区名称", longest=60)
    code = text("功能区代码", "前6位与所属区划相同，第7至9位为900至999，末3位为000。", longest=12)
    on = day("设立日期")

    def prepare(self):
        self.fields["county"].queryset = counties_kept(self.request)


def renamed(options, request, region, *, name, on, reason):
    verbs.rename_region(region, name, by=request.user, reason=reason, on=on)
    return f"已更名为{name}，原名称留存在沿革中。"


def converted(options, request, region, *, name, code, on, reason):
    if code in ("", region.code):
        changed = verbs.convert_region(region, name=name, by=request.user, reason=reason, on=on)
        return f"已改设为{changed.name}。"
    row = ask_to_convert_region(region, name=name, code=code, by=request.user, reason=reason, on=on)
    messages.success(request, ASKED)
    return asked(row)


def recoded(options, request, region, *, code, on, reason):
    row = ask_to_recode_region(region, code, by=request.user, reason=reason, on=on)
    messages.success(request, ASKED)
    return asked(row)


def merged(options, request, region, *, regions, code, name, on, reason):
    row = ask_to_merge_regions(
        [region, *regions], code=code, name=name, by=request.user, reason=reason, on=on
    )
    messages.success(request, ASKED)
    return asked(row)


def split(options, request, region, *, parts, on, reason):
    row = ask_to_split_region(region, parts, by=request.user, reason=reason, on=on)
    messages.success(request, ASKED)
    return asked(row)


def carded(options, request, region, *, reason, **card):
    set_township_card(region, by=request.user, reason=reason, **card)
    return "已保存。电话、地址、时间立即在公开页面更新。"


def zone_added(options, request, _none, *, county, name, code, on, reason):
    zone = verbs.add_zone(county, code, name, by=request.user, reason=reason, on=on)
    return f"已登记{zone.name}。"


def lives(options, request, region):
    """A region of a county that this person keeps, not over yet."""
    return region.valid_until is None and may(request.user, "change_region", region.county)


def is_township(options, request, region):
    return region.level == Level.TOWNSHIP and lives(options, request, region)


@admin.register(Region)
class RegionAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 220
    list_display = ("code", "name", "level", "kind", "parent", "validity")
    list_filter = boxes(RegionFilters, "county", "level", "kind", "state")
    list_select_related = ("parent",)
    search_fields = ("code", "name")
    search_help_text = "代码或者名称，可以只输一部分"
    ordering = ("code",)
    hint = "更名、改设、合并、拆分、代码变更，登记功能区"
    how_to = (
        "打开一个单位，选择要办理的变更。变更当日办理，事项的适用范围、区域类型和任职随之转到新的单位。",
        "合并、拆分、改设和代码变更由另一人核准后办理：先列出将要转移的内容，核准以前可以撤回。",
        "用过的代码不再分配，原来的链接转到新单位。什么也不会被删除，已终止的单位用“状态”筛选查看。",
    )
    facts = ("code", "name", "level", "kind", "parent", "validity")
    adding = Verb("add", "登记功能区", ZoneForm, zone_added, "add")
    verbs = (
        Verb("card", "便民服务中心电话", CardForm, carded, when=is_township),
        Verb("rename", "更名", RenameForm, renamed, when=lives),
        Verb("convert", "改设", ConvertForm, converted, when=lives),
        Verb("merge", "合并", MergeForm, merged, when=is_township),
        Verb("split", "拆分", SplitForm, split, when=is_township),
        Verb("recode", "代码变更", RecodeForm, recoded, when=lives),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("parent")

    def warnings(self, request):
        return warnings_of(request)

    @admin.display(description="有效期")
    def validity(self, region):
        if not (region.valid_from or region.valid_until):
            return "现行"
        start = region.valid_from and day_words(region.valid_from)
        if not region.valid_until:
            return f"{start}起"
        return f"{start or ''}至{day_words(region.valid_until)}"

    def more(self, request, region):
        card = card_of(getattr(region, "card", None))
        facts = []
        if region.level == Level.TOWNSHIP:
            for name in CARD_FIELDS:
                facts.append((CARD_LABELS[name], card[name] or "—"))
        return {
            "extra_facts": facts,
            "lineage": list(lineage_of(region)),
            "lineage_title": "沿革",
        }


def lineage_of(region):
    """(day, sentence, the region at the other end) of what became of it and what it came from."""
    rows = RegionSuccession.objects.filter(Q(predecessor=region) | Q(successor=region))
    for row in rows.select_related("predecessor", "successor"):
        other = row.successor if row.predecessor_id == region.pk else row.predecessor
        address = "" if other.pk == region.pk else f"../../{other.pk}/change/"
        yield (
            row.happened_on,
            f"{row.former_name}{row.get_kind_display()}，此后为{row.successor.name}",
            address,
        )


class TagForm(VerbForm):
    townships = PickSome(Region.objects.none(), label="包括哪些单位", required=False)

    def initial_of(self, tag):
        return {"townships": list(tag.taggings.values_list("township_id", flat=True))}

    def prepare(self):
        if self.subject:
            self.fields["townships"].queryset = Region.objects.valid().townships_of(
                self.subject.county
            )


class NewTagForm(VerbForm):
    county = Pick(Region.objects.none(), label="所属区划", empty_label=None)
    name = text("区域类型", "例如：山区、库区、城区。", longest=30)

    def prepare(self):
        self.fields["county"].queryset = counties_kept(self.request)


def tagged(options, request, tag, *, townships, reason):
    verbs.tag_townships(tag.county, tag.name, list(townships), by=request.user, reason=reason)
    return f"“{tag.name}”现有{len(townships)}个单位。"


def tag_made(options, request, _none, *, county, name, reason):
    if RegionTag.objects.filter(county=county, name=name.strip()).exists():
        raise Invalid({"name": "同名的区域类型已经存在。"})
    verbs.tag_townships(county, name, [], by=request.user, reason=reason)
    return f"已设立“{name}”，请打开它选择包括的单位。"


def own_tag(options, request, tag):
    return may(request.user, "change_region", tag.county)


@admin.register(RegionTag)
class RegionTagAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 230
    list_display = ("name", "county", "carried")
    list_filter = boxes(TagFilters, "county")
    list_select_related = ("county",)
    search_fields = ("name",)
    ordering = ("county", "name")
    hint = "山区、城区等，事项可以只适用于某一类单位"
    how_to = (
        "事项的适用范围可以写成“按区域类型”。在这里调整一个区域类型包括的单位，相应事项的适用范围随之变化。",
    )
    facts = ("name", "county")
    adding = Verb("add", "设立区域类型", NewTagForm, tag_made, "add")
    verbs = (Verb("townships", "调整包括的单位", TagForm, tagged, when=own_tag),)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("county")
            .annotate(townships=Count("taggings"))
        )

    @admin.display(description="单位数", ordering="townships")
    def carried(self, tag):
        return tag.townships

    def more(self, request, tag):
        names = tag.taggings.order_by("township__code").values_list("township__name", flat=True)
        return {"extra_facts": [("包括的单位", "、".join(names) or "尚未选择")]}
