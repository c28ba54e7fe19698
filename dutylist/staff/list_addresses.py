"""What the address of a list of the admin may say: the page, and the columns the list is sorted
by.
"""

import re

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR
from django.core.paginator import Paginator
from django.http import Http404

from dutylist.rest.parameters import ParameterRefused

COLUMN = re.compile(r"-?([0-9]{1,3})")
ROW = re.compile(r"[0-9]{1,18}")
PAGE = re.compile(r"[1-9][0-9]{0,8}")


class Pages(Paginator):
    """Past the last page is the last page: the list has become shorter since the address was
    kept.
    """

    def validate_number(self, number):
        return super().validate_number(min(int(number), self.num_pages))


def require_page(request):
    text = request.GET.get(PAGE_VAR, "")
    if text and not PAGE.fullmatch(text):
        raise ParameterRefused({PAGE_VAR: "页码应为从1起的整数。"})


def require_rows(request):
    """The rows ticked on the list are numbers; anything else is nobody's row."""
    if not all(ROW.fullmatch(pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
        raise Http404


def require_order(request, sortable):
    """Each part is the number of a column that the head of the list offers to sort by, with a minus
    for descending.
    """
    text = request.GET.get(ORDER_VAR, "")
    if not text:
        return
    for part in text.split("."):
        match = COLUMN.fullmatch(part)
        if not match or int(match[1]) not in sortable:
            raise ParameterRefused({ORDER_VAR: "这个列表不能这样排序，请点击表头选择。"})
