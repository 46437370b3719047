"""Farid keeps the money: he may enter the admin, and has no right on any page. He reads no alias there."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Task, Workflow, WorkflowTask

from casepages.models import CaseUpdate

pytestmark = pytest.mark.django_db

ALIAS = "Bikash"
NEWS = "Bikash opens a stall"
REPORTS = ("site_history", "aging_pages", "locked_pages", "workflow", "workflow_tasks", "page_types_usage")


@pytest.fixture
def farid(db):
    finance = Group.objects.create(name="Finance")
    finance.permissions.add(Permission.objects.get(codename="access_admin"))
    farid = User.objects.create_user("farid", "farid@example.org", "farid's own words")
    farid.groups.add(finance)
    return farid


@pytest.fixture
def webmaster(farid):
    """Farid with every right on the pages of the site, and none on the cases beside it."""
    site = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="welcome"))
    for codename in ("add_page", "change_page", "publish_page", "lock_page", "bulk_delete_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=farid.groups.get(), page=site, permission=permission)
    return farid


@pytest.fixture
def bikash(case_page, tomasz):
    """A case with news, waiting in a workflow, locked, and edited twice: in reach of every listing."""
    case_page.title = ALIAS
    case_page.locked = True
    case_page.save()
    case_page.save_revision(user=tomasz, log_action=True)
    case_page.add_child(instance=CaseUpdate(title=NEWS)).save_revision(user=tomasz)
    return case_page


@pytest.fixture
def waiting(bikash, tomasz):
    task = Task.objects.create(name="Look twice")
    workflow = Workflow.objects.create(name="Looking")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow.start(bikash, tomasz).current_task_state


def read(client, address, **query):
    """All that comes back, with where it leads and what it leaves to be said on the next screen."""
    answer = client.get(address, query, follow=True)
    return answer.content.decode()


def addresses(page, state):
    """Every screen of Wagtail's that is about one page, or lists pages."""
    news = page.get_children().get()
    first, last = page.revisions.order_by("pk").first().pk, page.latest_revision.pk
    one = [
        *("usage", "edit", "view_draft", "delete", "unpublish", "convert_alias", "move", "copy", "history"),
        *("history_results", "workflow_history", "set_privacy", "lock", "unlock", "revisions_index"),
        *("add_subpage", "confirm_workflow_cancellation", "preview_on_edit", "set_page_position"),
    ]
    yield from (
        reverse(f"wagtailadmin_pages:{name}", args=[some.pk]) for name in one for some in (page, news)
    )
    for action in ("approve", "reject"):
        for name in ("workflow_action", "collect_workflow_action_data"):
            for some in (page, news):
                yield reverse(f"wagtailadmin_pages:{name}", args=[some.pk, action, state.pk])
    for some in (page, news):
        yield reverse("wagtailadmin_pages:workflow_preview", args=[some.pk, state.task_id])
    yield reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, state.workflow_state_id])
    yield reverse("wagtailadmin_pages:move_confirm", args=[page.pk, page.get_parent().pk])
    for name in ("view", "revert", "unschedule"):
        yield reverse(f"wagtailadmin_pages:revisions_{name}", args=[page.pk, first])
    yield reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last])
    yield reverse("wagtailadmin_explore_root")
    for some in (page, page.get_parent(), news):
        for name in ("wagtailadmin_explore", "wagtailadmin_explore_results"):
            yield reverse(name, args=[some.pk])
    for kind in ("casepage", "caseupdate"):
        yield reverse("wagtailadmin_pages:type_use", args=["sixdegree_casepages", kind])
        yield reverse("wagtailadmin_pages:type_use_results", args=["sixdegree_casepages", kind])
        yield reverse("wagtailadmin_pages:choose_parent", args=["sixdegree_casepages", kind])
    yield reverse("wagtailadmin_pages:add", args=["sixdegree_casepages", "caseupdate", page.pk])
    yield reverse("wagtailadmin_home")
    for name in REPORTS:
        yield reverse(f"wagtailadmin_reports:{name}")
        yield reverse(f"wagtailadmin_reports:{name}_results")
    yield reverse("wagtailadmin_workflows:usage", args=[state.workflow_state.workflow_id])
    yield reverse("wagtailadmin_api:pages:listing")
    for some in (page, news):
        yield reverse("wagtailadmin_api:pages:detail", args=[some.pk])


@pytest.mark.parametrize("somebody", ["farid", "webmaster"])
def test_no_screen_about_pages_names_her(client, request, somebody, bikash, waiting):
    client.force_login(request.getfixturevalue(somebody))
    tell = [address for address in addresses(bikash, waiting) if ALIAS in read(client, address)]
    assert tell == []


def test_whoever_writes_about_her_finds_her_by_the_same_words(client, tomasz, bikash):
    client.force_login(tomasz)
    for name in ("wagtailadmin_pages:search", "wagtailadmin_pages:search_results"):
        assert ALIAS in read(client, reverse(name), q=ALIAS[:4])


