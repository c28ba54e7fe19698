"""The forms of rounds on the desk: a new round, a unit's opinion, the office's answers."""

from django import forms

from access_control.models import Answer
from access_control.requests.forms import radios
from dutylist.staff.move_forms import MoveForm, long_field, text_field


def several_of(label):
    """Any of these units."""
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class RoundForm(MoveForm):
    """A new round: how long, what is written to the units, who is asked beside those concerned."""

    days = text_field("反馈期限（工作日，选填）", longest=4, inputmode="numeric")
    text = long_field("给各单位的说明（选填）", "随拟调整内容一并显示。", rows=3)
    leave_out = several_of("这一轮不征求的单位（选填）")
    invite = several_of("另外征求的单位（选填，只征求公开的内容）")

    def __init__(self, *args, concerned=(), others=(), days=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leave_out"].choices = concerned
        self.fields["invite"].choices = others
        self.fields["days"].help_text = f"不填的，为{days}个工作日。"

    def told(self, unit_of):
        """What was typed, as the service takes it; `unit_of` reads the key of a unit."""
        typed = self.cleaned_data
        days = typed["days"].strip()
        if days.isascii() and days.isdigit():
            days = int(days)
        told = {"days": days or None, "text": typed["text"]}
        for name in ("leave_out", "invite"):
            told[name] = [unit_of(key) for key in typed[name]]
        return told


class AnswersForm(MoveForm):
    """What the office makes of each line of an opinion."""

    def __init__(self, *args, changes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = list(changes)
        for change in self.changes:
            named = {
                f"answer-{change.pk}": radios(f"第{change.number}条采纳情况", Answer.choices),
                f"text-{change.pk}": long_field("说明", "未采纳的必须写明理由。", rows=2),
            }
            self.fields |= named

    def told(self):
        """The lines that are answered."""
        rows = []
        for change in self.changes:
            outcome = self.cleaned_data[f"answer-{change.pk}"]
            text = self.cleaned_data[f"text-{change.pk}"]
            if outcome or text.strip():
                rows.append({"change": change.pk, "outcome": outcome, "text": text})
        return rows

    def boxes_of(self, change):
        return self[f"answer-{change.pk}"], self[f"text-{change.pk}"]

    def field_at(self, path, rows):
        """The field in which something told as a row of `rows` was typed."""
        parts = path.split(".")
        if len(parts) < 3 or not parts[1].isdigit():
            return path
        name = "text" if parts[2] == "text" else "answer"
        return f"{name}-{rows[int(parts[1])]['change']}"


def answers_initial(opinion):
    values = {}
    for row in opinion.answers:
        values[f"answer-{row['change']}"] = row["outcome"]
        values[f"text-{row['change']}"] = row["text"]
    return values
