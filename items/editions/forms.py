"""The form that begins an edition; those of its moves come from what the moves declare."""

from django import forms

from dutylist.staff.move_forms import MoveForm, long_field, text_field


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
