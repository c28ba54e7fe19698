"""The moves of a subject on its page: a form for each that this person may make, a sentence where
another must.
"""

from dataclasses import dataclass

from dutylist.workflow.engine import refusal
from dutylist.workflow.refusals import NotDue
from dutylist.workflow.rules import action_label, role_names


@dataclass
class Panel:
    """One move: its form, or the sentence that says why this person can not make it."""

    action: str
    label: str
    who: str
    form: object = None
    refusal: str = ""
    is_open: bool = False


def panels_of(subject, user, decisions, form_for, *, sent=None):
    """The moves this person's role opens now, the one due first; a barred second person sees the
    reason.

    `form_for(action, move)` makes an empty form, `sent` is the form that was just refused.
    """
    found = []
    for action, move in subject.flow.moves_from(subject.status).items():
        refused = refusal(subject, action, user, decisions=decisions)
        if is_nobodys_news(refused):
            continue
        panel = Panel(action, action_label(subject, action), role_names(move.roles))
        if refused:
            panel.refusal = refused.sentence
        else:
            panel.form = sent if sent and sent.action == action else form_for(action, move)
        found.append(panel)
    return _with_one_open(found, subject, sent)


def is_nobodys_news(refused):
    """Whether a page leaves a refused move out: another role's, or one that nothing stands behind
    now.
    """
    return refused is not None and (refused.code == "role" or isinstance(refused, NotDue))


def _with_one_open(panels, subject, sent):
    due = subject.flow.due_move(subject.status)
    wanted = sent.action if sent else due and due[0]
    for panel in panels:
        panel.is_open = panel.action == wanted
    return panels


def move_named(subject, action):
    """A move of the subject's flow by the name of its action, whatever its present state; None when
    there is none.
    """
    return next((move for (_, name), move in subject.flow.moves.items() if name == action), None)


def lost(sent, panels):
    """The refused form when its move is no longer on the page: what was typed is shown all the
    same.
    """
    return sent if sent and all(panel.form is not sent for panel in panels) else None
