"""The parts of an item as forms: they only show and carry text, `clean_content` says what is wrong
with it.
"""

from django import forms

from items.entry.content import LABELS
from items.models import Kind, Power, ResponsibilityRole, Scope, SupportPromise
from items.models.duty_items import LAST_POSITION

NONE = [("", "—")]


def raw(label, widget=None, help_text=""):
    """A field that takes whatever was typed."""
    field = forms.Field(
        label=label, widget=widget or forms.TextInput(), help_text=help_text, required=False
    )
    field.widget.attrs.setdefault("autocomplete", "off")
    return field


def area(rows):
    return forms.Textarea({"rows": rows})


def day(label, help_text=""):
    return raw(label, forms.DateInput({"type": "date"}), help_text)


def pick(label, choices=(), help_text=""):
    return raw(label, forms.Select(choices=choices), help_text)


class PartForm(forms.Form):
    """Always bound: to what is stored, or to what was typed. Choices that depend on the county come
    from `offers`.
    """

    use_required_attribute = False

    def __init__(self, data, *, prefix, offers):
        super().__init__(data, prefix=prefix, auto_id="%s")
        for name, choices in offers.items():
            if name in self.fields:
                self.fields[name].widget.choices = self._with_present(name, choices)
        self.full_clean()

    def _with_present(self, name, choices):
        """What is stored stays on offer, although the county has it no more: it must not vanish
        unseen.
        """
        field = self.fields[name]
        present = field.widget.value_from_datadict(self.data, {}, self.add_prefix(name)) or []
        known = {str(value) for value, _ in choices}
        extra = [
            v for v in ([present] if isinstance(present, str) else present) if v and v not in known
        ]
        return [*choices, *((value, value) for value in extra)]


class HeadForm(PartForm):
    kind = pick(LABELS["kind"], [("", "请选择"), *Kind.choices])
    category = pick(LABELS["category"])
    position = raw(
        LABELS["position"],
        forms.NumberInput({"min": 0, "max": LAST_POSITION}),
        "同一类别内按此先后打印。",
    )
    name = raw(LABELS["name"], area(2))
    township_duty = raw(LABELS["township_duty"], area(4), "只有配合履职事项填写。")
    directory_entry = raw(LABELS["directory_entry"])
    starts_on = day(LABELS["starts_on"], "不填为自公布之日起。")
    ends_on = day(LABELS["ends_on"], "不填为长期。")


class ScopeForm(PartForm):
    scope = raw(LABELS["scope"], forms.RadioSelect(choices=Scope.choices))
    tags = raw(LABELS["tags"], forms.CheckboxSelectMultiple())
    townships = raw(LABELS["townships"], forms.CheckboxSelectMultiple())


class OpennessForm(PartForm):
    public = pick(LABELS["public"], [("yes", "主动公开"), ("no", "不予公开")])


class SecrecyForm(PartForm):
    reviewer = raw("审查人")
    on = day("审查日期")
    result = raw("审查结论", help_text="例如：不涉密，可以公开。")


class PowerForm(PartForm):
    type = pick("权力类型", [("", "不是行政权力"), *Power.Type.choices])
    origin = pick("来源", Power.Origin.choices)
    document_number = raw("赋权（委托）文号")
    until = day("期限")
    original_body = raw("原实施主体")


class StepsForm(PartForm):
    procedure = raw(LABELS["procedure"], area(5), "每行一步；一步要分行写的，续行以全角空格开头。")


class ResponsibilityForm(PartForm):
    department = pick("部门")
    collective = raw("统称", help_text="名录中没有具体部门时填写。")
    role = pick("角色", ResponsibilityRole.choices)
    internal_office = raw("内设机构")
    transition_on = day("交接期限")
    duty = raw("部门职责", area(3))
    method = raw("工作方式", area(2))


class BasisForm(PartForm):
    act = raw("文件名称", forms.TextInput({"list": "acts"}))
    document_number = raw("文号")
    article = raw("条款")


class VariantForm(PartForm):
    townships = raw("适用单位", forms.SelectMultiple({"size": 4}))
    name = raw("事项名称", area(2))
    township_duty = raw("配合职责", area(3))


class SupportForm(PartForm):
    kind = pick("保障类型", NONE + SupportPromise.Kind.choices)
    promise = raw("承诺内容", area(2))
    amount = raw("数额")
    due_on = day("兑现期限")
