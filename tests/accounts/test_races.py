"""Two browsers at once: what is for one use is used once."""

import pytest

from dutylist.organizations.services import second_factor
from tests.at_once import at_once
from tests.factories import make_user

from .pages import code_of, enrol


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_of_several_who_hand_in_the_same_code_one_gets_in(kind, settings):
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    user = make_user()
    device, codes = enrol(user)
    code = code_of(device.key) if kind == "code" else codes[0]
    answers = at_once([lambda: second_factor.verify(user, code)] * 4)
    assert len(answers) == 4
    assert sum(answer is not None for answer in answers) == 1
