"""The forms of the admin's verbs: what they ask the services check; typed text stays."""

from django import forms

from dutylist.staff.refusable_forms import ServiceForm

LONGEST = 4000


def text(label, help_text="", longest=200, **options):
    options = {"required": False, **options}
    return forms.CharField(label=label, max_length=longest, help_text=help_text, **options)


def long_text(label, help_text="", rows=4, **options):
    options = {"required": False, **options}
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, help_text=help_text, widget=widget, **options
    )


def day(label, help_text="", **options):
    options = {"required": False, **options}
    invalid = {"invalid": "请按 2026-01-31 的格式填写日期。"}
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=help_text, widget=widget, error_messages=invalid, **options
    )


def number(label, help_text="", **options):
    options = {"required": False, "min_value": 0, **options}
    invalid = {"invalid": "请填写整数。"}
    return forms.IntegerField(label=label, help_text=help_text, error_messages=invalid, **options)


def choice(label, choices, help_text="", **options):
    invalid = {"invalid_choice": "请在所列范围内选择。"}
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, error_messages=invalid, **options
    )


class Pick(forms.ModelChoiceField):
    """One of the rows that the form names for this person."""

    default_error_messages = {"invalid_choice": "请在所列范围内选择。"}


class PickSome(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "请在所列范围内选择。",
        "invalid_pk_value": "请在所列范围内选择。",
        "invalid_list": "请在所列范围内选择。",
    }


class VerbForm(ServiceForm):
    """Knows who asks and about which row; the last field is the reason for the record."""

    needs_reason = True

    def __init__(self, data=None, *, request, subject=None):
        self.request, self.subject = request, subject
        super().__init__(data, initial=self.initial_of(subject) if subject else {})
        if self.needs_reason:
            help_text = "记入变更记录，事后可查。"
            self.fields["reason"] = long_text("理由", help_text, rows=2, required=True)
            self.fields["reason"].error_messages["required"] = "请填写理由。"
        self.prepare()
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def initial_of(self, subject):
        return {name: getattr(subject, name) for name in self.base_fields if hasattr(subject, name)}

    def prepare(self):
        """Fills select boxes from what this person may see."""


class ReasonOnly(VerbForm):
    pass
