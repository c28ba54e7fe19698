"""What the rows read so far say of those below: kind, section, category, a page's end."""

from dataclasses import dataclass, field

from items.printed.row_words import CARRIED_OVER, section_of

from .headwords import kind_in
from .leftovers import cells_of
from .recognised import SectionRow
from .row_types import category_of, kind_named, only_text, without_mark
from .section_levels import Levels, style_of


@dataclass
class RowsAbove:
    """What holds for the next row of one table."""

    title: str = ""
    title_row: tuple | None = None  # (row, texts) of the title
    stated_kind: str = ""  # which a title or a row over the items says
    kind: str = ""  # of the items below
    kind_section: SectionRow | None = None
    section: SectionRow | None = None
    levels: Levels = field(default_factory=Levels)
    category: str = ""
    written_category: str = ""  # as its cell says it: a blank cell below repeats it
    office: SectionRow | None = None  # which a line names for all items below
    office_style: int = 0  # how that line is numbered
    page_ended: bool = False  # since the last item
    interrupted: bool = True  # a section, kind or title stands between this row and the last item
    last_note: int = 0

    def begin_title(self, row, texts, text):
        """A title above the head, which holds for the whole table."""
        self.title, self.title_row = " ".join(text.split()), (row, texts)
        if kind := kind_named(text) or kind_in(text):
            self.stated_kind, self.kind = kind, ""
        self.section, self.category, self.levels = None, "", Levels()

    def begin_heading(self, text):
        """A title between the rows of a table: what follows may be of another kind."""
        self.kind = kind_in(text) or self.kind
        self.section, self.category, self.interrupted = None, "", True

    def begin_kind(self, row, texts, kind, text):
        """A row that names the kind of the items below: -> its section."""
        self.kind = self.stated_kind = kind
        name, count = section_of(text) or (text, None)
        self.kind_section = SectionRow(row, name, count, cells_of(row, texts), kind)
        self.section, self.category, self.interrupted = None, "", True
        self.levels = Levels()
        return self.kind_section

    def begin_section(self, row, texts, name, count, items):
        """A row that names a category, after so many items: -> its section."""
        name = without_mark(CARRIED_OVER.sub("", name).strip())
        section = SectionRow(row, name, count, cells_of(row, texts))
        text = only_text(texts) or " ".join(texts.values())
        if self.office and style_of(text) == self.office_style:
            self.office = None  # a line of the same level: other items, of nobody we know
        self.section = self.levels.take(section, text, items)
        self.category = self.written_category = ""
        self.page_ended, self.interrupted = False, True
        return section

    def begin_office(self, row, texts, office):
        """A line that names the department of all items below: -> its section."""
        text = only_text(texts) or ""
        count, self.office_style = section_of(text) or ("", None), style_of(text)
        self.office = SectionRow(row, office, count[1], cells_of(row, texts), names_office=True)
        self.page_ended, self.interrupted = False, True
        return self.office

    def begin_category(self, text):
        self.category, self.written_category = category_of(text), text

    def forget_category(self):
        self.category = self.written_category = ""

    def item_read(self):
        self.page_ended = self.interrupted = False

    @property
    def section_name(self):
        return self.section.name if self.section else ""

    def go_on_from(self, other, *, interrupted):
        """The table goes on with another one, read so far."""
        self.page_ended, self.interrupted = True, interrupted
        self.title, self.stated_kind = other.title, other.stated_kind
        self.kind, self.kind_section = other.kind, other.kind_section
        if self.section is None:
            self.section = other.section
            self.category, self.written_category = other.category, other.written_category
