"""Lists of registers in the admin: read there, with a row's record; moved on the desk."""

from django.contrib import admin

from dutylist.staff.values import link

HEADING = "考核监督"


class OfRegister:
    """What the lists of all registers share; beside `RegisterAdmin` or `ReadOnlyAdmin`."""

    index_heading = HEADING
    list_select_related = ("county", "department")
    search_fields = ("title", "document_number")
    ordering = ("-pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).with_units()

    @admin.display(description="涉及单位")
    def units(self, row):
        return "、".join(township.name for township in row.townships)

    @admin.display(description="办理")
    def on_desk(self, row):
        return link(row.get_absolute_url(), "在工作台查看、办理")
