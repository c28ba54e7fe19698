"""The forms round an account: log-in, code, password, tokens."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from .models.accounts import AccessToken

LONGEST_PASSWORD = 128


def password_field(label, autocomplete, **options):
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=LONGEST_PASSWORD, strip=False, widget=widget, **options)


def code_field(label="动态验证码", **options):
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs=attrs), **options)


class AccountForm(forms.Form):
    """Messages as an office would write them, and refusals of a service put at their fields."""

    required_sentence = "请填写{}。"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = self.required_sentence.format(field.label)

    def is_sound(self, *names):
        """Whether nothing is wrong with these fields: only then is judged what rests on them."""
        return not any(name in self.errors for name in names)

    def refuse(self, refusal):
        for path, sentence in getattr(refusal, "errors", {None: refusal.sentence}).items():
            self.add_error(path if path in self.fields else None, sentence)


class LoginForm(AccountForm):
    username = forms.CharField(
        label="用户名",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field("密码", "current-password")


class CodeForm(AccountForm):
    code = code_field(help_text="手机验证器上显示的6位数字；手机不在身边时，填写一个恢复码。")


class EnrolForm(AccountForm):
    code = code_field(help_text="扫码后，手机验证器上显示的6位数字。")


class PasswordForm(AccountForm):
    old_password = password_field("现在的密码", "current-password")
    new_password = password_field("新密码", "new-password")
    again = password_field("再次填写新密码", "new-password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = password_validators_help_texts()

    def clean_again(self):
        if self.cleaned_data["again"] != self.cleaned_data.get("new_password", self.cleaned_data["again"]):
            raise forms.ValidationError("两次填写的新密码不一致。")
        return self.cleaned_data["again"]


class TokenForm(AccountForm):
    name = forms.CharField(label="用途", max_length=60, help_text="例如：与本单位办公系统对接。")
    scope = forms.ChoiceField(label="权限", choices=AccessToken.Scope.choices)
    days = forms.TypedChoiceField(
        label="有效期", choices=[(30, "30天"), (90, "90天"), (180, "180天"), (365, "一年")], coerce=int, initial=90
    )
