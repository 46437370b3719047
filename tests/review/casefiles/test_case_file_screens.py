"""The case officer opens, finds, changes and withdraws; everybody else stays outside."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from casepages.models import CaseFile, ConsentRecord, Need
from publication.actions.terms import current_term
from publication.actions.withdraw import withdraw
from publication.models import Consent, Withdrawal
from review import roles
from review.actions.case_files import open_case
from review.casefiles.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(django_user_model):
    def in_group(group):
        user = django_user_model.objects.create_user(group.split()[0].lower(), password="-")
        user.groups.add(Group.objects.get(name=group))
        return user

    return in_group


@pytest.fixture
def officer(person):
    return person(roles.CASE_OFFICERS)


@pytest.fixture
def survivors_file(officer):
    today = timezone.localdate()
    consent = ConsentRecord(
        given_on=today,
        expires_on=today + timedelta(days=365),
        explained_by="A colleague",
        under_18="no",
        locales=["en"],
        channels=["site_api"],
    )
    file = CaseFile(currency="USD", case_number="MC 17/204", needs=[Need(category="medical", amount=30_000)])
    return open_case(file, consent, officer)


def typed(**changes):
    today = timezone.localdate()
    return {
        "case_number": "MC 18/001",
        "currency": "USD",
        "note": "",
        "needs-TOTAL_FORMS": "2",
        "needs-INITIAL_FORMS": "0",
        "needs-MIN_NUM_FORMS": "0",
        "needs-MAX_NUM_FORMS": "1000",
        "needs-0-category": "psychological",
        "needs-0-amount": "400.00",
        "needs-0-note": "",
        "needs-0-ORDER": "1",
        "needs-1-category": "education_and_skills",
        "needs-1-amount": "1100",
        "needs-1-note": "",
        "needs-1-ORDER": "2",
        "consent-given_on": today.isoformat(),
        "consent-expires_on": (today + timedelta(days=400)).isoformat(),
        "consent-explained_by": "A colleague",
        "consent-under_18": "no",
        "consent-locales": ["en", "id"],
        "consent-channels": ["site_api"],
        "consent-note": "",
        **changes,
    }


def test_the_officer_opens_a_file_whose_goal_is_the_sum_of_its_needs(client, officer):
    client.force_login(officer)
    answer = client.post(reverse("case_files:add"), typed(), follow=True)
    assert answer.status_code == 200
    file = CaseFile.objects.get()
    assert file.goal == 150_000
    term = current_term(file.ref)
    consent = Consent.objects.get(consent_ref=term.consent_ref)
    assert consent.locales == ["en", "id"]
    assert consent.expires_at.date() == file.consent.expires_on


def test_a_file_without_consent_says_so_and_is_called_by_its_short_name(client, officer):
    client.force_login(officer)
    without = dict.fromkeys(("consent-given_on", "consent-expires_on", "consent-explained_by"), "")
    without |= {"consent-under_18": "unknown", "consent-locales": [], "consent-channels": []}
    answer = client.post(reverse("case_files:add"), typed(**without), follow=True)
    said = " ".join(str(message) for message in answer.context["messages"])
    file = CaseFile.objects.get()
    assert f"{file.short_name} is open. Tell the editor its name." in said
    assert f"No consent is recorded for {file.short_name}: nothing of it can be shown." in said
    assert "USD" not in said.replace(file.short_name, "")
    form = client.get(reverse("case_files:edit", args=[file.pk])).content.decode()
    assert "No consent is recorded yet." in form


def test_a_recorded_consent_is_not_missed(client, officer, survivors_file):
    client.force_login(officer)
    form = client.get(reverse("case_files:edit", args=[survivors_file.pk])).content.decode()
    assert "No consent is recorded yet." not in form


def test_a_cards_number_among_case_numbers_is_shown_its_way(client, officer, survivors_file):
    client.force_login(officer)
    find = reverse("case_files:find")
    said = client.post(find, {"case_number": "123 456 789 012 345 678"}, follow=True).content.decode()
    assert "This looks like the number on the card" in said
    assert f'href="{reverse("case_files:find_to_withdraw")}"' in said
    assert "345 678" not in said
    assert (
        "No file has this case number"
        in client.post(find, {"case_number": "17"}, follow=True).content.decode()
    )


def test_a_wrong_consent_saves_nothing_and_keeps_what_was_typed(client, officer):
    client.force_login(officer)
    answer = client.post(
        reverse("case_files:add"), typed(**{"consent-expires_on": "2001-01-01", "needs-0-amount": "412.50"})
    )
    assert answer.status_code == 200
    assert not CaseFile.objects.exists()
    assert "412.50" in answer.content.decode()
    assert "Consent must end after the day it was given." in answer.content.decode()


def test_a_file_is_found_by_its_number_without_the_number_in_an_address(client, officer, survivors_file):
    client.force_login(officer)
    answer = client.post(reverse("case_files:find"), {"case_number": " mc 17 / 204"})
    assert answer["Location"] == reverse("case_files:edit", args=[survivors_file.pk])
    unknown = client.post(reverse("case_files:find"), {"case_number": "none"}, follow=True)
    assert "No file has this case number" in unknown.content.decode()


def test_the_officer_withdraws_in_one_act_and_the_reason_stays_private(client, officer, survivors_file):
    client.force_login(officer)
    public_id = current_term(survivors_file.ref).public_id
    address = reverse("case_files:withdraw", args=[survivors_file.pk])
    assert "Withdraw now" in client.get(address).content.decode()
    answer = client.post(address, {"reason": "She phoned."}, follow=True)
    assert "Consent is withdrawn" in answer.content.decode()
    assert Withdrawal.objects.filter(public_id=public_id).exists()
    again = client.post(address, {"reason": ""}, follow=True)
    assert "nothing of it is public" in again.content.decode()


def test_the_file_tells_officers_when_why_and_through_whom_it_was_withdrawn(client, officer, survivors_file):
    client.force_login(officer)
    edit = reverse("case_files:edit", args=[survivors_file.pk])
    assert "Withdrawals" not in client.get(edit).content.decode()
    client.post(reverse("case_files:withdraw", args=[survivors_file.pk]), {"reason": "She <b>phoned</b>."})
    page = client.get(edit).content.decode()
    assert "She &lt;b&gt;phoned&lt;/b&gt;." in page
    assert f"(UTC), by {officer}." in page


def test_a_withdrawal_by_command_says_so_and_needs_no_reason(client, officer, survivors_file):
    withdraw(current_term(survivors_file.ref).public_id, None)
    client.force_login(officer)
    page = client.get(reverse("case_files:edit", args=[survivors_file.pk])).content.decode()
    assert "by an operator's command" in page
    assert "No reason was given." in page


def test_the_reason_of_an_earlier_withdrawal_stays_with_the_file(client, officer, survivors_file):
    client.force_login(officer)
    withdraw(current_term(survivors_file.ref).public_id, officer, "She phoned.")
    need = survivors_file.needs.get()
    kept = {"needs-TOTAL_FORMS": "1", "needs-INITIAL_FORMS": "1", "needs-0-id": str(need.pk)}
    client.post(reverse("case_files:edit", args=[survivors_file.pk]), typed(**kept))
    page = client.get(reverse("case_files:edit", args=[survivors_file.pk])).content.decode()
    assert "She phoned." in page
    assert "Withdraw consent" in page


def test_a_superuser_opens_no_file_unless_made_an_officer(client, admin_user, officer, survivors_file):
    withdraw(current_term(survivors_file.ref).public_id, officer, "She phoned.")
    client.force_login(admin_user)
    for name, key in (("index", []), ("add", []), ("find", []), ("edit", [survivors_file.pk])):
        answer = client.get(reverse(f"case_files:{name}", args=key))
        assert answer["Location"] == reverse("wagtailadmin_home")
    assert "Case files" not in client.get(reverse("wagtailadmin_home")).content.decode()
    admin_user.groups.add(Group.objects.get(name=roles.CASE_OFFICERS))
    assert client.get(reverse("case_files:edit", args=[survivors_file.pk])).status_code == 200


def test_the_list_says_the_day_consent_ends(client, officer, survivors_file):
    client.force_login(officer)
    listed = client.get(reverse("case_files:index")).content.decode()
    row = strip_tags(listed[listed.index(survivors_file.short_name) :]).split("Not public")[0]
    assert date_format(survivors_file.consent.expires_on) in row
    assert "ust now" not in row


def test_the_list_names_the_languages_it_is_public_in(survivors_file):
    public = Standing(None, ("en", "id"), None, has_term=True)
    assert public.sentence == "Public in English, Bahasa Indonesia"


@pytest.mark.parametrize(
    "group", [roles.EDITORS, roles.PRIVACY_REVIEWERS, roles.FINANCE_OFFICERS, roles.OPERATORS]
)
def test_nobody_else_is_told_the_reason(client, person, officer, survivors_file, group):
    withdraw(current_term(survivors_file.ref).public_id, officer, "She phoned.")
    client.force_login(person(group))
    for address in (
        reverse("case_files:edit", args=[survivors_file.pk]),
        reverse("review_desk:queue"),
        reverse("review_desk:history"),
        reverse("review_desk:released"),
        reverse("review_desk:recalls"),
        reverse("wagtailadmin_home"),
    ):
        assert "She phoned." not in client.get(address, follow=True).content.decode(), address


def test_new_consent_after_a_withdrawal_begins_a_new_term(client, officer, survivors_file):
    client.force_login(officer)
    before = current_term(survivors_file.ref).public_id
    client.post(reverse("case_files:withdraw", args=[survivors_file.pk]), {"reason": ""})
    need = survivors_file.needs.get()
    kept = {"needs-TOTAL_FORMS": "1", "needs-INITIAL_FORMS": "1", "needs-0-id": str(need.pk)}
    client.post(reverse("case_files:edit", args=[survivors_file.pk]), typed(**kept))
    assert current_term(survivors_file.ref).public_id != before


def test_the_list_shows_no_case_number_and_is_stored_nowhere(client, officer, survivors_file):
    client.force_login(officer)
    answer = client.get(reverse("case_files:index"))
    assert "17/204" not in answer.content.decode()
    assert survivors_file.short_name in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_the_list_asks_as_much_of_one_file_as_of_several(client, officer, survivors_file):
    client.force_login(officer)

    def asks():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("case_files:index")).status_code == 200
        return len(asked)

    asks()
    of_one = asks()
    for _ in range(3):
        CaseFile.objects.create(currency="USD")
    assert asks() == of_one


@pytest.mark.parametrize(
    "group", [roles.EDITORS, roles.PRIVACY_REVIEWERS, roles.FINANCE_OFFICERS, roles.OPERATORS]
)
def test_other_staff_are_refused_at_every_address(client, person, survivors_file, group):
    client.force_login(person(group))
    assert_refused(client, survivors_file)


def test_the_stranger_is_sent_to_the_sign_in_from_every_address(client, survivors_file):
    assert_refused(client, survivors_file)


def assert_refused(client, file):
    for name, arguments in [("index", []), ("add", []), ("edit", [file.pk]), ("withdraw", [file.pk])]:
        answer = client.get(reverse(f"case_files:{name}", args=arguments))
        assert answer.status_code in {302, 403}, name
    for name, arguments in [("find", []), ("withdraw", [file.pk])]:
        answer = client.post(reverse(f"case_files:{name}", args=arguments), {"case_number": "MC 17/204"})
        assert answer.status_code in {302, 403}, name
        assert "/edit/" not in answer.get("Location", "")
    assert not Withdrawal.objects.exists()
