"""The pages of pledges and veto items: for the office, for departments, and for the townships that
see what binds them.
"""

from django.urls import reverse

from assessment.pledges import moves  # noqa: F401 (names the flows)
from assessment.registers.pages import Pages
from dutylist.history.days import day_words

from .filters import PledgeFilters, VetoFilters
from .registers import PLEDGES, VETOES

FILTERS = ("q", "status", "issuer_level")


def level_words(row):
    number = row.document_number or "没有文号"
    return f"{row.get_issuer_level_display()}，{number}"


def until_words(row):
    return day_words(row.until)


def units_words(row):
    return f"{len(row.townships)}个"


COLUMNS = (("单位", units_words), ("依据", level_words), ("有效期至", until_words))


def to_vetoes(http, county):
    return [(f"{reverse('desk:vetoes')}?county={county.code}", "“一票否决”事项")]


def to_pledges(http, county):
    return [(f"{reverse('desk:pledges')}?county={county.code}", "责任状")]


PLEDGE_PAGES = Pages(
    PLEDGES,
    PledgeFilters,
    FILTERS,
    lead="要求基层单位签订的责任状。没有中央、省级文件依据的不得签订，未经同意的不必签订。",
    columns=COLUMNS,
    links=to_vetoes,
)
VETO_PAGES = Pages(
    VETOES,
    VetoFilters,
    FILTERS,
    lead="对基层单位实行“一票否决”的事项。没有中央、省级文件依据的不得设定。",
    columns=COLUMNS,
    links=to_pledges,
)
