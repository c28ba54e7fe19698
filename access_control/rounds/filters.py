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
    stance = OneOf(label="意见", choices=Stance.choices, method="said")

    class Meta:
        model = RoundOpinion
        fields = ()

    def said(self, rows, _name, stance):
        """What is written and not sent is said by nobody yet."""
        return rows.sent().filter(stance=stance)
