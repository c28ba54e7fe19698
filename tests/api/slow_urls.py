"""Addresses whose statement never ends: a public page, a public read of a program, a page and an
API of the staff.
"""

from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.urls import path
from rest_framework.response import Response

from dutylist.rest.views import SignedInView
from dutylist.urls import handler500
from dutylist.urls import urlpatterns as every_address
from items.published.pages.conditional import public_read

__all__ = ["handler500"]
ENDLESS = {
    "sqlite": (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    ),
    "postgresql": "SELECT count(*) FROM generate_series(1, 100000000000)",
}


def counted():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])
        return cursor.fetchall()


@public_read
def read(request):
    return HttpResponse(counted())


def page(request):
    return HttpResponse(counted())


class Deadlock(Exception):
    sqlstate = "40P01"


def lose_a_deadlock(*asked):
    raise OperationalError("deadlock detected") from Deadlock()


class SignedDeadlock(SignedInView):
    get = lose_a_deadlock


class Signed(SignedInView):
    def get(self, request):
        return Response(counted())


urlpatterns = [
    path("read/", read),
    path("api/read/", read),
    path("page/", page),
    path("api/signed/", Signed.as_view()),
    path("deadlock/", lose_a_deadlock),
    path("api/deadlock/", SignedDeadlock.as_view()),
    *every_address,
]
