"""The site's signed record, read for the frame of a document."""

from home.documents.chrome import Chrome
from publication import readers
from publication.exceptions import Refusal


def chrome(locale: str, here: str = "") -> Chrome:
    """In the reader's language, else in the site's own; a site not released yet has a plain frame."""
    pages = {card["slug"]: card for card in readers.pages(locale)}
    for asked in (locale, None):
        try:
            record = readers.site_record(asked)
        except Refusal:
            continue
        return Chrome(locale, site=record.content, here=here, pages=pages)
    return Chrome(locale, here=here, pages=pages)
