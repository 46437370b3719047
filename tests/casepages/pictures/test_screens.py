"""Editors upload, look at, cover and delete pictures; nobody else sees one before it is public."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

from casepages.models import CasePicture, CasePictureEdit
from casepages.pictures import faces
from casepages.pictures.exceptions import DetectorUnavailable
from tests.casepages.pictures.drawings import file, landscape, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def elif_(django_user_model):
    user = django_user_model.objects.create_user("elif", "elif@example.org", "elif's own words")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def editor(elif_):
    client = Client()
    client.force_login(elif_)
    return client


def uploaded(client, picture, name="elif-in-mae-sot.png", **changes):
    sent = file(picture)
    sent.name = name
    told = {"kind": "illustration", "alt": "A thread over hills", "credit": "Drawn by code", "file": sent}
    return client.post(reverse("case_pictures:add"), {**told, **changes}, follow=True)


def said(response):
    return response.content.decode()


def test_an_upload_keeps_pixels_alone_and_says_that_no_face_was_found(editor, elif_):
    answer = uploaded(editor, landscape())
    assert "No face was found" in said(answer)
    picture = CasePicture.objects.get()
    assert (picture.width, picture.height, picture.faces) == (900, 600, [])
    assert picture.uploaded_by == elif_
    assert "mae-sot" not in said(answer) + str(picture.__dict__)
    assert "mae-sot" not in said(editor.get(reverse("case_pictures:index")))
    assert not get_image_model().objects.exists()


def test_a_found_face_is_shown_on_the_picture_at_once(editor):
    answer = uploaded(editor, somebody())
    assert "A face was found" in said(answer)
    assert len(re.findall(r'class="case-picture__face"', said(answer))) == 1
    assert "Cover all faces" in said(answer)


def test_all_faces_are_covered_at_one_press_and_what_was_under_them_is_gone(editor):
    uploaded(editor, somebody())
    before = CasePicture.objects.get()
    answer = editor.post(
        reverse("case_pictures:cover", args=[before.pk]), {"seen": before.sha256, "all": "1"}, follow=True
    )
    assert "gone for good" in said(answer)
    after = CasePicture.objects.get()
    assert after.sha256 != before.sha256
    assert after.faces == []
    assert len(after.covers) == 1
    assert list(after.edits.values_list("verb", flat=True)) == ["covered", "uploaded"]
    shown = editor.get(reverse("case_pictures:pixels", args=[after.pk]))
    assert shown.content == bytes(after.content) != bytes(before.content)


def test_a_rectangle_typed_as_numbers_is_covered_exactly(editor):
    uploaded(editor, landscape())
    picture = CasePicture.objects.get()
    typed = {"left-0": 100, "top-0": 50, "width-0": 200, "height-0": 80}
    answer = editor.post(
        reverse("case_pictures:cover", args=[picture.pk]), {"seen": picture.sha256, **typed}, follow=True
    )
    assert "gone for good" in said(answer)
    (box,) = CasePicture.objects.get().covered
    assert (box.left, box.top, box.width, box.height) == (100, 50, 200, 80)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Tick a face"),
        ({"left-0": 1, "top-0": 2}, "all four numbers"),
        ({"left-0": 5000, "top-0": 2, "width-0": 5, "height-0": 5}, "outside the picture"),
        ({"seen": "f" * 64, "left-0": 1, "top-0": 2, "width-0": 5, "height-0": 5}, "Somebody else changed"),
    ],
)
def test_half_a_rectangle_or_another_picture_covers_nothing(editor, typed, sentence):
    uploaded(editor, landscape())
    before = CasePicture.objects.get()
    answer = editor.post(
        reverse("case_pictures:cover", args=[before.pk]), {"seen": before.sha256, **typed}, follow=True
    )
    assert sentence in said(answer)
    assert CasePicture.objects.get().sha256 == before.sha256


def test_why_a_face_stays_is_recorded_and_ends_with_the_next_covering(editor, elif_):
    uploaded(editor, somebody())
    picture = CasePicture.objects.get()
    seen = {"seen": picture.sha256}
    address = reverse("case_pictures:exception", args=[picture.pk])
    assert "choose why" in said(editor.post(address, seen, follow=True))
    editor.post(address, {**seen, "exception": "consented"})
    picture.refresh_from_db()
    assert picture.exception == "consented"
    assert CasePictureEdit.objects.filter(verb="excepted", user=elif_).exists()
    editor.post(reverse("case_pictures:cover", args=[picture.pk]), {**seen, "all": "1"})
    picture.refresh_from_db()
    assert picture.exception == ""


def test_a_refused_file_is_named_and_what_was_typed_is_kept(editor):
    sent = file(landscape())
    sent.name = "drawing.svg"
    sent.write(b"<svg/>")
    answer = uploaded(editor, landscape((40, 40)))
    assert "too small" in said(answer)
    assert "A thread over hills" in said(answer)
    assert not CasePicture.objects.exists()


def test_without_a_detector_no_picture_is_taken(editor, monkeypatch):
    def gone():
        raise DetectorUnavailable("Pictures cannot be used here yet.")

    monkeypatch.setattr(faces, "check", gone)
    assert "Pictures cannot be used here yet." in said(uploaded(editor, landscape()))
    assert not CasePicture.objects.exists()


def test_new_words_are_saved_and_name_who_wrote_them(editor, elif_):
    uploaded(editor, landscape())
    picture = CasePicture.objects.get()
    told = {"kind": "photograph", "alt": "Hills in the morning", "credit": ""}
    editor.post(reverse("case_pictures:edit", args=[picture.pk]), told)
    picture.refresh_from_db()
    assert (picture.kind, picture.alt) == ("photograph", "Hills in the morning")
    assert picture.edits.first().verb == "described"


def test_a_deleted_picture_leaves_the_page_standing(editor, case_page):
    uploaded(editor, landscape())
    case_page.picture = CasePicture.objects.get()
    case_page.save_revision()
    case_page.save()
    editor.post(reverse("case_pictures:delete", args=[case_page.picture.pk]))
    case_page.refresh_from_db()
    assert case_page.picture is None
    assert case_page.get_latest_revision_as_object().picture is None


GETS = ("index", "index_results", "add", "edit", "pixels", "delete")
POSTS = ("add", "edit", "cover", "exception", "delete")
CHOOSER = ("choose", "choose_results", "chosen", "chosen_multiple", "create")


def addresses(picture):
    needs_key = {"edit", "pixels", "delete", "cover", "exception", "chosen"}
    for name in {*GETS, *POSTS}:
        yield reverse(f"case_pictures:{name}", args=[picture.pk] if name in needs_key else [])
    for name in CHOOSER:
        yield reverse(f"case_picture_chooser:{name}", args=[picture.pk] if name in needs_key else [])


@pytest.mark.parametrize("group", ["Case officers", "Privacy reviewers", "Finance officers", "Operators"])
def test_no_other_colleague_sees_a_picture_or_its_words(editor, django_user_model, group):
    uploaded(editor, somebody())
    picture = CasePicture.objects.get()
    colleague = django_user_model.objects.create_user("colleague", "c@example.org", "words of a colleague")
    colleague.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(colleague)
    for address in addresses(picture):
        for answer in (client.get(address), client.post(address, {"seen": picture.sha256, "all": "1"})):
            assert answer.status_code in (302, 403, 405), address
            assert "thread over hills" not in said(answer)
    assert CasePicture.objects.get().sha256 == picture.sha256


def test_the_stranger_is_sent_to_the_sign_in(editor):
    uploaded(editor, landscape())
    picture = CasePicture.objects.get()
    for address in addresses(picture):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]
    stranger = Client()
    for route in ("images/", "documents/"):
        for api in ("/api/v1/", "/api/v2/", "/api/v3/"):
            assert stranger.get(f"{api}{route}").status_code == 404
    assert stranger.get(f"/api/v1/media/{picture.sha256}").status_code == 404


def test_pictures_are_kept_by_no_browser_and_run_nothing(editor):
    uploaded(editor, landscape())
    answer = editor.get(reverse("case_pictures:pixels", args=[CasePicture.objects.get().pk]))
    assert answer["Content-Type"] == "image/webp"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_chooser_offers_pictures_with_their_words(editor):
    uploaded(editor, landscape())
    picture = CasePicture.objects.get()
    offered = editor.get(reverse("case_picture_chooser:choose")).json()["html"]
    assert "A thread over hills" in offered
    assert reverse("case_pictures:pixels", args=[picture.pk]) in offered
    chosen = editor.get(reverse("case_picture_chooser:chosen", args=[picture.pk])).json()
    assert chosen["result"]["id"] == str(picture.pk)
