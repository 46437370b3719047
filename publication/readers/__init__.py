"""All that the public may read, each in one statement joined with consent, withdrawal and recall."""

from publication.readers.cases import Card, Filters, Page, area, case, cases, of_campaign, updates
from publication.readers.choice import Found
from publication.readers.media import media
from publication.readers.open_data import YearTable, open_data, open_data_of
from publication.readers.pages import page, pages, site_record, themes
from publication.readers.statistics import figures

__all__ = [
    "Card",
    "Filters",
    "Found",
    "Page",
    "YearTable",
    "area",
    "case",
    "cases",
    "figures",
    "media",
    "of_campaign",
    "open_data",
    "open_data_of",
    "page",
    "pages",
    "site_record",
    "themes",
    "updates",
]
