"""Each protection that is lost is named by all of `check --deploy`, and keeps the server from starting."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.checks import ERROR, run_checks
from django.db import connection
from django.urls import path
from django.views.static import serve

ROOT = Path(__file__).resolve().parents[2]


class PublicUploads:
    from sixdegree.urls import urlpatterns as ours

    urlpatterns = [path("media/<path:path>", serve, {"document_root": "/"}), *ours]


SOUND = {
    "SECOND_FACTOR_REQUIRED": True,
    "SIXDEGREE_REVIEW_COOLING_SECONDS": 86_400,
    "SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY": "sk_live_invented",
    "SIXDEGREE_PAYMENTS_STRIPE_API_BASE": "https://api.stripe.com",
    "SIXDEGREE_PAYMENTS_ALLOW_SANDBOX": False,
}
LOST = {
    "webhook secret": ("sixdegree_payments.E002", {"SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS": []}),
    "real money": ("sixdegree_payments.E006", {"SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY": "sk_test_1"}),
    "real provider": ("sixdegree_payments.E007", {"SIXDEGREE_PAYMENTS_STRIPE_API_BASE": "http://127.0.0.1"}),
    "second factor": ("sixdegree.E003", {"SECOND_FACTOR_REQUIRED": False}),
    "end of guessing": ("sixdegree.E003", {"AXES_ENABLED": False}),
    "private uploads": ("sixdegree_review.E006", {"ROOT_URLCONF": PublicUploads, "MEDIA_URL": "/media/"}),
    "no stock API": ("sixdegree_review.E005", {"ROOT_URLCONF": "tests.attacks.careless"}),
    "workflow's end": ("sixdegree_review.E001", {"WAGTAIL_FINISH_WORKFLOW_ACTION": "anything.else"}),
    "day of waiting": ("sixdegree_review.W001", {"SIXDEGREE_REVIEW_COOLING_SECONDS": 0}),
    "key of case numbers": ("sixdegree_casepages.E001", {"SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS": []}),
    "key of look-ups": ("sixdegree_casepages.E002", {"SIXDEGREE_CASEPAGES_LOOKUP_KEY": ""}),
    "key of protected terms": ("sixdegree_casepages.E005", {"SIXDEGREE_CASEPAGES_TERM_KEYS": []}),
    "silence to other sites": ("sixdegree.E001", {"SECURE_REFERRER_POLICY": "origin"}),
    "TLS to front ends": (
        "sixdegree_publication.E005",
        {"SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_HTTP": True, "SIXDEGREE_PUBLICATION_ALLOW_SQLITE": False},
    ),
}
DROPPED = {
    "publication_record_signed ON sixdegree_publication_publicrecord": "sixdegree_publication.E002",
    "publication_media_named ON sixdegree_publication_media": "sixdegree_publication.E002",
    "sixdegree_review_live_page ON wagtailcore_page": "sixdegree_review.E003",
    "sixdegree_review_signer_seen ON sixdegree_publication_signoff": "sixdegree_review.E003",
    "sixdegree_payments_ledgerentry_immutable ON sixdegree_payments_ledgerentry": "sixdegree_payments.E008",
    "sixdegree_factor_changed ON mfa_authenticator": "sixdegree.E004",
}


@pytest.fixture
def sound(settings):
    for name, value in SOUND.items():
        setattr(settings, name, value)
    return settings


def found():
    return {message.id: message for message in run_checks(include_deployment_checks=True)}


@pytest.mark.postgresql
@pytest.mark.django_db
class TestNamed:
    def test_of_a_sound_deployment_no_error_is_said(self, sound):
        errors = [each for each in found().values() if each.level >= ERROR]
        assert errors == []

    @pytest.mark.parametrize("what", LOST)
    def test_what_is_lost_is_named_with_its_cure(self, what, sound):
        number, changes = LOST[what]
        assert number not in found()
        for name, value in changes.items():
            setattr(sound, name, value)
        assert found()[number].hint or number == "sixdegree_publication.E005"

    @pytest.mark.parametrize("trigger", DROPPED)
    def test_a_lost_trigger_is_named(self, trigger, sound):
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {trigger}")
        message = found()[DROPPED[trigger]]
        assert trigger.split()[0].removeprefix("sixdegree_payments_") in message.msg
        assert "migrate" in message.hint

    def test_a_role_that_owns_the_tables_is_warned_of(self, sound):
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE owns_all_of_it NOLOGIN")
            # The checks run in no set order: one refused by the database would break the
            # transaction of this test for those after it.
            cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO owns_all_of_it")
            cursor.execute("ALTER TABLE sixdegree_publication_publicrecord OWNER TO owns_all_of_it")
            cursor.execute("SET LOCAL ROLE owns_all_of_it")
        assert "owns the tables" in found()["sixdegree_review.W008"].msg


@pytest.mark.sqlite
@pytest.mark.django_db
def test_another_database_than_postgresql_is_an_error(sound):
    assert "Set DATABASE_URL" in found()["sixdegree_publication.E001"].msg


ENVIRONMENT = {
    "SECRET_KEY": "invented for this test alone, and long enough to be no warning",
    "ALLOWED_HOSTS": "give.example",
    "DEFAULT_FROM_EMAIL": "desk@give.example",
    "PUBLIC_URL": "https://give.example",
    "ENCRYPTION_KEYS": "jHk7m4q1vUu0Yk0m3m2oJtY3l1kqk3s8n0m2b4v6c8E=",
    "LOOKUP_KEY": "look-up key of this test",
    "TERM_KEYS": "term key of this test and it protects nothing",
    "DONOR_KEY": "donor key of this test",
    "PROOF_KEY": "proof key of this test",
    "WEBHOOK_KEY": "webhook key of this test",
    "STRIPE_SECRET_KEY": "sk_live_invented",
    "STRIPE_WEBHOOK_SECRETS": "whsec_invented",
}


@pytest.mark.process
@pytest.mark.postgresql
@pytest.mark.django_db
class TestServing:
    """The server's own entry, in a process of its own, on the migrated database of the tests."""

    @pytest.fixture
    def started(self, tmp_path):
        def starts(**changes):
            url = urlsplit(os.environ["DATABASE_URL"])
            database = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
            env = {
                "PATH": os.environ["PATH"],
                "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
                "DJANGO_SETTINGS_MODULE": "sixdegree.settings.production",
                "DATA": str(tmp_path),
                "DATABASE_URL": database,
                **ENVIRONMENT,
                **changes,
            }
            serve = "import sixdegree.wsgi; print('would serve')"
            return subprocess.run(
                [sys.executable, "-c", serve], cwd=ROOT, env=env, capture_output=True, text=True, check=False
            )

        return starts

    def test_it_starts_where_all_is_right(self, started):
        done = started()
        assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["would serve"]), done.stderr

    @pytest.mark.parametrize(
        ("changes", "sentence", "cure"),
        [
            ({"STRIPE_WEBHOOK_SECRETS": ""}, "anybody could sign", "Copy the signing secret"),
            ({"STRIPE_SECRET_KEY": "sk_test_1"}, "key is a test key", "Use the live key"),
            ({"ENCRYPTION_KEYS": ""}, "needs at least one Fernet key", "Make one: python -c"),
        ],
    )
    def test_it_refuses_while_a_protection_is_missing(self, changes, sentence, cure, started):
        done = started(**changes)
        assert done.returncode != 0
        assert "would serve" not in done.stdout
        assert sentence in done.stderr and cure in done.stderr

    def test_it_refuses_while_a_password_alone_opens_the_admin(self, started, tmp_path):
        off = "from sixdegree.settings.production import *\nSECOND_FACTOR_REQUIRED = False\n"
        (tmp_path / "half_protected.py").write_text(off)
        done = started(
            DJANGO_SETTINGS_MODULE="half_protected", PYTHONPATH=f"{ROOT / 'site'}:{ROOT}:{tmp_path}"
        )
        assert done.returncode != 0
        assert "would serve" not in done.stdout
        assert "a password alone opens the admin" in done.stderr and "Leave it on." in done.stderr

    def test_it_refuses_another_database(self, started, tmp_path):
        done = started(DATABASE_URL=f"sqlite:///{tmp_path}/play.sqlite3")
        assert done.returncode != 0
        assert "would serve" not in done.stdout
        assert "Set DATABASE_URL to a PostgreSQL" in done.stderr
