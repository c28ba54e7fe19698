"""Region tags (区域类型) over HTTP: which townships carry them."""

from dutylist.history.texts import clean_text
from dutylist.rest.bodies import Body, member_of, text_member, texts_member
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows

from .filters import TagFilters
from .models import Level, Region, RegionTag
from .permissions import require
from .places_asked import county_named
from .services.regions import tag_townships

COUNTY = text_member("county", "所属区划", required=True)
NAME = member_of(RegionTag, "name", required=True)
TOWNSHIPS = texts_member("townships", "包括的单位", required=True)
NEW = (COUNTY, NAME, TOWNSHIPS)
CHANGED = (TOWNSHIPS,)


def townships_named(body, county):
    """The townships of the county whose codes a body lists; a fault for each code that is none."""
    if county is None or not body.is_sound("townships"):
        return []
    codes = body.found["townships"]
    there = Region.objects.valid().filter(parent=county, level=Level.TOWNSHIP)
    by_code = {township.code: township for township in there.filter(code__in=codes)}
    for number, code in enumerate(codes):
        if code not in by_code:
            body.faults[f"townships.{number}"] = f"{county.name}没有这一代码的下辖单位。"
    return list(by_code.values())


class TagRows(Rows):
    filterset_class = TagFilters
    right = "organizations.view_regiontag"

    def rows(self, request):
        rows = RegionTag.objects.visible_to(request.user).select_related("county")
        return rows.prefetch_related("taggings__township").order_by("pk")

    def as_json(self, tag):
        return {
            "id": tag.pk,
            "county": tag.county.code,
            "name": tag.name,
            "townships": sorted(tagging.township.code for tagging in tag.taggings.all()),
        }


class Tags(TagRows):
    """GET: the tags of the counties of this person. POST: a new one with its townships."""

    @described("region_tags_list", "区域类型", gives="List", query=("county", *PAGED))
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "region_tags_create",
        "设立区域类型",
        takes="RegionTagWrite",
        gives="RegionTag",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        body = Body(request, *NEW)
        county = county_named(request, body, "change_region")
        townships = townships_named(body, county)
        name = clean_text(body.found.get("name", ""))
        if county and RegionTag.objects.filter(county=county, name=name).exists():
            body.faults["name"] = "同名的区域类型已经存在，请直接调整。"
        body.values()
        made = tag_townships(
            county, name, townships, by=request.user, reason=body.reason, source="api"
        )
        return self.shown(self.found(request, made.pk), 201)


class OneTag(TagRows):
    """GET: one tag. PATCH: the townships that carry it from now on, exactly these."""

    @described("region_tags_read", "一个区域类型", gives="RegionTag")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "region_tags_change",
        "调整区域类型包括的单位",
        takes="RegionTagChange",
        gives="RegionTag",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as tag:
            require(request.user, "change_region", tag.county)
            body = Body(request, *CHANGED)
            townships = townships_named(body, tag.county)
            body.values()
            tag_townships(
                tag.county, tag.name, townships, by=request.user, reason=body.reason, source="api"
            )
            return self.shown(self.found(request, pk))
