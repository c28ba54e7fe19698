"""The form of the application's page: the head of a request and the one change that is drawn up
with it, in the words of its twelve questions.
"""

import re

from django import forms

from access_control.requests.forms import HeadForm, fill_in_nothing, radios, select
from dutylist.staff.move_forms import text_field
from dutylist.staff.nothing_offered import without
from items.entry.fields import FIELD, LABELS, label_of, member_of
from items.entry.wording import PLAIN
from items.models import Kind, Scope
from items.models.duty_items import NAME_LENGTH
from items.register.forms import MISSING, scopes_of_nothing

from .own_change import ANSWERING

INTERNAL_OFFICE = member_of("responsibilities", "internal_office")
BASIS = ("act", "article")
ONCE = "存下以后不能再改。"
LEAST_ROWS = 2
SPARE_ROWS = 1
SUPPORT_LABELS = {
    "kind": label_of("support.kind"),
    "promise": "承诺什么",
    "amount": label_of("support.amount"),
    "due_on": "何时兑现",
}
BASIS_NAME = re.compile(r"basis-(\d{1,3})-act")
SUPPORT_NAME = re.compile(r"support-(\d{1,3})-kind")
FIRST_BOX = {
    "responsibilities": "item-department",
    "bases": "basis-0-act",
    "support": "support-0-promise",
}


def long_box(label, rows=4):
    """A text as long as the list takes it: what is too long is said by the service."""
    return forms.CharField(
        label=label, required=False, strip=False, widget=forms.Textarea({"rows": rows})
    )


def boxes(label):
    """Any number of what is on offer."""
    return forms.Field(label=label, required=False, widget=forms.CheckboxSelectMultiple)


def rows_typed(data, pattern):
    """How many rows a form carries."""
    numbers = [int(match[1]) for name in data if (match := pattern.fullmatch(name))]
    return max(numbers, default=-1) + 1


def rows_shown(used):
    return max(LEAST_ROWS, used + SPARE_ROWS)


class ApplicationForm(HeadForm):
    """`offers` are the choices that the county has for an item, `own` the change drawn up here."""

    missing = {f"item-{name}": sentence for name, sentence in MISSING.items()}
    code = forms.CharField(required=False, max_length=11, widget=forms.HiddenInput)
    op = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, data=None, *, own=None, offers=None, channel="", initial=None, **kwargs):
        initial = initial or {}
        filled = initial if data is None else data
        self.own, self.channel = own, channel
        lines = rows_shown(rows_typed(filled, SUPPORT_NAME))
        super().__init__(
            data, action=kwargs.pop("action", "apply"), lines=lines, initial=initial, **kwargs
        )
        self.bases = 0
        if own:
            self.bases = rows_shown(rows_typed(filled, BASIS_NAME))
            self.add_item(offers)
        self.put_in_plain_words()
        fill_in_nothing(self)

    def add_item(self, offers):
        """The boxes of the change: of a new item, or of what is to become of a listed one."""
        added = {
            "item-name": text_field(LABELS["name"], longest=NAME_LENGTH),
            "item-township_duty": long_box("基层做什么", rows=5),
            "item-department": select(
                label_of("responsibilities.department"), [("", "请选择"), *offers["department"]]
            ),
            "item-internal_office": text_field(
                "由哪个内设机构办理", longest=INTERNAL_OFFICE.type.longest
            ),
            "item-duty": long_box("部门做什么", rows=5),
        }
        if self.own.is_new_item:
            scope = self.data.get("item-scope") or self.initial.get("item-scope")
            added |= new_item_fields(offers, scope)
        else:
            added["way"] = radios("希望怎样调整", self.own.ways)
        for number in range(self.bases):
            added |= basis_fields(number)
        self.fields |= added

    def put_in_plain_words(self):
        self.fields["circumstance"].widget = forms.RadioSelect(choices=self.circumstance_choices())
        self.fields["reason"].help_text = ""
        self.fields["necessity"].label = "部门自己办为什么不行（选填）"
        self.fields["necessity"].help_text = ""
        self.fields["starts_on"].label, self.fields["ends_on"].label = "从哪天起", "到哪天止"
        self.fields["ends_on"].help_text = self.fields["starts_on"].help_text = ""
        for number in range(self.lines):
            for name, label in SUPPORT_LABELS.items():
                box = self.fields[f"support-{number}-{name}"]
                box.label, box.help_text = f"第{number + 1}样：{label}", ""

    def circumstance_choices(self):
        """Those of the channel at hand, and the one that was chosen before."""
        chosen = self["circumstance"].value()
        choices = []
        for row in self.circumstances:
            if self.channel in row.channels or row.code == chosen:
                choices.append((row.code, row.name))
        return choices

    def channel_of(self, typed):
        return self.channel

    # ---- as the services take it ----

    @property
    def holds_item(self):
        """Whether the questions about the item were on the page that was sent."""
        return "item-name" in self.data

    def told_of_what_was_sent(self):
        """The head; a question that the page did not ask stays as it was answered before."""
        told = self.told()
        for name in list(told):
            is_sent = any(sent == name or sent.startswith(f"{name}-") for sent in self.data)
            if not is_sent:
                told.pop(name)
        return told

    def content_typed(self):
        """What was typed of the item: {name of the box: value}, the bases as rows."""
        typed = {name: self.cleaned_data.get(name) for name in self.fields}
        typed = {name: plain(value) for name, value in typed.items()}
        typed["bases"] = [self.basis(number) for number in self.bases_used()]
        return typed

    def basis(self, number):
        return {name: self.cleaned_data[f"basis-{number}-{name}"] for name in BASIS}

    def bases_used(self):
        used = []
        for number in range(self.bases):
            if any(self.cleaned_data[f"basis-{number}-{name}"].strip() for name in BASIS):
                used.append(number)
        return used

    def box_at(self, path):
        """The box of a path of the services; a fault of the change stands where it was typed."""
        parts = path.split(".")
        if parts[:2] != ["changes", "0"]:
            return super().box_at(path)
        parts = [part for part in parts[2:] if part != "item"]
        if not parts:
            return "item-name"
        if parts[0] == "bases" and len(parts) > 2:
            return self.row_box("basis", self.bases_used(), parts)
        if parts[0] == "support":
            return super().box_at(".".join(parts))
        if parts[0] == "responsibilities" and len(parts) > 2:
            return f"item-{parts[2]}"
        return FIRST_BOX.get(parts[0], f"item-{parts[0]}")

    def row_box(self, start, used, parts):
        if parts[1].isdigit() and int(parts[1]) < len(used) and parts[2] in BASIS:
            return f"{start}-{used[int(parts[1])]}-{parts[2]}"
        return f"{start}-0-act"


