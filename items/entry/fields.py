"""THE table of an entry's fields: what a content carries, in the order of the form.

Labels, empty values, checking, writing, comparison, wording, the form, the API's shape, the flat
columns, the words an import knows a column by and the documents all follow from it. A new field is
one line here, one column of the item, one migration (`docs/recipes.md`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from items.models import (
    Basis,
    Kind,
    Power,
    ProcedureStep,
    Publicness,
    Responsibility,
    ResponsibilityRole,
    Scope,
    ScopeTag,
    ScopeTownship,
    SupportPromise,
    Variant,
)
from items.models.duty_items import LAST_POSITION, NAME_LENGTH

from . import cell_texts
from .types import (
    Choice,
    Day,
    Group,
    Number,
    Offered,
    OneOfFew,
    Rows,
    Steps,
    Tags,
    Text,
    Title,
    Townships,
    YesNo,
)

EVERY_KIND = tuple(Kind)


@dataclass(frozen=True)
class Field:
    """One field of an entry, or one member of a part of it."""

    name: str
    label: str
    type: object
    column: str = ""  # where it is kept, if under another name
    resolved: bool = False  # kept as a key: `content` and `writing` know the row it means
    kinds: tuple = EVERY_KIND  # which kinds carry it
    needed: bool = False  # whether a part cannot be without it
    # in the form
    section: str = ""
    help: str = ""
    box: Callable | None = None  # the widget, where the type's own does not do
    # in lists: the place's word for its head, and its column in the flat layout
    head: str = ""
    width: int = 0
    staff: bool = False  # only in the office's own copy
    head_words: str = ""  # what an import also knows the column by
    cell: cell_texts.CellText | None = None  # how a part is printed in one cell, and read back
    # to the public
    on_page: bool = False  # a paragraph of its own on the item's page

    @property
    def kept_in(self):
        return self.column or self.name

    def widget(self):
        if self.box:
            return self.box()
        return self.type.widget()

    def said_in(self, entry):
        """Its value in an entry; empty where the entry is older than the field."""
        return entry.get(self.name, self.type.empty)

    def printed(self, value, places):
        """The value as the text of a cell; `places` is {township code: name}."""
        if self.cell:
            return self.cell.print(value, places)
        return self.type.printed(value)

    def read(self, text):
        if self.cell:
            return self.cell.read(text)
        return self.type.read(text)

    def word(self, words):
        """What the field is called, in the words of a place if it has one for it."""
        return words.get(self.head) or self.label


FIELDS = (
    Field("kind", "事项类型", Choice(Kind, nothing="请选择", named=True), section="head"),
    Field("category", "类别", Offered(60), resolved=True, section="head", head="head_category"),
    Field(
        "position",
        "类别内顺序",
        Number(LAST_POSITION),
        section="head",
        help="同一类别内按此先后打印。",
    ),
    Field(
        "name",
        "事项名称",
        Text(NAME_LENGTH, rows=2, one_line=True),
        section="head",
        head="head_name",
    ),
    Field(
        "township_duty",
        "配合职责",
        Text(rows=4),
        kinds=(Kind.COORDINATION,),
        section="head",
        help="只有配合履职事项填写。",
        head="head_township_duty",
    ),
    Field(
        "public",
        "公开属性",
        YesNo(
            "主动公开",
            "不予公开",
            empty=True,
            kept=(Publicness.PUBLIC, Publicness.INTERNAL),
            also=(("公开", True), ("是", True), ("不公开", False), ("否", False)),
        ),
        column="publicness",
        section="openness",
        head="head_public",
        width=10,
        staff=True,
        head_words="是否公开",
    ),
    Field(
        "secrecy_review",
        "保密审查",
        Group(
            (
                Field("reviewer", "审查人", Text(60), column="secrecy_reviewer"),
                Field("on", "审查日期", Day(), column="secrecy_reviewed_on"),
                Field(
                    "result",
                    "审查结论",
                    Text(200),
                    column="secrecy_result",
                    help="例如：不涉密，可以公开。",
                ),
            )
        ),
        width=36,
        staff=True,
        cell=cell_texts.REVIEW,
    ),
    Field(
        "responsibilities",
        "部门及职责",
        Rows(
            (
                Field(
                    "department",
                    "部门",
                    Offered(120, required="部门不能为空。"),
                    resolved=True,
                    needed=True,
                ),
                Field(
                    "collective",
                    "统称",
                    YesNo("统称，名录中没有的部门"),
                    resolved=True,
                    box=forms.TextInput,
                    help="名录中没有具体部门时填写。",
                ),
                Field("role", "角色", Choice(ResponsibilityRole, named=True), needed=True),
                Field("internal_office", "内设机构", Text(60)),
                Field("transition_on", "交接期限", Day()),
                Field("duty", "部门职责", Text(rows=3)),
                Field("method", "工作方式", Text(rows=2)),
            ),
            Responsibility,
            identity=("department_id", "collective_name", "role"),
        ),
        head="head_departments",
    ),
    Field(
        "bases",
        "设定依据",
        Rows(
            (
                Field(
                    "act",
                    "文件名称",
                    Title(200, required="文件名称不能为空。"),
                    column="act_title",
                    needed=True,
                ),
                Field("document_number", "文号", Text(80)),
                Field("article", "条款", Text(120)),
            ),
            Basis,
        ),
        head="head_basis",
    ),
    Field(
        "power",
        "行政权力",
        Group(
            (
                Field("type", "权力类型", Choice(Power.Type, nothing="不是行政权力"), needed=True),
                Field("origin", "来源", Choice(Power.Origin, missing="statutory")),
                Field("document_number", "赋权（委托）文号", Text(80)),
                Field("until", "期限", Day()),
                Field("original_body", "原实施主体", Text(100)),
            ),
            Power,
        ),
        head="head_power",
        width=20,
        cell=cell_texts.POWER,
    ),
    Field("directory_entry", "对应上级指导目录", Text(80), section="head", width=20),
    Field(
        "scope",
        "适用范围",
        OneOfFew(Scope, named=True, empty="all"),
        section="scope",
        head="head_scope",
    ),
    Field("tags", "适用区域类型", Tags(ScopeTag, "tag__name"), section="scope", head="head_scope"),
    Field(
        "townships",
        "适用单位",
        Townships(ScopeTownship, "township__code"),
        section="scope",
        head="head_scope",
    ),
    Field(
        "support",
        "支持保障",
        Rows(
            (
                Field("kind", "保障类型", Choice(SupportPromise.Kind, nothing="—")),
                Field("promise", "承诺内容", Text(rows=2, required="承诺内容不能为空。")),
                Field("amount", "数额", Text(60)),
                Field("due_on", "兑现期限", Day()),
            ),
            SupportPromise,
        ),
        head="head_support",
        width=36,
        cell=cell_texts.SUPPORT,
    ),
    Field(
        "procedure",
        "操作程序",
        Steps(ProcedureStep, "text"),
        section="procedure",
        help="每行一步；一步要分行写的，续行以全角空格开头。",
        head="head_procedure",
        width=36,
    ),
    Field(
        "work_standard",
        "工作标准",
        Text(rows=4),
        section="procedure",
        help="办到什么程度、多长时间算办好。",
        width=30,
        on_page=True,
    ),
    Field(
        "variants",
        "个性化表述",
        Rows(
            (
                Field(
                    "townships",
                    "适用单位",
                    Townships(),
                    resolved=True,
                    box=lambda: forms.SelectMultiple({"size": 4}),
                ),
                Field("name", "事项名称", Text(NAME_LENGTH, rows=2, one_line=True)),
                Field("township_duty", "配合职责", Text(rows=3), kinds=(Kind.COORDINATION,)),
            ),
            Variant,
            identity=("township_id",),
            order=("item_id", "township__code"),
        ),
        head="head_variant",
        width=36,
        cell=cell_texts.VARIANTS,
    ),
    Field(
        "starts_on",
        "起始日期",
        Day(),
        section="head",
        help="不填为自公布之日起。",
        width=12,
    ),
    Field("ends_on", "终止日期", Day(), section="head", help="不填为长期。", width=12),
)
FIELD, EMPTY, LABELS = {}, {}, {}
for field in FIELDS:
    FIELD[field.name] = field
    EMPTY[field.name] = field.type.empty
    LABELS[field.name] = field.label


def member_of(part, name):
    """One member of a part: `member_of("support", "amount")`."""
    for member in FIELD[part].type.members:
        if member.name == name:
            return member
    raise KeyError(f"{part}.{name}")


def label_of(path):
    """What a field is called, or a member of a part (`support.amount`)."""
    part, _, name = path.partition(".")
    if name:
        return member_of(part, name).label
    return LABELS[part]


# Columns of the flat layout that are one field each, in their order.
IN_A_COLUMN = tuple(field for field in FIELDS if field.width)
