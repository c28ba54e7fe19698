"""Everything of one import as it was read: its files, those left out, and each file that several
townships share.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePath

from dutylist.history.refusals import Invalid
from items.imports.checking.whole_file import check_file
from items.imports.formats.limits import RowCount
from items.imports.matching.comparing import plain
from items.imports.owners.pieces import pieces_of, read_pieces
from items.imports.owners.townships import (
    TownshipNames,
    place_names,
    township_code,
    township_name,
)
from items.imports.owners.whose_list import WhoseAsked, WhoseList, whose_list
from items.imports.preview.report import OUTCOMES, counted, total
from items.imports.reading.grid import FileRefused
from items.imports.reading.issues import Issue, shown
from items.imports.reading.reader import read_book
from items.imports.recognition.recognised import Recognition
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.imports.recognition.upright import upright

from .head_words import words_for
from .importing import FileRead, FilesRefused, file_of
from .planning import ImportedPart

READ_AT_ONCE = 4  # files read at the same time, each by a process of its own
DANGEROUS = ("classified", "executable", "macro", "zip_bomb", "altered", "duplicate_part")
ALL_LEFT = "所有的文件和工作表都选了不导入，没有可以导入的内容。"
MEND_OR_LEAVE = "请改正后重新上传，或选择不导入此文件。"


@dataclass(eq=False)
class FileIn:
    """One file of an import: as it was read, with its pieces where it was dealt out; or as nobody
    could read it.
    """

    number: int
    name: str
    path: object = None
    refusal: tuple = ()  # (sentence, code)
    left_by: str = ""  # who said that it is not to be imported
    format: str = ""
    read: FileRead | None = None
    pieces: list = field(default_factory=list)
    rest: Recognition | None = None  # of a file that was dealt out: what is nobody's
    heads: dict = field(default_factory=dict)

    def key(self, piece):
        """What is said of a piece is filed under."""
        return f"{self.number}:{piece.key}"

    def refuses_all(self, checked):
        """Whether its refusal is one of everything handed in: at the first reading for what may not
        be here, later for whatever was kept.
        """
        if checked:
            return self.refusal[1] in DANGEROUS
        return bool(self.path)


class Intake:
    """The files of one import, read: `parts` are what is matched with the register.

    `checked` is the first reading: also what is left out is read, so that nothing that may not be
    here is kept, and a file of several that cannot be read is an error of its own. Raises
    FileRefused for a single file, FilesRefused with everything there is against any of several,
    Invalid when nothing is left to import.
    """

    def __init__(self, files, *, county, options, checked=False, told=lambda done, name: None):
        self.files, self.county, self.options = files, county, options
        self.words, self.names = words_for(county), TownshipNames.of(county)
        self.places = place_names(self.names)
        self.waiting = list(options.leave_out)
        self.says = WhoseList()  # of a single list: whose it says it is
        self.whose, self.gone = options.whose, dict(options.left_out)
        for file in files:
            file.left_by = self.left_by(str(file.number), file.name, PurePath(file.name).name)
        self.read_all(checked, told)
        self.refuse_unfit(checked)
        self.settle_pieces()
        # the parts of files that are dealt out are numbered on from here
        self.position = len(files)
        self.parts = []
        for file in files:
            if not file.left_by:
                self.parts += self.parts_of(file)
        self.refuse_nothing()

    # ---- what is left out

    def left_by(self, key, *names):
        """Who left a file or a sheet out: somebody before, by its key, or the one who names
        it now.
        """
        by = ""
        for name in self.options.leave_out:
            if name in names:
                by = self.options.by
                if name in self.waiting:
                    self.waiting.remove(name)
                break
        return self.gone.get(key, "") or by

    @property
    def pieces(self):
        """(file, piece) of all files that were dealt out."""
        for file in self.files:
            for piece in file.pieces:
                yield file, piece

    @property
    def left_out(self):
        """{number or key: who said so} of all that was left out, as it is kept."""
        left_out = dict(self.gone)
        for file in self.files:
            if file.left_by:
                left_out[str(file.number)] = file.left_by
        for file, piece in self.pieces:
            if piece.left_by:
                left_out[file.key(piece)] = piece.left_by
        return left_out

    def refuse_nothing(self):
        if self.waiting:
            there = [file.name for file in self.files]
            there += [piece.sheet.name for _file, piece in self.pieces]
            unknown = "、".join(f"“{name}”" for name in self.waiting)
            listed = "、".join(there)
            raise Invalid(
                {"leave_out": f"没有名为{unknown}的文件或工作表。这次上传的有：{listed}。"}
            )
        if not self.parts:
            raise Invalid({"leave_out": ALL_LEFT})

    # ---- reading

    def read_all(self, checked, told):
        wanted = [file for file in self.files if not file.refusal and (checked or not file.left_by)]
        count = RowCount("这次上传的文件合计")
        with ThreadPoolExecutor(READ_AT_ONCE) as pool:
            books = [pool.submit(read_book, file.path) for file in wanted]
            for file, book in zip(wanted, books, strict=True):
                try:
                    read = book.result()
                    refuse_too_many(count, read, file)
                    self.take(file, read)
                except FileRefused as refusal:
                    if len(self.files) == 1:
                        raise
                    file.refusal = (refusal.sentence, refusal.code)
                if len(self.files) > 1:
                    told(file.number, file.name)

    def take(self, file, book):
        """Recognises one file; one that names several townships is cut into pieces."""
        file.format = book.format
        if file.left_by:
            return
        file.heads = self.options.heads_of(file.number, alone=len(self.files) == 1)
        sheets = [upright(sheet) for sheet in book.sheets]
        recognition = read_tables(
            sheets,
            words=self.words,
            heads=file.heads,
            places=self.places,
            file_name=PurePath(file.name).stem,
        )
        if not (self.is_answered or str(file.number) in self.whose):
            file.pieces, file.rest = pieces_of(sheets, recognition, self.names)
        if len(self.files) == 1 and not file.pieces:
            self.says = whose_list(sheets, recognition, file.name, self.names)
        if not file.pieces:
            file.read = file_of(recognition, book.format)

    def refuse_unfit(self, checked):
        """What may not be here refuses all; so does what cannot be read when it is all there is or
        when it was kept. The files that may not be here are named first.
        """
        refused = [file for file in self.files if file.refusal]
        refused.sort(key=lambda file: not file.refuses_all(checked))
        wanted = [file for file in self.files if not file.left_by]
        nothing_readable = wanted and all(file.refusal for file in wanted)
        if nothing_readable or (refused and refused[0].refuses_all(checked)):
            raise FilesRefused([(file.name, *file.refusal) for file in refused])

    # ---- dealing out

    def settle_pieces(self):
        """Whose each piece is: by somebody's word, else by what it names."""
        known = {township.code: township for township in self.names.townships}
        for file, piece in self.pieces:
            key = file.key(piece)
            piece.left_by = self.left_by(key, piece.sheet.name)
            piece.township = known.get(self.whose.get(key, "")) or piece.named_alone

    @property
    def is_answered(self):
        """Whether it was said whose list a single file is."""
        return bool(self.options.township or self.options.county_wide)

    def require_answer(self):
        """Refuses a single list that names a township, until somebody says whose it is. Raises
        WhoseAsked.
        """
        if self.many or self.is_answered or self.whose.get(str(self.files[0].number)):
            return
        if self.says.is_asked:
            raise WhoseAsked(self.says, self.county)

    @property
    def many(self):
        """Whether each part is one township's; a single file, or one left as the county's own list,
        is the import's.
        """
        there = [file for file in self.files if not file.left_by]
        if len(there) > 1 or there[0].pieces:
            return True
        whose = self.whose.get(str(there[0].number), "")
        if whose == self.county.code or self.is_answered:
            return False
        return len(self.files) > 1 or bool(whose)

    def parts_of(self, file):
        if file.refusal:
            return [self.unread(file)]
        if not file.pieces:
            return [ImportedPart(file.number, file.name, file.read)]
        return self.dealt(file)

    def unread(self, file):
        sentence, code = file.refusal
        error = Issue("", None, "", shown(file.name), code, sentence, MEND_OR_LEAVE)
        return ImportedPart(
            file.number, file.name, FileRead(Recognition(), [], [error], [], ""), unread=True
        )

    def dealt(self, file):
        """The parts of a file that several townships share, in the order it names them; the first
        tells of the rest.
        """
        groups = {}
        for piece in file.pieces:
            if not piece.left_by:
                owner = township_code(piece.township) or file.key(piece)
                groups.setdefault(owner, []).append(piece)
        rest = file.rest
        for pieces in groups.values():
            yield self.part_of(file, pieces, rest)
            rest = Recognition()

    def part_of(self, file, pieces, rest):
        recognition = read_pieces(pieces, self.words, file.heads, self.places)
        recognition.skipped = [*rest.skipped, *recognition.skipped]
        recognition.unrecognised = [*rest.unrecognised, *recognition.unrecognised]
        recognition.notes = [*rest.notes, *recognition.notes]
        rows = rows_of(recognition)
        for piece in pieces:
            piece.count = sum(piece.holds(row.sheet, row.row) for row in rows)
        errors, warnings = check_file(recognition, rows)
        read = FileRead(recognition, rows, [*twice(pieces, rows), *errors], warnings, file.format)
        self.position += 1
        return ImportedPart(
            self.position, file.name, read, pieces[0].township, number=file.number, pieces=pieces
        )

    # ---- as it is told

    def entries(self, reports):
        """What was handed in, file by file and piece by piece, with whose it is and what becomes of
        it.
        """
        for file in self.files:
            of_file = [report for report in reports if report.number == file.number]
            yield entry_of_file(file, of_file)
            for piece in file.pieces:
                yield entry_of_piece(file, piece, of_file)


