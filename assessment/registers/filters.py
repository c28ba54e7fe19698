"""What the lists of all registers may be asked: the words, the state, the department, the township."""

from dutylist.history.filtering import ListFilter, ListFilters, Words
from dutylist.organizations.filters import County, Place
from dutylist.rest.described import name_parameters

name_parameters(department="部门名称", township="涉及单位的12位代码")


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
