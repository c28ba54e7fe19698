"""How the preview shows a difference: marked in one text, as two texts where one is hard to read,
cut where long.
"""

from items.imports.views.showing import GAP, Shown

LONG = "。".join(f"第{n}项工作由县水利局组织开展" for n in range(30))


def row(before, after):
    return {
        "outcome": "changed",
        "decision": "",
        "differences": [{"field": "职责", "before": before, "after": after}],
    }


def line_of(before, after, *, rows=1, full=0):
    return Shown({}, full).rows([row(before, after)] * rows)[0]["marked"][0]


def text_of(parts):
    return "".join(text for _op, text in parts)


def test_a_word_that_changed_is_marked_within_one_text():
    line = line_of("协助教育帮扶。", "配合教育帮扶。")
    assert (line["parts"], line["sides"]) == (
        [("del", "协助"), ("ins", "配合"), ("same", "教育帮扶。")],
        (),
    )


def test_a_text_that_was_rewritten_is_shown_beside_the_former_one():
    before, after = (
        "负责河道日常巡查，发现问题及时上报，做好台账。",
        "组织群众开展堤防抢险演练，储备物资，落实责任人名单。",
    )
    sides = line_of(before, after)["sides"]
    assert [text_of(side) for side in sides] == [before, after]


def test_many_small_changes_are_shown_as_two_texts():
    after = LONG.replace("组织", "牵头")
    assert [text_of(side) for side in line_of(LONG, after, full=1)["sides"]] == [LONG, after]


def test_a_long_equal_passage_is_cut_the_more_the_more_there_is_on_a_page():
    one = line_of(LONG, f"{LONG}。另行通报。")
    many = line_of(LONG, f"{LONG}。另行通报。", rows=50)
    assert (one["shortened"], GAP in text_of(one["parts"])) == (True, True)
    assert len(text_of(many["parts"])) < len(text_of(one["parts"]))
    assert text_of(line_of(LONG, f"{LONG}。另行通报。", full=1)["parts"]) == f"{LONG}。另行通报。"


def test_a_passage_a_reader_takes_in_at_once_is_left_whole():
    before = "县公安局（牵头）：1.统筹反诈工作；\n2.开展预警劝阻、案件侦办和涉诈人员管控。"
    assert not line_of(before, f"{before}\n3.另行通报。")["shortened"]
