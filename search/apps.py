from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchAppConfig(AppConfig):
    name = "search"
    label = "sixdegree_search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from payments.outbox import subscribe as subscribe_to_payments
        from publication import outbox
        from publication.erasure import register_eraser
        from publication.readers.unapplied import CAUSES
        from search import checks, indexing  # noqa: F401

        for cause in CAUSES:
            outbox.subscribe(cause, indexing.follower(cause), indexing.STEP)
        outbox.subscribe(indexing.FIGURES, indexing.follower(indexing.FIGURES), indexing.STEP)
        outbox.subscribe(indexing.RELAY, indexing.relay, indexing.STEP, outside=True)
        subscribe_to_payments("snapshot", indexing.on_snapshot)
        register_eraser("search-index", indexing.erase, order=150)
