"""The department that a public page is filtered by: whichever name somebody writes, the page finds
what is printed under any of its names and says whom it took it for.
"""

from dataclasses import dataclass

from dutylist.history.offering import near

from .department_names import Meant, meant_in

UNKNOWN = "没有名为“{}”的部门。"


@dataclass(frozen=True)
class DepartmentAsked:
    """What was asked, what it means, and for a name that means none the near ones as (name, the
    address of the page for it).
    """

    meant: Meant
    said: str = ""
    near: tuple = ()


def narrowed_by(county_code, wanted):
    """The filters of an address as entries are asked by them: all the names of the department."""
    meant = meant_in(county_code, wanted.get("department", ""))
    if meant is None:
        return wanted
    return {**wanted, "department": meant.names}


def department_asked(request, reading):
    """Which department the address asks for; None where it asks for none."""
    text = request.GET.get("department", "")
    meant = meant_in(reading.county_code, text)
    if meant is None:
        return None
    printed = reading.published.by_department() if reading.published else {}
    if meant.known.id is not None or text in printed:
        return DepartmentAsked(meant, meant.said)
    alike = []
    for name, _label in near(text, [(name, name) for name in printed]):
        query = request.GET.copy()
        query["department"] = name
        alike.append((name, f"{request.path}?{query.urlencode()}"))
    return DepartmentAsked(meant, UNKNOWN.format(text), tuple(alike))


def seen_of(request, county_code):
    """What a page depends on beside the document: whom the name means today."""
    meant = meant_in(county_code, request.GET.get("department", ""))
    if meant is None:
        return []
    return [meant.said, *sorted(meant.names)]
