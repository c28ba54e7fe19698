"""Texts that a verb can not do without, and days as its sentences say them."""

from django.core.exceptions import ValidationError

from dutylist.history.limits import text_fault
from dutylist.history.refusals import Invalid
from dutylist.history.texts import clean_text

SENTENCES = {"reason": "请填写理由。", "name": "请填写名称。"}


def needed(text, path="reason"):
    """The text without blanks around it; none at all is refused with a sentence."""
    if not (text := clean_text(text)):
        raise Invalid({path: SENTENCES[path]})
    if fault := text_fault(text):
        raise Invalid({path: fault})
    return text


def refuse_invalid(row):
    """What the model refuses becomes a sentence for each field."""
    try:
        row.full_clean()
    except ValidationError as error:
        errors = {}
        for path, sentences in error.message_dict.items():
            errors[path] = "".join(sentences)
        raise Invalid(errors) from error
