"""What the list of attachments may be asked."""

from dutylist.history.filtering import ListFilters, OneOf
from dutylist.organizations.filters import County

from .models import Attachment, AttachmentKind


class AttachmentFilters(ListFilters):
    county = County()
    kind = OneOf(label="种类", choices=AttachmentKind.choices)

    class Meta:
        model = Attachment
        fields = ()
