"""Public addresses of the documents: `/{locale}/…`, robots.txt, sitemap.xml, icon, the theme's colours."""

from django.urls import path, register_converter

from home.documents import languages
from home.documents.views import cases, concern, errors, giving, pages, returning, robots


class LocaleConverter:
    regex = r"[a-z]{2,3}(?:-[a-z]{4})?"

    def to_python(self, value: str) -> str:
        if value not in languages.codes():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LocaleConverter, "locale")

app_name = "home"
urlpatterns = [
    path("", pages.root, name="root"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("theme/<slug:name>.css", pages.style, name="theme"),
    path("<locale:locale>/", pages.home, name="home"),
    path("<locale:locale>/cases/", cases.cases, name="cases"),
    path("<locale:locale>/cases/<slug:public_id>/", cases.case, name="case"),
    path("<locale:locale>/cases/<slug:public_id>/concern/", concern.concern, name="concern"),
    path("<locale:locale>/give/<slug:campaign>/", giving.give, name="give"),
    path("<locale:locale>/give/<slug:campaign>/wait/<str:token>/", giving.wait, name="wait"),
    path("<locale:locale>/thanks/<slug:donation_id>/", returning.thanks, name="thanks"),
    path("<locale:locale>/cancelled/<slug:donation_id>/", returning.cancelled, name="cancelled"),
    path("<locale:locale>/<slug:slug>/", pages.page, name="page"),
    path("<locale:locale>/<path:rest>/", errors.unknown, name="unknown"),
]
