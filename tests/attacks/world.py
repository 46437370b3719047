"""A careless host's site with a page of each sort, and the people who attack it."""

import datetime
import hashlib
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, Collection, GroupPagePermission, Locale, Page, Site

from casepages.models import CaseFile, CaseIndexPage, CasePage, CaseUpdate, ConsentRecord, Need
from home.models import ContentPage, HomePage
from publication.models import PublicRecord
from review import roles
from review.actions import recall, sign, submit, withdraw
from review.actions.case_files import open_case
from review.apps import install
from review.checklist import FOUNDING_QUESTION, asked, confirmed
from review.guard.live import shown_record
from review.models import ReleasedPage
from tests.attacks.models import OpenPage
from tests.review.conftest import area, milestone

EVERY_RIGHT = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")


class World:
    """Grace is a superuser, Pavel publishes what Wagtail lets him, Elif writes, Ruth and Rafael review.

    Farid keeps the money and has no right on any page; Wanda has every one on the open pages alone.
    """

    def __init__(self) -> None:
        self.english = Locale.objects.get_or_create(language_code="en")[0]
        self.indonesian = Locale.objects.get_or_create(language_code="id")[0]
        self.root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        self.collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
        # A host's site record points at the top of the tree: nothing is out of its reach.
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": self.root}
        )
        install(None, "default")
        self.people = itertools.count()
        self.officer = self.person("oranuch", roles.CASE_OFFICERS)
        self.editor = self.person("elif", roles.EDITORS)
        self.reviewer = self.person("ruth", roles.PRIVACY_REVIEWERS)
        self.second_reviewer = self.person("rafael", roles.PRIVACY_REVIEWERS)
        self.superuser = self.person("grace", is_superuser=True, is_staff=True)
        self.publisher = self.person("pavel", _publishers(self.root))
        self.open_root = self.root.add_child(
            instance=OpenPage(title="Open", slug="open", locale=self.english)
        )
        self.index = self.root.add_child(
            instance=CaseIndexPage(title="Cases", slug="cases", locale=self.english)
        )
        self.home = self.root.add_child(
            instance=HomePage(title="Home", slug="six", intro="Welcome.", locale=self.english)
        )
        self.finance = self.person("farid", roles.FINANCE_OFFICERS)
        self.webmaster = self.person("wanda", _publishers(self.open_root, "Webmasters"))
        self.stranger = Client(raise_request_exception=False)

    def person(self, name: str, group: str = "", **extra: Any) -> Any:
        user = get_user_model().objects.create_user(name, f"{name}@example.org", f"{name}'s own", **extra)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    def browser(self, user: Any) -> "Browser":
        client = Browser()
        client.force_login(user)
        return client

    def bearer(self, user: Any) -> "Browser":
        _token, plaintext = APIToken.create_token(user=user, name="a script")
        return Browser(headers={"Authorization": f"Bearer {plaintext}"})

    def case_file(self) -> CaseFile:
        today = timezone.localdate()
        consent = ConsentRecord(
            given_on=today,
            expires_on=today + datetime.timedelta(days=365),
            explained_by="A colleague",
            locales=["en", "id"],
            channels=["site_api"],
            under_18="no",
        )
        needs = [Need(category="psychological", amount=40_000)]
        with honest():
            return open_case(CaseFile(currency="USD", needs=needs), consent, self.officer)

    def release(self, page: Any) -> PublicRecord:
        """Submitted by Elif, signed by Ruth."""
        state = submit(page, self.editor)
        assert state.candidate is not None, state.comment
        self.sign(state.candidate)
        return PublicRecord.objects.get(candidate=state.candidate)

    def sign(self, candidate: Any) -> None:
        with honest():
            self.try_to_sign(candidate)

    def try_to_sign(self, candidate: Any) -> None:
        seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
        sign(candidate.pk, self.reviewer, confirmed(candidate), **seen, reauthenticated_at=timezone.now())

    def withdraw(self, page: Any) -> None:
        with honest():
            withdraw(page.case_file, self.officer, "")

    def recall(self, subject: str) -> None:
        with honest():
            recall(subject, None, self.reviewer, "")

    def signature(self, candidate: Any) -> dict[str, str]:
        """What the desk's form sends."""
        seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
        return {**seen, **dict.fromkeys(asked(candidate), "on"), FOUNDING_QUESTION: "no"}


