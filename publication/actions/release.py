"""Release: the one way bytes become public."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from payments.actions.campaigns import open_campaign
from publication import canonical, derived, log, outbox
from publication.actions import consented, pictures, places
from publication.actions import recall as recalls
from publication.actions.funding import mirror_status, pause_hidden
from publication.actions.signoffs import signers_missing
from publication.exceptions import ReleaseRefused
from publication.models import (
    Candidate,
    Consent,
    PublicationTerm,
    PublicRecord,
    Recall,
    RecordFacet,
    Release,
    SignOff,
)
from publication.models.kinds import CONSENTED, Kind
from publication.readers.visibility import visible


@dataclass(frozen=True, slots=True)
class Set:
    """What is released together: candidates of one subject, one per locale, with their parsed bytes."""

    kind: str
    subject: str
    candidates: Sequence[Candidate]
    publics: Sequence[dict[str, Any]]
    term: PublicationTerm | None
    consent: Consent | None

    @property
    def locales(self) -> list[str]:
        return [candidate.locale for candidate in self.candidates]


def release(candidates: Iterable[Candidate], by: AbstractBaseUser | None) -> Release:
    """Make signed candidates public and open their campaign, in one transaction.

    All are of one subject, at most one per locale. Raises `ReleaseRefused` with what is missing, and passes
    on the refusal of payments where the goal cannot be what was signed.
    """
    with transaction.atomic():
        chosen = _locked([candidate.pk for candidate in candidates])
        _check(chosen)
        done = _act(chosen, by)
        log.record("release", chosen.subject, by, kind=chosen.kind, locales=chosen.locales, release=done.pk)
        outbox.add(
            "release",
            kind=chosen.kind,
            subject=chosen.subject,
            locales=chosen.locales,
            public_id=chosen.term.public_id if chosen.term else None,
        )
    return done


def _locked(keys: list[int]) -> Set:
    # Locks candidates and, below, records: nothing that a withdrawal or a recall has to wait for.
    candidates = list(Candidate.objects.select_for_update().filter(pk__in=keys).order_by("locale"))
    if not candidates:
        raise ReleaseRefused(_("There is nothing to release."))
    kind, subject = candidates[0].kind, candidates[0].subject
    if any((candidate.kind, candidate.subject) != (kind, subject) for candidate in candidates):
        raise ReleaseRefused(_("Only candidates of one subject are released together."))
    list(PublicRecord.objects.select_for_update().filter(kind=kind, subject=subject).values_list("pk"))
    publics = [json.loads(bytes(candidate.public_bytes)) for candidate in candidates]
    term, consent = consented.term_and_consent(publics) if kind in CONSENTED else (None, None)
    return Set(kind, subject, candidates, publics, term, consent)


def _check(chosen: Set) -> None:
    if len(set(chosen.locales)) != len(chosen.locales):
        raise ReleaseRefused(_("Choose one candidate for each language."))
    for candidate in chosen.candidates:
        _check_candidate(candidate)
        _check_followed(candidate, chosen)
    for public in chosen.publics:
        pictures.check_release(public)
    if chosen.term is not None:
        consented.check(chosen.term, chosen.consent, chosen.locales)
    if chosen.kind == Kind.CASE:
        _check_shape(chosen)
        if chosen.term is not None:
            places.check(chosen.term, chosen.candidates, chosen.publics)
    if chosen.kind == Kind.UPDATE:
        consented.check_case_public(chosen.term)
    if chosen.kind == Kind.PAGE:
        _check_slug(chosen)


def _check_candidate(candidate: Candidate) -> None:
    if not candidate.is_open:
        raise ReleaseRefused(
            _("The candidate in %(locale)s is no longer open: it was released, returned or replaced.")
            % {"locale": candidate.locale}
        )
    if canonical.digest(bytes(candidate.public_bytes)) != candidate.digest:
        raise ReleaseRefused(
            _("The bytes in %(locale)s are not the ones that were signed. Call an operator.")
            % {"locale": candidate.locale}
        )
    missing = signers_missing(candidate)
    if missing:
        raise ReleaseRefused(
            _("The candidate in %(locale)s still needs the signature of %(count)s more.")
            % {"locale": candidate.locale, "count": missing},
            signers_missing=missing,
        )
    newer = Q(locale="") | Q(locale=candidate.locale)
    if Recall.objects.filter(
        newer, subject=candidate.subject, lifted_by=None, at__gt=candidate.submitted_at
    ).exists():
        raise ReleaseRefused(
            _("This was recalled after the candidate in %(locale)s was submitted. Submit it again.")
            % {"locale": candidate.locale}
        )


def _check_followed(candidate: Candidate, chosen: Set) -> None:
    """What was made of a waiting source goes with it or after it, or before it where only words changed."""
    source = candidate.follows
    if source is None or source.release_id or source in chosen.candidates:
        return
    if source.superseded_at is not None or not only_words_differ(source):
        raise ReleaseRefused(
            _(
                "The text in %(locale)s was made of the original as it waits in %(source)s, so it is "
                "released with it or after it. If the original was returned or replaced, submit this "
                "text again."
            )
            % {"locale": candidate.locale, "source": source.locale}
        )


def only_words_differ(source: Candidate) -> bool:
    """Whether all but words of a candidate is as its newest release has it; False where there is none."""
    record = PublicRecord.objects.filter(
        kind=source.kind, subject=source.subject, locale=source.locale
    ).first()
    if record is None or record.is_erased:
        return False
    waiting, released = (json.loads(bytes(content)) for content in (source.public_bytes, record.bytes))
    return derived.frame(waiting) == derived.frame(released)


def left_behind(candidate: Candidate, locales: Iterable[str]) -> list[str]:
    """The public languages that a release of these `locales`, shaped as `candidate` is, would hide."""
    if candidate.kind != Kind.CASE:
        return []
    shape = derived.shape(json.loads(bytes(candidate.public_bytes)))
    others = visible(PublicRecord.objects.filter(kind=Kind.CASE, subject=candidate.subject))
    return [
        record.locale
        for record in others.exclude(locale__in=list(locales)).order_by("locale")
        if derived.shape(json.loads(bytes(record.bytes))) != shape
    ]


def _check_shape(chosen: Set) -> None:
    """All but words is the source's; a translation released alone may not change it, nor be older than it."""
    shapes = [derived.shape(public) for public in chosen.publics]
    source_locale = chosen.publics[0]["source_locale"]
    if source_locale not in chosen.locales:
        source = PublicRecord.objects.filter(
            kind=Kind.CASE, subject=chosen.subject, locale=source_locale
        ).first()
        if source is not None:
            shapes.append(derived.shape(json.loads(bytes(source.bytes))))
    if any(shape != shapes[0] for shape in shapes):
        raise ReleaseRefused(
            _(
                "Alias, age band, exploitation, period, needs, goal, places or pictures differ between the "
                "languages. Submit the translations again."
            )
        )


