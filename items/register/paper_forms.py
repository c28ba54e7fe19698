"""The forms of proposed changes and corrections on the desk."""

from django import forms

from dutylist.staff.move_forms import MoveForm, long_field


class SettleForm(MoveForm):
    keep = forms.ChoiceField(
        label="冲突内容",
        choices=[("proposed", "采用拟调整内容"), ("now", "保留现行内容")],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = long_field("理由（必填）", rows=2)


class CorrectionForm(MoveForm):
    code = forms.CharField(required=False, max_length=11, widget=forms.HiddenInput)
    place = forms.ChoiceField(label="更正哪一处文本", required=False, choices=())
    approved_text = long_field(
        "审定文本", "照录审定的原文。系统与留存的审定文本核对，不一致的不予更正。", rows=6
    )
    reason = long_field("理由（必填）", "例如：录入时漏抄第三项。", rows=2)

    def __init__(self, *args, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = list(places)