class NewApplicationForm(ApplicationForm):
    """Before there is a draft: the unit and the channel are chosen with it."""

    follows = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    applicant = select("申请单位", (), ONCE)
    channel = select("办理渠道", (), ONCE)

    def __init__(self, *args, units=(), channels=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applicant"].widget.choices = [("", "请选择"), *units]
        self.fields["channel"].widget.choices = [("", "请选择"), *channels]
        if len(units) == 1:
            self.fields["applicant"].widget = forms.HiddenInput()

    def clean(self):
        typed = super().clean()
        for name in ("applicant", "channel"):
            if not typed.get(name):
                self.add_error(name, f"请选择{self.fields[name].label}。")
        return typed

    def channel_of(self, typed):
        return typed.get("channel") or ""


def plain(value):
    """A text or a list; nothing at all is an empty text."""
    return "" if value is None else value


def new_item_fields(offers, chosen):
    """`chosen` is the scope that stands in the box: it stays on offer."""
    kinds = [(kind.value, PLAIN[f"kind_{kind}"]) for kind in Kind]
    scopes = [(scope.value, PLAIN[f"scope_{scope}"]) for scope in Scope]
    fields = {
        "item-kind": select("类型", kinds),
        "item-category": select(LABELS["category"], [("", "请选择"), *offers["category"]]),
        "item-scope": radios(LABELS["scope"], scopes),
        "item-tags": boxes(FIELD["tags"].label),
        "item-townships": boxes(FIELD["townships"].label),
    }
    fields["item-tags"].widget.choices = offers["tags"]
    fields["item-townships"].widget.choices = offers["townships"]
    nothing = scopes_of_nothing(fields, "item-") - {chosen}
    scope = fields["item-scope"].widget
    scope.choices = without(scope.choices, *nothing)
    return fields


def basis_fields(number):
    act = text_field(f"第{number + 1}件：文件名称", longest=200, list="acts")
    return {
        f"basis-{number}-act": act,
        f"basis-{number}-article": text_field(f"第{number + 1}件：第几条", longest=120),
    }


def item_initial(own):
    """{name of the box: what stands in it} of the change that is drawn up here."""
    content = own.to_be_rewritten
    values = {"way": own.way}
    for name in ("kind", "category", "name", "township_duty", "scope", "tags", "townships"):
        values[f"item-{name}"] = content[name]
    values |= answering_initial(own.content)
    for number, row in enumerate(content["bases"]):
        for name in BASIS:
            values[f"basis-{number}-{name}"] = row[name]
    return values


def answering_initial(content):
    """The department that answers for the item, with what it does."""
    role = ANSWERING.get(content["kind"])
    for row in content["responsibilities"]:
        if row["role"] == role:
            return {
                "item-department": "" if row["collective"] else row["department"],
                "item-internal_office": row["internal_office"],
                "item-duty": row["duty"],
            }
    return {}
