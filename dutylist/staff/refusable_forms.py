"""A form that shows what a service refuses at its fields, in the words of an office."""

import json

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html

from dutylist.history.refusals import Refusal, Stale

from .conflicts import SENTENCE, SHOWN, settle, shown_now
from .nothing_offered import say_what_is_missing

CODES = "可填："  # what a service says of a code that it does not know
CHOOSE = "请选择一项。"


class ServiceForm(forms.Form):
    """Messages as an office would write them, and refusals of a service put at their fields. A form
    that shows what is stored compares what it showed with what is stored when it is sent
    (`conflict`): the same save a second time goes through.

    `missing` is {field: what its hint says where it has nothing to choose from}; a field may have
    its own sentence.
    """

    required_sentence = "请填写{}。"
    missing = {}
    conflict = ()
    _is_compared = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = self.required_sentence.format(field.label)

    def __getitem__(self, name):
        """What a field offers may come after the form was made: it is asked when it is shown."""
        sentence = self.missing.get(name) or getattr(self.fields.get(name), "missing", "")
        if sentence:
            say_what_is_missing(self.fields, {name: sentence})
        return super().__getitem__(name)

    def full_clean(self):
        if self.is_bound and not self._is_compared:
            self._is_compared = True
            self.conflict = settle(self)
        super().full_clean()
        if self.conflict:
            self.add_error(None, SENTENCE)

    @property
    def refused_status(self):
        """The status of the answer when what was sent does not do."""
        if self.conflict:
            return Stale.status
        return 422

    @property
    def shown_values(self):
        """The hidden box that says what the form shows; for forms that show what is stored."""
        text = self.data.get(self.add_prefix(SHOWN))
        if text is None:
            shown = {name: value for name, value in shown_now(self).items() if value}
            if not shown:
                return ""
            text = json.dumps(shown, ensure_ascii=False)
        name = self.add_prefix(SHOWN)
        return format_html('<input type="hidden" name="{}" value="{}">', name, text)

    def is_sound(self, *names):
        """Whether nothing is wrong with these fields: only then is judged what rests on them."""
        return not any(name in self.errors for name in names)

    def add_error(self, field, error):
        """On a page something is chosen: no codes are named, as a program is told them."""
        if isinstance(error, str) and CODES in error and self.offers_choices(field):
            said = error.partition(CODES)[0].rstrip("，；")
            error = f"{said}。" if said else CHOOSE
        super().add_error(field, error)

    def offers_choices(self, name):
        return name in self.fields and isinstance(self.fields[name].widget, ChoiceWidget)

    def refuse(self, refusal):
        for path, sentence in getattr(refusal, "errors", {None: refusal.sentence}).items():
            self.add_error(path if path in self.fields else None, sentence)


def made_by(form, verb):
    """(what the verb made of what was typed, 302), or None and the status of the refusal, with its
    sentences on the form.
    """
    if not form.is_valid():
        return None, form.refused_status
    try:
        return verb(form.cleaned_data), 302
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status
