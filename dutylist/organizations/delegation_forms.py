"""The forms by which somebody hands a role over for a time, or ends it early."""

from django import forms
from django.utils import timezone

from dutylist.staff.move_forms import MoveForm, day_field, long_field

NOBODY = "同一单位没有别的在任人员；账号由系统管理员开设，角色由安全管理员授予。"


class DelegateForm(MoveForm):
    missing = {"user": NOBODY}
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


class EndDelegationForm(MoveForm):
    on = day_field("最后一天", "不填为立即终止；填写日期的，当天仍可代行。")
    reason = long_field("理由（必填）", "例如：已提前返回。", rows=2)
