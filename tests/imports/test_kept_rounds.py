"""The sets of files by other hands stay as right as they are read today."""

import pytest

from benchmarks.recognition import SETS, make_county, score_set, shares

RIGHT, SILENT = 0.967, 0.0029


@pytest.mark.one_database
@pytest.mark.django_db
def test_files_of_other_hands_are_read_as_rightly_as_before():
    county, scores = make_county(), []
    for folder in sorted(path.parent for path in SETS.glob("*/truth.json")):
        scores += score_set(folder, county)
    found = shares(scores)
    told = [f"{score.file}: {score.right} of {score.items}" for score in scores if score.faults]
    assert found["right"] >= RIGHT, told
    assert found["silent"] <= SILENT, [score.file for score in scores if score.silent_faults]
