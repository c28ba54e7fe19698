"""What every command of the register says when it cannot begin."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from items.imports.reading.issues import Issue

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).resolve().parents[2]


def test_a_command_over_no_database_says_so_in_one_line(tmp_path):
    left = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DUTYLIST_", "DJANGO_"))
    }
    command = [
        sys.executable,
        "manage.py",
        "import_workbook",
        "a.xlsx",
        "--county",
        "990121000000",
        "--by",
        "clerk",
    ]
    done = subprocess.run(
        [*command, "--dry-run"],
        cwd=ROOT,
        env=left | {"DUTYLIST_VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert (
        done.stderr.splitlines()[-1]
        == "CommandError: 数据库还没有建立，或者不是这一版的；请先运行 manage.py migrate。"
    )
    assert "Traceback" not in done.stderr


def test_an_issue_of_the_whole_file_begins_with_what_it_says():
    assert (
        Issue("", None, "", "", "no_table", "没有识别出任何事项。").sentence
        == "没有识别出任何事项。"
    )
    assert (
        Issue("表", 3, "B", "", "missing_name", "缺少事项名称。").sentence
        == "工作表“表”第3行B列：缺少事项名称。"
    )
