"""Categories and legal acts in the admin."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, Subquery

from dutylist.organizations.models import Region
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, VerbForm, choice, day, long_text, number, text
from dutylist.staff.values import kind_mark
from items.entry.fields import LABELS
from items.models import Basis, Category, Kind, LegalAct
from items.permissions import EDITORS, may_edit
from items.register.filters import ActFilters, CategoryFilters
from items.register.services.acts import change_act, create_act, may_keep
from items.register.services.categories import add_category, change_category


def counties_edited(request):
    return Region.objects.filter(pk__in=request.user.standing().county_ids(*EDITORS)).order_by(
        "code"
    )


class CategoryForm(VerbForm):
    name = text("类别名称", longest=60)
    position = number("顺序", "打印时的先后，数字小的在前。", required=True)
    retired_on = day("停用日期", "停用后不能再选用；已用的事项不受影响。")


class NewCategoryForm(VerbForm):
    county = Pick(None, label="所属区划", empty_label=None)
    kind = choice(LABELS["kind"], Kind.choices)
    name = text("类别名称", longest=60)

    def prepare(self):
        self.fields["county"].queryset = counties_edited(self.request)


def category_changed(options, request, category, *, reason, **fields):
    change_category(category, by=request.user, reason=reason, **fields)
    return "已保存。已公布的版次不变，下一版起按新的类别打印。"


def category_added(options, request, _none, *, county, kind, name, reason):
    category = add_category(county, kind, name, by=request.user, reason=reason)
    return f"已设立“{category.name}”，排在该类型最后。"


def own_category(options, request, category):
    return may_edit(request.user, category.county)


@admin.register(Category)
class CategoryAdmin(RegisterAdmin):
    index_heading = "事项登记"
    index_place = 50
    list_display = ("name", "kind_shown", "position", "items_now", "county", "retired_on")
    list_filter = boxes(CategoryFilters, "county", "kind", "state")
    list_select_related = ("county",)
    search_fields = ("name",)
    ordering = ("county", "kind", "position", "pk")
    hint = "各类事项的分节和先后顺序"
    how_to = (
        "三类事项各有自己的类别和顺序。改名、调整顺序在下一版打印时生效；不再使用的类别停用，不删除。",
    )
    facts = ("name", "kind", "position", "retired_on", "county")
    adding = Verb("add", "设立类别", NewCategoryForm, category_added, "add")
    verbs = (Verb("edit", "修改", CategoryForm, category_changed, when=own_category),)

    def get_queryset(self, request):
        current = Count("items", filter=Q(items__cancelled_on=None))
        return super().get_queryset(request).select_related("county").annotate(current=current)

    @admin.display(description="类型", ordering="kind")
    def kind_shown(self, category):
        return kind_mark(category.kind, category.get_kind_display())

    @admin.display(description="现有事项", ordering="current")
    def items_now(self, category):
        return category.current


class ActForm(VerbForm):
    missing = {"replaced_by": "还没有别的文件可选；替代它的文件由经办人在这里登记以后再选。"}
    title = text("名称", "不加书名号。", longest=200)
    document_number = text("文号", longest=80)
    rank = choice("效力层级", LegalAct.Rank.choices)
    effective_on = day("施行日期")
    repealed_on = day("废止日期", "填写后，仍以此为依据的事项会在检查中提示。")
    replaced_by = Pick(None, label="被何文件替代", required=False)
    note = long_text("备注", rows=3)

    def prepare(self):
        offered = LegalAct.objects.visible_to(self.request.user).order_by("title")
        if self.subject:
            offered = offered.exclude(pk=self.subject.pk)
        self.fields["replaced_by"].queryset = offered


class NewActForm(ActForm):
    county = Pick(None, label="适用地区", empty_label=None)
    field_order = ("county",)

    def prepare(self):
        super().prepare()
        self.fields["county"].queryset = counties_edited(self.request)


def act_changed(options, request, act, *, reason, **fields):
    change_act(act, by=request.user, reason=reason, **fields)
    return "已保存。以此为依据的事项请按检查提示处理。"


def act_added(options, request, _none, *, county, title, reason, **fields):
    act = create_act(county, title, by=request.user, reason=reason, **fields)
    return f"已登记{act}。"


def own_act(options, request, act):
    return may_keep(request.user, act.county)


@admin.register(LegalAct)
class LegalActAdmin(RegisterAdmin):
    index_heading = "事项登记"
    index_place = 60
    list_display = (
        "title",
        "document_number",
        "rank",
        "effective_on",
        "repealed_on",
        "resting",
        "county",
    )
    list_filter = boxes(ActFilters, "county", "rank", "state")
    list_select_related = ("county",)
    search_fields = ("title", "document_number")
    ordering = ("title", "pk")
    hint = "设定依据的法规库，修改、废止和替代"
    how_to = (
        "法规修改、废止后在这里登记。仍以废止文件为依据的事项，在起草版次时作为必须处理的问题列出。",
    )
    facts = (
        "title",
        "document_number",
        "rank",
        "effective_on",
        "repealed_on",
        "replaced_by",
        "note",
        "county",
    )
    adding = Verb("add", "登记文件", NewActForm, act_added, "add")
    verbs = (Verb("edit", "修改", ActForm, act_changed, when=own_act),)

    def get_queryset(self, request):
        """With the number of current items that rest on each act."""
        mine = request.user.standing().own_county_ids()
        bases = Basis.objects.filter(
            act=OuterRef("pk"), item__cancelled_on=None, item__county__in=mine
        )
        count = bases.order_by().values("act").annotate(n=Count("item", distinct=True)).values("n")
        rows = super().get_queryset(request).select_related("county", "replaced_by")
        return rows.annotate(items=Subquery(count))

    @admin.display(description="涉及事项", ordering="items")
    def resting(self, act):
        return act.items or 0
