"""The load over HTTP: computed from what is registered, each number with its rows' address."""

from rest_framework.response import Response

from assessment.registers import parameters  # noqa: F401 (names them)
from dutylist.history.refusals import Invalid
from dutylist.rest.described import described, name_parameters
from dutylist.rest.views import SignedInView

from .asked import COUNTY, TOWNSHIP, YEAR, places_asked, year_asked
from .counting import loads_of
from .lines import LINE
from .load_json import load_json, row_json

OF = "of"
name_parameters(of="哪一个数字：items.basic、indicators 等")


def whole_list(results):
    return {"results": results, "next": None, "total": len(results), "capped": False}


class Loads(SignedInView):
    """GET: one township in a year; without one, those of a county that this person reads."""

    @described(
        "load_read",
        "基层负担年度对照：由已登记的内容算出，不用填报",
        gives="LoadOrList",
        query=(COUNTY, TOWNSHIP, YEAR),
    )
    def get(self, http):
        year = year_asked(http)
        county, townships = places_asked(http)
        before = loads_of(county, townships, year - 1)
        shown = []
        for load, last in zip(loads_of(county, townships, year), before, strict=True):
            shown.append(load_json(load, last))
        if len(shown) == 1:
            return Response(shown[0])
        return Response(whole_list(shown))


class LoadRows(SignedInView):
    """GET: the rows that one number is the sum of."""

    @described(
        "load_rows",
        "一个数字由哪些组成",
        gives="LoadRowList",
        query=(COUNTY, TOWNSHIP, YEAR, OF),
    )
    def get(self, http):
        county, townships = places_asked(http)
        key = http.GET.get(OF, "")
        if key not in LINE:
            raise Invalid({OF: f"可填：{'、'.join(LINE)}。"})
        if len(townships) != 1:
            raise Invalid({TOWNSHIP: "请指明单位（12位代码）。"})
        [load] = loads_of(county, townships, year_asked(http))
        return Response(whole_list([row_json(row) for row in load.rows.get(key, ())]))
