"""Real files of every format, broken at random places: each is read or refused with a sentence, and
soon.
"""

import io
import json
import random
import re
import time
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from items.imports.reading.grid import book_from
from items.imports.reading.reader_process import answer

from .format_files import docx, p, tbl, tc, tr

pytestmark = pytest.mark.one_database

FILES = Path(__file__).parent / "files"
BROKEN_FILES = 120  # of each sort, a third with each seed
SECONDS = 3
NUMBER = re.compile(rb'"-?\d+"')
TAG = re.compile(rb"<[^>]+>")
NUMBERS = (b'"-1"', b'"0"', b'"999999999999"', b'"1048576"', b'"x"', b'""', b'"1e999"', b'"nan"')
BYTES = (
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"<",
    b'"',
    b"\xff\xff\xff\x7f",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
)


def seeds(folder):
    """(name, bytes) of a sound file of each format."""
    for name in ("various.xlsx", "various.xls", "various.ods", "official.xls"):
        yield name, (FILES / name).read_bytes()
    yield "official.xlsx", (settings.FIXTURES_DIR / "county-official.xlsx").read_bytes()
    merged = tr(tc("党建", '<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>'), "1", "河道巡查")
    body = p("清单") + tbl(merged, tr(tc("", "<w:vMerge/>"), tc(tbl(tr("2")) + p("禁毒"))))
    yield "清单.docx", docx(folder / "清单.docx", body * 5).read_bytes()
    for encoding in ("utf-8", "gb18030", "utf-16"):
        yield f"{encoding}.csv", ('序号,事项名称\n1,"河道\n巡查"\n' * 30).encode(encoding)


def broken(data, chance):
    """The file with a few bytes changed, cut off, or with one of its parts changed inside the
    archive.
    """
    sort = chance.random()
    if data[:2] == b"PK" and sort < 0.7:
        return with_a_part_changed(data, chance)
    return changed(data, chance) if sort < 0.85 else data[: chance.randrange(len(data) + 1)]


def with_a_part_changed(data, chance):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        chosen, other = chance.choice(names), chance.choice(names)
        for name in old.namelist():
            if name != chosen:
                new.writestr(name, old.read(name))
            elif chance.random() < 0.9:
                new.writestr(
                    name,
                    old.read(other)
                    if chance.random() < 0.1
                    else part_changed(old.read(name), chance),
                )
    return out.getvalue()


def part_changed(part, chance):
    """A number made absurd, a tag left out, a piece said twice or dropped."""
    found = list((NUMBER if chance.random() < 0.5 else TAG).finditer(part))
    if len(found) < 2:
        return changed(part, chance)
    first, last = sorted(chance.sample(found, 2), key=lambda match: match.start())
    before, after = part[: first.start()], part[last.end() :]
    if first.re is NUMBER:
        return before + chance.choice(NUMBERS) + part[first.end() :]
    return chance.choice(
        [before + part[first.end() :], before + after, part[: last.end()] + part[first.start() :]]
    )


def changed(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at = chance.randrange(len(data))
        piece = chance.choice([*BYTES, bytes([chance.randrange(256)])])
        data[at : at + chance.choice([0, 1, len(piece), 50])] = piece
    return bytes(data)


@pytest.mark.parametrize("seed", range(3))
def test_a_broken_file_is_read_or_refused_and_nothing_else(tmp_path, seed):
    chance, path, read = random.Random(seed), tmp_path / "清单.upload", 0
    for _name, data in seeds(tmp_path):
        for _ in range(BROKEN_FILES // 3):
            path.write_bytes(broken(data, chance))
            read += is_read(path)
    assert read > 20  # else the files are broken beyond what a reader ever sees


def is_read(path):
    """Whether the file gave a grid; any other end than that or a refusal with a sentence fails."""
    began = time.process_time()
    lines = [line.encode().decode() for line in answer(path)]
    assert time.process_time() - began < SECONDS
    records = [json.loads(line) for line in lines]
    refused = [record["refused"] for record in records if "refused" in record]
    assert records[-1] == {"done": True}
    assert all(sentence.endswith("。") for sentence in refused)
    return not refused and bool(book_from(lines).sheets)
