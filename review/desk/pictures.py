"""The pictures of a candidate at the desk: the exact bytes that would be public, for reviewers alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import View

from casepages.models import CasePicture
from publication import derived, log
from publication.models import Candidate, Media
from review.desk.reading import public_of, review_of
from review.desk.standing import Reviewers, unstored
from review.projection.pictures import placed


def picture_addresses(candidate: Candidate) -> dict[str, str]:
    """Digest → path of each picture that the candidate names."""
    return {
        sha256: reverse("review_desk:picture", args=[candidate.pk, sha256])
        for sha256 in derived.media(public_of(candidate))
    }


def pictures_of(candidate: Candidate) -> list[dict[str, Any]]:
    """`{where, alt, kind, faces, exception, detector, url}` of each, as the detector's record tells it."""
    addresses = picture_addresses(candidate)
    alts = {
        picture["sha256"]: picture["alt"]
        for _slot, _where, picture in placed(public_of(candidate))
        if picture
    }
    return [
        {
            "where": entry["where"],
            "alt": alts.get(entry["sha256"][0], ""),
            "kind": str(dict(CasePicture.KINDS).get(entry["kind"], entry["kind"])),
            "faces": entry["faces"],
            "exception": str(dict(CasePicture.EXCEPTIONS).get(entry["exception"], "")),
            "detector": entry["detector"],
            "url": addresses.get(entry["sha256"][0], ""),
        }
        for entry in review_of(candidate).get("detectors", [])
    ]


@unstored
class PictureView(Reviewers, View):
    """One picture of one candidate; what the candidate does not name is not there."""

    def get(self, request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
        candidate = Candidate.objects.filter(pk=pk).first()
        if candidate is None or candidate.is_erased or sha256 not in derived.media(public_of(candidate)):
            raise Http404
        picture = Media.objects.filter(sha256=sha256).first()
        if picture is None:
            raise Http404
        seen = {"seen": "picture", "picture": sha256, "digest": candidate.digest}
        log.record_view("candidate.view", candidate.subject, request.user, **seen)
        response = HttpResponse(bytes(picture.content), content_type=picture.content_type)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response
