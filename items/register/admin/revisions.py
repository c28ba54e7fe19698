"""Lists that lead to the desk: revisions, editions, published documents, batches of the record."""

from django.contrib import admin
from django.urls import reverse

from dutylist.history.models import Batch
from dutylist.organizations.record_readers import batches_read_by
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment
from items.models import Edition, EditionDocument, Kind, Revision
from items.register.filters import DocumentFilters, EditionFilters, RecordFilters, RevisionFilters


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    index_heading = "修订与公布"
    index_place = 120
    list_display = ("title", "county", "status", "opened_on", "due_on")
    list_filter = boxes(RevisionFilters, "county", "status")
    list_select_related = ("county",)
    search_fields = ("title",)
    ordering = ("-opened_on", "-pk")
    hint = "一次一次的集中修订，在工作台办理"
    how_to = ("点名称进入工作台，对照提出时、现行和拟调整的内容。",)

    def address_of(self, revision):
        return (
            f"{reverse('desk:revision')}?county={revision.county.code}&revision={revision.number}"
            "&outcome=all"
        )


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    index_heading = "修订与公布"
    index_place = 130
    list_display = (
        "named",
        "county",
        "status",
        "document_number",
        "decided_on",
        "effective_on",
        "due_on",
    )
    list_filter = boxes(EditionFilters, "county", "status")
    list_select_related = ("county",)
    search_fields = ("title", "document_number", "meeting")
    ordering = ("county", "-number", "-pk")
    hint = "起草、审定、公布在工作台办理"
    how_to = ("点版次进入工作台，起草、审定、公布和增补都在那里办理。",)

    @admin.display(description="版次", ordering="number")
    def named(self, edition):
        return f"第{edition.number}版"

    def address_of(self, edition):
        return edition.get_absolute_url()


@admin.register(EditionDocument)
class EditionDocumentAdmin(ReadOnlyAdmin):
    index_heading = "修订与公布"
    index_place = 140
    list_display = ("label", "county", "document_number", "decided_on", "effective_on", "published")
    list_filter = boxes(DocumentFilters, "county")
    list_select_related = ("county",)
    search_fields = ("document_number", "title")
    ordering = ("county", "-number", "-sequence")
    hint = "已公布的文本，不能修改"
    facts = (
        *("county", "label", "title", "document_number", "meeting", "decided_on", "effective_on"),
        *("published", "counted", "note", "hidden", "full_digest", "public_digest"),
        *("previous", "history_head"),
    )
    how_to = ("公布的文本逐版留存，任何人都不能修改。点名称查看该版次的办理过程和校验值。",)

    def get_queryset(self, request):
        """Of the counties this person reads; the bytes stay where they are."""
        mine = request.user.standing().own_county_ids()
        rows = super().get_queryset(request).filter(county__in=mine)
        return rows.without_bytes().defer("changes", "counts").select_related("county")

    @admin.display(description="版次", ordering="number")
    def label(self, document):
        return document.label

    @admin.display(description="公开事项数")
    def counted(self, document):
        told = [f"{kind.label}{document.counts.get(kind, 0)}项" for kind in Kind]
        return "，".join(told)

    @admin.display(description="发布时间", ordering="published_at")
    def published(self, document):
        return moment(document.published_at)

    def address_of(self, document):
        return f"/desk/editions/{document.edition_id}/"


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    index_heading = "修订与公布"
    index_place = 150
    list_display = ("when", "actor_name", "source", "reason", "rows")
    list_filter = boxes(RecordFilters, "source")
    search_fields = ("actor_name", "reason")
    ordering = ("-at", "-id")
    hint = "何人何时因何改了什么"
    how_to = ("每次操作记为一批，不能修改或者删除。点时间查看逐条的前后对照。",)

    def get_queryset(self, request):
        return batches_read_by(request.user).defer("body").order_by(*self.get_ordering(request))

    def get_urls(self):
        return super().get_urls()[:1]

    @admin.display(description="时间", ordering="at")
    def when(self, batch):
        return batch.at_words

    @admin.display(description="变更条数")
    def rows(self, batch):
        return sum(batch.summary.get("counts", {}).values())

    def address_of(self, batch):
        return reverse("history:batch", args=[batch.pk])
