from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class SixdegreeConfig(AppConfig):
    name = "sixdegree"
    label = "sixdegree"

    def ready(self) -> None:
        from sixdegree import checks, origins  # noqa: F401  checks register themselves

        origins.connect()

        # Django announces a migration to apps with models alone, and ours has none.
        wagtail = apps.get_app_config("wagtailcore")
        post_migrate.connect(add_locales, sender=wagtail, dispatch_uid="sixdegree.locales")
        self._tell_of_factors()

    def _tell_of_factors(self) -> None:
        from allauth.mfa import signals

        from sixdegree.staff import factors, written_down

        review = apps.get_app_config("sixdegree_review")
        post_migrate.connect(written_down.install, sender=review, dispatch_uid="sixdegree.factors")
        for signal in (
            signals.authenticator_added,
            signals.authenticator_removed,
            signals.authenticator_reset,
        ):
            signal.connect(factors.tell, dispatch_uid="sixdegree.factors")


def add_locales(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Every language of WAGTAIL_CONTENT_LANGUAGES can be translated into; what is there already stays."""
    # A flush announces itself like a migration, but without a plan: it asked for empty tables.
    if "plan" not in kwargs:
        return
    from wagtail.coreutils import get_content_languages
    from wagtail.models import Locale

    for code in get_content_languages():
        Locale.objects.using(using).get_or_create(language_code=code)
