"""No number tells that something sealed has happened: what a sealed verb writes takes none that
others could count.
"""

from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import AutoField

from assessment.models import OffListAction as Action
from assessment.models import OffListReport, SatisfactionAction
from assessment.off_list.services.following import open_reporter
from assessment.off_list.services.reporting import report_off_list
from assessment.satisfaction.services.head_opinions import give_head_opinion
from assessment.satisfaction.services.planning import create_round
from assessment.satisfaction.services.rating import rate
from dutylist.attachments.models import Attachment
from dutylist.history.verify import verify
from dutylist.notices.models import ToDo
from dutylist.workflow.engine import perform
from tests.attachments.files import upload

from .sealed_people import county_place  # noqa: F401 (fixture)
from .test_satisfaction import rated, told

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
REPORT = {"department": "县商务局", "how": "group", "text": "报送名单。"}
OPINION = {"department": "县商务局", "occasion": "assessment", "text": "支持基层。"}

# Of these, every row is of something sealed; and the numbers of the rows in the record of
# attachments are told to nobody (`numbers_told`).
OF_THE_SEALED_ALONE = {
    "assessment.historicalheadopinion",
    "assessment.historicalofflistreport",
    "attachments.historicalattachment",
    "history.historicalopening",
    "history.opening",
    "history.protectedactor",
}


def counted():
    """{a model whose rows are numbered by a counter: the numbers given so far}"""
    numbers = {}
    for model in apps.get_models():
        if isinstance(model._meta.pk, AutoField):
            rows = model._base_manager.filter(pk__gt=0)
            numbers[model._meta.label_lower] = set(rows.values_list("pk", flat=True))
    return numbers


def handled(place):
    """Every move of off-list reports, in their three ways, and an opening."""
    for mayor in place.mayors[:3]:
        report, _receipt = report_off_list(REPORT, by=mayor, files=[upload("名单.txt", b"1")])
        perform(report, Action.VERIFY, by=place.clerk)
    perform(report, Action.STOP, by=place.lead, document_number="示编办发〔2026〕9号")
    perform(report, Action.RECTIFIED, by=place.clerk)
    perform(report, Action.CLOSE, by=place.clerk, result="已停止")
    referred, _receipt = report_off_list(REPORT, by=place.mayors[3])
    perform(referred, Action.VERIFY, by=place.clerk)
    perform(referred, Action.REFER, by=place.lead, to="discipline")
    turned, _receipt = report_off_list(REPORT, by=place.mayors[4])
    perform(turned, Action.VERIFY, by=place.clerk)
    perform(turned, Action.TURN_INTO_REQUEST, by=place.lead)
    dismissed, _receipt = report_off_list(REPORT, by=place.mayors[5])
    perform(dismissed, Action.DISMISS, by=place.clerk, reason="清单上有")
    for user in (place.clerk, place.lead):
        open_reporter(report, by=user, reason="核实")


def test_what_is_sealed_takes_no_number_that_others_count(county_place):  # noqa: F811
    place = county_place
    row = create_round(told(), by=place.lead)
    perform(row, SatisfactionAction.OPEN, by=place.lead)
    before = counted()
    handled(place)
    rate(row, rated("satisfied", "satisfied"), by=place.mayors[0])
    give_head_opinion(OPINION, by=place.mayors[0])
    taken = {label for label, numbers in counted().items() if numbers - before[label]}
    assert taken == OF_THE_SEALED_ALONE
    assert Attachment.numbers_told is False
    assert verify().ok


def test_the_decisions_of_a_sealed_report_stand_in_their_order(county_place):  # noqa: F811
    report, _receipt = report_off_list(REPORT, by=county_place.mayors[0])
    with patch("dutylist.workflow.engine.number_of_now", side_effect=[9, 5, 5]):
        perform(report, Action.VERIFY, by=county_place.clerk)
        perform(report, Action.REFER, by=county_place.lead, to="discipline")
        perform(report, Action.RECTIFIED, by=county_place.clerk)
    made = [decision.action for decision in report.decisions]
    assert made == ["verify", "refer", "rectified"]


def test_what_was_counted_before_goes_on_by_the_counter(county_place):  # noqa: F811
    report, _receipt = report_off_list(REPORT, by=county_place.mayors[0])
    with patch.object(OffListReport, "is_sealed", False):
        perform(report, Action.VERIFY, by=county_place.clerk)
    perform(report, Action.REFER, by=county_place.lead, to="discipline")
    first, second = report.decisions
    assert 0 < first.pk < second.pk


@pytest.mark.parametrize("rows", ["each_once", "not_asked_of"])
def test_todos_are_read_once_and_not_compared_one_by_one(county_place, rows):  # noqa: F811
    """PostgreSQL compared five hundred with five hundred where it knew nothing of the table yet."""
    todos = getattr(ToDo.objects.open(), rows)(county_place.head)
    plan = todos.explain()
    if connection.vendor == "postgresql":
        assert "hashed SubPlan" in plan
    else:
        assert "CORRELATED" not in plan
