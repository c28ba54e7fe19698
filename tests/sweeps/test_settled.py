"""The models are migrated, and the settings are safe behind https with nothing but a public URL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from .tree import ROOMS, ROOT


@pytest.mark.django_db
def test_no_model_is_ahead_of_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.one_database
def test_every_room_with_models_has_migrations():
    """Django makes tables for an app without migrations on SQLite in a test, and nowhere else."""
    ours = [
        app
        for app in apps.get_app_configs()
        if app.name.split(".")[0] in ROOMS and any(app.get_models())
    ]
    assert [
        app.name for app in ours if not (Path(app.path) / "migrations" / "__init__.py").exists()
    ] == []


@pytest.mark.one_database
def test_the_site_is_ready_to_deploy_under_https(tmp_path):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DUTYLIST_", "DJANGO_"))
    }
    environment |= {
        "DUTYLIST_PUBLIC_URL": "https://duty.example.gov.cn",
        "DUTYLIST_VAR_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
