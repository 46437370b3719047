from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PaymentsAppConfig(AppConfig):
    name = "payments"
    label = "sixdegree_payments"
    verbose_name = _("Payments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from payments import checks, mails, outbox, triggers  # noqa: F401  checks register themselves

        outbox.subscribe("receipt_mail", mails.send_receipt)
        pre_migrate.connect(triggers.drop, sender=self, dispatch_uid="sixdegree_payments_drop_triggers")
        post_migrate.connect(
            triggers.install, sender=self, dispatch_uid="sixdegree_payments_install_triggers"
        )
