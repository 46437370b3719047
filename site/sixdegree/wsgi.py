"""The server's entry. Outside development it refuses to serve while a protection is missing."""

import gc
import os

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixdegree.settings.production")

application = get_wsgi_application()

if not settings.SERVE_UNCHECKED:
    call_command("check", "--deploy", "--fail-level", "ERROR", "--database", "default")

if settings.TRUSTED_PROXIES:
    # Without it every donor would seem to come from the proxy, and share its limits.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.TRUSTED_PROXIES)

# All that was loaded stays: to look through it for garbage again and again would hold up a request each time.
gc.collect()
gc.freeze()
