"""The settings of the site, turned towards a temporary directory before they are read; `var/` is
never touched.
"""

from tests import database

GROUND = database.prepare()

from dutylist import settings as site  # noqa: E402  (the environment above decides what it reads)

globals().update({name: getattr(site, name) for name in dir(site) if name.isupper()})

# Strength and durability cost minutes and prove nothing here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Tests side by side share one machine; what happens when it is full has tests of its own.
READERS = 64

# A text takes the model a tenth of a second; the tests of meaning switch it on.
MEANING = False

# A file, never memory: races there end in "table is locked".
DATABASES = site.DATABASES
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(GROUND / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

# The strict manifest needs collectstatic; one test of its own (tests/sweeps) collects with it.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
