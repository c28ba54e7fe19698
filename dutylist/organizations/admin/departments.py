"""Departments in the admin: the card, the other names, and what a reform does to them."""

from django.contrib import admin, messages
from django.db.models import Q

from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, PickSome, VerbForm, choice, day, long_text, number, text

from ..filters import DepartmentFilters
from ..models import Department, DepartmentKind, DepartmentSuccession, Ownership
from ..permissions import may
from ..services import departments as verbs
from ..services.reorganizing import ask_to_end_department, ask_to_merge_departments
from .regions import counties_kept
from .reorganizations import asked, warnings_of

ALIASES = "每行一个：简称、加挂的牌子、曾用名。导入和填表时按这些名称也能认出本部门。"
CARD = (
    "ownership",
    "kind",
    "uscc",
    "public_telephone",
    "address",
    "hours",
    "lead_name",
    "contact",
    "position",
)

ASKED = "已提请，待另一人核准。以下是核准后将要转移和变更的内容；核准以前可以撤回。"


class CardForm(VerbForm):
    ownership = choice("隶属关系", Ownership.choices)
    kind = choice("机构性质", DepartmentKind.choices)
    public_telephone = text("公开电话", "公众在事项页面上看到的电话。", longest=40)
    address = text("办公地址", longest=120)
    hours = text("办公时间", "例如：工作日8:30—12:00，14:30—17:30。", longest=60)
    lead_name = text("负责人", longest=40)
    contact = text("联系人", "只供内部使用。", longest=80)
    uscc = text("统一社会信用代码", "18位，末位自动校验。", longest=18)
    position = number("排序", "打印和选择框中的先后，数字小的在前。")
    aliases = long_text("其他名称", ALIASES, rows=3)

    def initial_of(self, department):
        names = "\n".join(department.aliases.order_by("pk").values_list("name", flat=True))
        return super().initial_of(department) | {"aliases": names}

    def clean_position(self):
        return self.cleaned_data["position"] or 0

    def clean_aliases(self):
        lines = [line.strip() for line in self.cleaned_data["aliases"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class NewDepartmentForm(CardForm):
    county = Pick(None, label="所属区划", empty_label=None)
    name = text("部门名称", "按机构设置文件填写。", longest=80)
    field_order = ("county", "name")

    def prepare(self):
        self.fields["county"].queryset = counties_kept(self.request)
        del self.fields["position"]


class RenameForm(VerbForm):
    name = text("新名称", longest=80)
    on = day("变更日期", "不填为今天。")


NO_OTHER = "没有别的部门；由经办人在“部门”中登记。"


class MergeForm(VerbForm):
    missing = {"into": NO_OTHER}
    into = Pick(None, label="并入哪个部门")
    on = day("变更日期", "不填为今天。")

    def prepare(self):
        others = (
            Department.objects.visible_to(self.request.user)
            .valid()
            .filter(county=self.subject.county)
        )
        self.fields["into"].queryset = others.exclude(pk=self.subject.pk)


class TakeForm(VerbForm):
    missing = {"departments": NO_OTHER}
    departments = PickSome(None, label="哪些部门并入本部门")
    on = day("变更日期", "不填为今天。")

    def prepare(self):
        others = (
            Department.objects.visible_to(self.request.user)
            .valid()
            .filter(county=self.subject.county)
        )
        self.fields["departments"].queryset = others.exclude(pk=self.subject.pk)


class EndForm(VerbForm):
    on = day("撤销日期", "不填为今天。")


def added(options, request, _none, *, county, name, aliases, reason, **card):
    department = verbs.create_department(
        county, name, aliases=aliases, by=request.user, reason=reason, **card
    )
    return f"已登记{department.name}。"


def changed(options, request, department, *, aliases, reason, **card):
    verbs.change_department(department, aliases=aliases, by=request.user, reason=reason, **card)
    return "已保存。公开电话、地址、办公时间立即在公开页面更新。"


def renamed(options, request, department, *, name, on, reason):
    verbs.rename_department(department, name, by=request.user, reason=reason, on=on)
    return f"已更名为{name}，原名称留作其他名称。"


def merged(options, request, department, *, into, on, reason):
    row = ask_to_merge_departments([department], into, by=request.user, reason=reason, on=on)
    messages.success(request, ASKED)
    return asked(row)


def taken(options, request, department, *, departments, on, reason):
    sources = list(departments)
    row = ask_to_merge_departments(sources, department, by=request.user, reason=reason, on=on)
    messages.success(request, ASKED)
    return asked(row)


def ended(options, request, department, *, on, reason):
    row = ask_to_end_department(department, by=request.user, reason=reason, on=on)
    messages.success(request, ASKED)
    return asked(row)


def lives(options, request, department):
    return department.valid_until is None and may(
        request.user, "change_department", department.county
    )


@admin.register(Department)
class DepartmentAdmin(RegisterAdmin):
    index_heading = "机构与区划"
    index_place = 210
    list_display = ("name", "county", "kind", "ownership", "public_telephone", "address")
    list_filter = boxes(DepartmentFilters, "county", "kind", "ownership", "state")
    list_select_related = ("county",)
    search_fields = ("name", "aliases__name", "public_telephone", "uscc")
    search_help_text = "名称、其他名称、电话，可以只输一部分"
    ordering = ("county", "position", "pk")
    hint = "名片、公开电话、其他名称，更名与合并"
    how_to = (
        "公开电话、办公地址和时间就是公众在事项页面上看到的，改动立即生效，无须审定。",
        "机构改革时使用“更名”或者“并入其他部门”，事项中的部门随之改定，原名称仍能认出。",
        "并入和撤销由另一人核准后办理：先列出将要转移的内容，核准以前可以撤回。",
    )
    facts = (
        "name",
        "county",
        "kind",
        "ownership",
        "uscc",
        "public_telephone",
        "address",
        "hours",
        "lead_name",
    )
    facts += ("contact", "position", "valid_from", "valid_until")
    adding = Verb("add", "登记部门", NewDepartmentForm, added, "add")
    verbs = (
        Verb("edit", "修改名片", CardForm, changed, when=lives),
        Verb("rename", "更名", RenameForm, renamed, when=lives),
        Verb("merge", "并入其他部门", MergeForm, merged, when=lives),
        Verb("take", "其他部门并入", TakeForm, taken, when=lives),
        Verb("end", "撤销", EndForm, ended, when=lives),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("county")

    def warnings(self, request):
        return warnings_of(request)

    def more(self, request, department):
        names = department.aliases.order_by("pk").values_list("name", flat=True)
        rows = DepartmentSuccession.objects.filter(
            Q(predecessor=department) | Q(successor=department)
        )
        lineage = []
        for row in rows.select_related("successor"):
            became = f"{row.former_name}{row.get_kind_display()}，此后为{row.successor.name}"
            lineage.append((row.happened_on, became, ""))
        return {
            "extra_facts": [("其他名称", "、".join(names) or "—")],
            "lineage": lineage,
            "lineage_title": "沿革",
        }
