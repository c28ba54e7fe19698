"""What a password must be, as validators of Django (GB/T 22239: complexity, change, no reuse)."""

import string

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError


class LongEnough:
    """Django's own says it in English."""

    def __init__(self, least=10):
        self.sentence = f"密码不能少于{least}个字符。"
        self.least = least

    def validate(self, password, user=None):
        if len(password) < self.least:
            raise ValidationError(self.sentence, code="password_too_short")

    def get_help_text(self):
        return self.sentence


class NotCommon(CommonPasswordValidator):
    """Not one of the twenty thousand passwords that everybody tries first."""

    def get_error_message(self):
        return "这个密码太常见，容易被猜到。"

    def get_help_text(self):
        return "不能使用常见的密码。"


class CharacterClasses:
    """At least three of: capital letters, small letters, digits, signs."""

    sentence = "密码应当包含大写字母、小写字母、数字、符号中的至少三类。"

    def __init__(self, least=3):
        self.least = least

    def validate(self, password, user=None):
        classes = {_class_of(character) for character in password}
        if len(classes) < self.least:
            raise ValidationError(self.sentence, code="password_too_simple")

    def get_help_text(self):
        return self.sentence


class NotTheUsername:
    """The name one logs in with is no part of the password, in either direction of reading."""

    sentence = "密码不能包含用户名。"

    def validate(self, password, user=None):
        name = (getattr(user, "username", "") or "").casefold()
        text = password.casefold()
        if len(name) > 2 and (name in text or name[::-1] in text):
            raise ValidationError(self.sentence, code="password_holds_username")

    def get_help_text(self):
        return self.sentence


class NotUsedBefore:
    """None of the last passwords of this account again."""

    def __init__(self, last=5):
        self.last = last

    @property
    def sentence(self):
        return f"不能使用最近{self.last}次用过的密码。"

    def validate(self, password, user=None):
        if user is None or not user.pk:
            return
        hashes = list(user.password_records.values_list("hash", flat=True)[: self.last])
        if any(check_password(password, old) for old in {user.password, *hashes}):
            raise ValidationError(self.sentence, code="password_used_before")

    def get_help_text(self):
        return self.sentence


def _class_of(character):
    if character in string.ascii_uppercase:
        return "capital"
    if character in string.ascii_lowercase:
        return "small"
    if character in string.digits:
        return "digit"
    return "sign"
