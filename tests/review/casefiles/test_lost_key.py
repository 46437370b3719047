"""The key of the encrypted texts is lost. Oranuch can read no note, and Sari is withdrawn all the same."""

import pytest
from django.urls import reverse

from casepages import codes
from casepages.models import CaseFile, ConsentRecord
from publication import outbox
from publication.models import PublicRecord
from review.actions import submit
from review.actions.withdrawal_codes import draw_code
from tests.kept import kept

pytestmark = pytest.mark.django_db

ANOTHER = "u4bWSNnGSy7QJ7TQaTBLQk6sWhtYZ6XvvvN1nFYYJbQ="


@pytest.fixture
@kept
def released(case_file, draft, editor, reviewer, signs):
    """Her story is public, and every encrypted text of her file has a word in it."""
    CaseFile.objects.filter(pk=case_file.pk).update(note="She likes the sea.")
    case_file.needs.update(note="The clinic by the sea.")
    ConsentRecord.objects.filter(case_file=case_file).update(note="No pictures.")
    signs(reviewer, submit(draft, editor).candidate)
    return PublicRecord.objects.get()


@pytest.fixture
def lost(released, settings):
    settings.SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = [ANOTHER]


@pytest.fixture
def desk(signed_in, officer):
    return signed_in(officer)


def withdraw_page(file):
    return reverse("case_files:withdraw", args=[file.pk])


def test_she_is_found_by_number_and_card_and_withdrawn(case_file, officer, released, lost, desk, stranger):
    code = draw_code(case_file, officer)
    for told in ("MC 17/204", codes.read(code)):
        found = desk.post(reverse("case_files:find_to_withdraw"), {"told": told})
        assert found["Location"] == withdraw_page(case_file)
    assert desk.get(withdraw_page(case_file)).status_code == 200
    receipt = desk.post(withdraw_page(case_file), {"reason": ""}, follow=True)
    assert receipt.status_code == 200
    assert stranger.get(f"/api/v1/cases/{released.subject}/").status_code == 410
    outbox.drain()
    assert not outbox.waiting().exists()


def test_the_list_of_files_still_opens(case_file, lost, desk):
    page = desk.get(reverse("case_files:index"))
    assert page.status_code == 200
    assert case_file.short_name in page.content.decode()
