from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PublicationAppConfig(AppConfig):
    name = "publication"
    label = "sixdegree_publication"
    verbose_name = _("Publication")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from payments.outbox import subscribe as subscribe_to_payments
        from publication import checks, outbox, triggers
        from publication.actions import candidates, erase, front_ends, funding
        from publication.erasure import register_eraser

        connection_created.connect(
            checks.refuse_without_the_rule, dispatch_uid="sixdegree_publication_database"
        )
        connection_created.connect(triggers.register_sha256, dispatch_uid="sixdegree_publication_sha256")
        pre_migrate.connect(triggers.drop, sender=self, dispatch_uid="sixdegree_publication_drop_triggers")
        post_migrate.connect(
            triggers.install, sender=self, dispatch_uid="sixdegree_publication_install_triggers"
        )
        subscribe_to_payments("snapshot", funding.on_snapshot)
        for kind in ("withdrawal", "recall", "consent", "expiry"):
            outbox.subscribe(kind, funding.align_campaign, "campaign")
        outbox.subscribe("release", funding.tell_followers, "followers")
        outbox.subscribe("withdrawal", candidates.set_aside_withdrawn, "candidates")
        for kind in ("withdrawal", "recall", "consent", "expiry", "release"):
            outbox.subscribe(kind, front_ends.teller(kind), "front_ends")
        outbox.subscribe("webhook", front_ends.deliver, "deliver")
        register_eraser("pictures", erase.erase_pictures, order=190)
        register_eraser("reasons", erase.erase_reasons, order=190)
        register_eraser("signed-bytes", erase.erase_signed, order=200)
