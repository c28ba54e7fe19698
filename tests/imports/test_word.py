"""A Word document as a grid: paragraphs and tables in their order, merged cells, numbers, what is
not shown.
"""

import zipfile

import pytest

from items.imports.formats.numerals import in_format
from items.imports.reading.grid import FileRefused
from items.imports.reading.reader import read_file

from .format_files import docx, p, part, tbl, tc, tr

pytestmark = pytest.mark.one_database


def texts(sheet):
    return {(cell.row, cell.column): cell.value for cell in sheet.cells}


def lines(path):
    """Each row of the document as the texts of its cells."""
    rows = {}
    for cell in read_file(path)[0].cells:
        rows.setdefault(cell.row, []).append(cell.value)
    return rows


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


def test_a_document_is_one_sheet_in_the_order_of_its_paragraphs_and_rows(path):
    docx(
        path,
        p("示例县清单") + p("") + tbl(tr("序号", "事项名称"), tr("1", "河道巡查")) + p("注：略"),
    )
    [sheet] = read_file(path)
    assert texts(sheet) == {
        (1, 1): "示例县清单",
        (2, 1): "序号",
        (2, 2): "事项名称",
        (3, 1): "1",
        (3, 2): "河道巡查",
        (4, 1): "注：略",
    }
    assert sheet.row_places == {1: "第1段", 2: "第1个表格第1行", 3: "第1个表格第2行", 4: "第2段"}


def test_merged_cells_of_a_table_are_areas_of_the_grid(path):
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    docx(
        path,
        tbl(
            tr(tc("标题", '<w:gridSpan w:val="3"/>')),
            tr(tc("党的建设", down), "1", "河道巡查"),
            tr(tc("", on), "2", "森林防火"),
            tr("3", "禁毒", properties='<w:gridBefore w:val="1"/>'),
        ),
    )
    [sheet] = read_file(path)
    assert sorted(sheet.merged) == [(1, 1, 1, 3), (2, 1, 3, 1)]
    assert [(cell.column, cell.value) for cell in sheet.cells if cell.row == 4] == [
        (2, "3"),
        (3, "禁毒"),
    ]


def test_a_table_that_only_arranges_another_gives_the_inner_rows(path):
    docx(
        path,
        tbl(tr(tc(tbl(tr("序号", "事项名称"), tr("1", "河道巡查")) + p(""))))
        + tbl(tr("2", "禁毒")),
    )
    assert lines(path) == {1: ["序号", "事项名称"], 2: ["1", "河道巡查"], 3: ["2", "禁毒"]}
    assert list(read_file(path)[0].row_places.values()) == [
        "第1个表格第1行",
        "第1个表格第2行",
        "第2个表格第1行",
    ]


def test_a_table_within_a_cell_of_texts_is_read_line_by_line(path):
    inner = tbl(tr("1.", "巡查"), tr("2.", "上报"))
    docx(path, tbl(tr("1", "河道巡查", tc(p("县水利局：") + inner + p("")))))
    assert lines(path) == {1: ["1", "河道巡查", "县水利局：\n1. 巡查\n2. 上报"]}


def test_tracked_changes_are_read_as_accepted_and_said(path):
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    changed = f"<w:p><w:ins>{run.format('河道')}</w:ins>{gone}{run.format('巡查')}</w:p>"
    moved = (
        f"<w:p><w:moveFrom>{run.format('走了')}</w:moveFrom>"
        f"<w:moveTo>{run.format('来了')}</w:moveTo></w:p>"
    )
    docx(path, changed + moved + tbl(tr("留"), tr("删", properties="<w:del/>")))
    assert lines(path) == {1: ["河道巡查"], 2: ["来了"], 3: ["留"]}
    assert read_file(path)[0].remarks == ["有修订痕迹，3处删除的文字未读入：“旧”“走了”“删”"]


def test_what_stands_beside_the_text_is_said_and_not_read(path):
    box = f"<w:r><w:drawing><w:txbxContent>{p('框中')}</w:txbxContent></w:drawing></w:r>"
    twice = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    picture = "<w:r><w:drawing><w:x/></w:drawing></w:r>"
    notes = part(
        "footnotes", f"<w:footnote>{p('')}</w:footnote><w:footnote>{p('注一')}</w:footnote>"
    )
    under = tbl(tr(tc("在上", '<w:vMerge w:val="restart"/>')), tr(tc("在下", "<w:vMerge/>")))
    boxed = tbl(tr("1", tc(f"<w:p>{box}{twice}{picture}</w:p>")))
    docx(path, p("清单") + under + boxed + "<w:altChunk/>", footnotes=notes)
    assert lines(path) == {1: ["清单"], 2: ["在上"], 4: ["1"]}
    assert read_file(path)[0].remarks == [
        "有1处文字被合并单元格盖住，未读入：“在下”",
        "有2个文本框，其中的文字未读入：“框中”“框中”",
        "有1条脚注或尾注，未读入：“注一”",
        "有1个嵌入或链接的文件，未读入（如是清单，请另存后单独上传）",
    ]


