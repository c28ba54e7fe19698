"""The form of a township's yearly report: a sentence for each item that is not as it should be."""

from django import forms

from assessment.models import HowCarried
from dutylist.staff.move_forms import MoveForm, long_field


class ReportForm(MoveForm):
    """A choice and a sentence for each item; what is left alone is carried as it should be."""

    def __init__(self, data=None, *, rows):
        initial = {}
        for row in rows:
            initial[f"state-{row['code']}"] = row["state"]
            initial[f"text-{row['code']}"] = row["text"]
        super().__init__(data, initial=initial, action="report")
        self.codes = [row["code"] for row in rows]
        for row in rows:
            self.fields[f"state-{row['code']}"] = forms.ChoiceField(
                label=f"“{row['name']}”的执行情况",
                required=False,
                choices=HowCarried.choices,
                error_messages={"invalid_choice": "请在所列范围内选择。"},
            )
            self.fields[f"text-{row['code']}"] = long_field("情况说明", rows=2)

    def told(self):
        """The rows that say more than that all is as it should be, as the service takes them."""
        rows = []
        for code in self.codes:
            state = self.cleaned_data[f"state-{code}"] or HowCarried.NORMAL
            text = self.cleaned_data[f"text-{code}"]
            if state != HowCarried.NORMAL or text.strip():
                rows.append({"code": code, "state": state, "text": text})
        return rows

    def refuse_rows(self, refusal, rows):
        """Puts what the service refuses at the box in which it was typed."""
        for path, sentence in getattr(refusal, "errors", {"": refusal.sentence}).items():
            parts = path.split(".")
            name = None
            if len(parts) == 3 and parts[1].isdigit():
                box = "text" if parts[2] == "text" else "state"
                name = f"{box}-{rows[int(parts[1])]['code']}"
            self.add_error(name if name in self.fields else None, sentence)

    def boxes_of(self, code):
        return self[f"state-{code}"], self[f"text-{code}"]
