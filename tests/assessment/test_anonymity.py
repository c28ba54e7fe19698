"""Nobody learns from any address who reported or who rated: each is asked by each kind of
reader before and after every report and every rating, and the answers are compared, alone and
by the difference of two.
"""

import logging
import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.conf import settings
from django.utils import timezone

from assessment.models import OffListReport, SatisfactionAction
from assessment.off_list.services.reporting import report_off_list
from assessment.satisfaction.services.planning import create_round
from assessment.satisfaction.services.rating import rate
from dutylist.workflow.engine import perform
from tests.attachments.files import upload
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)

from .addresses_asked import OF_NUMBERS, addresses, questioned, routes, written
from .sealed_people import browser_of, county_place  # noqa: F401 (fixture)
from .test_satisfaction import rated, told

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
# Drawn at random whenever a form is shown; and when the reader himself last asked anything.
DRAWN = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"|data-label="最近操作">[^<]*<')
NAMED, WHOLLY = "部门负责人", ("部门负责人", "安全审计员")
REPORT = {"department": "县商务局", "how": "group", "text": "反映金丝雀：报送名单。"}
FILE = "客商名单.txt"
UNKNOWN, NO_BATCH = 7, "00000000-0000-4000-8000-000000000007"
DOCUMENT = Path(settings.BASE_DIR) / "docs" / "anonymity.md"


@pytest.fixture
def quiet():
    """A refusal is logged with its whole trace: thousands of them cost more than the answers."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def askers(place):
    return {
        "部门负责人": place.head,
        "部门经办人": place.staff,
        "另一个部门": place.other,
        "没有反映的乡镇": place.mayors[7],
        "安全审计员": place.auditor,
    }


def answer_of(browser, path):
    """What is compared of an answer: its status, where it leads, how long and what it is."""
    answer = browser.get(path)
    content = b"".join(answer) if answer.streaming else answer.content
    text = DRAWN.sub("", content.decode(errors="replace"))
    return answer.status_code, answer.get("Location", ""), text, answer.get("ETag", "")


def moved(before, after):
    """The addresses whose answer is another one than before."""
    return sorted(key for key in after if before[key] != after[key])


class Watched:
    """The addresses as each reader is answered, with what is hidden called by one number.

    Every address is asked by the readers in `WHOLLY`; by the others those at which the named
    department is shown anything, those of the rooms themselves, and those of batches.
    """

    def __init__(self, place):
        self.browsers = {who: browser_of(user) for who, user in askers(place).items()}
        self.row = place.row
        self.hidden, self.batches = [UNKNOWN], [NO_BATCH]
        self.before = self.ask((who, path) for who in WHOLLY for path in self.addresses())
        near = set()
        for (who, path), answer in self.before.items():
            if who == NAMED and answer[0] == 200:
                near.add(path)
        near |= {path for path in self.addresses() if is_of_rooms(path) or NO_BATCH in path}
        others = [who for who in self.browsers if who not in WHOLLY]
        self.before |= self.ask((who, path) for who in others for path in sorted(near))
        self.before |= self.lists_questioned(place.county.code)
        self.shown = [key for key, answer in self.before.items() if answer[0] == 200]

    def lists_questioned(self, county):
        """What the named department is told where it asks a list more than its address says."""
        lists = []
        for (who, path), answer in self.before.items():
            is_list = path.startswith(("/api/", "/desk/", "/admin/"))
            if who == NAMED and answer[0] == 200 and is_list:
                lists.append(path)
        asked = questioned(lists, county, timezone.localdate())
        return self.ask((NAMED, path) for path in asked)

    def addresses(self):
        return addresses([*self.hidden, self.row.pk], self.batches)

    def ask(self, keys):
        return {(who, path): answer_of(self.browsers[who], path) for who, path in keys}

    def hide(self, report):
        """From here on the report is asked for by its own number and its own batch too."""
        self.hidden.append(report.pk)
        self.batches.append(report.batch_of_report.batch)

    def require_still(self):
        """What the named department is shown is what it was shown before."""
        shown = [key for key in self.shown if key[0] == NAMED]
        assert moved(self.before, self.ask(shown)) == []

    def require_all_still(self):
        """Every address answers the named department as before, the others whatever they are shown;
        one of a hidden thing is answered as one of a thing that never was.
        """
        named = [key for key in self.before if key[0] == NAMED]
        assert moved(self.before, self.ask({*named, *self.shown})) == []
        hidden = [path for path in self.addresses() if self.as_unknown(path) != path]
        for key, answer in self.ask(
            (who, path) for who in self.browsers for path in hidden
        ).items():
            never = self.before[key[0], self.as_unknown(key[1])]
            assert self.plain(answer) == self.plain(never), key

    def as_unknown(self, text):
        for number in self.hidden[1:]:
            text = text.replace(str(number), str(UNKNOWN))
        for batch in self.batches[1:]:
            text = text.replace(str(batch), str(NO_BATCH))
        return text

    def plain(self, answer):
        return tuple(self.as_unknown(str(part)) for part in answer)


def is_of_rooms(path):
    return any(room in path for room in (*OF_NUMBERS, "history"))


def test_the_list_of_addresses_is_the_one_that_is_published():
    assert DOCUMENT.read_text() == written()
    assert len(routes()) > 300


def test_no_answer_moves_with_a_report_or_a_rating(county_place, quiet):  # noqa: F811
    row = create_round(told(), by=county_place.lead)
    perform(row, SatisfactionAction.OPEN, by=county_place.lead)
    place = SimpleNamespace(row=row, **vars(county_place))
    watched = Watched(place)
    assert len(watched.shown) > 100
    file = upload(FILE, "反映金丝雀".encode())
    watched.hide(report_off_list(REPORT, by=place.mayors[2], files=[file])[0])
    watched.require_still()
    watched.hide(report_off_list({**REPORT, "hide_me": False}, by=place.mayors[3])[0])
    rate(row, rated("satisfied", "satisfied"), by=place.mayors[4])
    watched.require_still()
    rate(row, rated("unsatisfied", "unsatisfied"), by=place.mayors[5])
    rate(row, rated("mostly", "mostly"), by=place.mayors[4])
    for mayor in place.mayors[5:7]:
        watched.hide(report_off_list(REPORT, by=mayor)[0])
    report = OffListReport.objects.first()
    perform(report, "verify", by=place.clerk)
    watched.require_all_still()
    with patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=2)):
        old = report_off_list(REPORT, by=place.mayors[3])[0]
        perform(old, "verify", by=place.clerk)
    watched.require_still()