def _check_slug(chosen: Set) -> None:
    slugs = [public["slug"] for public in chosen.publics]
    taken = RecordFacet.objects.filter(name="slug", value__in=slugs, record__kind=Kind.PAGE)
    if taken.exclude(record__subject=chosen.subject).exists():
        raise ReleaseRefused(_("Another page has this address already. Change the slug and submit it again."))


def _act(chosen: Set, by: AbstractBaseUser | None) -> Release:
    done = Release.objects.create(
        kind=chosen.kind, subject=chosen.subject, released_by_id=by.pk if by is not None else None
    )
    keys = [candidate.pk for candidate in chosen.candidates]
    Candidate.objects.filter(pk__in=keys).update(release=done)
    SignOff.objects.filter(candidate__in=keys, release=None).update(release=done)
    if chosen.kind == Kind.CASE and chosen.term is not None:
        places.enter(chosen.term, chosen.candidates[0], chosen.publics[0])
    for candidate, public in zip(chosen.candidates, chosen.publics, strict=True):
        _write(chosen, candidate, public, done)
    recalls.keep_recalled(chosen.kind, chosen.subject, chosen.locales, chosen.term, by)
    recalls.lift(chosen.subject, chosen.locales, done)
    if chosen.kind == Kind.CASE and chosen.term is not None:
        recalls.recall_left_behind(chosen.subject, derived.shape(chosen.publics[0]), by)
        # Last, because donors wait for the campaign's row while this transaction holds it.
        _open(chosen.term, chosen.publics[0]["goal"])
    return done


def _write(chosen: Set, candidate: Candidate, public: dict[str, Any], done: Release) -> None:
    signed = {
        "is_source": public.get("source_locale", candidate.locale) == candidate.locale,
        "bytes": candidate.public_bytes,
        "digest": candidate.digest,
        "candidate": candidate,
        "release": done,
        "term": chosen.term,
        "consent": chosen.consent,
        "released_at": done.released_at,
        "first_published_on": derived.first_published_on(public),
        "waiting_since": derived.waiting_since(public) or done.released_at.date(),
        "card": derived.card(public),
    }
    status = PublicRecord.Status.OPEN if chosen.kind == Kind.CASE else ""
    record, _created = PublicRecord.objects.update_or_create(
        kind=chosen.kind,
        subject=chosen.subject,
        locale=candidate.locale,
        defaults=signed,
        create_defaults={**signed, "status": status},
    )
    RecordFacet.objects.filter(record=record).delete()
    RecordFacet.objects.bulk_create(
        RecordFacet(record=record, name=name, value=value) for name, value in sorted(derived.facets(public))
    )


def _open(term: PublicationTerm, goal: dict[str, Any]) -> None:
    # Read again: the records written above hold the consent's row, so its end moves no more until they stand.
    ends = Consent.objects.values_list("expires_at", flat=True).get(consent_ref=term.consent_ref)
    open_campaign(term.campaign_ref, goal["amount"], goal["currency"], ends)
    pause_hidden(term)
    mirror_status(term.campaign_ref)
