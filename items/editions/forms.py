"""The form that begins an edition; those of its moves come from what the moves declare."""

from django import forms

from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field


class StartForm(MoveForm):
    with_revision = forms.ChoiceField(
        label="随版审定的内容",
        choices=[
            ("yes", "连同正在进行的集中修订一起提请审定"),
            ("no", "只公布现行登记内容，不含集中修订"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    title = text_field("名称", "不填时按清单标准名称。", 160)
    reason = long_field("说明", rows=2)


class SecrecyForm(MoveForm):
    """One secrecy review of what is ticked; `found` are the `Unreviewed` of the list."""

    reviewer = text_field("审查人", longest=60)
    on = day_field("审查日期")
    result = text_field("审查结论", "例如：不涉密，可以公开。", 200)

    def __init__(self, *args, found=(), **kwargs):
        super().__init__(*args, action="review", **kwargs)
        self.fields["keys"] = forms.MultipleChoiceField(
            label="登记到哪些事项",
            choices=[(one.key, f"{one.code or '待编'} {one.name}") for one in found],
            initial=[one.key for one in found],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "所列事项已有变化，请核对后再登记。"},
        )
        self.fields["reason"] = long_field("理由（必填）", rows=2)
        self.order_fields(["keys"])

    def review(self):
        return {name: self.cleaned_data[name] for name in ("reviewer", "on", "result")}

    @property
    def shown_values(self):
        return ""  # the list of today is offered anew
