"""What a verb answers when it will not act: a refusal carries the sentence that page, API and test
show.
"""


class Refusal(Exception):
    """The verb was not carried out; `sentence` says why, `status` is the answer's HTTP status."""

    status = 409
    code = "refused"

    def __init__(self, sentence, code=""):
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or type(self).code


class NotPossible(Refusal):
    """The subject is not in a state in which this can be done."""

    status = 409
    code = "not_possible"


class NotDue(NotPossible):
    """Nothing stands behind the move now, or it was made already: pages leave it out without a
    word.
    """


class NotAllowed(Refusal):
    """The person may not do this: role, organisation, or no second person."""

    status = 403
    code = "not_allowed"


class NotFound(Refusal):
    """No such row, or none this person may see."""

    status = 404
    code = "not_found"


class Stale(Refusal):
    """Somebody else was faster: the page shows an older version."""

    status = 412
    code = "stale"


class Invalid(Refusal):
    """What was handed in can not be taken: `errors` gives a sentence for each path."""

    status = 422
    code = "invalid"

    def __init__(self, errors, code=""):
        self.errors = dict(errors)
        super().__init__("".join(dict.fromkeys(self.errors.values())), code)

    def errors_below(self, place):
        """The errors of something handed in at this place of a list or of an object."""
        return {f"{place}.{path}": sentence for path, sentence in self.errors.items()}
