"""What is said of a value that can not be taken is ours: no form and no column speaks in the words
of the library.
"""

import re

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from dutylist.history.limits import is_ours

NONSENSE = (
    "",
    "长" * 5000,
    "a\0b",
    "9" * 30,
    "-1",
    "x",
    "2026-02-30",
    "0001-01-01",
    "1e400",
    "None",
    "['a']",
)


def subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def own_forms():
    """Every form of the program; its address book is read first, so that all of them are there."""
    assert get_resolver().url_patterns
    return sorted(
        {form for form in subclasses(forms.BaseForm) if not form.__module__.startswith("django.")},
        key=str,
    )


def fields_of_forms():
    return [
        (form, name, field)
        for form in own_forms()
        for name, field in getattr(form, "base_fields", {}).items()
    ]


def fields_of_models():
    models = [model for model in apps.get_models() if is_ours(model)]
    return [(model, field.name, field) for model in models for field in model._meta.concrete_fields]


@pytest.mark.parametrize("fields", [fields_of_forms, fields_of_models])
def test_every_sentence_of_a_field_is_our_own(fields):
    """A sentence of the library is one that is still to be translated."""
    foreign, count = [], 0
    for owner, name, field in fields():
        count += 1
        sentences = [
            *field.error_messages.values(),
            *(getattr(one, "message", "") for one in field.validators),
        ]
        foreign += [f"{owner.__name__}.{name}: {said}" for said in sentences if is_foreign(said)]
    assert foreign == []
    assert count > 100


def is_foreign(said):
    """A sentence that the library translates when it is shown; one of them is as good as ours."""
    return not isinstance(said, str) and str(said) != "已存在一位使用该名字的用户。"


def test_no_form_speaks_of_a_value_in_the_words_of_the_program():
    odd, count = [], 0
    for form, name, field in fields_of_forms():
        if isinstance(field, forms.FileField | forms.ModelChoiceField):
            continue
        for value in NONSENSE:
            for said in said_of(
                field, [value] if isinstance(field, forms.MultipleChoiceField) else value
            ):
                count += 1
                if re.search(r"[A-Za-z]{2,}|[\[\]{}']", said) or not said.endswith("。"):
                    odd.append(f"{form.__name__}.{name}: {said}")
    assert odd == []
    assert count > 300


def said_of(field, value):
    try:
        field.clean(value)
    except ValidationError as refused:
        return refused.messages
    return []
