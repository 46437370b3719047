from django.apps import AppConfig
from django.core.checks import register as register_check
from django.utils.translation import gettext_lazy as _


class HomeAppConfig(AppConfig):
    name = "home"
    label = "sixdegree_home"
    verbose_name = _("Public site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home.checks import check_settings
        from home.documents import meanings, renderers
        from home.pages.content import ContentPage, HomePage
        from home.pages.projection import project_site, project_written_page
        from home.pages.sitepage import SitePage
        from home.registration import actions, mails, readers
        from payments.donors import holdings
        from publication import documents, outbox, worker
        from review.projection import register
        from search import vocabulary

        register("page", HomePage, project_written_page)
        register("page", ContentPage, project_written_page)
        register("site", SitePage, project_site)
        documents.register("case", renderers.render_case)
        documents.register("update", renderers.render_update)
        documents.register("page", renderers.render_page)
        documents.register("site", renderers.render_site)
        vocabulary.register(meanings.meaning)
        outbox.subscribe(actions.MAIL, mails.send_confirmation, outside=True)
        outbox.subscribe(actions.NEWS, mails.send_news, outside=True)
        holdings.register("news", readers.entry_of, actions.erase)
        worker.register("registrations_forgotten", actions.forget)
        register_check(check_settings)
