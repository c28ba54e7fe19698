"""The off-list reports of a county follow it into its new row, for those who handle them alone."""

from assessment.models import OffListReport
from dutylist.organizations.followers import follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to


@follow_regions
def reports_follow(predecessor, successors, *, on, by, reason):
    """The township that let itself be shown stays the one that it was."""
    if predecessor.level != Level.TOWNSHIP:
        rows = OffListReport.objects.filter(county=predecessor)
        give_to(successors[0], rows, by=by, reason=reason, audience_of=audience_of_report)


def audience_of_report(report):
    return report.audience()
