"""Reading a candidate's frozen bytes, and nothing but them."""

import difflib
import json
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casepages.vocabulary import CHANNELS, UNDER_18
from publication import canonical
from publication.models import Candidate, PublicRecord
from publication.models.kinds import Kind
from publication.readers.visibility import visible
from review import signers
from review.projection.findings import read
from review.submission import newest_released


def public_of(candidate: Candidate) -> dict[str, Any]:
    """The public content of exactly the bytes the digest names. Raises ValueError where they do not match."""
    frozen = bytes(candidate.public_bytes)
    if canonical.digest(frozen) != candidate.digest:
        raise ValueError(_("These bytes are not the ones that were frozen. Do not sign; call an operator."))
    content: dict[str, Any] = json.loads(frozen)
    return content


def review_of(candidate: Candidate) -> dict[str, Any]:
    """The review record, checked in the same way."""
    frozen = bytes(candidate.review_bytes)
    if canonical.digest(frozen) != candidate.review_digest:
        raise ValueError(
            _("This review record is not the one that was frozen. Do not sign; call an operator.")
        )
    record: dict[str, Any] = json.loads(frozen)
    return record


def kind_label(kind: str) -> str:
    return str(capfirst(Kind(kind).label))


def language(locale: str) -> str:
    """The language's own name, or its code where the site no longer knows it."""
    known: dict[str, str] = dict(getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES))
    return str(known.get(locale, locale))


def title_of(candidate: Candidate) -> str:
    """The public alias, title or name that the bytes carry; the id where they were erased."""
    if candidate.is_erased:
        return str(candidate.subject)
    public = public_of(candidate)
    return str(public.get("alias") or public.get("title") or public.get("name") or candidate.subject)


def findings_of(candidate: Candidate) -> list[dict[str, Any]]:
    """As `Finding.as_json` gives them, those of older records too."""
    return [read(finding) for finding in review_of(candidate).get("findings", [])]


def perhaps_minor(candidate: Candidate) -> list[tuple[str, str]]:
    """(heading, answer) of the milestones where the person was, or may have been, under 18. Never public.

    Before them stands today, where the person is, or may be, under 18 now.
    """
    disclosure = review_of(candidate).get("disclosure", {})
    answers = disclosure.get("under_18", {})
    told = [(_("Today"), disclosure.get("under_18_today", "no"))]
    told += [
        (milestone["heading"], answers.get(milestone["id"], "no")) for milestone in milestones(candidate)
    ]
    return [(heading, str(UNDER_18[answer])) for heading, answer in told if answer != "no"]


def consent_of(candidate: Candidate) -> dict[str, Any] | None:
    """The consent as it stood at submission, in words: `{languages, uses, until}`."""
    consent = review_of(candidate).get("consent")
    if consent is None:
        return None
    return {
        "languages": [language(code) for code in consent["locales"]],
        "uses": [str(CHANNELS.get(channel, channel)) for channel in consent["channels"]],
        "until": date.fromisoformat(consent["expires_on"]),
    }


def signers_because(candidate: Candidate) -> list[str]:
    """Why more people sign this than usual, in words; empty where nothing asks for it."""
    return [signers.sentence(code) for code in review_of(candidate).get("signers_because", [])]


def signed_of(candidate: Candidate, signed: int | None = None) -> str:
    """“1 of 2”, and after a colon why two are asked for; `signed` where it was counted already."""
    counted = _("%(signed)d of %(required)d") % {
        "signed": len(candidate.signoffs.all()) if signed is None else signed,
        "required": candidate.signers_required,
    }
    because = "; ".join(signers_because(candidate))
    return f"{counted}: {because}" if because else counted


def corrections(candidate: Candidate) -> list[dict[str, str]]:
    """`{part, released, new}`: the places that take the place of another one, in words."""
    return list(review_of(candidate).get("places", {}).get("corrections", []))


def milestones(candidate: Candidate) -> list[dict[str, Any]]:
    return list(public_of(candidate).get("milestones", []))


def changes_since_release(candidate: Candidate) -> list[str] | None:
    """Lines removed (-) and added (+) since the newest release; None where nothing was released before."""
    earlier = newest_released(candidate.kind, candidate.subject, candidate.locale)
    if earlier is None:
        return None
    before, after = _lines(earlier), _lines(public_of(candidate))
    return [
        line
        for line in difflib.unified_diff(before, after, n=0, lineterm="")
        if line[:2] not in ("--", "++", "@@")
    ]


def _lines(content: dict[str, Any]) -> list[str]:
    # The map repeats the milestones' places and headings in thousands of numbers.
    told = {name: value for name, value in content.items() if name != "storymap"}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).splitlines()


def public_record(candidate: Candidate) -> PublicRecord | None:
    """What the public reads now under the candidate's id and language: a mistake is recalled from here."""
    same = {"kind": candidate.kind, "subject": candidate.subject, "locale": candidate.locale}
    return visible(PublicRecord.objects.filter(**same)).first()
