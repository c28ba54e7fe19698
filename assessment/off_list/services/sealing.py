"""How a report is sealed: what is kept of the reporter, and for whom."""

from assessment.models.off_list_reports import key_of_handlers
from dutylist.history.recording import Protection

UNIT, CODE = "单位", "区划代码"  # the sealed facts


def protection_of(county, township):
    """Two of those who handle reports open it, together."""
    return Protection((key_of_handlers(county.pk),), {UNIT: township.name, CODE: township.code})
