"""Finds what the apps and their rooms bring along: modules of one name, loaded when they are asked
for.

An app cut into rooms names them in its `AppConfig.rooms`; `moves` is then looked for in the app
itself and in each.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


def load_modules(name):
    """Imports `<app>.<name>` and `<app>.<room>.<name>` of every installed app, where there is one:
    -> the modules.
    """
    return [import_module(path) for path in _paths(name) if find_spec(path)]


def _paths(name):
    for config in apps.get_app_configs():
        yield f"{config.name}.{name}"
        for room in getattr(config, "rooms", ()):
            yield f"{config.name}.{room}.{name}"