class Browser(Client):
    """Answers as a server would, with a page for an exception, and remembers that there was one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(raise_request_exception=False, **options)
        self.broke: list[str] = []

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if answer.status_code >= 500:
            self.broke.append(f"{request['REQUEST_METHOD']} {request['PATH_INFO']}: {answer.exc_info}")
        return answer

    def json(self, method: str, address: str, body: Any = None) -> Any:
        return self.generic(method, address, json.dumps(body or {}), content_type="application/json")


@contextmanager
def honest() -> Iterator[None]:
    """What is no attack must not be refused: the attack that follows would fail for want of it."""
    try:
        yield
    except Exception as refusal:
        raise AssertionError(f"an honest step was refused: {refusal}") from refusal


def _publishers(root: Page, name: str = "Publishers") -> str:
    """Every right of Wagtail's, below this page."""
    group = Group.objects.create(name=name)
    admin = Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    group.permissions.add(*admin)
    for codename in EVERY_RIGHT:
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    return group.name


def _recorded(row: ReleasedPage) -> bool:
    record = PublicRecord.objects.filter(kind=row.kind, subject=row.subject, locale=row.locale)
    return record.exists()


def word(*of: Any) -> str:
    """A name that no other page holds, in letters alone."""
    digest = hashlib.sha256(repr(of).encode()).hexdigest()[:12]
    return "Zq" + "".join(chr(ord("a") + int(character, 16)) for character in digest)


class Sort:
    """A sort of page under attack: how one is made, how its editor's form is filled in."""

    model: type[Page]
    guarded = True

    def __init__(self, world: World) -> None:
        self.world = world
        self.refused: list[str] = []
        self.browsers: list[Browser] = []

    def browser(self, user: Any) -> Browser:
        self.browsers.append(self.world.browser(user))
        return self.browsers[-1]

    def bearer(self, user: Any) -> Browser:
        self.browsers.append(self.world.bearer(user))
        return self.browsers[-1]

    def broke(self) -> list[str]:
        return [each for browser in self.browsers for each in browser.broke]

    def live_without_release(self) -> list[Page]:
        live = Page.objects.filter(live=True).exact_type(CasePage, CaseUpdate, HomePage, ContentPage)
        released = {row.page_id for row in ReleasedPage.objects.all() if _recorded(row)}
        return [page for page in live if page.pk not in released]

    def parent(self) -> Page:
        raise NotImplementedError

    def told(self, secret: str) -> dict[str, Any]:
        """The fields that hold the words of a page."""
        raise NotImplementedError

    def unsaved(self, secret: str, **fields: Any) -> Any:
        told = {**self.told(secret), "locale": self.world.english, "owner": self.world.editor}
        return self.model(**told, **fields)

    def draft(self, secret: str) -> Any:
        """Saved and never public, its words in the row and in a revision."""
        page = self.parent().add_child(instance=self.unsaved(secret, live=False))
        page.save_revision(user=self.world.editor)
        return self.fresh(page)

    def fresh(self, page: Any) -> Any:
        return self.model.objects.get(pk=page.pk)

    def public(self) -> Any:
        """Public as its sort becomes it, and harmless."""
        raise NotImplementedError

    def submittable(self, secret: str) -> Any:
        """A draft that the privacy desk, or the host's own moderators, would take."""
        return self.draft(secret)

    def case(self, page: Any) -> Any:
        """The page of the case that it tells of."""
        return page

    def hide(self, page: Any) -> None:
        """Out of public at once, by whoever may; the worker has yet to tell Wagtail's tree."""
        self.world.withdraw(self.case(page))

    def tried(self, page: Any) -> None:
        """Submitted as it is, and signed unless the desk's checks hold it."""
        page.save_revision(user=self.world.editor)
        state = submit(page, self.world.editor)
        if state.candidate is not None:
            self.world.try_to_sign(state.candidate)

    def form(self, secret: str, **more: Any) -> dict[str, Any]:
        raise NotImplementedError

    def api(self, secret: str) -> dict[str, Any]:
        """The same, as v3 takes it."""
        told = {"title": secret, "slug": secret.lower()}
        return {**told, "meta": {"type": self.model._meta.label}}

    def edit_address(self, page: Any) -> str:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def add_address(self) -> str:
        meta = self.model._meta
        return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, self.parent().pk])


