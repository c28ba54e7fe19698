"""The people of a county that has published and is revising: what its pages' tests stand on."""

from tests.desk.people import (  # noqa: F401 (fixtures)
    no_second_factor,
    person,
    published,
    revising,
    signed_in,
    staff,
)
