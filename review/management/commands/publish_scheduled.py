"""Wagtail's `publish_scheduled`, without what only a signature publishes.

Wagtail's own stops at the first refused row, and what the host had scheduled behind it would wait for ever.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

from review.projection import kinds


def unschedule() -> int:
    """Take guarded pages off the clock, whoever put them there. Returns how many revisions were."""
    types = ContentType.objects.get_for_models(*(kind.page_model for kind in kinds())).values()
    scheduled = Revision.objects.filter(content_type__in=list(types), approved_go_live_at__isnull=False)
    return scheduled.update(approved_go_live_at=None)


class Command(WagtailCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"] and (count := unschedule()):
            self.stderr.write(
                f"{count} revisions were scheduled that only a signature publishes: taken off the clock."
            )
        super().handle(*args, **options)
