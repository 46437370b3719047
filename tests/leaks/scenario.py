"""The demo's whole house: a case in public, one withdrawn, one that waits for its review, gifts, files."""

import io
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo
from wagtail.documents.models import Document
from wagtail.images.models import Image

from casepages.models import CasePage
from payments.models import Donation
from publication.models import Candidate, PublicationTerm
from publication.worker import tick
from review.actions.withdrawal import withdraw

FILE_WORD = "zqwordinsideafile"
REASON_WORD = "zqreasonnobodyreads"


@dataclass(frozen=True)
class House:
    """Public ids of the case in public, the withdrawn one and the one that waits, and a gift's."""

    public: str
    withdrawn: str
    waiting: str
    campaign: str
    donation: str


def furnish() -> House:
    call_command("load_demo")
    tick()
    users = get_user_model().objects
    shown, withdrawn = _page("Narin"), _page("Luzmila")
    _files(users.get(username="editor"))
    term = _term(shown)
    gone = _term(withdrawn)
    withdraw(withdrawn.case_file, users.get(username="officer"), REASON_WORD)
    tick()
    return House(
        public=term.public_id,
        withdrawn=gone.public_id,
        waiting=Candidate.objects.get(kind="case", release=None, superseded_at=None).subject,
        campaign=term.campaign_ref,
        donation=str(Donation.objects.first().pk),
    )


def _page(alias: str) -> CasePage:
    return CasePage.objects.get(title=alias)


def _term(page: CasePage) -> PublicationTerm:
    return PublicationTerm.objects.filter(case_ref=page.case_file.ref).latest("ordinal")


def _files(editor) -> None:
    """What lies in Wagtail's own libraries, with the word in title, metadata and content."""
    told = PngInfo()
    told.add_text("Comment", FILE_WORD)
    drawn = io.BytesIO()
    Picture.new("RGB", (60, 60), "#27355E").save(drawn, "PNG", pnginfo=told)
    Image.objects.create(
        title=FILE_WORD,
        file=ContentFile(drawn.getvalue(), name="drawn.png"),
        uploaded_by_user=editor,
    ).get_rendition("width-40")
    Document.objects.create(
        title=FILE_WORD,
        file=ContentFile(FILE_WORD.encode(), name="written.txt"),
        uploaded_by_user=editor,
    )
