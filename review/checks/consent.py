"""Nothing is submitted without a consent that covers it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.projection.findings import Finding
from review.projection.material import Material


def stands(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    """A file, a consent that is current, and this language and the site in its scope."""
    if gathered.file is None:
        yield Finding("case-file-missing", _("Choose the case file this story belongs to."))
    elif gathered.consent is None or gathered.term is None:
        yield Finding(
            "consent-missing",
            _(
                "No consent stands for this case. A case officer records it in the case file; then submit "
                "again."
            ),
        )
    elif not gathered.consent.covers(gathered.locale, on=gathered.today):
        yield Finding(
            "consent-does-not-cover",
            _(
                "The consent does not cover showing this on the public site in this language (%(locale)s) "
                "today. "
                "Ask the case officer what was agreed."
            )
            % {"locale": gathered.locale},
        )
