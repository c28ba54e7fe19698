"""What the demo county has of yearly reports: two townships have told of this year, one has not."""

from assessment.models import HowCarried
from dutylist.organizations.models import Region, User

from .services.sending import send_report
from .township_list import township_list

# The townships that tell, with whoever sends: one of them all is as it should be.
TELLING = {"990121100000": "township", "990121101000": "township2"}
DIFFICULTY = "没有专业人员，巡查和处置都靠临时抽人。"


def add_to_demo(county):
    """Sends the reports by the accounts of the demo: -> what to say of it."""
    for code, username in TELLING.items():
        township = Region.objects.get(code=code)
        told = {"township": code, "rows": rows_of(county, township)}
        send_report(told, by=User.objects.get(username=username), source="seed")
    return "清单执行情况"


def rows_of(county, township):
    """One item of each is hard to carry: the first in which a department leads."""
    listed = township_list(county, township)
    for entry in listed.entries:
        if entry["kind"] == "coordination":
            return [{"code": entry["code"], "state": HowCarried.DIFFICULT, "text": DIFFICULTY}]
    return []
