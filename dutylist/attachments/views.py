"""The attachments of one subject on the desk: the list with its form, the file, taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from dutylist.history.refusals import NotFound, Refusal
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form, desk_page
from dutylist.workflow.states import subject_seen_by

from .api import attachment_or_404, file_answer
from .forms import UploadForm, WithdrawForm
from .panel import attachments_of
from .services import attach, withdraw


@desk_form
def attachments(request, flow, pk):
    """The attachments of a subject by themselves; a good upload leads back to its page."""
    subject = seen_or_404(request, flow, pk)
    form, status = None, 200
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, papers=subject.papers_asked())
        status = sent(request, subject, form)
        if status == 302:
            return redirect(subject.get_absolute_url() or request.path)
    return page(request, subject, form, status)


def sent(request, subject, form):
    """Attaches what was sent: 302, or the status of the refusal, which the form shows."""
    if not form.is_valid():
        return 422
    typed = form.cleaned_data
    try:
        paper = typed.get("paper", "")
        attachment = attach(subject, typed["file"], typed["kind"], paper=paper, by=request.user)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(request, f"已上传附件《{attachment}》。")
    return 302


def page(request, subject, form, status):
    context = {
        "subject": subject,
        "words": words_for(subject.county),
        "attachments": attachments_of(subject, request.user, form),
        "refused": form,
    }
    return render(request, "attachments/attachments.html", context, status=status)


def seen_or_404(request, flow, pk):
    try:
        return subject_seen_by(request.user, flow, pk)
    except NotFound:
        raise Http404 from None


@desk_page
def attachment(request, pk):
    """The file."""
    found = attachment_or_404(request, pk)
    try:
        return file_answer(found)
    except NotFound:
        raise Http404 from None


@desk_form
def withdrawal(request, pk):
    """Asks for the reason and takes the attachment back."""
    found = attachment_or_404(request, pk)
    subject = seen_or_404(request, found.flow, found.subject_id)
    form, status = WithdrawForm(request.POST or None), 200
    if request.method == "POST":
        status = taken_back(request, found, subject, form)
        if status == 302:
            return redirect(subject.get_absolute_url() or "desk:home")
    context = {
        "subject": subject,
        "words": words_for(subject.county),
        "attachment": found,
        "form": form,
    }
    return render(request, "attachments/withdraw.html", context, status=status)


def taken_back(request, attachment, subject, form):
    if not form.is_valid():
        return 422
    try:
        withdraw(attachment, subject, by=request.user, reason=form.cleaned_data["reason"])
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(request, f"已撤回附件《{attachment}》。")
    return 302
