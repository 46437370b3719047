"""Omar registers front ends and learns when something is stuck; officers learn that a consent ends."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from casepages.models import ConsentRecord
from publication import outbox, webhooks
from publication.models import ConsentReminder, Event, FrontEnd, LogEntry
from review import alarms, reminders, roles
from review.actions.case_files import record_consent

pytestmark = pytest.mark.django_db

ADD = reverse("front_ends:add")


def typed(**changes):
    return {
        "name": "Six",
        "url": "https://front.example/hooks",
        "events": Event.values,
        "active": "on",
        **changes,
    }


class TestRegistering:
    def test_the_operator_registers_one_and_sees_its_secret_once(self, signed_in, operator):
        client = signed_in(operator)
        answer = client.post(ADD, typed(events=["case.withdrawn"]))
        site = FrontEnd.objects.get()
        secret_page = reverse("front_ends:secret", args=[site.pk])
        assert answer["Location"] == secret_page
        assert (site.events, site.active) == (["case.withdrawn"], True)
        assert "whsec_" not in client.get(secret_page).content.decode()
        shown = client.post(secret_page)
        site.refresh_from_db()
        secret = webhooks.secret(site.salt)
        assert secret in shown.content.decode()
        assert "no-store" in shown["Cache-Control"]
        edit = client.get(reverse("front_ends:edit", args=[site.pk])).content.decode()
        assert secret not in edit + client.get(secret_page).content.decode()
        assert LogEntry.objects.get(verb="front_end.secret").subject == f"front-end-{site.pk}"
        assert "Six" in client.get(reverse("front_ends:index")).content.decode()

    @pytest.mark.parametrize(
        "url", ["http://front.example/", "https://10.0.0.7/", "https://u:p@front.example/"]
    )
    def test_an_address_that_would_never_be_told_is_refused_with_the_reason(self, signed_in, operator, url):
        page = signed_in(operator).post(ADD, typed(url=url)).content.decode()
        assert not FrontEnd.objects.exists()
        assert "Enter a" in page and "Six" in page

    def test_without_a_key_nothing_is_registered(self, signed_in, operator, settings):
        settings.SIXDEGREE_PUBLICATION_WEBHOOK_KEY = ""
        assert "sets WEBHOOK_KEY" in signed_in(operator).post(ADD, typed()).content.decode()
        assert not FrontEnd.objects.exists()

    @pytest.mark.parametrize(
        "group", [roles.CASE_OFFICERS, roles.EDITORS, roles.PRIVACY_REVIEWERS, roles.FINANCE_OFFICERS]
    )
    def test_nobody_else_comes_in(self, signed_in, person, group):
        self.refused(signed_in(person("someone", group)))

    def test_nor_does_the_stranger(self, stranger):
        self.refused(stranger)

    def refused(self, client):
        site = FrontEnd.objects.create(name="Six", url="https://front.example/", events=[])
        for name, arguments in [("index", []), ("add", []), ("edit", [site.pk]), ("secret", [site.pk])]:
            address = reverse(f"front_ends:{name}", args=arguments)
            for answer in (client.get(address), client.post(address, typed())):
                assert answer.status_code in {302, 403}, name
        assert FrontEnd.objects.get().salt == site.salt


class TestAlarm:
    @pytest.fixture
    def stuck(self, monkeypatch, settings):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_ALARM_ATTEMPTS = 1
        monkeypatch.setitem(outbox._steps, "invented", [outbox.Step("index", lambda _payload: 1 / 0)])
        outbox.add("invented", public_id="abc")
        outbox.drain()

    def test_operators_are_mailed_once_and_told_nothing_of_any_case(self, stuck, operator, officer, editor):
        assert (alarms.tell_operators(), alarms.tell_operators()) == (1, 0)
        (message,) = mail.outbox
        assert message.to == [operator.email]
        assert not re.search(r"abc|case|withdr|survivor", message.subject + message.body, re.IGNORECASE)

    def test_the_home_page_says_so_until_it_is_over(self, stuck, signed_in, operator, officer, editor):
        home = reverse("wagtailadmin_home")
        assert "manage.py outbox" in signed_in(operator).get(home).content.decode()
        assert "The operators are told." in signed_in(officer).get(home).content.decode()
        assert "is stuck" not in signed_in(editor).get(home).content.decode()
        outbox._steps["invented"][:] = [outbox.Step("index", lambda _payload: None)]
        outbox.retry()
        outbox.drain()
        assert "is stuck" not in signed_in(operator).get(home).content.decode()

    def test_a_worker_that_does_not_run_is_noticed_too(self, signed_in, operator, settings):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_OVERDUE_SECONDS = -60
        outbox.add("invented")
        page = signed_in(operator).get(reverse("wagtailadmin_home")).content.decode()
        assert "The worker seems not to run" in page


class TestReminders:
    def renewed(self, file, officer, days):
        consent = ConsentRecord(
            given_on=timezone.localdate() - timedelta(days=400),
            expires_on=timezone.localdate() + timedelta(days=days),
            explained_by="A colleague",
            locales=["en"],
            channels=["site_api"],
        )
        last = file.consent
        for name in ("under_18", "assent"):
            if hasattr(last, name):
                setattr(consent, name, getattr(last, name))
        record_consent(file, consent, officer)

    def test_officers_are_reminded_sixty_and_fourteen_days_before_without_a_name(
        self, case_file, officer, operator, editor
    ):
        assert reminders.remind() == 0
        for days, sent in ((59, 1), (59, 0), (13, 1), (13, 0)):
            self.renewed(case_file, officer, days)
            assert reminders.remind() == sent
        assert [message.to for message in mail.outbox] == [[officer.email]] * 2
        said = mail.outbox[0].subject + mail.outbox[0].body
        assert not re.search(r"consent|survivor|17.?204", said.replace("case-files", ""), re.IGNORECASE)
        assert case_file.ref[:4].casefold() not in said.casefold()
        assert [reminder.days for reminder in ConsentReminder.objects.order_by("pk")] == [60, 14]

    def test_the_list_of_case_files_names_what_ends_soon(self, case_file, officer, signed_in):
        client = signed_in(officer)
        index = reverse("case_files:index")
        assert "Consent ends soon" not in client.get(index).content.decode()
        self.renewed(case_file, officer, 30)
        page = client.get(index).content.decode()
        assert "Consent ends soon" in page
        part = page[page.index("Consent ends soon") :]
        assert reverse("case_files:edit", args=[case_file.pk]) in part.split("</ul>")[0]
