from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PaymentsAppConfig(AppConfig):
    name = "payments"
    label = "sixdegree_payments"
    verbose_name = _("Payments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from payments import checks, mails, outbox, search_path, triggers  # noqa: F401  checks register themselves
        from payments.actions import offers
        from payments.actions.monthly import forgetting
        from payments.donors import mails as donors_mails

        for kind, sender in mails.SENDERS.items():
            outbox.subscribe(kind, sender, patience=mails.PATIENCE)
        outbox.subscribe("donor_news", donors_mails.send_news, patience=mails.PATIENCE)
        outbox.subscribe("offer_answered", offers.carry_out)
        outbox.subscribe(forgetting.KIND, forgetting.delete_customer)
        pre_migrate.connect(triggers.drop, sender=self, dispatch_uid="sixdegree_payments_drop_triggers")
        post_migrate.connect(
            triggers.install, sender=self, dispatch_uid="sixdegree_payments_install_triggers"
        )
        post_migrate.connect(search_path.pin, sender=self, dispatch_uid="sixdegree_payments_search_path")
