"""The forms of the desk: what they ask is required by the services, whose sentences they show; typed text stays."""

from django import forms
from django.utils import timezone

from dutylist.organizations.forms import AccountForm

LONGEST = 4000


def text_field(label, help_text="", longest=80, **attrs):
    widget = forms.TextInput(attrs)
    return forms.CharField(label=label, required=False, max_length=longest, help_text=help_text, widget=widget)


def long_field(label, help_text="", rows=3):
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=help_text, widget=widget)


def day_field(label, help_text=""):
    """A date as text: a wrong one stays in the box, and the service says what is wrong with it."""
    return text_field(label, help_text, type="date", placeholder="2026-01-31")


class DeskForm(AccountForm):
    """One form of a page that may carry several: `action` says which was sent, `expect` which version was seen."""

    expect = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, auto_id=f"{action or 'id'}_%s", **kwargs)
        self.action = action
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def facts(self):
        """What was typed, without the fields that belong to the engine."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("expect", "reason")}


class ReasonForm(DeskForm):
    reason = long_field("理由")


class WithReason(ReasonForm):
    """A move that does not go without a reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "理由（必填）"


class ApproveForm(DeskForm):
    meeting = text_field("审定会议", "按会议纪要填写全称。", 120)
    decided_on = day_field("审定日期")
    minutes_number = text_field("会议纪要编号", "与文号至少填写一项。")
    document_number = text_field("文号")
    reason = long_field("说明", rows=2)


class PublishForm(DeskForm):
    document_number = text_field("印发文号", "例如：示政发〔2026〕6号。")
    effective_on = day_field("施行日期", "可以是将来的日期，到期自动施行。")
    note = long_field("公开说明", "随清单向公众显示，可以不填。")
    reason = long_field("办理说明", "只供内部查阅。", rows=2)


class SupplementForm(PublishForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "理由（必填）"


class StartForm(DeskForm):
    with_revision = forms.ChoiceField(
        label="随版审定的内容",
        choices=[("yes", "连同正在进行的集中修订一起提请审定"), ("", "只公布现行登记内容，不含集中修订")],
        required=False,
        widget=forms.RadioSelect,
    )
    title = text_field("名称", "不填时按清单标准名称。", 160)
    reason = long_field("说明", rows=2)


class SettleForm(DeskForm):
    keep = forms.ChoiceField(
        label="冲突内容",
        choices=[("proposed", "采用拟调整内容"), ("now", "保留现行内容")],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = long_field("理由（必填）", rows=2)


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
        typed = [(finding, self.cleaned_data[self.name_of(finding)].strip()) for finding in self.blocking]
        overrides = [{"rule": f.rule, "entry": f.entry, "reason": reason} for f, reason in typed if reason]
        return {"overrides": overrides} if overrides else {}


class CorrectionForm(DeskForm):
    code = forms.CharField(required=False, max_length=11, widget=forms.HiddenInput)
    place = forms.ChoiceField(label="更正哪一处文本", required=False, choices=())
    approved_text = long_field("审定文本", "照录审定的原文。系统与留存的审定文本核对，不一致的不予更正。", rows=6)
    reason = long_field("理由（必填）", "例如：录入时漏抄第三项。", rows=2)

    def __init__(self, *args, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = list(places)


class DelegateForm(DeskForm):
    user = forms.ChoiceField(label="由谁代行", required=False, help_text="同一单位的在任人员。")
    starts_on = day_field("起始日期", "从今天或者以后开始。")
    ends_on = day_field("截止日期", "当天仍可代行，到期自动终止，一次最长一年。")
    reason = long_field("理由（必填）", "例如：11月23日至27日外出学习。", rows=2)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(person.pk), f"{person}（{person.username}）") for person in people]
        self.fields["user"].choices = [("", "请选择"), *names]
        self.fields["user"].error_messages["invalid_choice"] = "请在名单中选择由谁代行。"
        self.fields["starts_on"].initial = timezone.localdate


class EndDelegationForm(DeskForm):
    on = day_field("最后一天", "不填为立即终止；填写日期的，当天仍可代行。")
    reason = long_field("理由（必填）", "例如：已提前返回。", rows=2)
