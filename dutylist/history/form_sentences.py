"""What a form or a column says of a value it can not take: in the words of an office, in place of
the library's own.
"""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core import validators
from django.db import models

from .offering import OneOfMany

PICK = "请在所列范围内选择。"
DAY = "请按 2026-01-31 的格式填写日期。"
MOMENT = "请按 2026-01-31 09:00 的格式填写日期和时间。"
EMPTY = "请填写这一项。"
NO_FILE = "没有收到文件，请重新选择。"
# {field: {code: sentence}}; a field inherits what is said of its parent.
OF_FIELDS = {
    forms.Field: {"required": EMPTY},
    forms.IntegerField: {"invalid": "请填写整数。"},
    forms.FloatField: {"invalid": "请填写数字。"},
    forms.DecimalField: {"invalid": "请填写数字。"},
    forms.DateField: {"invalid": DAY},
    forms.DateTimeField: {"invalid": MOMENT},
    forms.TimeField: {"invalid": "请按 09:00 的格式填写时间。"},
    forms.ChoiceField: {"invalid_choice": PICK},
    forms.MultipleChoiceField: {"invalid_choice": PICK, "invalid_list": PICK},
    forms.ModelChoiceField: {"invalid_choice": PICK},
    forms.ModelMultipleChoiceField: {
        "invalid_list": PICK,
        "invalid_choice": PICK,
        "invalid_pk_value": PICK,
    },
    forms.UUIDField: {"invalid": "编号的格式不正确。"},
    forms.JSONField: {"invalid": "内容的格式不正确。"},
    forms.FileField: {
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": "文件是空的，请重新选择。",
        "max_length": "文件名共%(length)d字，最多%(max)d字。",
        "contradiction": "请上传新的文件，或者选择删除，二者不能同时。",
    },
}
# The same of a column, for what is asked of a row as a whole.
OF_COLUMNS = {
    models.Field: {
        "invalid_choice": PICK,
        "null": EMPTY,
        "blank": EMPTY,
        "unique": "已有相同的%(field_label)s。",
        "unique_for_date": "这一天已有相同的%(field_label)s。",
    },
    models.IntegerField: {"invalid": "应为整数。"},
    models.BooleanField: {"invalid": "应为是或者否。", "invalid_nullable": "应为是或者否。"},
    models.DateField: {"invalid": DAY, "invalid_date": DAY},
    models.DateTimeField: {"invalid": MOMENT, "invalid_date": MOMENT, "invalid_datetime": MOMENT},
    models.ForeignKey: {"invalid": PICK},
    models.GenericIPAddressField: {"invalid": "网络地址的格式不正确。"},
    models.JSONField: {"invalid": "内容的格式不正确。"},
    models.UUIDField: {"invalid": "编号的格式不正确。"},
}
OF_VALIDATORS = {
    validators.MaxLengthValidator: "共%(show_value)s字，最多%(limit_value)s字。",
    validators.MinLengthValidator: "共%(show_value)s字，至少%(limit_value)s字。",
    validators.MaxValueValidator: "应不大于%(limit_value)s。",
    validators.MinValueValidator: "应不小于%(limit_value)s。",
    validators.EmailValidator: "电子邮箱的格式不正确。",
    validators.URLValidator: "网址的格式不正确。",
    validators.RegexValidator: "格式不正确，请改正。",
    UnicodeUsernameValidator: "用户名只能由文字、数字和“@”“.”“+”“-”“_”组成。",
    validators.ProhibitNullCharactersValidator: "含有不能保存的字符，请删除后重新填写。",
    validators.DecimalValidator: "数字的位数过多。",
}


def install():
    """Before the first form and model are made: a field takes its sentences and its box when it is
    made.
    """
    forms.ChoiceField.widget = OneOfMany
    for field, sentences in (*OF_FIELDS.items(), *OF_COLUMNS.items()):
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in OF_VALIDATORS.items():
        validator.message = sentence
