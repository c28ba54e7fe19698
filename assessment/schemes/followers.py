"""The schemes of a county follow it into its new row."""

from assessment.models import Scheme
from dutylist.organizations.followers import follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to


@follow_regions
def schemes_follow(predecessor, successors, *, on, by, reason):
    """What is recorded of a draft, or of one withdrawn as a draft, is its owner's."""
    if predecessor.level != Level.TOWNSHIP:
        rows = Scheme.objects.filter(county=predecessor).select_related("department", "drawn_up_by")
        give_to(successors[0], rows, by=by, reason=reason, audience_of=audience_of_scheme)


def audience_of_scheme(scheme):
    return scheme.owner_keys() if scheme.is_private else scheme.record_audience
