"""Mallory puts her phone in the place of a reviewer's, past allauth: the database notes it, all are told."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection
from django.db.models.functions import Now

from payments import search_path
from review import roles
from review.accounts import cooling_until, unseen
from review.accounts.account import FACTOR
from sixdegree.checks import factors_are_written_down
from sixdegree.staff import factors, written_down
from tests.sixdegree.staff.conftest import Phone, reads_secret, types_code, types_password

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def of(person, kind="totp"):
    return Authenticator.objects.filter(user=person, type=kind)


ATTACKS = {
    "another secret": lambda ruth, _mallory: of(ruth).update(data={"secret": "mallory's own"}),
    "other recovery codes": lambda ruth, _mallory: of(ruth, "recovery_codes").update(data={"seed": "hers"}),
    "the factor taken away": lambda ruth, _mallory: of(ruth).delete(),
    "her own factor moved over": lambda ruth, mallory: [of(ruth).delete(), of(mallory).update(user=ruth)],
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_factor_changed_past_the_screens_is_written_down(attack, reviewer, member, enrolled):
    mallory = member("mallory", roles.EDITORS)
    enrolled(reviewer)
    enrolled(mallory)
    assert not unseen.unseen().exists()
    ATTACKS[attack](reviewer, mallory)
    assert {(change.account, change.verb) for change in unseen.unseen()} == {(str(reviewer.pk), FACTOR)}


def test_codes_recovery_codes_and_sign_ins_change_no_factor(reviewer, enrolled, browser, mallory):
    phone, codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, phone.shows())
    types_password(mallory, "ruth")
    types_code(mallory, codes[0])
    of(reviewer).update(last_used_at=Now())
    assert not unseen.unseen().exists()


def test_an_editors_phone_is_her_own_affair(member, enrolled):
    editor = member("elif", roles.EDITORS)
    enrolled(editor)
    of(editor).delete()
    assert not unseen.unseen().exists()


def test_what_the_screens_and_the_operator_do_is_seen(reviewer, browser, django_capture_on_commit_callbacks):
    types_password(browser, "ruth")
    with django_capture_on_commit_callbacks(execute=True):
        types_code(browser, Phone(reads_secret(browser)).shows(), "mfa_activate_totp")
    assert of(reviewer).exists() and of(reviewer, "recovery_codes").exists()
    assert not unseen.unseen().exists()
    factors.reset(reviewer)
    assert not unseen.unseen().exists()


def test_new_recovery_codes_are_one_change(reviewer, enrolled):
    enrolled(reviewer)
    of(reviewer, "recovery_codes").delete()
    RecoveryCodes.activate(reviewer)
    assert unseen.unseen(reviewer).count() == 1


def test_whose_factor_was_changed_by_an_unknown_hand_waits(reviewer, enrolled, settings):
    enrolled(reviewer)
    settings.SIXDEGREE_REVIEW_COOLING_SECONDS = 86_400
    before = cooling_until(reviewer)
    of(reviewer).update(data={"secret": "mallory's own"})
    assert cooling_until(reviewer) > before


def test_a_lost_trigger_is_named():
    assert factors_are_written_down() == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER sixdegree_factor_changed ON mfa_authenticator")
    [found] = factors_are_written_down()
    assert found.id == "sixdegree.E004"
    assert "migrate" in found.hint
    written_down.install(None, "default")
    assert factors_are_written_down() == []
    assert search_path.unpinned(connection) == set()
