"""Mails to donors that were given up: named by kind alone, and sent again by whoever asks for it."""

import logging

from django.utils.translation import gettext as _

from payments import outbox
from payments.exceptions import MailRefused
from payments.models import OutboxEntry

logger = logging.getLogger(__name__)


def send_again(entry_id: int, *, by: str) -> None:
    """Tried from the worker's next round on, as if it were new. `by`: an opaque id. Raises MailRefused."""
    kind = OutboxEntry.objects.filter(pk=entry_id).values_list("kind", flat=True).first()
    if not outbox.retry([entry_id]):
        raise MailRefused(_("This mail no longer waits: it was sent, or is being tried."))
    logger.info("mail %s (%s) is sent again by %s", entry_id, kind, by)


def send_all_again(*, by: str) -> int:
    """All that were given up. Returns how many. Raises MailRefused where there is none."""
    again = outbox.retry(outbox.given_up().values_list("pk", flat=True))
    if not again:
        raise MailRefused(_("No mail waits to be sent again. Open the list again."))
    logger.info("%s mails are sent again by %s", again, by)
    return again
