"""The forms of an edition's moves."""

from django import forms

from dutylist.staff.move_forms import MoveForm, ReasonForm, day_field, long_field, text_field


class ApproveForm(MoveForm):
    meeting = text_field("审定会议", "按会议纪要填写全称。", 120)
    decided_on = day_field("审定日期")
    minutes_number = text_field("会议纪要编号", "与文号至少填写一项。")
    document_number = text_field("文号")
    reason = long_field("说明", rows=2)


class PublishForm(MoveForm):
    document_number = text_field("印发文号", "例如：示政发〔2026〕6号。")
    effective_on = day_field("施行日期", "可以是将来的日期，到期自动施行。")
    note = long_field("公开说明", "随清单向公众显示，可以不填。")
    reason = long_field("办理说明", "只供内部查阅。", rows=2)


class SupplementForm(PublishForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "理由（必填）"


class StartForm(MoveForm):
    with_revision = forms.ChoiceField(
        label="随版审定的内容",
        choices=[
            ("yes", "连同正在进行的集中修订一起提请审定"),
            ("", "只公布现行登记内容，不含集中修订"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    title = text_field("名称", "不填时按清单标准名称。", 160)
    reason = long_field("说明", rows=2)


class SubmitForm(ReasonForm):
    """Takes a reason for each finding that blocks: `overrides` as the service reads them."""

    def __init__(self, *args, blocking=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "说明"
        self.blocking = list(blocking)
        for number, finding in enumerate(self.blocking):
            field = long_field(f"保留第{number + 1}个须先处理问题的理由", finding.sentence, rows=2)
            self.fields[self.name_of(finding)] = field

    @staticmethod
    def name_of(finding):
        return f"override-{finding.rule}-{finding.entry or ''}"

    def facts(self):
        typed = [
            (finding, self.cleaned_data[self.name_of(finding)].strip()) for finding in self.blocking
        ]
        overrides = [
            {"rule": f.rule, "entry": f.entry, "reason": reason} for f, reason in typed if reason
        ]
        return {"overrides": overrides} if overrides else {}
