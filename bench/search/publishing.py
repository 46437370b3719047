"""Many cases made public at once: the rows a release writes, in bulk: past the forms, not past the database.

Every rule the database holds is in force: candidates name their bytes, somebody else signs, places stand in
the ledger. Only what a release queues and logs is left out, so an index has to be filled by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from payments.models import Campaign, FundingSnapshot
from publication import canonical, derived
from publication.models import (
    Candidate,
    CandidateContributor,
    Consent,
    PlaceLedgerEntry,
    PublicationTerm,
    PublicRecord,
    RecordFacet,
    Release,
    SignOff,
)
from publication.models.kinds import Kind

CONSENTED_FOR = timedelta(days=730)
Public = dict[str, Any]


@dataclass(frozen=True, slots=True)
class People:
    editor: Any
    reviewer: Any


def publish(cases: Iterable[Sequence[Public]]) -> None:
    """Makes each of these cases public in all the languages it is given in."""
    with transaction.atomic():
        publics = [list(case) for case in cases]
        terms, consents = _consented(publics)
        _open_campaigns(publics, terms)
        people = staff()
        candidates = _frozen([public for case in publics for public in case], people)
        _sign(candidates.values(), people)
        _release(candidates, people)
        _enter_places(publics, terms, candidates)
        _write(publics, terms, consents, candidates)


def staff() -> People:
    users = get_user_model().objects
    editor, _made = users.get_or_create(username="bench-editor")
    reviewer, _made = users.get_or_create(username="bench-reviewer")
    reviewer.user_permissions.add(Permission.objects.get(codename="sign_candidate"))
    return People(editor, reviewer)


def _consented(publics: list[list[Public]]) -> tuple[dict[str, PublicationTerm], dict[str, Consent]]:
    """Terms and consents by public id."""
    terms = PublicationTerm.objects.bulk_create(
        PublicationTerm(public_id=case[0]["id"], case_ref=f"bench {case[0]['id']}", ordinal=1)
        for case in publics
    )
    ends = timezone.now() + CONSENTED_FOR
    consents = Consent.objects.bulk_create(
        Consent(
            consent_ref=term.consent_ref,
            locales=[public["locale"] for public in case],
            channels=["site_api"],
            expires_at=ends,
        )
        for term, case in zip(terms, publics, strict=True)
    )
    by_id = {term.public_id: term for term in terms}
    return by_id, {term.public_id: consent for term, consent in zip(terms, consents, strict=True)}


def _open_campaigns(publics: list[list[Public]], terms: dict[str, PublicationTerm]) -> None:
    campaigns = Campaign.objects.bulk_create(
        Campaign(
            ref=terms[case[0]["id"]].campaign_ref,
            kind=Campaign.Kind.CASE,
            goal=case[0]["goal"]["amount"],
            currency=case[0]["goal"]["currency"],
        )
        for case in publics
    )
    snapshots = FundingSnapshot.objects.bulk_create(
        FundingSnapshot(
            campaign=campaign,
            version=1,
            goal=campaign.goal,
            received=0,
            gifts=0,
            donors=0,
            degrees={},
            status=FundingSnapshot.Status.OPEN,
        )
        for campaign in campaigns
    )
    newest = FundingSnapshot.objects.filter(campaign=OuterRef("pk")).values("pk")
    keys = [snapshot.campaign_id for snapshot in snapshots]
    Campaign.objects.filter(pk__in=keys).update(snapshot=Subquery(newest))


def _frozen(publics: list[Public], people: People) -> dict[tuple[str, str], Candidate]:
    """Candidates by public id and language, with whoever wrote them."""
    candidates = []
    for public in publics:
        content, review = canonical.encode(public), reviewed(public, people)
        candidates.append(
            Candidate(
                kind=Kind.CASE,
                subject=public["id"],
                locale=public["locale"],
                public_bytes=content,
                digest=canonical.digest(content),
                review_bytes=review,
                review_digest=canonical.digest(review),
                submitted_by=people.editor,
            )
        )
    made = Candidate.objects.bulk_create(candidates)
    CandidateContributor.objects.bulk_create(
        CandidateContributor(candidate=candidate, user=people.editor) for candidate in made
    )
    return {(candidate.subject, candidate.locale): candidate for candidate in made}


def reviewed(public: Public, people: People) -> bytes:
    areas = {slot: {"code": place["code"], "within": {}} for slot, place in derived.slots(public)}
    record = {"schema": 1, "findings": [], "contributors": [people.editor.pk], "signers_required": 1}
    return canonical.encode({**record, "places": {"ledger": 0, "areas": areas}})


def _sign(candidates: Iterable[Candidate], people: People) -> None:
    proved = timezone.now() - timedelta(minutes=1)
    SignOff.objects.bulk_create(
        SignOff(
            candidate=candidate,
            digest=candidate.digest,
            review_digest=candidate.review_digest,
            reviewer=people.reviewer,
            reauthenticated_at=proved,
            checklist={"worse_off": "no"},
        )
        for candidate in candidates
    )


def _release(candidates: dict[tuple[str, str], Candidate], people: People) -> None:
    subjects = dict.fromkeys(subject for subject, _locale in candidates)
    releases = Release.objects.bulk_create(
        Release(kind=Kind.CASE, subject=subject, released_by=people.reviewer) for subject in subjects
    )
    by_subject = {release.subject: release for release in releases}
    for candidate in candidates.values():
        candidate.release = by_subject[candidate.subject]
    keys = [candidate.pk for candidate in candidates.values()]
    its_own = Release.objects.filter(pk__gte=releases[0].pk, kind=Kind.CASE, subject=OuterRef("subject"))
    Candidate.objects.filter(pk__in=keys).update(release=Subquery(its_own.values("pk")[:1]))
    of_candidate = Candidate.objects.filter(pk=OuterRef("candidate")).values("release")
    SignOff.objects.filter(candidate__in=keys).update(release=Subquery(of_candidate))


def _enter_places(
    publics: list[list[Public]],
    terms: dict[str, PublicationTerm],
    candidates: dict[tuple[str, str], Candidate],
) -> None:
    PlaceLedgerEntry.objects.bulk_create(
        PlaceLedgerEntry(
            case_ref=terms[case[0]["id"]].case_ref,
            position=position,
            slot=slot,
            area=place["code"],
            candidate=candidates[case[0]["id"], case[0]["locale"]],
        )
        for case in publics
        for position, (slot, place) in enumerate(derived.slots(case[0]), start=1)
    )


def _write(
    publics: list[list[Public]],
    terms: dict[str, PublicationTerm],
    consents: dict[str, Consent],
    candidates: dict[tuple[str, str], Candidate],
) -> None:
    now = timezone.now()
    told = [public for case in publics for public in case]
    records = PublicRecord.objects.bulk_create(
        _record(
            public,
            candidates[public["id"], public["locale"]],
            now,
            term=terms[public["id"]],
            consent=consents[public["id"]],
        )
        for public in told
    )
    RecordFacet.objects.bulk_create(
        RecordFacet(record=record, name=name, value=value)
        for record, public in zip(records, told, strict=True)
        for name, value in sorted(derived.facets(public))
    )


def _record(public: Public, candidate: Candidate, released_at: datetime, **of_term: Any) -> PublicRecord:
    return PublicRecord(
        kind=Kind.CASE,
        subject=public["id"],
        locale=public["locale"],
        is_source=public["source_locale"] == public["locale"],
        bytes=candidate.public_bytes,
        digest=candidate.digest,
        candidate=candidate,
        release=candidate.release,
        first_published_on=derived.first_published_on(public),
        waiting_since=derived.waiting_since(public) or released_at.date(),
        card=derived.card(public),
        status=PublicRecord.Status.OPEN,
        released_at=released_at,
        funding_version=1,
        **of_term,
    )
