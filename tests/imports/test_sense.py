"""What makes no sense in a file is an error, never an item read in silence; unless the county's
list says it so already.
"""

import pytest

from items.imports.services.importing import import_rows, read_upload
from tests.factories import (
    make_category,
    make_content,
    make_county,
    make_department,
    make_items,
    make_user,
)

from .workbooks import save_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
DUTY = "县林业局：\n1.组织执法检查。"
LEAD = {"department": "县水利局", "role": "lead", "duty": DUTY}
# {code of the error: (the sections and rows of a file, what the county's list may hold)}
SENSELESS = {
    "half_sentence": (
        [("basic", ["一、党的建设（1项）", [1, "，落实值班值守制度"]])],
        [make_content(name="，落实值班值守制度", category="党的建设")],
    ),
    "duty_of_another": (
        [
            (
                "coordination",
                ["一、城乡建设（1项）", [1, "河道巡查", "县水利局", DUTY, "1.开展日常巡查。"]],
            )
        ],
        [
            make_content(
                "coordination",
                "河道巡查",
                category="城乡建设",
                township_duty="1.开展日常巡查。",
                responsibilities=[LEAD],
            )
        ],
    ),
    "like_category": (
        [
            (
                "basic",
                [
                    "一、城乡建设（2项）",
                    [1, "村庄规划编制"],
                    [2, "农村危房排查"],
                    "二、城乡建设类（1项）",
                    [3, "农村住房登记"],
                ],
            )
        ],
        [
            make_content(name="村庄规划编制", category="城乡建设"),
            make_content(name="农村危房排查", category="城乡建设"),
            make_content(name="农村住房登记", category="城乡建设类"),
        ],
    ),
}


def codes_of(path):
    """The codes of the errors of an import that is only tried."""
    county = make_county()
    report = import_rows(
        read_upload(path), county=county, by=make_user("clerk"), reason="", dry_run=True
    )
    return {error.code for error in report.errors}


@pytest.mark.parametrize("code", SENSELESS)
def test_what_makes_no_sense_is_an_error_until_the_list_says_it(code, tmp_path):
    tables, held = SENSELESS[code]
    make_county()
    for name in ("县水利局", "县林业局"):
        make_department(name)
    path = save_workbook(tmp_path / "清单.xlsx", *tables)
    assert code in codes_of(path)
    for content in held:
        make_category(content["kind"], content["category"])
    make_items(held)
    assert code not in codes_of(path)
