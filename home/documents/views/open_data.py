"""Open data: the yearly tables to read and to download, and how they are made."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from home.documents import finished, frame, year_tables
from home.documents.views.errors import document
from publication import readers
from publication.documents import address


@require_safe
@document
def open_data(request: HttpRequest, locale: str) -> HttpResponse:
    tables = readers.open_data()
    chrome = frame.chrome(locale, here="open-data")
    return finished.answer(
        request,
        finished.tag("open-data", locale, chrome.drawn_from, [table.digest for table in tables]),
        lambda: render_to_string(
            "home/open-data.html",
            {
                "locale": locale,
                "chrome": chrome,
                "languages": chrome.languages("home:open-data"),
                "years": [year_tables.shown(table, locale) for table in tables],
                "method_url": address("open_data_method"),
            },
        ),
        searchable=True,
    )
