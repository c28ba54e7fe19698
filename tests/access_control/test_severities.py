"""A county says how strictly it takes the gate's findings, as it does the register's."""

import pytest

from access_control.prohibited.services.entries import add
from dutylist.organizations.services.regions import set_policy

from .people import complete, decide, handed_in, new_item, place, read, told
from .test_moves import paths, set_stages

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
DUTY = "1.属地管理，负总责；\n2.在工作群接龙。"


def test_findings_of_the_gate_are_as_strict_as_the_county_says(place):
    add(place.county, "接龙", phrases=["在工作群接龙"], by=place.clerk, reason="登记")
    set_stages(place)
    own = {"prohibited": "note", "territorial": "blocking", "near_duplicate": "blocking"}
    set_policy(place.county, {"check_severities": own}, by=place.lead, reason="本县从严")
    item = new_item(place, "河道巡查", township_duty=DUTY)
    request = handed_in(place, {"op": "add", "item": item})
    pk = request["id"]
    findings = {one["rule"]: one for one in read(place.lead, pk)["findings"]}
    for rule, severity in own.items():
        assert findings[rule]["severity"] == severity
    facts = {"complete": complete(place, request)}
    assert paths(decide(place.lead, pk, "endorse", facts)) == ["facts.overrides"]
    kept = [findings["territorial"], findings["near_duplicate"]]
    facts["overrides"] = [{"finding": one["id"], "reason": "省委文件"} for one in kept]
    told(decide(place.lead, pk, "endorse", facts))
