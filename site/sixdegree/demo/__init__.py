"""The demo's people and stories, and where they may be loaded."""

from django.conf import settings
from django.core.management.base import CommandError


def refuse_outside_the_demo() -> None:
    """Raises CommandError where real people's stories may be: it makes accounts with passwords in a file."""
    if not settings.SERVE_UNCHECKED:
        raise CommandError(
            "Nothing was loaded: the demo makes reviewers whose passwords stand in a file, and publishes "
            "invented stories. Run it with sixdegree.settings.dev and a database of its own."
        )
