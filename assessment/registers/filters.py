"""What the lists of all registers may be asked: words, state, department, township."""

from assessment.registers import parameters  # noqa: F401 (names the township and the year)
from dutylist.history.filtering import ListFilter, ListFilters, Reader, Words
from dutylist.organizations.filters import County, Place
from dutylist.rest.described import name_parameters

MOST_YEARS = 20

name_parameters(department="部门名称")


EARLIEST, LATEST = 2000, 2100


class YearField(Reader):
    """A year as an address writes it."""

    def read(self, text):
        if not text:
            return None
        if text.isascii() and text.isdigit() and EARLIEST <= int(text[:5]) <= LATEST:
            return int(text[:5])
        raise ValueError(f"年度应为{EARLIEST}到{LATEST}。")


class RowFilters(ListFilters):
    """The filters every register has; `status` each names itself."""

    county = County()
    department = ListFilter("department__name", label="部门")
    township = Place(label="涉及单位", method="bearing_on")
    q = Words(paths=("title", "document_number"))

    def bearing_on(self, rows, _name, township):
        if township is None:
            return rows
        return rows.of_township(township)


class Year(ListFilter):
    """One of the years of the rows that this person sees."""

    field_class = YearField

    def offered(self, request):
        rows = self.model.objects.visible_to(request.user).order_by(f"-{self.field_name}")
        years = rows.values_list(self.field_name, flat=True).distinct()
        return [(str(year), f"{year}年") for year in years[:MOST_YEARS]]
