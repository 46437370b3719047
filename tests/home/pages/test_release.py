"""A content page's whole way: an editor submits it, a reviewer signs it, the public reads just that."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import TaskState

from home.models import ContentPage
from review.actions.sign import sign
from review.actions.submit import submit
from review.checklist import confirmed
from tests.home.pages.conftest import FIGURE
from tests.kept import kept

pytestmark = pytest.mark.django_db


def member(name: str, group: str):
    user = get_user_model().objects.create_user(name, f"{name}@example.org")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
@kept
def editor(db):
    return member("editor", "Editors")


@pytest.fixture
@kept
def reviewer(db):
    return member("reviewer", "Privacy reviewers")


def release(page, editor, reviewer):
    state = submit(page, editor)
    assert state.status == TaskState.STATUS_IN_PROGRESS, state.comment
    seen = state.candidate
    shown = {"digest": seen.digest, "review_digest": seen.review_digest}
    sign(seen.pk, reviewer, confirmed(seen), **shown, reauthenticated_at=timezone.now())
    page.refresh_from_db()
    return bytes(seen.public_bytes)


def test_a_signature_makes_the_page_public_and_live(client, about, editor, reviewer):
    about.save_revision(user=editor)
    signed = release(about, editor, reviewer)
    assert about.live is True
    assert signed in client.get("/api/v1/pages/about/").content


def test_home_and_site_follow_once_the_pages_they_lead_to_are_released(
    client, home_page, about, site_page, editor, reviewer
):
    release(about, editor, reviewer)
    home_page.body = [{"type": "link", "value": {"text": "About", "page": about.pk, "url": ""}}]
    home_page.save_revision(user=editor)
    release(home_page, editor, reviewer)
    release(site_page, editor, reviewer)
    body = client.get("/api/v1/pages/home/").json()["page"]["body"]
    assert body == [{"type": "link", "text": "About", "slug": "about", "url": None}]
    assert client.get("/api/v1/site/").json()["site"]["menu"][1] == {"title": "About", "slug": "about"}


def test_a_page_that_leads_to_an_unreleased_one_is_sent_back_with_the_cure(home_page, about, editor):
    home_page.body = [{"type": "link", "value": {"text": "About", "page": about.pk, "url": ""}}]
    home_page.save_revision(user=editor)
    state = submit(home_page, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "release that page first" in state.comment


def test_an_unsourced_figure_is_sent_back_and_nothing_is_lost(about, editor):
    about.body = [("figure", {**FIGURE, "source_date": ""})]
    about.save_revision(user=editor)
    state = submit(about, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "source" in state.comment
    assert ContentPage.objects.get(pk=about.pk).get_latest_revision_as_object().body[0].value["what"]


def test_a_translation_is_released_on_its_own_under_the_same_id(
    client, home_page, about, indonesian, editor, reviewer
):
    original = release(about, editor, reviewer)
    home_page.copy_for_translation(indonesian)
    tentang = about.copy_for_translation(indonesian)
    assert client.get("/api/v1/pages/about/?locale=id").json()["locales"] == ["en"]
    tentang.title = "Tentang"
    tentang.save_revision(user=editor)
    translated = release(tentang, editor, reviewer)
    answer = client.get("/api/v1/pages/about/?locale=id")
    assert translated in answer.content
    assert answer.json()["page"]["title"] == "Tentang"
    assert original in client.get("/api/v1/pages/about/").content


def test_a_copy_of_a_page_is_sent_back_until_it_is_translated(home_page, about, indonesian, editor, reviewer):
    release(about, editor, reviewer)
    home_page.copy_for_translation(indonesian)
    tentang = about.copy_for_translation(indonesian)
    state = submit(tentang, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "Nothing is translated yet" in state.comment
    tentang.intro = "Dari mana ini berasal."
    tentang.save_revision(user=editor)
    findings = json.loads(bytes(submit(tentang, editor).candidate.review_bytes))["findings"]
    assert [(finding["code"], finding["where"]) for finding in findings] == [
        ("part-untranslated", "Title"),
        ("part-untranslated", "Body"),
    ]


def test_a_link_into_another_language_is_for_the_reviewer_to_weigh(
    home_page, about, indonesian, editor, reviewer
):
    release(about, editor, reviewer)
    beranda = home_page.copy_for_translation(indonesian)
    beranda.body = [{"type": "link", "value": {"text": "Tentang", "page": about.pk, "url": ""}}]
    beranda.save_revision(user=editor)
    findings = json.loads(bytes(submit(beranda, editor).candidate.review_bytes))["findings"]
    assert [(finding["code"], finding["severity"]) for finding in findings] == [("link-untranslated", "warn")]


def test_colours_languages_and_order_change_with_a_later_release(
    client, home_page, about, site_page, editor, reviewer
):
    release(about, editor, reviewer)
    release(home_page, editor, reviewer)
    release(site_page, editor, reviewer)
    site_page.locales = ["en", "id", "th"]
    site_page.theme[0].value["light"]["paper"] = "#FFFFFF"
    site_page.save_revision(user=editor)
    release(site_page, editor, reviewer)
    signed = client.get("/api/v1/site/").json()["site"]
    assert signed["locales"] == ["en", "id", "th"]
    assert signed["theme"]["light"]["paper"] == "#FFFFFF"
    about.menu_order, about.slug = 7, "about-us"
    about.save_revision(user=editor)
    release(about, editor, reviewer)
    assert client.get("/api/v1/pages/about-us/").json()["page"]["menu_order"] == 7


def test_a_translation_takes_what_is_not_words_from_the_signed_source(
    about, home_page, indonesian, editor, reviewer
):
    release(about, editor, reviewer)
    home_page.copy_for_translation(indonesian)
    tentang = about.copy_for_translation(indonesian)
    tentang.title = "Tentang"
    tentang.save_revision(user=editor)
    ContentPage.objects.filter(pk=about.pk).update(menu_order=3, slug="elsewhere")
    signed = json.loads(bytes(submit(tentang, editor).candidate.public_bytes))
    assert (signed["slug"], signed["menu_order"]) == ("about", 100)
