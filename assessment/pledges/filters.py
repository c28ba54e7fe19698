"""What the lists of pledges and of veto items may be asked."""

from assessment.models import IssuerLevel, Pledge, PledgeStatus, VetoItem
from assessment.registers.filters import RowFilters
from dutylist.history.filtering import OneOf
from dutylist.rest.described import name_parameters

name_parameters(issuer_level="依据的发文层级：central、province、city、county")


class PledgeFilters(RowFilters):
    status = OneOf(label="状态", choices=PledgeStatus.choices)
    issuer_level = OneOf(label="发文层级", choices=IssuerLevel.choices)

    class Meta:
        model = Pledge
        fields = ()


class VetoFilters(RowFilters):
    status = OneOf(label="状态", choices=PledgeStatus.choices)
    issuer_level = OneOf(label="发文层级", choices=IssuerLevel.choices)

    class Meta:
        model = VetoItem
        fields = ()
