"""Feedback as programs are told of it: the contact only one by one, to whoever answers."""

from dutylist.workflow.states import row_of, state_of


def light_rows(rows):
    return [row_of(feedback) for feedback in rows]


def one_json(feedback, user):
    told = state_of(feedback, user)
    if feedback.shows_contact_to(user):
        told["contact"] = feedback.contact
    return told
