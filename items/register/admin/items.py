"""The lists of items: all of them, and one for each of the three published tables."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import Exists, OuterRef
from django.urls import path
from django.utils.html import format_html

from dutylist.rest.parameters import takes
from dutylist.staff.admin import RegisterAdmin, Rows
from dutylist.staff.filters import boxes
from dutylist.staff.values import kind_mark
from items.entry.fields import LABELS, label_of
from items.models import (
    BasicItem,
    CoordinationItem,
    DutyItem,
    Kind,
    ProposedChange,
    Publicness,
    ReclaimedItem,
    Scope,
)
from items.register.filters import ItemFilters

from . import bulk_pages, item_pages

NAMES_SHOWN = 3
PARTS = ("responsibilities__department", "scope_tags__tag", "scope_townships__township")
SHORT = {Kind.BASIC: "基本", Kind.COORDINATION: "配合", Kind.RECLAIMED: "收回"}


class ItemRows(Rows):
    """A page of items with their departments and scopes, in as many queries whatever its length."""

    def get_queryset(self, request, *args, **kwargs):
        return super().get_queryset(request, *args, **kwargs).prefetch_related(*PARTS)


def shortened(names):
    names = list(dict.fromkeys(names))
    joined = "、".join(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        joined += f"等{len(names)}个"
    return joined


class Operation(ActionForm):
    """The box above the list."""

    action = forms.ChoiceField(label="批量操作")


class ItemAdmin(RegisterAdmin):
    index_heading = "事项登记"
    adding = item_pages.ADDING
    verbs = item_pages.VERBS
    list_display = ("code", "title", "section", "departments", "reach", "openness", "waiting")
    list_display_links = ("code", "title")
    list_filter = boxes(
        ItemFilters,
        "county",
        "category",
        "department",
        "scope",
        "publicness",
        "pending",
        "finding",
        "state",
    )
    list_select_related = ("category", "county")
    search_fields = (
        "code",
        "name",
        "township_duty",
        "responsibilities__department__name",
        "responsibilities__department__aliases__name",
        "responsibilities__collective_name",
        "responsibilities__duty",
    )
    search_help_text = "编码、名称、部门（包括原名称）、职责中的字词，一个字也可以"
    ordering = ("county", "kind", "category__position", "category", "position", "pk")
    actions = (bulk_pages.edit_many,)
    action_form = Operation
    sortable_by = ("code", "title")
    how_to = (
        "点事项名称打开，修改后保存。首次公布以前直接生效；公布以后记入集中修订，审定公布后生效，公开页面不受影响。",
        "一次改多项：勾选事项，在“批量操作”中选“批量修改”，先看预览，再填理由确认，整批记为一次变更。",
        "什么也不会被删除。不再列入清单的使用“取消事项”；已取消的用“状态”筛选查看。",
    )

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_bulk"
        view = self.admin_site.admin_view(self.bulk_view)
        return [path("bulk-edit/", view, name=name), *super().get_urls()]

    def bulk_view(self, request):
        return bulk_pages.bulk_page(self, request)

    def change_view(self, request, pk, extra_context=None):
        self._need(request, self.has_view_permission(request))
        return item_pages.item_page(self, request, self.found(request, pk))

    @takes("county")
    def add_view(self, request, form_url="", extra_context=None):
        self._need(request, self.has_add_permission(request))
        return item_pages.new_item_page(self, request)

    @takes("parts")
    def verb_view(self, request, pk, verb):
        if verb == "split":
            return item_pages.split_page(self, request, self.found(request, pk))
        return super().verb_view(request, pk, verb)

    def get_queryset(self, request):
        changes = ProposedChange.objects.visible_to(request.user).pending()
        waiting = changes.filter(item=OuterRef("pk"))
        rows = DutyItem.objects.visible_to(request.user).order_by(*self.get_ordering(request))
        if kind := getattr(self.model, "kind_shown", ""):
            rows = rows.filter(kind=kind)
        return rows.select_related("category", "county").annotate(is_waiting=Exists(waiting))

    def get_changelist(self, request, **kwargs):
        return ItemRows

    def get_action_choices(self, request, default_choices=None):
        return super().get_action_choices(request, [("", "请选择")])

    def get_list_filter(self, request):
        if hasattr(self.model, "kind_shown"):
            return self.list_filter
        return (*boxes(ItemFilters, "kind"), *self.list_filter)

    @admin.display(description="名称", ordering="name")
    def title(self, item):
        if not item.cancelled_on:
            return item.name
        return format_html("<del>{}</del>（已取消）", item.name)

    @admin.display(description=LABELS["category"])
    def section(self, item):
        mark = kind_mark(item.kind, SHORT[item.kind])
        category = "未定类别"
        if item.category:
            category = item.category.name
        return format_html("{} {}", mark, category)

    @admin.display(description=label_of("responsibilities.department"))
    def departments(self, item):
        rows = sorted(item.responsibilities.all(), key=lambda row: (row.position, row.pk))
        names = []
        for row in rows:
            if row.department:
                names.append(row.department.name)
            else:
                names.append(row.collective_name)
        return shortened(names) or "—"

    @admin.display(description=LABELS["scope"])
    def reach(self, item):
        if item.scope == Scope.TAGGED:
            return shortened(row.tag.name for row in item.scope_tags.all())
        if item.scope == Scope.LISTED:
            return shortened(row.township.name for row in item.scope_townships.all())
        return "全部"

    @admin.display(description=LABELS["public"])
    def openness(self, item):
        label = item.get_publicness_display()
        if item.publicness == Publicness.INTERNAL:
            return format_html("<strong>{}</strong>", label)
        return label

    @admin.display(description="待审定")
    def waiting(self, item):
        if item.is_waiting:
            return format_html('<span class="waiting">{}</span>', "待审定")
        return "—"


@admin.register(DutyItem)
class AllItems(ItemAdmin):
    index_place = 10
    hint = "三类事项一起查看、筛选、批量修改"


@admin.register(BasicItem)
class BasicItems(ItemAdmin):
    index_place = 20
    hint = "由基层主责办理的事项"


@admin.register(CoordinationItem)
class CoordinationItems(ItemAdmin):
    index_place = 30
    hint = "上级部门牵头、基层配合的事项"


@admin.register(ReclaimedItem)
class ReclaimedItems(ItemAdmin):
    index_place = 40
    hint = "由上级部门收回办理的事项"
