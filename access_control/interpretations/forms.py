"""The form in which a unit asks: one question, of the item that the page was opened with."""

from django import forms

from access_control.models.interpretations import LONGEST_QUESTION
from dutylist.staff.move_forms import long_field
from dutylist.staff.refusable_forms import ServiceForm

HINT = "写成一句问话，例如：河道里的水葫芦由谁打捞？不要写姓名、电话和具体门牌。"


class QuestionForm(ServiceForm):
    """`units` are the units in whose name this person asks; a box only where they are several."""

    question = long_field("要问什么", HINT, rows=3)

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, auto_id="ask_%s", **kwargs)
        self.fields["question"].max_length = LONGEST_QUESTION
        self.units = {value_of(unit): unit for _county, unit in units}
        if len(self.units) > 1:
            offered = [(value, name_of(unit)) for value, unit in self.units.items()]
            self.fields["unit"] = forms.ChoiceField(label="以哪个单位提问", choices=offered)
        for box in self.fields.values():
            box.widget.attrs.setdefault("autocomplete", "off")

    def told(self):
        """What the service is told: the question and who asks."""
        return {"question": self.cleaned_data["question"], "applicant": self.applicant()}

    def applicant(self):
        """`{"department": name}` or `{"township": code}`; None where it is the only one."""
        if "unit" not in self.fields:
            return None
        unit = self.units[self.cleaned_data["unit"]]
        if unit.department:
            return {"department": unit.department.name}
        return {"township": unit.township.code}

    def refuse(self, refusal):
        """Faults of the unit stand at its box."""
        errors = getattr(refusal, "errors", None)
        if errors and "applicant" in errors and "unit" in self.fields:
            errors["unit"] = errors.pop("applicant")
        super().refuse(refusal)


def value_of(unit):
    named = unit.department or unit.township
    return f"{unit.kind}:{named.pk}"


def name_of(unit):
    return (unit.department or unit.township).name
