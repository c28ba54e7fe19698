"""The people of a county that has published and is revising: what the tests of its pages stand on."""

from tests.desk.people import no_second_factor, person, published, revising, signed_in, staff  # noqa: F401 (fixtures)
