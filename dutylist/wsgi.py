"""The entry of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from dutylist.rest import time_limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
application = get_wsgi_application()
time_limit.install()
