"""All that the public may read, each in one statement joined with consent, withdrawal and recall."""

from publication.readers.cases import Card, Filters, Page, case, cases, updates
from publication.readers.choice import Found
from publication.readers.media import media
from publication.readers.pages import page, pages, site_record
from publication.readers.statistics import figures

__all__ = [
    "Card",
    "Filters",
    "Found",
    "Page",
    "case",
    "cases",
    "figures",
    "media",
    "page",
    "pages",
    "site_record",
    "updates",
]
