"""A story can be told in every content language as soon as the database is set up."""

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from sixdegree.apps import add_locales

pytestmark = pytest.mark.django_db


def codes():
    return set(Locale.objects.values_list("language_code", flat=True))


def test_the_database_knows_every_content_language():
    assert codes() == set(get_content_languages()) == {"en", "id", "th", "zh-hans"}


def test_migrating_again_keeps_what_is_there():
    before = set(Locale.objects.values_list("pk", "language_code"))
    call_command("migrate", verbosity=0)
    assert set(Locale.objects.values_list("pk", "language_code")) == before


def test_a_language_that_is_added_later_comes_with_the_next_migration(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [*settings.LANGUAGES, ("km", "ខ្មែរ")]
    add_locales(sender=apps.get_app_config("wagtailcore"), using="default", plan=[])
    assert "km" in codes()
