"""The forms of a subscriber on the desk."""

from django import forms

from dutylist.staff.move_forms import MoveForm, WithReason, long_field, text_field
from dutylist.workflow.flow import flows

from .models import EVERY_KIND

SINGLE = "只需要个别事件的，逐行填写，例如 edition.publish；全部种类见接口说明。"
URL = "https:// 开头。地址会记入变更记录，不要带口令；来源由签名证明。"


def mark_field():
    """The mark of the settings that were seen."""
    return forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class WebhookForm(MoveForm):
    """Whole flows are ticked, single kinds are written; nothing at all stands for every kind."""

    expect = mark_field()
    county = forms.ChoiceField(label="所属区划", required=False)
    name = text_field("名称（必填）", "例如：数据共享交换平台。", longest=60)
    url = text_field("接收地址（必填）", URL, longest=500, inputmode="url")
    whole = forms.MultipleChoiceField(
        label="接收哪些办理的事件（都不选、也不填写的，接收全部）",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    single = long_field("个别事件", SINGLE, rows=2)
    reason = long_field("理由（必填）", rows=2)

    def __init__(self, *args, counties=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = []
        for flow in flows().values():
            choices.append((f"{flow.name}.{EVERY_KIND}", flow.label))
        self.fields["whole"].choices = choices
        self.fields["county"].choices = [(county.code, county.name) for county in counties]
        if len(counties) < 2:
            del self.fields["county"]

    def kinds(self):
        typed = self.cleaned_data
        return [*typed["whole"], *typed["single"].replace("，", " ").split()]

    def refuse(self, refusal):
        """A kind that there is not was written by hand."""
        errors = getattr(refusal, "errors", {})
        if any(path.startswith("kinds") for path in errors):
            self.add_error("single", "其中有系统没有的事件种类。")
        for path in [path for path in errors if path.startswith("kinds")]:
            del errors[path]
        if errors or not hasattr(refusal, "errors"):
            super().refuse(refusal)


def initial_of(webhook):
    """What the form of a subscriber shows first."""
    whole, single = [], []
    for kind in webhook.kinds:
        if kind.endswith(f".{EVERY_KIND}"):
            whole.append(kind)
        else:
            single.append(kind)
    return {
        "expect": webhook.mark_of_settings,
        "name": webhook.name,
        "url": webhook.url,
        "whole": whole,
        "single": "\n".join(single),
    }


class ReasonForm(WithReason):
    """A verb that asks for nothing but the reason."""

    expect = mark_field()


class SinceForm(MoveForm):
    after = forms.IntegerField(
        label="从这一编号之后",
        min_value=0,
        max_value=2**53,
        help_text="0 为全部。停用期间发生的也一并投递。",
        error_messages={"invalid": "请填写事件编号。"},
    )
