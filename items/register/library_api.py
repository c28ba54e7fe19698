"""Categories (类别) and legal acts (法律法规和政策文件) over HTTP."""

from dutylist.organizations.places_asked import NAME_COUNTY, own_county_of
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.bodies import Body, member_of, number_member, text_member
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows, iso
from dutylist.workflow.refusals import NotAllowed
from items.models import Category, LegalAct
from items.permissions import EDITORS, may_edit
from items.register import parameters  # noqa: F401 (names them)
from items.register.filters import ActFilters, CategoryFilters
from items.register.services.acts import change_act, create_act, may_keep
from items.register.services.categories import add_category, change_category

COUNTY = text_member("county", "所属区划", required=True)
NEW_CATEGORY = (
    COUNTY,
    member_of(Category, "kind", required=True),
    member_of(Category, "name", required=True),
)
CHANGED_CATEGORY = (
    member_of(Category, "name"),
    member_of(Category, "position"),
    member_of(Category, "retired_on"),
)
ACT = (
    member_of(LegalAct, "document_number"),
    member_of(LegalAct, "rank"),
    member_of(LegalAct, "effective_on"),
    member_of(LegalAct, "repealed_on"),
    number_member("replaced_by", "被何文件替代"),
    member_of(LegalAct, "note"),
)
NEW_ACT = (
    text_member("county", "适用区划"),
    member_of(LegalAct, "title", required=True),
    *ACT,
)
CHANGED_ACT = (member_of(LegalAct, "title"), *ACT)


class CategoryRows(Rows):
    filterset_class = CategoryFilters
    right = "items.view_category"

    def rows(self, request):
        return Category.objects.visible_to(request.user).select_related("county").order_by("pk")

    def as_json(self, category):
        return {
            "id": category.pk,
            "county": category.county.code,
            "kind": category.kind,
            "name": category.name,
            "position": category.position,
            "retired_on": iso(category.retired_on),
        }


class Categories(CategoryRows):
    """GET: the categories of the counties of this person. POST: one more, at the end of its
    kind.
    """

    @described("categories_list", "类别", gives="List", query=("county", "kind", "retired", *PAGED))
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "categories_create",
        "设立类别，排在该类型最后",
        takes="CategoryWrite",
        gives="Category",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        require_editor_somewhere(request.user, "可以设立类别。")
        body = Body(request, *NEW_CATEGORY)
        county = own_county_of(request, body)
        told = body.values()
        made = add_category(
            county, told["kind"], told["name"], by=request.user, reason=body.reason, source="api"
        )
        return self.shown(self.found(request, made.pk), 201)


class OneCategory(CategoryRows):
    """GET: one category. PATCH: renames, moves or retires it."""

    @described("categories_read", "一个类别", gives="Category")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "categories_change",
        "修改类别：改名、调整顺序、停用",
        takes="CategoryChange",
        gives="Category",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as category:
            if not may_edit(request.user, category.county):
                raise NotAllowed(f"只有{staffing_office_of(category.county)}经办人可以修改类别。")
            body = Body(request, *CHANGED_CATEGORY)
            change_category(
                category, **body.values(), by=request.user, reason=body.reason, source="api"
            )
            return self.shown(self.found(request, pk))


class ActRows(Rows):
    filterset_class = ActFilters
    right = "items.view_legalact"
    counted = ("items",)

    def rows(self, request):
        rows = LegalAct.objects.visible_to(request.user).with_version()
        rows = rows.with_item_count(request.user.standing().own_county_ids())
        return rows.select_related("county").order_by("pk")

    def as_json(self, act):
        return {
            "id": act.pk,
            "county": act.county and act.county.code,
            "title": act.title,
            "document_number": act.document_number,
            "rank": act.rank,
            "effective_on": iso(act.effective_on),
            "repealed_on": iso(act.repealed_on),
            "replaced_by": act.replaced_by_id,
            "note": act.note,
            "items": act.item_count,
            "version": act.version,
        }

    def told(self, request, body):
        """The members of a body as the service takes them; an act is named by its number."""
        if body.is_sound("replaced_by") and body.found["replaced_by"] is not None:
            number = body.found["replaced_by"]
            body.found["replaced_by"] = self.rows(request).filter(pk=number).first()
            if body.found["replaced_by"] is None:
                body.faults["replaced_by"] = "库中没有这一编号的文件。"
        return body.values()


class Acts(ActRows):
    """GET: the shared acts and those of the counties of this person. POST: registers one."""

    @described(
        "legal_acts_list", "法律法规和政策文件", gives="List", query=("q", "retired", *PAGED)
    )
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "legal_acts_create",
        "登记文件；不写区划的为通用文件",
        takes="LegalActWrite",
        gives="LegalAct",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        require_editor_somewhere(request.user, "可以登记法律法规和政策文件。")
        body = Body(request, *NEW_ACT)
        county = None
        if body.found.get("county"):
            county = own_county_of(request, body)
        if county is None and "county" not in body.faults and not may_keep(request.user, None):
            body.faults["county"] = NAME_COUNTY
        told = {**self.told(request, body), "county": county}
        made = create_act(**told, by=request.user, reason=body.reason, source="api")
        return self.shown(self.found(request, made.pk), 201)


class OneAct(ActRows):
    """GET: one act. PATCH: what became of it."""

    @described("legal_acts_read", "一份文件", gives="LegalAct")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "legal_acts_change",
        "修改文件：修改、废止、替代",
        takes="LegalActChange",
        gives="LegalAct",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as act:
            if not may_keep(request.user, act.county):
                raise NotAllowed("您不能修改这份文件。")
            body = Body(request, *CHANGED_ACT)
            change_act(
                act,
                **self.told(request, body),
                by=request.user,
                reason=body.reason,
                source="api",
            )
            return self.shown(self.found(request, pk))


def require_editor_somewhere(user, what):
    """Refuses who is the clerk of no county; `what` is the end of the sentence."""
    if not user.standing().has(*EDITORS):
        raise NotAllowed(f"只有{staffing_office_of()}经办人{what}")
