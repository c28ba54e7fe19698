"""Two browsers at once: what is for one use is used once."""

import threading

import pytest
from django.db import connection

from dutylist.organizations.services import second_factor
from tests.factories import make_user

from .pages import code_of, enrol


def at_once(verb, times=4):
    """Calls `verb` from several threads that start together: -> what they returned."""
    start, answers = threading.Barrier(times), []

    def run():
        try:
            start.wait()
            answers.append(verb())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_of_several_who_hand_in_the_same_code_one_gets_in(kind, settings):
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    user = make_user()
    device, codes = enrol(user)
    code = code_of(device.key) if kind == "code" else codes[0]
    answers = at_once(lambda: second_factor.verify(user, code))
    assert len(answers) == 4
    assert sum(answer is not None for answer in answers) == 1