def refuse_too_many(count, book, file):
    """Refuses the file with which all files together have more rows than one import takes."""
    if file.left_by:
        return
    for sheet in book.sheets:
        count.add(sheet)


def entry_of_file(file, reports):
    """A file, and what becomes of all of it together."""
    entry = empty_entry(str(file.number), file, file.left_by)
    if file.refusal:
        entry["refusal"] = file.refusal[0]
    entry["dealt"] = bool(file.pieces)
    entry["part"] = 0
    if reports and not file.pieces:
        name_township(entry, reports[0].township)
        entry["part"] = reports[0].position
    entry["counts"] = total(reports)
    entry["error_count"] = sum(len(report.errors) for report in reports)
    return entry


def entry_of_piece(file, piece, reports):
    """What of a file is one piece, and what becomes of that."""
    entry = empty_entry(file.key(piece), file, piece.left_by)
    name_township(entry, piece.township)
    entry["sheet"] = piece.sheet.name
    entry["title"] = piece.title
    entry["place"] = piece.place
    rows, errors = [], []
    entry["part"] = 0
    report = report_of(piece, reports)
    if report:
        entry["part"] = report.position
        rows = [row for row in report.rows if piece.holds(row["sheet"], row["row"])]
        errors = [error for error in report.errors if piece.holds(error.sheet, error.row)]
    entry["counts"] = counted(rows, "outcome", OUTCOMES)
    entry["error_count"] = len(errors)
    entry["rows"] = piece.count or 0
    return entry


