"""The fields of an entry as forms: they only show and carry text, `clean_content`
says what is wrong with it.
"""

from django import forms

from dutylist.staff.nothing_offered import offers_nothing, say_what_is_missing, without
from items.entry.fields import FIELDS
from items.entry.types import Group, Rows
from items.models import Scope

MISSING = {
    "category": "还没有类别，由经办人在“类别”中设立；导入清单时随文件设立。",
    "department": "还没有部门，由经办人在“部门”中登记，或者导入部门名录。",
    "tags": "没有可选的区域类型；需要的，由经办人在“区域类型”中设立。",
    "townships": "还没有下辖单位，由系统管理员在“区划”中登记。",
}
# What a scope is chosen from.
CHOSEN_FROM = {"tags": Scope.TAGGED.value, "townships": Scope.LISTED.value}


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
        if "scope" in self.fields:
            self._offer_scopes()
        say_what_is_missing(self.fields, MISSING)
        self.full_clean()

    def _offer_scopes(self):
        """A scope is not offered that there is nothing to choose for, unless it is what is
        stored.
        """
        scope = self.fields["scope"].widget
        nothing = scopes_of_nothing(self.fields)
        nothing.discard(self.data.get(self.add_prefix("scope")))
        scope.choices = without(scope.choices, *nothing)

    def _with_present(self, name, choices):
        """What is stored stays on offer, although the county has it no more: it must not vanish
        unseen.
        """
        widget = self.fields[name].widget
        present = widget.value_from_datadict(self.data, {}, self.add_prefix(name)) or []
        if isinstance(present, str):
            present = [present]
        known = {str(value) for value, _ in choices}
        choices = list(choices)
        for value in present:
            if value and value not in known:
                choices.append((value, value))
        return choices


def scopes_of_nothing(fields, prefix=""):
    """The scopes for which these fields have nothing to choose."""
    nothing = set()
    for name, scope in CHOSEN_FROM.items():
        if offers_nothing(fields[prefix + name].widget):
            nothing.add(scope)
    return nothing


def form_of(fields):
    """A form with a box for each of these fields of an entry, or members of a part."""
    return type("FieldsForm", (PartForm,), {field.name: box_of(field) for field in fields})


def box_of(field):
    """A form field that takes whatever was typed."""
    box = forms.Field(
        label=field.label, widget=field.widget(), help_text=field.help, required=False
    )
    box.widget.attrs.setdefault("autocomplete", "off")
    return box


# {section: the fields that are typed there}, in the order of the table
SECTIONS = {}
for field in FIELDS:
    if field.section:
        SECTIONS.setdefault(field.section, []).append(field)
SECTION_FORMS = {section: form_of(fields) for section, fields in SECTIONS.items()}
# {part: its members}, of the parts that are there once and of those with rows
GROUPS, ROWS = {}, {}
for field in FIELDS:
    if isinstance(field.type, Group):
        GROUPS[field.name] = field.type.members
    elif isinstance(field.type, Rows):
        ROWS[field.name] = field.type.members
PART_FORMS = {part: form_of(members) for part, members in {**GROUPS, **ROWS}.items()}
