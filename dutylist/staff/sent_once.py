"""A form that is sent twice, by a second press or by a page loaded again, is one report: the code
that follows it comes of a mark that the form brought along. So it is found again and told again,
and neither the mark nor the code is kept.
"""

import hashlib
import json
import secrets

from django import forms

MARK_LENGTH = 32
ONCE = "once"


def new_mark():
    """The mark of one form: nobody guesses another one's."""
    return secrets.token_hex(MARK_LENGTH // 2)


def once_field():
    """The hidden box in which a form brings its mark along."""
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=new_mark)


def mark_of(mark, told, files=()):
    """What stands for one sending: the mark of the form with all that was typed into it, so that
    what was altered meanwhile is another report. "" where the form brought no mark.
    """
    if not isinstance(mark, str) or len(mark) != MARK_LENGTH:
        return ""
    named = [(file.name, file.size) for file in files]
    typed = json.dumps([told, named], sort_keys=True, default=str)
    return hashlib.sha256(f"{mark} {typed}".encode()).hexdigest()
