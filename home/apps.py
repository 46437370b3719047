from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeAppConfig(AppConfig):
    name = "home"
    label = "sixdegree_home"
    verbose_name = _("Public site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home.documents import renderers
        from home.pages.content import ContentPage, HomePage
        from home.pages.projection import project_site, project_written_page
        from home.pages.sitepage import SitePage
        from publication import documents
        from review.projection import register

        register("page", HomePage, project_written_page)
        register("page", ContentPage, project_written_page)
        register("site", SitePage, project_site)
        documents.register("case", renderers.render_case)
        documents.register("update", renderers.render_update)
        documents.register("page", renderers.render_page)
        documents.register("site", renderers.render_site)
