"""The list as PDF, through WeasyPrint, which an installation may do without (`pip install
'dutylist[pdf]'`).
"""

from pathlib import Path

from django.template.loader import render_to_string

from dutylist.history.refusals import Refusal

from .rows import official_tables

STYLE = Path(__file__).with_name("paper.css")
ABSENT = "本机没有安装 PDF 组件（WeasyPrint），不能导出 PDF；请安装后再试，或先导出 Word 文档。"


def official_pdf(listing, *, merged_receivers=False):
    """The PDF as bytes. Raises Refusal where WeasyPrint or the libraries under it are missing."""
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError):
        raise Refusal(ABSENT, "no_pdf") from None
    page = official_page(listing, merged_receivers=merged_receivers)
    style = CSS(string=STYLE.read_text())
    # the columns' widths are attributes, for a style of their own would be written into the page
    return HTML(string=page, url_fetcher=refuse).write_pdf(
        stylesheets=[style], presentational_hints=True
    )


def official_page(listing, *, merged_receivers=False):
    """The HTML that is printed: columns of fixed width, or the layout of a county takes minutes."""
    tables = official_tables(listing, merged_receivers=merged_receivers)
    if not tables:
        raise Refusal("清单里没有事项，没有可导出的内容。", "empty_list")
    return render_to_string("printed/list.html", {"listing": listing, "tables": tables})


def refuse(url):
    raise ValueError(f"a list loads nothing from elsewhere: {url}")
