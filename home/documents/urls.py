"""Public addresses of the documents: `/{locale}/…`, robots.txt, sitemap.xml, icon, a site's look."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from home.documents import languages
from home.documents.views import (
    cases,
    choice,
    concern,
    errors,
    giving,
    informed,
    my_giving,
    offline,
    open_data,
    pages,
    returning,
    robots,
    share_pictures,
    sharing,
    signing_in,
)


class LocaleConverter:
    regex = r"[a-z]{2,3}(?:-[a-z]{4})?"

    def to_python(self, value: str) -> str:
        if value not in languages.codes():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class YearConverter(IntConverter):
    regex = r"2[01]\d{2}"


register_converter(LocaleConverter, "locale")
register_converter(YearConverter, "year")

app_name = "home"
urlpatterns = [
    path("", pages.root, name="root"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("offline.js", offline.worker, name="offline-worker"),
    path("theme/<slug:name>.css", pages.style, name="theme"),
    path("<locale:locale>/", pages.home, name="home"),
    path("<locale:locale>/cases/", cases.cases, name="cases"),
    path("<locale:locale>/cases/<slug:public_id>/", cases.case, name="case"),
    path("<locale:locale>/cases/<slug:public_id>/concern/", concern.concern, name="concern"),
    path("<locale:locale>/share.png", share_pictures.of_site, name="share-picture"),
    path(
        "<locale:locale>/cases/<slug:public_id>/share.png", share_pictures.of_case, name="case-share-picture"
    ),
    path("<locale:locale>/cases/<slug:public_id>/share/", sharing.share, name="share"),
    path("<locale:locale>/give/<slug:campaign>/", giving.give, name="give"),
    path("<locale:locale>/give/<slug:campaign>/wait/<str:token>/", giving.wait, name="wait"),
    path("<locale:locale>/thanks/<slug:donation_id>/", returning.thanks, name="thanks"),
    path("<locale:locale>/cancelled/<slug:donation_id>/", returning.cancelled, name="cancelled"),
    path("<locale:locale>/gifts/<slug:donation_id>/choice/", choice.choice, name="choice"),
    path("<locale:locale>/keep-informed/", informed.keep_informed, name="keep-informed"),
    path("<locale:locale>/keep-informed/confirm/<str:token>/", informed.confirm, name="confirm"),
    path("<locale:locale>/keep-informed/leave/<str:token>/", informed.leave, name="leave"),
    path("<locale:locale>/my-giving/", my_giving.my_giving, name="my-giving"),
    path("<locale:locale>/my-giving/code/", signing_in.code, name="my-giving-code"),
    path("<locale:locale>/my-giving/sign-out/", signing_in.sign_out, name="my-giving-sign-out"),
    path("<locale:locale>/my-giving/choices/", my_giving.choices, name="my-giving-choices"),
    path("<locale:locale>/my-giving/export/", my_giving.export, name="my-giving-export"),
    path("<locale:locale>/my-giving/erase/", my_giving.erase, name="my-giving-erase"),
    path("<locale:locale>/my-giving/follow/<slug:campaign>/", my_giving.follow, name="my-giving-follow"),
    path(
        "<locale:locale>/my-giving/monthly/<slug:monthly_gift>/",
        my_giving.end_monthly,
        name="my-giving-monthly",
    ),
    path("<locale:locale>/monthly-gift/<str:token>/", my_giving.monthly_gift, name="monthly-gift"),
    path("<locale:locale>/my-giving/<year:year>/", my_giving.statement, name="my-giving-year"),
    path("<locale:locale>/my-giving/<year:year>.pdf", my_giving.statement_pdf, name="my-giving-pdf"),
    path("<locale:locale>/no-more-mails/<str:token>/", my_giving.no_more_mails, name="no-more-mails"),
    path("<locale:locale>/open-data/", open_data.open_data, name="open-data"),
    path("<locale:locale>/offline/", offline.offline, name="offline"),
    path("<locale:locale>/<slug:slug>/", pages.page, name="page"),
    path("<locale:locale>/<path:rest>/", errors.unknown, name="unknown"),
]
