"""Takes a zip of several workbooks apart: looked at before anything is opened, unpacked in a
process of its own.
"""

import json
import os
import re
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from .grid import FileRefused
from .places import reader_place
from .safety import MAX_FILE_BYTES, refuse_crowded

HOME = Path(__file__).resolve().parents[3]
MAX_MEMBERS = 100
MAX_UNPACKED_BYTES = 200 * 2**20
WALL_SECONDS = 10
UTF8 = 0x800
UNICODE_PATH, FIELD_HEAD = 0x7075, 4
USUAL = re.compile(
    r"[ -~\u00b7\u2014-\u2026\u2160-\u217f\u2460-\u249b\u3000-\u301f\u3400-\u9fff\uff00-\uffef]*"
)
ENCRYPTED = 0x1
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OF_A_DOCUMENT = (
    "[content_types].xml",
    "mimetype",
    "word/document.xml",
    "xl/workbook.xml",
    "content.xml",
)
NOT_MEANT = ("~$", "._", ".ds_store", "thumbs.db", "desktop.ini", ".~")
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".bz2", ".xz")
DAMAGED = "压缩包已损坏，无法打开。请重新压缩后再上传。"


def is_parcel(path):
    """Whether a file is a zip of files, and not a document that is itself a zip (.xlsx, .docx,
    .ods).
    """
    with path.open("rb") as file:
        if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
    refuse_crowded(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False  # the reader says what is wrong with it
    return not names.intersection(OF_A_DOCUMENT)


def unpack(path, folder):
    """Unpacks the files of a zip into a folder, under names of our own: -> ([(name, path)],
    [{"name", "reason"}]).
    """
    wanted, skipped = members_of(path)
    if not wanted:
        raise FileRefused("压缩包里没有可以导入的文件。", code="empty_archive")
    folder.mkdir()
    command = [sys.executable, "-m", "items.imports.reading.unpacking", str(path), str(folder)]
    try:
        with reader_place() as place:
            # our own interpreter and module; the rest are paths of our own
            done = subprocess.run(  # noqa: S603
                command,
                cwd=HOME,
                env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                input=json.dumps([index for index, _name in wanted]),
                text=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(place,),
                timeout=WALL_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise FileRefused("解开压缩包用的时间超过限度，已停止。", code="too_heavy") from None
    if done.returncode:
        raise FileRefused(DAMAGED, code="damaged")
    return [(name, folder / f"{index:03d}.upload") for index, name in wanted], skipped


def members_of(path):
    """([(index, name)] of the files that are meant, those left aside with the reason), by the
    directory alone.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(DAMAGED, code="damaged") from error
    if len(members) > MAX_MEMBERS:
        raise FileRefused(
            f"压缩包里有{len(members)}个文件，最多{MAX_MEMBERS}个。", code="too_many_files"
        )
    wanted, skipped, size = [], [], 0
    for index, member in enumerate(members):
        name = name_of(member)
        if reason := left_aside(member, name):
            skipped.append({"name": name, "reason": reason})
        elif not name.endswith("/"):
            refuse_member(member, name)
            wanted.append((index, name))
            size += member.file_size
    refuse_bomb(size)
    return without_common_folder(wanted), skipped


def without_common_folder(wanted):
    """The names without the folders that all of them lie in; a folder that tells two files apart
    stays.
    """
    paths = [PurePosixPath(name).parts for _index, name in wanted]
    shared = 0
    while paths and lie_in_one_folder(paths, shared):
        shared += 1
    return [(index, "/".join(PurePosixPath(name).parts[shared:])) for index, name in wanted]


def lie_in_one_folder(paths, depth):
    """Whether all paths have the same folder at this depth."""
    for path in paths:
        if len(path) < depth + 2 or path[depth] != paths[0][depth]:
            return False
    return True


def refuse_bomb(size):
    """Refuses more than is to be unpacked; each member is limited too, and what is left aside is
    never opened.
    """
    if size > MAX_UNPACKED_BYTES:
        raise FileRefused(
            f"压缩包里的文件解开后共 {size // 2**20} MB，"
            f"最多 {MAX_UNPACKED_BYTES // 2**20} MB，请分次上传。",
            code="zip_bomb",
        )


def refuse_member(member, name):
    if member.flag_bits & ENCRYPTED:
        raise FileRefused("压缩包设有密码，无法读取。请取消密码后再上传。", code="encrypted")
    if name.lower().endswith(ARCHIVES):
        raise FileRefused(
            f"压缩包里还有压缩包“{name}”，请直接压缩各个文件后再上传。", code="nested_archive"
        )
    if member.compress_type not in PACKED:
        raise FileRefused(
            f"“{name}”的压缩方式不常见，无法读取。请用 zip 格式重新压缩。", code="damaged"
        )
    if member.file_size > MAX_FILE_BYTES:
        raise FileRefused(
            f"“{name}”超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后再上传。", code="too_big"
        )


def name_of(member):
    """A member's name as it was meant, with strokes that lean to the right."""
    return written_name(member).replace("\\", "/")


def written_name(member):
    """The name as it was meant: by the mark of UTF-8, by a second name in UTF-8, else by what its
    bytes spell.

    Without the mark a Chinese Windows writes GBK, whose letters may be valid UTF-8 by chance (石山
    is: Syriac and Latin letters); a Chinese name in UTF-8 is told by its Chinese signs.
    """
    if member.flag_bits & UTF8:
        return member.filename
    try:
        written = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        # later versions of the library take a second name of the member, in UTF-8
        return member.filename
    second = second_name(member, written)
    if second:
        return second
    in_utf8, in_gbk = decoded(written, "utf-8"), decoded(written, "gb18030")
    for name in (in_utf8, in_gbk):
        if name is not None and is_usual(name):
            return name
    if in_utf8 is not None:
        return in_utf8
    if in_gbk is not None:
        return in_gbk
    return member.filename


def second_name(member, written):
    """The name in UTF-8 beside the first one (Info-ZIP's field 0x7075), while that one is still
    what it was.
    """
    extra = member.extra
    while len(extra) >= FIELD_HEAD:
        sort, length = struct.unpack_from("<HH", extra)
        field, extra = extra[FIELD_HEAD : FIELD_HEAD + length], extra[FIELD_HEAD + length :]
        if (
            sort == UNICODE_PATH
            and field[:1] == b"\1"
            and field[1:5] == struct.pack("<I", zlib.crc32(written))
        ):
            return decoded(field[5:], "utf-8")
    return None


def decoded(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_usual(name):
    """Whether a name holds only signs that names of files in China have."""
    return bool(USUAL.fullmatch(name))


def left_aside(member, name):
    """Why a member is no file of the office's: a link, or what systems and open programs leave in a
    folder.
    """
    if stat.S_ISLNK(member.external_attr >> 16):
        return "链接，不是文件"
    path = PurePosixPath(name)
    if "__MACOSX" in path.parts:
        return "苹果系统的附带文件"
    if path.name.lower().startswith(("~$", ".~")):
        return "打开文件时留下的临时文件"
    if path.name.lower().startswith(NOT_MEANT):
        return "系统的附带文件"
    return ""
