"""What the lists of the register may be asked."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dutylist.history.filtering import Flag, ListFilter, ListFilters, Number, OneOf, State, Words
from dutylist.history.filters import BatchFilters
from dutylist.organizations.filters import County
from dutylist.organizations.models import Department, Region
from dutylist.organizations.record_readers import counties_read_by
from items.entry.content import contents_of
from items.entry.fields import LABELS, label_of
from items.entry.lookup import Lookup
from items.findings.registry import list_findings
from items.models import (
    Category,
    Correction,
    CorrectionStatus,
    DutyItem,
    Edition,
    EditionDocument,
    EditionStatus,
    Kind,
    LegalAct,
    ProposedChange,
    Publicness,
    Responsibility,
    Revision,
    RevisionStatus,
    Scope,
)
from items.models.proposals import owner_models

Outcome = ProposedChange.Outcome


class CategoryByName(ListFilter):
    """The same category of several counties is one."""

    def offered(self, request):
        visible = Category.objects.visible_to(request.user).order_by("name")
        return [(name, name) for name in visible.values_list("name", flat=True).distinct()]


class DepartmentNamed(ListFilter):
    """Items in which a department has a part."""

    def offered(self, request):
        found = Department.objects.visible_to(request.user).filter(
            county__in=request.user.standing().own_county_ids()
        )
        return list(found.order_by("county", "position", "pk").values_list("pk", "name"))

    def filter(self, rows, value):
        if not value:
            return rows
        return rows.filter(
            Exists(Responsibility.objects.filter(item=OuterRef("pk"), department=value))
        )


class Pending(ListFilter):
    """Items that a change waits for."""

    def filter(self, rows, value):
        if not value:
            return rows
        changes = ProposedChange.objects.visible_to(self.parent.request.user).pending()
        waiting = Exists(changes.filter(item=OuterRef("pk")))
        if value == "yes":
            return rows.filter(waiting)
        return rows.exclude(waiting)


class WithFinding(ListFilter):
    """Items with a finding; computed over one county's whole list, so offered to those who look at
    one.
    """

    def offered(self, request):
        if self.county(request):
            return self.choices
        return ()

    def filter(self, rows, value):
        if not value:
            return rows
        county = self.county(self.parent.request)
        items = list(DutyItem.objects.of_county(county).current())
        contents = contents_of(items)
        found = list_findings([(item.code, contents[item.pk]) for item in items], Lookup(county))
        codes = {finding.entry for finding in found if finding.entry}
        if value == "yes":
            return rows.filter(code__in=codes)
        return rows.exclude(code__in=codes)

    def county(self, request):
        """The one county on the list: asked for, or the only one this person reads."""
        own, asked = request.user.standing().own_county_ids(), request.GET.get("county", "")
        if asked:
            own = {county for county in own if str(county) == asked}
        return Region.objects.filter(pk__in=own).first() if len(own) == 1 else None


class ItemFilters(ListFilters):
    county = County()
    kind = OneOf(label="类型", choices=Kind.choices)
    category = CategoryByName("category__name", label=LABELS["category"])
    department = DepartmentNamed(label=label_of("responsibilities.department"))
    scope = OneOf(label=LABELS["scope"], choices=Scope.choices)
    publicness = OneOf(label=LABELS["public"], choices=Publicness.choices)
    pending = Pending(label="待审定", choices=(("yes", "有拟调整内容"), ("no", "没有")))
    finding = WithFinding(label="检查提示", choices=(("yes", "有提示"), ("no", "没有提示")))
    state = State(label="状态", over=Q(cancelled_on__isnull=False), over_is=("over", "已取消"))
    q = Words(
        paths=(
            "name",
            "responsibilities__department__name",
            "responsibilities__department__aliases__name",
        )
    )
    cancelled = Flag(method="with_cancelled")

    class Meta:
        model = DutyItem
        fields = ()

    def with_cancelled(self, rows, _name, value):
        return rows if value else rows.current()


class CategoryFilters(ListFilters):
    county = County()
    kind = OneOf(label="类型", choices=Kind.choices)
    state = State(label="状态", over=Q(retired_on__isnull=False), over_is=("over", "已停用"))
    retired = Flag(method="with_retired")

    class Meta:
        model = Category
        fields = ()

    def with_retired(self, rows, _name, value):
        return rows if value else rows.filter(retired_on=None)


def is_repealed():
    return Q(repealed_on__lte=timezone.localdate())


class Validity(ListFilter):
    """Acts in force or repealed; both unless asked."""

    def filter(self, rows, value):
        if not value:
            return rows
        if value == "repealed":
            return rows.filter(is_repealed())
        return rows.exclude(is_repealed())


class ActFilters(ListFilters):
    county = County()
    rank = OneOf(label="效力层级", choices=LegalAct.Rank.choices)
    state = Validity(label="效力", choices=(("valid", "现行有效"), ("repealed", "已废止")))
    q = Words(paths=("title", "document_number"))
    retired = Flag(method="with_repealed")

    class Meta:
        model = LegalAct
        fields = ()

    def with_repealed(self, rows, _name, value):
        return rows if value else rows.exclude(is_repealed())


class RevisionFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=RevisionStatus.choices)

    class Meta:
        model = Revision
        fields = ()


class CorrectionFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=CorrectionStatus.choices)

    class Meta:
        model = Correction
        fields = ()


class EditionFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=EditionStatus.choices)

    class Meta:
        model = Edition
        fields = ()


class DocumentFilters(ListFilters):
    county = County()

    class Meta:
        model = EditionDocument
        fields = ()


class ByOutcome(OneOf):
    """What became of a change; those that wait unless asked otherwise."""

    def read_field(self):
        choices = [("", self.everything), *Outcome.choices, ("all", "全部")]
        return forms.ChoiceField(label=self.label, required=False, choices=choices)

    def filter(self, rows, value):
        if value == "all":
            return rows
        return rows.filter(outcome=value or Outcome.PENDING)


DECIDED = [pair for pair in Outcome.choices if pair[0] != Outcome.PENDING]


class BeforeOrAfter(OneOf):
    """A value of the item as proposed, or as it stood."""

    def filter(self, rows, value):
        if not value:
            return rows
        name = self.field_name
        return rows.filter(Q(**{f"proposed__{name}": value}) | Q(**{f"then__{name}": value}))


class TextBeforeOrAfter(BeforeOrAfter):
    def read_field(self):
        return forms.CharField(label=self.label, required=False)


# The kinds of owners of proposed changes, those of the floors above too: by each one can be asked.
OWNER_KINDS = tuple(owner_models)


class OwnedBy(Number):
    """Changes that one owner of a kind collects, by the owner's number."""

    def __init__(self, kind):
        self.owner_kind = kind
        super().__init__(label=owner_models[kind]._meta.verbose_name)

    def filter(self, rows, value):
        if value is None:
            return rows
        owners = owner_models[self.owner_kind].objects.filter(pk=value)
        return rows.filter(change_set__in=owners.values("change_set"))


class ChangeFilters(ListFilters):
    county = County("change_set__county")
    op = OneOf(label="调整方式", choices=ProposedChange.Op.choices)
    kind = BeforeOrAfter(label="类型", choices=Kind.choices)
    category = TextBeforeOrAfter(label=LABELS["category"])
    outcome = ByOutcome(label="结果", choices=(*DECIDED, ("all", "全部")), everything="待审定")
    pending = Flag(method="only_pending")

    class Meta:
        model = ProposedChange
        fields = ()

    @classmethod
    def get_filters(cls):
        return super().get_filters() | {kind: OwnedBy(kind) for kind in OWNER_KINDS}

    def only_pending(self, rows, _name, value):
        return rows.pending() if value else rows


class CountyOfBatch(County):
    """A batch names its county by the code."""

    def readable(self, user):
        return counties_read_by(user)

    def of(self, rows, county):
        return rows.for_counties([county.code])


class RecordFilters(BatchFilters):
    """The record of the counties that a person reads."""

    county = CountyOfBatch()
