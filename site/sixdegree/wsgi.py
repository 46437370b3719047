"""The server's entry. Outside development it refuses to serve while a protection is missing."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixdegree.settings.production")

application = get_wsgi_application()

if os.environ["DJANGO_SETTINGS_MODULE"] == "sixdegree.settings.production":
    from django.core.management import call_command

    call_command("check", "--deploy", "--fail-level", "ERROR", "--database", "default")
