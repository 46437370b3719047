"""Of a collection that Farid has no right on the API inside the admin tells him no file, whatever he asks."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission

pytestmark = pytest.mark.django_db

TITLE = "Bikash at his stall"
LIBRARIES = ("images", "documents")


@pytest.fixture
def kept(db):
    """A collection with an image and a document."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    kept = root.add_child(name="Of the house")
    get_image_model().objects.create(title=TITLE, file=get_test_image_file(), collection=kept)
    file = ContentFile(b"Said on the telephone.", name="call.txt")
    get_document_model().objects.create(title=TITLE, file=file, collection=kept)
    return kept


@pytest.fixture
def farid(db):
    house = Group.objects.create(name="House")
    house.permissions.add(Permission.objects.get(codename="access_admin"))
    farid = User.objects.create_user("farid", "farid@example.org", "farid's own words")
    farid.groups.add(house)
    return farid


def listed(client, library, **query):
    answer = client.get(reverse(f"wagtailadmin_api:{library}:listing"), query)
    assert answer.status_code == 200
    return [each["title"] for each in answer.json()["items"]], answer.json()["meta"]["total_count"]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("query", [{}, {"search": "Bikash"}, {"title": TITLE}, {"order": "title"}])
def test_whoever_has_no_right_on_a_file_is_told_of_none(client, settings, kept, farid, library, query):
    settings.WAGTAILAPI_SEARCH_ENABLED = True
    client.force_login(farid)
    assert listed(client, library, **query) == ([], 0)


@pytest.mark.parametrize(
    ("library", "model"), [("images", get_image_model()), ("documents", get_document_model())]
)
def test_its_number_is_no_file_s(client, kept, farid, library, model):
    client.force_login(farid)
    numbers = (model.objects.get().pk, 987_654)
    answers = [client.get(reverse(f"wagtailadmin_api:{library}:detail", args=[each])) for each in numbers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    ("library", "codename"), [("images", "choose_image"), ("documents", "choose_document")]
)
def test_whoever_chooses_among_them_is(client, kept, farid, library, codename):
    right = Permission.objects.get(codename=codename)
    GroupCollectionPermission.objects.create(group=farid.groups.get(), collection=kept, permission=right)
    client.force_login(farid)
    # A document's address is where a host serves them, which ours does nowhere.
    assert listed(client, library, title=TITLE, fields="_,title") == ([TITLE], 1)
