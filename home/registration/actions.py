"""Asking, confirming, leaving and forgetting. Nobody is told whether an address was known already."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from home.registration import conf, sealed
from home.registration.exceptions import RegistrationRefused
from home.registration.models import Registration, today
from payments import proof_of_work
from publication import log, outbox

LONGEST = 254
# What a device computed for is dearer to send.
PROVED = 10
# Kinds of consequences in the outbox.
MAIL, NEWS = "registration", "news"


def ask(email: str, locale: str, *, proof: str | None = None) -> None:
    """Have an address asked to confirm, at most once a day. With a `proof` of work under a wider ceiling.

    Raises RegistrationRefused, and payments' ProofRefused.
    """
    email = email.strip()
    check(email)
    if proof is not None:
        proof_of_work.spend(proof)
    with transaction.atomic():
        registration, _new = _known_or_new(email, locale, proved=proof is not None)
        if registration.mailed_on != today():
            registration.mailed_on = today()
            registration.save(update_fields=["mailed_on"])
            outbox.add(MAIL, registration=registration.pk)


def confirm(registration: str) -> bool:
    """Whether it waits no longer; False where it was forgotten or has left. Twice is as good as once."""
    waiting = Registration.objects.filter(pk=registration, confirmed_on=None)
    return bool(waiting.update(confirmed_on=today())) or Registration.objects.filter(pk=registration).exists()


def leave(registration: str) -> None:
    """Nothing of it stays."""
    Registration.objects.filter(pk=registration).delete()


def tell(paths: dict[str, str], otherwise: str) -> int:
    """Have everyone who confirmed told of a page, at its path in their language. Returns how many."""
    people = list(Registration.objects.exclude(confirmed_on=None).values_list("pk", "locale"))
    with transaction.atomic():
        for registration, locale in people:
            outbox.add(NEWS, registration=registration, path=paths.get(locale, otherwise))
    return len(people)


def erase(email: str) -> bool:
    """At the request of its owner, by an operator. Whether there was anything."""
    found = Registration.objects.filter(email_hash=sealed.fingerprint(email)).first()
    if found is None:
        return False
    with transaction.atomic():
        log.record("registration.erased", found.pk, None)
        found.delete()
    return True


def forget() -> int:
    """A worker's job: addresses that nobody confirmed in time go. Returns how many."""
    before = today() - timedelta(days=conf.days_to_confirm())
    gone, _by_model = Registration.objects.filter(confirmed_on=None, mailed_on__lt=before).delete()
    return gone


def check(email: str) -> None:
    """Raises RegistrationRefused where it is no address."""
    try:
        if len(email) > LONGEST:
            raise ValidationError("")
        validate_email(email)
    except ValidationError as error:
        raise RegistrationRefused(
            _("This is no e-mail address. Look whether a letter is missing, as in name@example.org.")
        ) from error


def _known_or_new(email: str, locale: str, *, proved: bool) -> tuple[Registration, bool]:
    fingerprint = sealed.fingerprint(email)
    known = Registration.objects.select_for_update().filter(email_hash=fingerprint).first()
    if known is not None:
        return known, False
    _check_ceiling(proved=proved)
    fields = {"email": sealed.seal(email), "locale": locale, "proved": proved}
    return Registration.objects.get_or_create(email_hash=fingerprint, defaults=fields)


def _check_ceiling(*, proved: bool) -> None:
    came = Registration.objects.filter(asked_on=today(), proved=proved).count()
    if came >= conf.a_day() * (PROVED if proved else 1):
        raise RegistrationRefused(
            _("So many addresses came today that this one was not kept. Please send it tomorrow."), status=429
        )