def test_a_text_box_between_paragraphs_is_read_where_it_stands(path):
    def box(content):
        return f"<w:drawing><w:txbxContent>{content}</w:txbxContent></w:drawing>"

    inner = p("示例县清单") + tbl(tr("序号", "事项名称"), tr("1", "河道巡查"))
    twice = (
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    docx(path, p("前") + f"<w:p><w:r>{twice.format(box(inner))}</w:r></w:p>" + p("后"))
    assert lines(path) == {
        1: ["前"],
        2: ["示例县清单"],
        3: ["序号", "事项名称"],
        4: ["1", "河道巡查"],
        5: ["后"],
    }
    assert read_file(path)[0].remarks == []


def test_borders_dragged_aside_are_still_the_same_columns(path):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (600, 300, 2000, 60, 1500))
    wide, two = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="2"/>'
    rows = [
        tr(tc("序号", wide), "事项名称", tc("承接部门", two)),
        tr("1", tc("河道巡查", wide), tc("县水利局", two)),
        tr(tc("2", wide), tc("禁毒", two), "县公安局"),
    ]
    docx(path, f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")
    rows = {}
    for cell in read_file(path)[0].cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.value
    assert {tuple(row) for row in rows.values()} == {(1, 3, 4)}


def test_a_department_and_its_duties_in_a_table_within_a_cell_are_a_block(path):
    inner = tbl(tr("县水利局", "1.巡查"), tr("县公安局", "2.查处"))
    headed = tbl(tr("责任部门", "工作职责"), tr("县司法局", "普法"))
    docx(path, tbl(tr("1", "河道", tc(inner + p(""))), tr("2", "普法", tc(headed + p("")))))
    blocks = "县水利局：\n1.巡查\n县公安局：\n2.查处"
    assert lines(path) == {1: ["1", "河道", blocks], 2: ["2", "普法", "县司法局：\n普法"]}


def test_a_list_within_a_cell_is_a_table_under_what_stands_beside_it(path):
    inner = tbl(tr("序号", "事项名称"), tr("1", "河道巡查"))
    docx(path, tbl(tr("党的建设", tc(inner + p("")))))
    assert lines(path) == {1: ["党的建设"], 2: ["序号", "事项名称"], 3: ["1", "河道巡查"]}
    assert list(read_file(path)[0].row_places.values()) == [
        "第1段",
        "第1个表格第1行",
        "第1个表格第2行",
    ]


PICTURE = "<w:r><w:drawing><w:pic/></w:drawing></w:r>"
OLD_PICTURE = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
PREVIEW = "<w:r><w:object><v:shape><v:imagedata/></v:shape><w:OLEObject/></w:object></w:r>"
CHART = "<w:r><w:drawing><w:chart/></w:drawing></w:r>"


def twice(new, old):
    return (
        f"<w:r><mc:AlternateContent><mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def word(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_pictures_are_counted_as_they_are_seen_each_with_its_place(path):
    one_drawing = "<w:drawing><w:wgp><w:pic/><w:pic/></w:wgp></w:drawing>"
    body = [
        paragraph(PICTURE),  # a paragraph without a text
        p("示例县清单"),
        paragraph(word("见图"), PICTURE, PICTURE),
        paragraph(twice(one_drawing, "<w:pict><v:imagedata/></w:pict>")),
        tbl(
            tr("序号", "事项名称", "说明"),
            tr("1", "河道巡查", tc(paragraph(word("略"), OLD_PICTURE))),
        ),
        paragraph(PREVIEW, CHART),
        paragraph("<w:del>", PICTURE, "</w:del>"),
        paragraph(PICTURE.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    ]
    docx(path, "".join(body))
    assert read_file(path)[0].remarks == [
        "有6张图片，图中的文字不能读取：文首、第2段、第2段之后、第1个表格第2行第3列",
        "有1个图表或图示，未读入：第1个表格之后",
    ]


def test_pictures_in_a_text_box_are_counted_once_wherever_the_box_stands(path):
    inner = paragraph(word("框中"), PICTURE)
    box = f"<w:r><w:drawing><w:txbxContent>{inner}</w:txbxContent></w:drawing></w:r>"
    docx(path, paragraph(box) + tbl(tr("序号", tc(paragraph(word("名称"), box)))))
    assert read_file(path)[0].remarks == [
        "有1个文本框，其中的文字未读入：“框中”",
        "有2张图片，图中的文字不能读取：第1段、第1个表格第1行第2列",
    ]


def test_a_cell_with_nothing_but_a_picture_holds_no_text_and_is_told_by_its_place(path):
    docx(path, tbl(tr("序号", "事项名称"), tr("1", tc(paragraph(PICTURE, PICTURE) + p("")))))
    sheet = read_file(path)[0]
    row = [(cell.value, cell.formula) for cell in sheet.cells if cell.row == 2]
    assert row == [("1", ""), ("", "=（图片）")]
    assert sheet.remarks == ["有1格放的是图片，图中的文字不能读取：第1个表格第2行第2列"]


def test_files_in_a_document_are_said(path):
    sort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    docx(path, p("清单"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {"word/embeddings/book1.xlsx": b"PK", "word/media/image1.png": b"PNG"}
    relations = (
        f'<Relationship Id="rId90" Type="{sort}/package" Target="embeddings/book1.xlsx"/>'
        f'<Relationship Id="rId91" Type="{sort}/image" Target="media/image1.png"/></Relationships>'
    )
    named = "word/_rels/document.xml.rels"
    empty = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    parts[named] = parts.get(named, empty).replace(b"</Relationships>", relations.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    # what is nowhere shown is no picture of the document
    assert read_file(path)[0].remarks == [
        "有1个嵌入或链接的文件，未读入（如是清单，请另存后单独上传）：“book1.xlsx”",
    ]
    docx(path, '<w:p><w:subDoc/><w:r><w:object><w:OLEObject Type="Link"/></w:object></w:r></w:p>')
    assert read_file(path)[0].remarks == [
        "有2个嵌入或链接的文件，未读入（如是清单，请另存后单独上传）"
    ]


def test_an_endless_paragraph_is_refused_by_its_place(path):
    docx(path, p("清单") + p("巡查" * 20_000))
    with pytest.raises(FileRefused, match="第2段的文字超过 32767 字"):
        read_file(path)


def test_hidden_text_is_counted_and_not_read(path):
    styles = part("styles", '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>')
    unseen = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    seen = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>现</w:t></w:r>"
    hidden = unseen + seen
    by_style = '<w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>也藏</w:t></w:r>'
    docx(path, f"<w:p>{hidden}{by_style}</w:p>", styles=styles)
    assert lines(path) == {1: ["现"]}
    assert read_file(path)[0].remarks == ["有2处隐藏文字，未读入：“藏”“也藏”"]


def test_breaks_tabs_signs_and_fields_are_read_as_they_show(path):
    runs = (
        "<w:r><w:t>1.巡查</w:t><w:br/><w:t>2.上报</w:t><w:tab/><w:t>末</w:t><w:br w:type='page'/></w:r>"
        "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:instrText>DDEAUTO cmd</w:instrText></w:r>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>"
    )
    docx(path, f"<w:p>{runs}</w:p>")
    assert lines(path) == {1: ["1.巡查\n2.上报\t末√链"]}


def test_what_is_written_twice_for_older_programs_is_read_once(path):
    twice = (
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    sign = twice.format("<w:r><w:t>☑</w:t></w:r>")
    docx(path, twice.format(p("清单")) + f"<w:p>{sign}<w:r><w:t>有</w:t></w:r></w:p>")
    assert lines(path) == {1: ["清单"], 2: ["☑有"]}


def test_hidden_rows_of_a_table_are_known(path):
    docx(path, tbl(tr("1", "河道巡查"), tr("2", "禁毒", properties="<w:hidden/>")))
    assert read_file(path)[0].hidden_rows == {2}


def level(number, written, text, more=""):
    said = f'<w:start w:val="1"/><w:numFmt w:val="{written}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{said}</w:lvl>'


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    f"{level(0, 'chineseCounting', '%1、')}{level(1, 'chineseCounting', '（%2）')}"
    f"{level(2, 'decimal', '%3.')}{level(3, 'decimal', '%1.%4', '<w:isLgl/>')}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    f"{level(0, 'decimal', '%1')}{level(1, 'bullet', '')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>",
)


def listed(text, number, place=0):
    return p(text, f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_numbers_word_writes_by_itself_are_read(path):
    body = "".join(
        listed(*said)
        for said in [("总则", 1), ("目的", 1, 1), ("依据", 1, 1), ("巡查", 1, 2), ("上报", 1, 2)]
    )
    body += "".join(
        listed(*said)
        for said in [("职责", 1), ("牵头", 1, 1), ("细", 1, 3), ("重来", 3), ("要点", 2, 1)]
    )
    docx(path, body, numbering=NUMBERING)
    assert [text for [text] in lines(path).values()] == [
        *["一、总则", "（一）目的", "（二）依据", "1.巡查", "2.上报"],
        *["二、职责", "（一）牵头", "2.1 细", "一、重来", "要点"],
    ]


def test_a_number_alone_in_its_cell_is_its_text(path):
    styles = part(
        "styles",
        '<w:style w:styleId="S"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    )
    own = p("", '<w:pStyle w:val="S"/>')
    duties = tc(listed("巡查", 1, 2) + listed("上报", 1, 2) + listed("", 1, 2))
    docx(
        path,
        tbl(tr(tc(own), "河道", duties), tr(tc(own), "禁毒", "略")),
        numbering=NUMBERING,
        styles=styles,
    )
    assert lines(path) == {1: ["1", "河道", "1.巡查\n2.上报"], 2: ["2", "禁毒", "略"]}


@pytest.mark.parametrize(
    ("written", "number", "text"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalZero", 7, "07"),
        ("lowerRoman", 14, "xiv"),
        ("upperLetter", 28, "BB"),
        ("somethingNew", 5, "5"),
    ],
)
def test_numbers_are_written_in_every_habit(written, number, text):
    assert in_format(number, written) == text
