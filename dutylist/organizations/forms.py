"""The forms round an account: log-in, code, password, tokens."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from dutylist.staff.refusable_forms import ServiceForm

from .models.accounts import AccessToken

LONGEST_PASSWORD = 128


def password_field(label, autocomplete, **options):
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, max_length=LONGEST_PASSWORD, strip=False, widget=widget, **options
    )


def code_field(label="动态验证码", **options):
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label, max_length=40, widget=forms.TextInput(attrs=attrs), **options
    )


class LoginForm(ServiceForm):
    username = forms.CharField(
        label="用户名",
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password_field("密码", "current-password")


class CodeForm(ServiceForm):
    code = code_field(help_text="手机验证器上显示的6位数字；手机不在身边时，填写一个恢复码。")


class EnrolForm(ServiceForm):
    code = code_field(help_text="扫码后，手机验证器上显示的6位数字。")


class PasswordForm(ServiceForm):
    old_password = password_field("现在的密码", "current-password")
    new_password = password_field("新密码", "new-password")
    again = password_field("再次填写新密码", "new-password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = password_validators_help_texts()

    def clean_again(self):
        if self.cleaned_data["again"] != self.cleaned_data.get(
            "new_password", self.cleaned_data["again"]
        ):
            raise forms.ValidationError("两次填写的新密码不一致。")
        return self.cleaned_data["again"]


class TokenForm(ServiceForm):
    name = forms.CharField(label="用途", max_length=60, help_text="例如：与本单位办公系统对接。")
    scope = forms.ChoiceField(label="权限", choices=AccessToken.Scope.choices)
    days = forms.TypedChoiceField(
        label="有效期",
        choices=[(30, "30天"), (90, "90天"), (180, "180天"), (365, "一年")],
        coerce=int,
        initial=90,
    )
