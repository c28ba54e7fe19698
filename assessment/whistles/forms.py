"""The form with which a township calls: three things to say, the rest is known."""

from django import forms

from assessment.models import Urgency
from assessment.models.whistles import LONGEST_CONTACT, LONGEST_PLACE
from dutylist.staff.move_forms import long_field, text_field
from dutylist.staff.refusable_forms import ServiceForm

TOLD = ("level", "text", "place", "contact", "external_id")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class CallForm(ServiceForm):
    """`told` is what the service is told of it; the photographs are attached when it is sent."""

    level = forms.ChoiceField(
        label="有多急", choices=Urgency.choices, required=False, widget=forms.RadioSelect
    )
    text = long_field("现场怎么了", "说清什么人在做什么、多大范围、劝阻过没有。", rows=4)
    place = text_field("在哪里", longest=LONGEST_PLACE)
    # Each is looked at where it is kept, after the call has gone out.
    photos = forms.Field(
        label="照片（可以不传）", required=False, widget=ManyFiles({"accept": "image/*"})
    )
    contact = text_field("联系人和电话", longest=LONGEST_CONTACT)
    # Given with the page: sent twice by a hurried thumb, it is one whistle all the same.
    external_id = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="call_%s", **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def told(self):
        return {name: self.cleaned_data.get(name) or "" for name in TOLD}
