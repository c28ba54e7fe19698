"""Forms on the desk: what they ask is required by the services, whose sentences they show; typed
text stays.
"""

from django import forms

from dutylist.history.refusals import Stale

from .refusable_forms import ServiceForm

LONGEST = 4000


def text_field(label, help_text="", longest=80, **attrs):
    widget = forms.TextInput(attrs)
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=help_text, widget=widget
    )


def long_field(label, help_text="", rows=3):
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, help_text=help_text, widget=widget
    )


def day_field(label, help_text=""):
    """A date as text: a wrong one stays in the box, and the service says what is wrong with it."""
    return text_field(label, help_text, type="date", placeholder="2026-01-31")


class MoveForm(ServiceForm):
    """One form of a page that may carry several: `action` says which was sent, `expect` which
    version was seen.
    """

    expect = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, auto_id=f"{action or 'id'}_%s", **kwargs)
        self.action = action
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def refuse(self, refusal):
        """Somebody else was faster: the page now shows the newest state, and what was typed can be
        sent from there.
        """
        if isinstance(refusal, Stale) and self.initial.get("expect") is not None:
            self.data = self.data.copy()
            self.data[self.add_prefix("expect")] = str(self.initial["expect"])
        super().refuse(refusal)


class WithReason(MoveForm):
    """What does not go without a reason."""

    reason = long_field("理由（必填）")
