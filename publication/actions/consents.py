"""Recording what a survivor allows: scope and expiry, under the term's opaque id."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from publication import log, outbox
from publication.exceptions import ConsentRefused
from publication.models import Consent, PublicationTerm, Withdrawal

CHANNELS = ("site_api", "search_engines", "share_picture", "open_data", "news_mails")


def record_consent(
    term: PublicationTerm,
    locales: Iterable[str],
    channels: Iterable[str],
    expires_at: datetime,
    by: AbstractBaseUser | None = None,
) -> Consent:
    """Create the term's consent or change its scope; a change counts `version` up, no change writes nothing.

    Raises `ConsentRefused` after a withdrawal (a new consent opens a new term) and for unknown channels.
    """
    scope = {"locales": sorted(set(locales)), "channels": sorted(set(channels)), "expires_at": expires_at}
    _check(term, set(channels))
    with transaction.atomic():
        consent, created = Consent.objects.get_or_create(consent_ref=term.consent_ref, defaults=scope)
        if not created:
            consent = Consent.objects.select_for_update().get(pk=consent.pk)
            if all(getattr(consent, name) == value for name, value in scope.items()):
                return consent
            _change(consent, scope)
        log.record("consent.record", term.public_id, by, version=consent.version)
        outbox.add("consent", public_id=term.public_id, version=consent.version)
    return consent


def _check(term: PublicationTerm, channels: set[str]) -> None:
    if Withdrawal.objects.filter(public_id=term.public_id).exists():
        raise ConsentRefused(_("This consent was withdrawn. Record the new consent under a new term."))
    unknown = channels.difference(CHANNELS)
    if unknown:
        raise ConsentRefused(
            _("Unknown channels: %(names)s. Choose from: %(known)s.")
            % {"names": ", ".join(sorted(unknown)), "known": ", ".join(CHANNELS)}
        )


def _change(consent: Consent, scope: dict[str, object]) -> None:
    consent.version += 1
    for name, value in scope.items():
        setattr(consent, name, value)
    consent.save(update_fields=[*scope, "version"])
