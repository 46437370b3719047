"""A case says what it is raised for."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.projection.findings import Finding
from review.projection.material import Material


def are_there(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    if gathered.file is not None and not public["needs"]:
        yield Finding(
            "needs-missing",
            _(
                "The case file names no need yet. A case officer adds what the money is for; then submit "
                "again."
            ),
        )
