"""The entry of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from dutylist.rest import time_limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
application = get_wsgi_application()
time_limit.install()

from items.meaning.of_items import begin_serving  # noqa: E402 (it reads models, loaded above)
from items.published.warming import begin_warming  # noqa: E402 (the same)

begin_serving()
begin_warming()
