"""What a release asks of consent: it is there, active, unexpired, and covers each locale."""

from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from publication import derived
from publication.exceptions import ReleaseRefused
from publication.models import Consent, PublicationTerm, PublicRecord, Withdrawal
from publication.models.kinds import Kind
from publication.readers.visibility import visible


def term_and_consent(publics: Sequence[dict[str, Any]]) -> tuple[PublicationTerm, Consent]:
    """The term the signed bytes name and its consent. Raises `ReleaseRefused` where either is missing."""
    ids = {derived.case_id(public) for public in publics}
    term = PublicationTerm.objects.filter(public_id=ids.pop()).first() if len(ids) == 1 else None
    if term is None:
        raise ReleaseRefused(_("These bytes belong to no open publication term. Submit the page again."))
    # Held until the release is done: a narrower consent recorded meanwhile then finds the record to hide and
    # the campaign to pause. A withdrawal is another row's insert and does not wait.
    kept = Consent.objects.select_for_update(no_key=True)
    consent = kept.filter(consent_ref=term.consent_ref).first()
    if consent is None:
        raise ReleaseRefused(_("No consent is recorded. Record it in the case file first."))
    return term, consent


def check(term: PublicationTerm, consent: Consent | None, locales: Sequence[str]) -> None:
    if consent is None or Withdrawal.objects.filter(public_id=term.public_id).exists():
        raise ReleaseRefused(_("Consent was withdrawn. Nothing of this case can be released."))
    if not Consent.objects.filter(pk=consent.pk, expires_at__gt=Now()).exists():
        raise ReleaseRefused(_("Consent has expired. Renew it in the case file first."))
    if "site_api" not in consent.channels:
        raise ReleaseRefused(_("Consent does not cover this site. Record it in the case file first."))
    uncovered = sorted(set(locales).difference(consent.locales))
    if uncovered:
        raise ReleaseRefused(
            _("Consent does not cover these languages: %(locales)s.") % {"locales": ", ".join(uncovered)},
            locales=uncovered,
        )


def check_case_public(term: PublicationTerm | None) -> None:
    if not visible(PublicRecord.objects.filter(kind=Kind.CASE, term=term)).exists():
        raise ReleaseRefused(_("The case itself is not public. Release it before its updates."))