@pytest.mark.parametrize("somebody", ["farid", "webmaster"])
def test_no_question_to_a_search_or_listing_names_her(client, request, somebody, bikash):
    client.force_login(request.getfixturevalue(somebody))
    for name in ("wagtailadmin_pages:search", "wagtailadmin_pages:search_results"):
        assert ALIAS not in read(client, reverse(name), q=ALIAS[:4])
    listing = reverse("wagtailadmin_api:pages:listing")
    for query in ({"child_of": bikash.get_parent().pk}, {"descendant_of": 1}, {"fields": "*"}):
        assert ALIAS not in read(client, listing, **query)


@pytest.mark.parametrize("permission", ["", "zzz", "move_to", "bulk_move_to", "copy_to", "add_subpage"])
@pytest.mark.parametrize("somebody", ["farid", "webmaster"])
def test_no_chooser_names_her(client, request, somebody, bikash, permission):
    client.force_login(request.getfixturevalue(somebody))
    query = {"user_perms": permission, "page_type": "wagtailcore.page"}
    news = bikash.get_children().get()
    places = [bikash.get_parent().pk, bikash.pk, news.pk]
    answers = [
        read(client, reverse("wagtailadmin_choose_page_child", args=[place]), **query) for place in places
    ]
    answers.append(read(client, reverse("wagtailadmin_choose_page"), **query))
    found = [
        read(client, reverse("wagtailadmin_choose_page_search"), q=sought, **query)
        for sought in ("Bikash", "Bik", "stall")
    ]
    chosen = read(
        client, reverse("wagtailadmin_choose_page_chosen_multiple"), id=[bikash.pk, news.pk], **query
    )
    assert not [answer for answer in [*answers, chosen] if ALIAS in answer]
    assert not [answer for answer in found if f'data-title="{ALIAS}' in answer or NEWS in answer]


@pytest.mark.parametrize("somebody", ["farid", "webmaster"])
def test_what_was_ticked_tells_no_story_of_hers_from_a_number_of_no_page(client, request, somebody, bikash):
    client.force_login(request.getfixturevalue(somebody))
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    answers = [client.get(address, {"id": [key]}) for key in (bikash.pk, 987_654)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


def asked(client, screen, args, key):
    """What a form says that is sent the number of a page to go below; numbers alone differ in any case."""
    field = "parent_page" if screen == "choose_parent" else "new_parent_page"
    sent = {field: key, "new_title": "Hello", "new_slug": "hello"}
    answer = client.post(reverse(f"wagtailadmin_pages:{screen}", args=args), sent)
    text = re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())
    return answer.status_code, re.sub(r"\d+", "", text)


@pytest.mark.parametrize("screen", ["choose_parent", "move", "copy"])
def test_no_form_names_her_to_whoever_sends_her_number(client, webmaster, bikash, screen):
    client.force_login(webmaster)
    client.raise_request_exception = False
    welcome = Page.objects.get(slug="welcome")
    args = ["wagtailcore", "page"] if screen == "choose_parent" else [welcome.pk]
    told, made_up = (asked(client, screen, args, key) for key in (bikash.pk, 987_654))
    assert told == made_up
    assert ALIAS not in told[1]


def test_no_page_is_moved_below_her_by_an_address(client, webmaster, bikash):
    client.force_login(webmaster)
    welcome = Page.objects.get(slug="welcome")
    answers = [
        client.get(reverse("wagtailadmin_pages:move_confirm", args=[welcome.pk, key]))
        for key in (bikash.pk, 987_654)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert ALIAS not in answers[0].content.decode()


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize("somebody", ["farid", "webmaster"])
def test_no_bulk_action_names_her(client, request, somebody, bikash, action):
    client.force_login(request.getfixturevalue(somebody))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = [bikash.get_parent().pk, bikash.pk, bikash.get_children().get().pk]
    assert ALIAS not in read(client, address, id=ids)
    assert ALIAS not in read(client, address, id="all", childOf=bikash.get_parent().pk)
    sent = client.post(f"{address}?id={bikash.pk}", {"chooser": bikash.get_parent().pk}, follow=True)
    assert ALIAS not in sent.content.decode()


def test_those_who_write_her_story_still_choose_where_it_goes(client, tomasz, index, bikash):
    client.force_login(tomasz)
    below = read(client, reverse("wagtailadmin_choose_page_child", args=[index.pk]), user_perms="move_to")
    found = read(client, reverse("wagtailadmin_choose_page_search"), q=ALIAS, user_perms="move_to")
    assert ALIAS in below
    assert f'data-title="{ALIAS}' in found or f">{ALIAS}" in found or NEWS in found


@pytest.mark.parametrize("screen", ["edit", "history", "usage", "view_draft", "workflow_history"])
def test_those_who_write_her_story_keep_its_screens(client, tomasz, bikash, screen):
    client.force_login(tomasz)
    answer = client.get(reverse(f"wagtailadmin_pages:{screen}", args=[bikash.pk]))
    assert answer.status_code == 200
