"""What commands share: people by user name, counties by code, refusals as one clear line."""

import argparse
import datetime
import re

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from dutylist.history.refusals import Invalid, Refusal
from dutylist.organizations.models import Region, User

MISSING = re.compile(r"no such (?:table|column)|does not exist")  # as SQLite and PostgreSQL say it


class ServiceCommand(BaseCommand):
    """A shell round a service: `serve` returns what to print; a refusal is one line per fault and
    exit code 1.
    """

    def handle(self, *args, **options):
        try:
            return self.serve(**options)
        except Invalid as invalid:
            lines = []
            for path, sentence in invalid.errors.items():
                lines.append(f"{path}：{sentence}" if path else sentence)
            raise CommandError("\n".join(lines)) from None
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        except (OperationalError, ProgrammingError) as error:
            if not MISSING.search(str(error)):
                raise
            raise CommandError(
                "数据库还没有建立，或者不是这一版的；请先运行 manage.py migrate。"
            ) from error


def county_of(code):
    """The county that keeps a list under this code."""
    if county := Region.objects.keeping_list().filter(code=code).first():
        return county
    raise CommandError(f"没有代码为{code}的县；先运行 manage.py setup_county {code}。")


def person(username):
    """The open account of this name."""
    if user := User.objects.filter(username=username, is_active=True).first():
        return user
    raise CommandError(f"没有名为“{username}”的在用账号。")


def iso_day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}”不是日期，请按 2026-01-31 的格式填写。"
        ) from None
