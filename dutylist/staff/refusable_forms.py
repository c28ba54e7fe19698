"""A form that shows what a service refuses at its fields, in the words of an office."""

from django import forms

from dutylist.history.refusals import Refusal


class ServiceForm(forms.Form):
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


def made_by(form, verb):
    """(what the verb made of what was typed, 302), or None and the status of the refusal, with its
    sentences on the form.
    """
    if not form.is_valid():
        return None, 422
    try:
        return verb(form.cleaned_data), 302
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status