def report_of(piece, reports):
    for report in reports:
        if report.holds(piece):
            return report
    return None


def name_township(entry, township):
    entry["township"] = township_code(township)
    entry["township_name"] = township_name(township)


def empty_entry(key, file, left_by):
    return {
        "key": key,
        "number": file.number,
        "file_name": file.name,
        "sheet": "",
        "title": "",
        "place": "",
        "refusal": "",
        "dealt": False,
        "township": "",
        "township_name": "",
        "left_out": left_by,
    }


def twice(pieces, rows):
    """Errors for pieces of one township that are the same list over again, so that nobody knows
    which one is meant.
    """
    names = {}
    for row in rows:
        piece = next(piece for piece in pieces if piece.holds(row.sheet, row.row))
        names.setdefault(piece, {}).setdefault(row.kind, set()).add(plain(row.name))
    for order, piece in enumerate(pieces):
        for other in pieces[:order]:
            if same := shared(names.get(other, {}), names.get(piece, {})):
                yield same_list(piece, other, same)
                break


def shared(first, second):
    """The names of two lists when half of the shorter one's items of a kind are in the other
    too.
    """
    for kind in first.keys() & second.keys():
        same = first[kind] & second[kind]
        if len(same) * 2 >= min(len(first[kind]), len(second[kind])):
            return same
    return set()


def same_list(piece, other, same):
    name = min(same)
    message = f"{piece.where}与{other.where}同是{piece.township.name}的清单，有{len(same)}项名称相同（如“{name}”）。"
    hint = "请改选单位，或只留下一份，另一份选“不导入”。"
    return Issue(
        piece.sheet.name, None, "", piece.title or piece.sheet.name, "same_township", message, hint
    )
