"""What the flat layout says in one cell reads back into the value it was written from."""

from hypothesis import given
from hypothesis import strategies as st

from items.entry.fields import FIELD, IN_A_COLUMN
from items.models import Power, SupportPromise
from items.printed.cells import more_cells_of

TEXT = st.sampled_from(
    ["拨付工作经费", "县林业局", "示政发〔2026〕5号", "由村受理", "按季度；按年", "（一）受理"]
)
DAYS = st.sampled_from([None, "2026-12-31", "2027-01-05"])
PLACES = {"990121100000": "城关镇", "990121101000": "河口乡", "": "全县"}
ENTRIES = st.fixed_dictionaries(
    {
        "public": st.booleans(),
        "secrecy_review": st.none()
        | st.fixed_dictionaries({"reviewer": TEXT, "on": DAYS.filter(bool), "result": TEXT}),
        "power": st.none()
        | st.fixed_dictionaries(
            {
                "type": st.sampled_from(Power.Type.values),
                "origin": st.sampled_from(Power.Origin.values),
                "document_number": st.just("") | TEXT,
                "until": DAYS,
                "original_body": st.just("") | TEXT,
            }
        ),
        "support": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(SupportPromise.Kind.values),
                    "promise": st.lists(TEXT, min_size=1, max_size=2).map("\n".join),
                    "amount": st.sampled_from(
                        ["", "20万元", "10；20万元", "20万元（每年）", "（暂定）5万元"]
                    ),
                    "due_on": DAYS,
                }
            ),
            max_size=3,
        ),
        "procedure": st.lists(TEXT, max_size=3),
        "variants": st.lists(
            st.fixed_dictionaries(
                {
                    "townships": st.sampled_from(
                        [["990121100000"], ["990121101000"], list(PLACES)[:2]]
                    ),
                    "name": st.just("") | TEXT,
                    "township_duty": st.lists(TEXT | st.just("配合职责：巡查"), max_size=3).map(
                        "\n".join
                    ),
                }
            ),
            max_size=2,
        ),
        "starts_on": DAYS,
        "ends_on": DAYS,
        "directory_entry": st.just("") | TEXT,
    }
)


def labelled(value):
    """The entry with labels and names where it has codes: both are accepted by the check of a
    content.
    """
    power = value["power"] and {
        **value["power"],
        "type": Power.Type(value["power"]["type"]).label,
        "origin": Power.Origin(value["power"]["origin"]).label,
    }
    support = [{**row, "kind": SupportPromise.Kind(row["kind"]).label} for row in value["support"]]
    variants = [
        {**row, "townships": [PLACES[code] for code in row["townships"]]}
        for row in value["variants"]
    ]
    return {**value, "power": power, "support": support, "variants": variants}


@given(ENTRIES)
def test_each_cell_reads_back_as_it_was_written(entry):
    cells = more_cells_of(entry, PLACES)
    read = {field.name: field.read(cells[field.name]) for field in IN_A_COLUMN}
    assert {name: read[name] for name in entry} == labelled(entry)


def test_what_is_written_another_way_is_understood():
    assert FIELD["ends_on"].read("2026年3月1日") == "2026-03-01"
    assert FIELD["public"].read("不公开") is False
    assert FIELD["power"].read("行政检查")["origin"] == "法定"
    assert FIELD["procedure"].read("受理\n2、办结") == ["受理", "办结"]


def test_what_is_not_understood_stays_for_the_check_to_name():
    assert FIELD["public"].read("大概") == "大概"
    assert FIELD["ends_on"].read("年底") == "年底"
    assert FIELD["support"].read("尽快给钱")[0] == {
        "kind": "",
        "promise": "尽快给钱",
        "amount": "",
        "due_on": None,
    }
