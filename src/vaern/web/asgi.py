"""The ASGI application that `vaern run` serves."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from vaern.web.bounded import bounded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")
application = bounded(get_asgi_application(), settings.MOST_BYTES_OF_A_REQUEST)
