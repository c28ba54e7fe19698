"""The attachments told with a move. They are kept on a floor above, which answers here for them:
whether one belongs to the subject, which may be chosen, and how a scan is handed in with the move.
"""

_answering = []


def ask_about_attachments(keeper):
    """Names who answers: `fault_of(subject, told, user)` -> a sentence or "", `choices_of(subject,
    user)` -> [(number, words)], `attach(subject, upload, by)` -> a number.
    """
    _answering[:] = [keeper]


def attachment_keeper():
    return _answering[0]
