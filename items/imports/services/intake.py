"""Everything of one import as it was read: its files, those left out, and each file that several
townships share.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePath

from dutylist.history.refusals import Invalid
from items.imports.checking.rows import check_file
from items.imports.formats.limits import RowCount
from items.imports.matching.comparing import plain
from items.imports.owners.pieces import pieces_of, read_pieces
from items.imports.owners.townships import TownshipNames, place_names
from items.imports.owners.whose_list import WhoseAsked, WhoseList, whose_list
from items.imports.preview.report import OUTCOMES, counted
from items.imports.reading.grid import FileRefused
from items.imports.reading.issues import Issue, shown
from items.imports.reading.reader import read_book
from items.imports.recognition.recognised import Recognition
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables

from .head_words import words_for
from .importing import FileRead, FilesRefused, file_of
from .planning import Part

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
        self.refuse(DANGEROUS if checked else None)
        self.settle_pieces()
        self.position = len(
            files
        )  # the parts of files that are dealt out are numbered on from here
        self.parts = [part for file in files if not file.left_by for part in self.parts_of(file)]
        self.refuse_nothing()

    # ---- what is left out

    def left_by(self, key, *called):
        """Who left a file or a sheet out: somebody before, by its key, or the one who names it now."""
        by_name = next((name for name in self.options.leave_out if name in called), None)
        if by_name is not None and by_name in self.waiting:
            self.waiting.remove(by_name)
        return self.gone.get(key, "") or (self.options.by if by_name is not None else "")

    @property
    def left_out(self):
        """{number or key: who said so} of all that was left out, as it is kept."""
        files = {str(file.number): file.left_by for file in self.files if file.left_by}
        pieces = {file.key(p): p.left_by for file in self.files for p in file.pieces if p.left_by}
        return {**self.gone, **files, **pieces}

    def refuse_nothing(self):
        if self.waiting:
            there = [
                *(file.name for file in self.files),
                *(p.sheet.name for file in self.files for p in file.pieces),
            ]
            said = "、".join(f"“{name}”" for name in self.waiting)
            raise Invalid(
                {"leave_out": f"没有名为{said}的文件或工作表。这次上传的有：{'、'.join(there)}。"}
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
        recognition = read_tables(
            book.sheets, words=self.words, heads=file.heads, places=self.places
        )
        if not (self.is_answered or str(file.number) in self.whose):
            file.pieces, file.rest = pieces_of(book.sheets, recognition, self.names)
        if len(self.files) == 1 and not file.pieces:
            self.says = whose_list(book.sheets, recognition, file.name, self.names)
        if not file.pieces:
            file.read = file_of(recognition, book.format)

    def refuse(self, codes):
        """What may not be here refuses all; so does what cannot be read when it is all there is or
        when it was kept.
        """
        refused = [file for file in self.files if file.refusal]
        fit = [file for file in self.files if not (file.refusal or file.left_by)]
        if codes:
            bad = [file for file in refused if file.refusal[1] in codes]
        else:
            bad = [file for file in refused if file.path]
        if bad or (not fit and any(not file.left_by for file in refused)):
            others = [file for file in refused if file not in bad]
            raise FilesRefused([(file.name, *file.refusal) for file in (*bad, *others)])

    # ---- dealing out

    def settle_pieces(self):
        """Whose each piece is: by somebody's word, else by what it names."""
        known = {township.code: township for township in self.names.townships}
        for file in self.files:
            for piece in file.pieces:
                key = file.key(piece)
                piece.left_by = self.left_by(key, piece.sheet.name)
                said = known.get(self.whose.get(key, ""))
                piece.township = said or (piece.named[0] if len(piece.named) == 1 else None)

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
        said = self.whose.get(str(there[0].number), "")
        if said == self.county.code or self.is_answered:
            return False
        return len(self.files) > 1 or bool(said)

    def parts_of(self, file):
        if file.refusal:
            return [self.unread(file)]
        if not file.pieces:
            return [Part(file.number, file.name, file.read)]
        return self.dealt(file)

    def unread(self, file):
        sentence, code = file.refusal
        error = Issue("", None, "", shown(file.name), code, sentence, MEND_OR_LEAVE)
        return Part(
            file.number, file.name, FileRead(Recognition(), [], [error], [], ""), unread=True
        )

    def dealt(self, file):
        """The parts of a file that several townships share, in the order it names them; the first
        tells of the rest.
        """
        groups = {}
        for piece in file.pieces:
            if not piece.left_by:
                whose = piece.township.code if piece.township else file.key(piece)
                groups.setdefault(whose, []).append(piece)
        rests = [file.rest, *[Recognition()] * len(groups)]
        return [
            self.part_of(file, pieces, rest)
            for pieces, rest in zip(groups.values(), rests, strict=False)
        ]

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
        return Part(
            self.position, file.name, read, pieces[0].township, number=file.number, pieces=pieces
        )

    # ---- as it is told

    def entries(self, reports):
        """What was handed in, file by file and piece by piece, with whose it is and what becomes of
        it.
        """
        return [entry for file in self.files for entry in self.entries_of(file, reports)]

    def entries_of(self, file, reports):
        mine = [report for report in reports if report.number == file.number]
        whole = mine[0] if mine and not file.pieces else None
        yield {
            **entry(str(file.number), file, whole and whole.township, file.left_by),
            "refusal": file.refusal[0] if file.refusal else "",
            "part": whole.position if whole else 0,
            "dealt": bool(file.pieces),
            "counts": whole.counts if whole else total(mine),
            "error_count": sum(len(report.errors) for report in mine),
        }
        for piece in file.pieces:
            report = next((r for r in mine if r.holds(piece)), None)
            rows = []
            for row in report.rows if report else ():
                if piece.holds(row["sheet"], row["row"]):
                    rows.append(row)
            errors = []
            for error in report.errors if report else ():
                if piece.holds(error.sheet, error.row):
                    errors.append(error)
            yield {
                **entry(file.key(piece), file, piece.township, piece.left_by),
                "sheet": piece.sheet.name,
                "title": piece.title,
                "place": piece.place,
                "part": report.position if report else 0,
                "counts": counted(rows, "outcome", OUTCOMES),
                "error_count": len(errors),
                "rows": piece.count or 0,
            }


def refuse_too_many(count, book, file):
    """Refuses the file with which all files together have more rows than one import takes."""
    if file.left_by:
        return
    for sheet in book.sheets:
        count.add(sheet)


def entry(key, file, township, left_by):
    return {
        "key": key,
        "number": file.number,
        "file_name": file.name,
        "sheet": "",
        "title": "",
        "place": "",
        "refusal": "",
        "dealt": False,
        "township": township.code if township else "",
        "township_name": township.name if township else "",
        "left_out": left_by,
    }


def total(reports):
    return {name: sum(report.counts[name] for report in reports) for name in OUTCOMES}


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
    """The names of two lists when half of the shorter one's items of a kind are in the other too."""
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
