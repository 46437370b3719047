"""Ways to read a file that nobody signed: a picture or a document, by a list, a view or its own address."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from PIL.Image import Exif
from wagtail.documents import get_document_model
from wagtail.images.models import Image
from wagtail.images.utils import generate_signature

from casepages.actions import upload_picture
from casepages.models import CasePicture
from tests.attacks.reading import read
from tests.attacks.rows import EVERY, HERS, attack
from tests.attacks.world import Sort
from tests.casepages.pictures.drawings import file, landscape

ARTIST = 0x013B
LISTS = [f"/api/{api}/{kind}/" for api in ("v2", "v3") for kind in ("images", "documents")]


def illustrated(at: Sort, secret: str) -> list[FieldFile]:
    """A draft with a picture whose title and whose data name her. Returns the files kept of it."""
    exif = Exif()
    exif[ARTIST] = secret
    sent = UploadedFile(file(landscape(), "JPEG", exif=exif), f"{secret.lower()}.jpg")
    if not at.guarded:
        image = Image.objects.create(title=secret, file=sent)
        return [image.file, image.get_rendition("width-80").file]
    picture = upload_picture(sent, at.world.editor, kind="illustration", alt=f"{secret} by a river")
    page = at.draft(secret)
    page.picture = picture
    page.save_revision(user=at.world.editor)
    return [getattr(picture, field.name) for field in picture._meta.fields if isinstance(field, FileField)]


@attack("R1")
def all_that_v3_mounts(at: Sort, secret: str) -> str:
    illustrated(at, secret)
    names = ("images", "documents", "redirects", "locales", "sites", "snippets")
    return "".join(read(at.world.stranger, f"/api/v3/{name}/") for name in names)


@attack("R2")
def a_picture_of_a_draft(at: Sort, secret: str) -> str:
    kept = illustrated(at, secret)
    listed = "".join(read(at.world.stranger, f"/api/{api}/images/") for api in ("v2", "v3"))
    return listed + "".join(read(at.world.stranger, f"/media/{one.name}") for one in kept)


@attack("R3")
def what_a_camera_wrote_into_it(at: Sort, secret: str) -> str:
    said = ""
    for kept in illustrated(at, secret)[-1:]:
        with kept.open("rb") as stored:
            said += stored.read().decode("latin-1")
    return said


def sent(at: Sort, secret: str, person: Any) -> None:
    """A document about her, by the form of Wagtail's library."""
    told = {"title": secret, "collection": at.world.collection.pk}
    told["file"] = SimpleUploadedFile(f"{secret.lower()}.txt", f"{secret}, from a small town.".encode())
    at.browser(person).post(reverse("wagtaildocs:add"), told)


def served(at: Sort) -> str:
    """What a stranger is given of every document: in lists, by the view that serves them, past that view."""
    said = "".join(read(at.world.stranger, address) for address in LISTS)
    for document in get_document_model().objects.all():
        name, file_name = document.filename, document.file.name
        for address in (
            f"/documents/{document.pk}/{name}",
            f"/media/{file_name}",
            f"/staff/media/{file_name}",
        ):
            # The sign-in says where it leads on to.
            said += read(at.world.stranger, address).replace(address, "")
    return said


@attack("R17")
def a_document_in_the_library(at: Sort, secret: str) -> str:
    """Those who write and review cases have no library to put it in, whatever the host has mounted."""
    of_the_house = [at.world.officer, at.world.editor, at.world.reviewer, at.world.finance]
    for person in of_the_house if at.guarded else [at.world.superuser]:
        sent(at, secret, person)
    return served(at)


@attack("R17")
def a_document_of_a_superuser_at_our_own_addresses(at: Sort, secret: str) -> str:
    """A superuser has the library. What stands in it has no address outside the admin."""
    sent(at, secret, at.world.superuser)
    if not at.guarded:
        return served(at)
    with override_settings(ROOT_URLCONF="sixdegree.urls"):
        said = served(at)
        try:
            document = get_document_model().objects.get(title=secret)
            said += f"{secret} at {document.url}"
        except NoReverseMatch:
            at.refused.append("no address")
    get_document_model().objects.filter(title=secret).delete()
    return said


@attack("R17", *EVERY)
def a_document_linked_in_a_text(at: Sort, secret: str) -> None:
    """A link to a document becomes its address, with the name of the file, wherever rich text is expanded."""
    sent(at, secret, at.world.superuser)
    document = get_document_model().objects.get(title=secret)
    page = at.submittable("Harmless")
    link = f'<a linktype="document" id="{document.pk}">here</a>'
    for field in ("body", "summary", "intro"):
        if isinstance(getattr(page, field, None), str):
            setattr(page, field, f"<p>{link}</p>" if not at.guarded else f"She came home. {link}")
    page.save_revision(user=at.world.editor).publish() if not at.guarded else at.tried(page)
    # What the lists tell of the library is another attack's.
    if at.guarded:
        document.delete()


@attack("R17", *HERS)
def a_picture_by_an_address_that_wagtail_signs(at: Sort, secret: str) -> str:
    """Whoever may sign addresses of pictures, as front ends do, is given any picture in any size."""
    kept = illustrated(at, secret)
    said = "".join(read(at.world.stranger, f"/media/{one.name}") for one in kept)
    for key in range(1, Image.objects.count() + CasePicture.objects.count() + 2):
        for size in ("original", "width-80"):
            address = reverse("wagtailimages_serve", args=[generate_signature(key, size), key, size])
            said += read(at.world.stranger, address)
    return said
