"""The moves of a subject on its page: a form for each that this person may make, a sentence where
another must, and what becomes of the form that was sent.
"""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404

from .attached import attachment_keeper
from .engine import Choice, choice_of, decide
from .fact_forms import FactsForm, upload_name
from .facts import FactType
from .refusals import Invalid, NotDue, Refusal
from .rules import action_label, role_names


@dataclass
class Panel:
    """One move: its form, or the sentence that says why this person can not make it."""

    action: str
    label: str
    who: str
    form: object = None
    refusal: str = ""
    is_open: bool = False


class Moves:
    """The moves of one subject for one person. `only` names those that its page shows, all of them
    when none are named.

    `offered` is {name of a fact of rows: its `OfferedRow`s}, `suggested` {action: {name of a fact:
    what stands in its field at first}}, `choices` {name of a fact: [(value, label)]}.
    """

    def __init__(self, subject, user, *, only=(), offered=None, suggested=None, choices=None):
        self.subject, self.user, self.only = subject, user, only
        self.offered, self.suggested = offered or {}, suggested or {}
        self.choices = choices or {}

    def form(self, choice, data=None, files=None):
        initial = {"expect": self.subject.version, **self.suggested.get(choice.action, {})}
        attachments = ()
        if any(fact.type == FactType.ATTACHMENT for fact in choice.facts):
            attachments = attachment_keeper().choices_of(self.subject, self.user)
        return FactsForm(
            data,
            files,
            choice=choice,
            offered=self.offered,
            choices=self.choices,
            attachments=attachments,
            initial=initial,
        )

    def sent(self, request):
        """The form that was sent; 404 for a move that the flow does not have."""
        action = request.POST.get("action", "")
        move = move_named(self.subject, action)
        if move is None or (self.only and action not in self.only):
            raise Http404
        return self.form(self._choice_sent(action, move), request.POST, request.FILES)

    def _choice_sent(self, action, move):
        """What is told with the move, also by somebody who can not make it: that is refused when it
        is made.
        """
        try:
            return choice_of(self.subject, action, self.user)
        except Refusal:
            label = action_label(self.subject, action)
            return Choice(action, label, move.reason, move.facts_from(move.roles[0]))

    def make(self, request):
        """Makes the move that was sent: (None, 302), or its form with the refusal and the status of
        the answer.
        """
        form = self.sent(request)
        if not form.is_valid():
            return form, 422
        typed = form.cleaned_data
        try:
            self._attach(form, request.user)
            decide(
                self.subject,
                form.action,
                form.facts(),
                by=request.user,
                reason=typed["reason"],
                expect=typed["expect"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
            return form, refusal.status
        messages.success(request, f"已办理“{action_label(self.subject, form.action)}”。")
        return None, 302

    def _attach(self, form, user):
        """Keeps the scans handed in with the move before it is made; a refusal is shown where the
        scan was chosen.
        """
        for name in form.names_of_attachments():
            try:
                form.attach_with(name, partial(attachment_keeper().attach, self.subject, by=user))
            except Invalid as refused:
                sentence = refused.sentence
                raise Invalid({upload_name(name): sentence}, refused.code) from None

    def panels(self, decisions, sent=None):
        """The moves this person's role opens now, the one due first; a barred second person sees
        the reason. `sent` is the form that was just refused.
        """
        panels = []
        for action, move in self.subject.flow.moves_from(self.subject.status).items():
            if self.only and action not in self.only:
                continue
            panel = Panel(
                action, action_label(self.subject, action), role_names(self.subject.roles_for(move))
            )
            try:
                choice = choice_of(self.subject, action, self.user, decisions)
            except Refusal as refused:
                if is_nobodys_news(refused):
                    continue
                panel.refusal = refused.sentence
            else:
                is_sent = sent is not None and sent.action == action
                panel.form = sent if is_sent else self.form(choice)
            panels.append(panel)
        return _with_one_open(panels, self.subject, sent)


def is_nobodys_news(refused):
    """Whether a page leaves a refused move out: another role's, or one that nothing stands behind
    now.
    """
    return refused.code == "role" or isinstance(refused, NotDue)


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
    for (_source, name), move in subject.flow.moves.items():
        if name == action:
            return move
    return None


def lost(sent, panels):
    """The refused form when its move is no longer on the page: what was typed is shown all the
    same.
    """
    if any(panel.form is sent for panel in panels):
        return None
    return sent
