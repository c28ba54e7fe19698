"""A list as a file over HTTP: for the office's programs, with the same permission as on the
page.
"""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer

from dutylist.history.filtering import FALSE
from dutylist.history.refusals import Invalid, NotFound
from dutylist.organizations.models import Region
from dutylist.organizations.models.regions import Level
from dutylist.organizations.places_asked import code_of, counties, region_of
from dutylist.rest.parameters import flag_of, takes
from dutylist.rest.views import SignedInView
from items.printed.files import TYPES
from items.published.api import day_of

from .answers import list_answer
from .wanted import Wanted, require_form, require_readable

WORDS = {
    "county": "编制清单的区划的12位代码；与 township 至少填一个",
    "township": "下辖单位的12位代码：按其标题、用词和序号导出",
    "edition": "版次：7，或者7.2（含第2号增补）；不填为现行有效",
    "on": "某一天的清单",
    "draft": "true 为草稿：登记的事项加上拟调整内容",
    "format": f"可填：{'、'.join(TYPES)}；不填为 xlsx",
    "layout": "official 为印发格式，flat 为逐项一行；不填为 official",
    "full": "true 为全本，含不予公开的事项",
    "merged_receivers": "true 时承接部门及工作方式合为一列",
}


class Exports(SignedInView):
    """One list as one file. `?format=` names the file's format, not that of the answer to a
    mistake.
    """

    def perform_content_negotiation(self, request, force=False):
        return JSONRenderer(), JSONRenderer.media_type

    @takes(*WORDS)
    @extend_schema(
        operation_id="exports",
        summary="导出一份清单的文件；CSV 不带 BOM",
        tags=["登录后查询与办理"],
        parameters=[
            OpenApiParameter(name, str, description=words) for name, words in WORDS.items()
        ],
        responses={
            (200, kind.partition(";")[0]): OpenApiResponse(OpenApiTypes.BINARY)
            for kind in TYPES.values()
        },
    )
    def get(self, request):
        wanted = wanted_of(request)
        require_readable(wanted, request.user)
        plain = {}
        if wanted.form == "csv":
            plain = {"mark": ""}
        return list_answer(wanted.listing(), wanted, **plain)


def wanted_of(request):
    """What the address asks for; every mistake in it at once."""
    query = request.GET
    form, layout = query.get("format") or "xlsx", query.get("layout") or "official"
    require_form(form, layout)
    versions = []
    for name in ("edition", "on", "draft"):
        if query.get(name) and query[name] not in FALSE:
            versions.append(name)
    if len(versions) > 1:
        raise Invalid(dict.fromkeys(versions, "edition、on、draft 只能填一个。"))
    county, township = places_of(request)
    return Wanted(
        county=county,
        township=township,
        edition=query.get("edition", ""),
        on=day_of(request),
        form=form,
        layout=layout,
        **{name: flag_of(request, name) for name in ("draft", "full", "merged_receivers")},
    )


def places_of(request):
    """(county, code of the township) the address names."""
    county, township = code_of(request, "county"), code_of(request, "township")
    if not county and not township:
        raise Invalid({"county": "请填写 county 或 township。"})
    if county:
        found = region_of(county, "county", counties())
    else:
        found = region_of(township, "township", Region.objects.filter(level=Level.TOWNSHIP)).parent
    if not Region.objects.keeping_list().filter(pk=found.pk).exists():
        raise NotFound(f"{found.name}没有设立清单。")
    return found, township
