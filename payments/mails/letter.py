"""One shape for all mails: said once, sent as text and as HTML.

Nothing in it is fetched from anywhere, so that nobody learns when or where it is read.
"""

import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf, outbox

TEXT = "sixdegree_payments/mails/letter.txt"
HTML = "sixdegree_payments/mails/letter.html"


@dataclass(frozen=True)
class Letter:
    """Words in the active language. `facts`: label and value; `link`: its words and address, the one thing to
    do; `notes` stand below, small.
    """

    subject: str
    heading: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    link: tuple[str, str] | None = None
    notes: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def to(self, address: str, name: str = "") -> EmailMultiAlternatives:
        """`name` is that of whoever chose to be addressed by it, see `donors.readers.addressed_as`."""
        dear = [_("Dear %(name)s,") % {"name": " ".join(name.split())}] if name else []
        context = {
            "letter": replace(self, paragraphs=[*dear, *self.paragraphs]),
            "programme": conf.programme(),
            "language": html_language(),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        message = EmailMultiAlternatives(
            subject=self.subject,
            body=render_to_string(TEXT, context),
            to=[address],
            headers={"Auto-Submitted": "auto-generated", **self.headers},
        )
        message.attach_alternative(render_to_string(HTML, context), "text/html")
        return message


def send(message: EmailMessage) -> None:
    """Raises Undeliverable where the mail server refuses the address for good, else what it raises."""
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        if any(500 <= code < 600 for code, _said in error.recipients.values()):
            raise outbox.Undeliverable from error
        raise


def html_language() -> str:
    """`zh-hans` as HTML has it: `zh-Hans`."""
    return translation.to_locale(translation.get_language() or "en").replace("_", "-")
