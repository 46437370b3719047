from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class ReviewAppConfig(AppConfig):
    name = "review"
    label = "sixdegree_review"
    verbose_name = _("Privacy review")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from casepages.models import CaseFile
        from publication import concerns, worker
        from publication.erasure import register_eraser
        from publication.open_data import regions
        from publication.outbox import subscribe
        from review import (
            alarms,
            countries,
            erasing,
            erasing_pictures,
            form_states,
            gate,
            leaks,
            mounted_checks,  # noqa: F401
            notifications,
            reminders,
            system_checks,  # noqa: F401
            translators,
        )
        from review.accounts import account, administrators, signals
        from review.actions import due
        from review.casefiles import terms
        from review.casefiles.policy import OfficersOnly
        from review.concerns import receiving
        from review.guard import live, sqlite, taking_down

        self._register_case_kinds()
        notifications.connect()
        signals.connect()
        register_permission_policy(CaseFile, OfficersOnly(CaseFile))
        pre_save.connect(administrators.refuse_minting, sender="wagtailcore.APIToken")
        regions.register(countries.country_of)
        worker.register("form_states", form_states.purge)
        worker.register("scheduled", due.run)
        worker.register("alarms", alarms.tell_operators)
        worker.register("accounts", account.tell)
        worker.register("reminders", reminders.remind)
        concerns.register(receiving.receive)
        worker.register("concerns", receiving.announce)
        worker.register("concerns_forgotten", receiving.forget)
        subscribe("withdrawal", erasing.forget_forms)
        register_eraser("protected-terms", terms.forget_at_erasure, order=-100)
        erasing.register()
        erasing_pictures.register()
        worker.register("term_checks", leaks.purge)
        subscribe("withdrawal", terms.forget_on_withdrawal, "protected-terms")
        taking_down.connect()
        translators.connect()
        pre_save.connect(live.refuse_unreleased, dispatch_uid="sixdegree_review.live")
        post_save.connect(gate.lead_to_the_desk, dispatch_uid="sixdegree_review.gate")
        pre_migrate.connect(sqlite.drop, sender=self)
        post_migrate.connect(install, sender=self)

    def _register_case_kinds(self) -> None:
        from casepages.models import CasePage, CaseUpdate
        from casepages.preview import set_preview_renderer
        from review.previews.renderer import render_preview
        from review.projection import register
        from review.projection.case import project_case
        from review.projection.update import project_update

        register("case", CasePage, project_case)
        register("update", CaseUpdate, project_update)
        set_preview_renderer(render_preview)


def install(sender: Any, using: str, **kwargs: Any) -> None:
    """Bring roles, workflow and guard up to date, after every migration and after every flush."""
    from review import gate, roles
    from review.guard import sqlite, types

    roles.install()
    types.install()
    gate.install()
    sqlite.install(using)
