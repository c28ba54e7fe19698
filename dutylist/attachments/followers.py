"""Attachments follow when a county goes over into its new row; called inside the change's own
batch, after the subjects they belong to.
"""

from dutylist.organizations.followers import follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to
from dutylist.workflow.states import subjects_by_flow

from .models import Attachment


@follow_regions
def attachments_follow(predecessor, successors, *, on, by, reason):
    """What is recorded of a file is read by whoever may read of its subject."""
    if predecessor.level == Level.TOWNSHIP:
        return
    rows = Attachment.objects.filter(county=predecessor)
    for flow, model in subjects_by_flow().items():
        files = list(rows.filter(flow=flow))
        subjects = model.objects.in_bulk({file.subject_id for file in files})
        audiences = {pk: subject.audience_of_attachments() for pk, subject in subjects.items()}
        give_to(
            successors[0],
            files,
            by=by,
            reason=reason,
            audience_of=lambda file, known=audiences: known[file.subject_id],
        )