class Open(Sort):
    model = OpenPage
    guarded = False

    def parent(self) -> Page:
        return OpenPage.objects.get(pk=self.world.open_root.pk)

    def told(self, secret: str) -> dict[str, Any]:
        return {"title": secret, "slug": secret.lower(), "body": f"<p>{secret} speaks.</p>"}

    def public(self) -> Any:
        page = self.draft(word("harmless", OpenPage.objects.count()))
        page.get_latest_revision().publish()
        return self.fresh(page)

    def form(self, secret: str, **more: Any) -> dict[str, Any]:
        told = {"title": secret, "slug": secret.lower(), "body": "null", "seo_title": ""}
        return {**told, "search_description": "", **COMMENTS, **more}


class Case(Sort):
    model = CasePage

    def parent(self) -> Page:
        return CaseIndexPage.objects.get(pk=self.world.index.pk)

    def told(self, secret: str) -> dict[str, Any]:
        return {
            "title": secret,
            "age_band": "25-34",
            "summary": f"{secret} came home and sews for a living.",
            "exploitation": ["domestic_work_and_hospitality"],
            "origin": area("West Kalimantan"),
            "period_from": 2008,
            "period_to": 2014,
            "milestones": [milestone(), milestone(stage="offer", heading="A promise", period="2009")],
        }

    def submittable(self, secret: str) -> Any:
        page = self.parent().add_child(instance=self.unsaved(secret, case_file=self.world.case_file()))
        page.save_revision(user=self.world.editor)
        return self.fresh(page)

    def public(self) -> Any:
        page = self.submittable("Sari")
        self.world.release(page)
        return self.fresh(page)

    def form(self, secret: str, **more: Any) -> dict[str, Any]:
        told = {**self.told(secret), "case_file": "", "content_note": "", "first_published_on": ""}
        return {**told, "milestones-count": "0", **COMMENTS, **more}


class Withdrawn(Case):
    """What was public until she withdrew."""

    def draft(self, secret: str) -> Any:
        page = self.submittable(secret)
        self.world.release(page)
        self.world.withdraw(page)
        return self.fresh(page)


class Recalled(Case):
    def draft(self, secret: str) -> Any:
        page = self.submittable(secret)
        self.world.recall(self.world.release(page).subject)
        return self.fresh(page)


class Update(Sort):
    model = CaseUpdate

    def parent(self) -> Page:
        cases = CasePage.objects.filter(live=True, case_file__isnull=False)
        return next((page for page in cases if shown_record(page.pk)), None) or Case(self.world).public()

    def case(self, page: Any) -> Any:
        return page.get_parent().specific

    def told(self, secret: str) -> dict[str, Any]:
        return {"title": secret, "body": f"{secret} has a loom.", "date": datetime.date(2026, 3, 1)}

    def public(self) -> Any:
        page = self.draft("The loom has come")
        self.world.release(page)
        return self.fresh(page)

    def form(self, secret: str, **more: Any) -> dict[str, Any]:
        return {**self.told(secret), "date": "2026-03-01", **COMMENTS, **more}


class Content(Sort):
    model = ContentPage

    def parent(self) -> Page:
        return HomePage.objects.get(pk=self.world.home.pk)

    def hide(self, page: Any) -> None:
        self.world.recall(ReleasedPage.objects.get(page_id=page.pk).subject)

    def told(self, secret: str) -> dict[str, Any]:
        return {"title": secret, "slug": secret.lower(), "intro": f"{secret} explains."}

    def public(self) -> Any:
        page = self.draft(word("harmless content", ContentPage.objects.count()))
        self.world.release(page)
        return self.fresh(page)

    def form(self, secret: str, **more: Any) -> dict[str, Any]:
        told = {**self.told(secret), "menu_order": "100", "body-count": "0"}
        return {**told, **COMMENTS, **more}


COMMENTS = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
