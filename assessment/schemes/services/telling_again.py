"""A scheme that is kept, as it would be told again: what forms and confirmations begin with."""

from assessment.models.schemes import number_told
from assessment.schemes.document import indicator_json

WHOLE = ("year", "title", "bearer", "frequency", "days", "document_number", "notes")


def told_again(scheme):
    told = {name: getattr(scheme, name) for name in WHOLE}
    told["total_points"] = number_told(scheme.total_points)
    told["indicators"] = [indicator_json(row) for row in scheme.indicators_in_order]
    return told
