"""The handbooks: each opens without an account, names what the desk calls so, and its pictures are
there and small.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

from desk.home.navigation import ENTRIES
from items.published.handbooks import HANDBOOKS, PICTURES

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
LARGEST = 60 * 1024
LABELS = {label for label, *_rest in ENTRIES}


@pytest.mark.parametrize("handbook", HANDBOOKS, ids=lambda one: one.slug)
def test_a_handbook_opens_and_names_the_sections_as_the_desk_does(client, handbook):
    answer = client.get(f"/help/{handbook.slug}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    named = set(re.findall(r'class="entry">([^<]+)<', page))
    assert named <= LABELS, named - LABELS
    assert f"/help/{handbook.slug}/" in client.get("/help/").content.decode()


def test_every_picture_is_there_shown_somewhere_and_small():
    folder = Path(settings.BASE_DIR) / "static/site/help"
    templates = Path(settings.BASE_DIR) / "templates/public/handbooks"
    shown = set()
    for path in templates.glob("*.html"):
        shown |= set(re.findall(r"site/help/([\w-]+)\.png", path.read_text()))
    files = {path.stem: path.stat().st_size for path in folder.glob("*.png")}
    assert shown == set(PICTURES) == set(files)
    assert {name: size for name, size in files.items() if size > LARGEST} == {}
