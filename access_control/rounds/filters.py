"""What the lists of rounds and of opinions on a revision may be asked."""

from access_control.models import RevisionRound, RoundOpinion, RoundStatus, Stance
from dutylist.history.filtering import ListFilters, OneOf
from dutylist.organizations.filters import County


class RoundFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=RoundStatus.choices)

    class Meta:
        model = RevisionRound
        fields = ()


class RoundOpinionFilters(ListFilters):
    stance = OneOf(label="意见", choices=Stance.choices)

    class Meta:
        model = RoundOpinion
        fields = ()
