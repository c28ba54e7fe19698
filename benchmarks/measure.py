"""One module's benchmarks on one fresh database, figures as JSON lines: what `python -m benchmarks`
starts for each.
"""

import dataclasses
import importlib
import json
import os
import sys

from benchmarks.figures import Figure, say
from tests import database


def main(module):
    database.prepare(durable=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dutylist.settings"
    import django

    django.setup()
    from django.core.management import call_command

    say("migrating")
    call_command("migrate", verbosity=0)
    for bench in importlib.import_module(f"benchmarks.{module}").BENCHES:
        say(bench.__name__)
        found = bench()
        for figure in [found] if isinstance(found, Figure) else found:
            print(json.dumps(dataclasses.asdict(figure), ensure_ascii=False), flush=True)
    say("")


if __name__ == "__main__":
    main(sys.argv[1])
