"""Who attaches files to a subject, who withdraws them, and who reads the list of them."""

from dutylist.history.refusals import NotAllowed, NotPossible
from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import COUNTY_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.engine import actions_for

RIGHTS = {"attachments.view_attachment": COUNTY_ROLES | {Role.AUDITOR}}
grant_rights(RIGHTS)


def may_attach(subject, user):
    """What the subject itself says of this person; where it says nothing: the clerk of the county,
    and whoever can make a move of it now.
    """
    own = subject.may_attach(user)
    if own is not None:
        return own
    if standing_of(user).has(Role.CLERK, county=subject.county_id):
        return True
    return bool(actions_for(subject, user))


def require_attaching(subject, user):
    if not may_attach(subject, user):
        raise NotAllowed(
            f"{subject.quoted}的附件由经办人和现在办理它的人员上传，您不能上传。", code="role"
        )


def require_withdrawing(attachment, subject, user):
    """Only who uploaded it takes it back, and only what nothing rests on yet."""
    if attachment.uploaded_by_id != user.pk:
        raise NotAllowed(
            f"附件由上传人撤回，《{attachment}》由{attachment.uploaded_by_name}上传。", code="role"
        )
    if attachment.is_withdrawn:
        raise NotPossible(f"附件《{attachment}》已经撤回。")
    if subject.rests_on_attachment(attachment.pk):
        raise NotPossible(f"附件《{attachment}》已作为办理的凭据，不能撤回。")
    if not subject.lets_attachments_go:
        raise NotPossible(f"{subject.quoted}{subject.status_label}，附件不能再撤回。")


def may_withdraw(attachment, subject, user):
    try:
        require_withdrawing(attachment, subject, user)
    except (NotAllowed, NotPossible):
        return False
    return True
