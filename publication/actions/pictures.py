"""Pictures beside the bytes that name them: kept from submission on, public by a released record alone."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from publication import canonical, derived
from publication.exceptions import FreezeRefused, ReleaseRefused
from publication.models import Candidate, Media, RecordFacet


def keep(media: Mapping[str, tuple[str, bytes]]) -> None:
    """Store pictures by their digest. Raises `FreezeRefused` where one is not what it is named by."""
    for sha256, (_content_type, content) in media.items():
        if canonical.digest(content) != sha256:
            raise FreezeRefused(_("A picture is not the one that was named. Submit again."))
    Media.objects.bulk_create(
        [
            Media(sha256=sha256, content_type=content_type, content=content)
            for sha256, (content_type, content) in media.items()
        ],
        ignore_conflicts=True,
    )


def missing(public: dict[str, Any]) -> bool:
    """Whether the content names a picture that is not kept."""
    named = derived.media(public)
    return Media.objects.filter(sha256__in=named).count() != len(named)


def check(public: dict[str, Any]) -> None:
    if missing(public):
        raise FreezeRefused(_("A picture of this text is not there any more. Choose it again, then submit."))


def check_release(public: dict[str, Any]) -> None:
    if missing(public):
        raise ReleaseRefused(_("A picture of this text is not there any more. Return it and say so."))


def purge_unnamed() -> int:
    """Delete the pictures of texts that were returned or replaced and never released; how many.

    A text frozen at this very moment may lose a picture it shares with one of those: its release is refused
    with a sentence, and submitting again brings the picture back.
    """
    waiting = Candidate.objects.filter(superseded_at=None, release=None)
    named = {sha256 for candidate in waiting for sha256 in _of(candidate)}
    released = RecordFacet.objects.filter(name="media").values("value")
    deleted, _by_model = Media.objects.exclude(sha256__in=named).exclude(sha256__in=released).delete()
    return deleted


def _of(candidate: Candidate) -> set[str]:
    return derived.media(json.loads(bytes(candidate.public_bytes)))
