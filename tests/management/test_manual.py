"""The manual for the engineer says what the program takes; its lines were run on a bare machine."""

import re
import subprocess

from django.conf import settings
from django.core.management import get_commands, load_command_class

MANUAL = (settings.BASE_DIR / "docs" / "manual.zh.md").read_text()
BLOCKS = re.findall(r"^```\n(.*?)^```$", MANUAL, flags=re.MULTILINE | re.DOTALL)
CALL = re.compile(r"dutylist-manage (\w+)((?: [^\s`|>#]+)*)")


def scripts():
    """{name: text} of the scripts that the manual writes with `cat`."""
    written = re.compile(r"cat > \S+/([\w-]+) <<'END'\n(.*?)^END$", re.MULTILINE | re.DOTALL)
    found = {}
    for block in BLOCKS:
        found |= dict(written.findall(block))
    return found


def test_every_command_of_the_manual_takes_what_is_written_behind_it():
    calls = set(CALL.findall(MANUAL))
    assert {"migrate", "tick", "backup", "restore"} < {name for name, _rest in calls}
    for name, rest in calls:
        command = load_command_class(get_commands()[name], name)
        options = {word for word in rest.split() if word.startswith("--")}
        parser = command.create_parser("manage.py", name)
        assert options <= set(parser._option_string_actions), (name, rest)


def test_every_setting_of_the_manual_is_read():
    read = (settings.BASE_DIR / "dutylist" / "settings.py").read_text()
    for name in set(re.findall(r"DUTYLIST_[A-Z_]+", MANUAL)):
        assert f'"{name}"' in read, name


def test_a_script_of_the_manual_finds_its_programs_where_cron_looks_for_none():
    """Cron has /usr/bin:/bin; runuser is in neither."""
    assert set(scripts()) == {"dutylist-manage", "dutylist-serve"}
    for name, text in scripts().items():
        assert text.startswith("#!/bin/sh\nPATH=/usr/sbin:"), name
        subprocess.run(["sh", "-n"], input=text, text=True, check=True)


def test_every_block_of_commands_is_one_that_a_shell_can_read():
    blocks = [block for block in BLOCKS if not block.startswith(("[Unit]", "server {", "*/5"))]
    assert len(blocks) > 15
    for block in blocks:
        asked = block.replace("<本系统的仓库>", "https://example.cn/dutylist.git")
        subprocess.run(["bash", "-n"], input=asked, text=True, check=True)
