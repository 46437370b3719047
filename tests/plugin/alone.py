"""A project with some of our apps only, which checks itself. usage: python alone.py APP…"""

import sys

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    SECRET_KEY="alone",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    STATIC_URL="/static/",
    WAGTAILADMIN_BASE_URL="https://www.example.org",
    WAGTAIL_FINISH_WORKFLOW_ACTION="wagtail.workflows.publish_workflow_state",
    SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS=["jHk7m4q1vUu0Yk0m3m2oJtY3l1kqk3s8n0m2b4v6c8E="],
    SIXDEGREE_CASEPAGES_LOOKUP_KEY="alone",
    SIXDEGREE_CASEPAGES_TERM_KEYS=["alone, and as long as such a key must be"],
    SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY="sk_test_alone",
    SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS=["whsec_alone"],
    SIXDEGREE_PAYMENTS_DONOR_KEY="alone",
    SIXDEGREE_PAYMENTS_PROOF_KEY="alone",
    SIXDEGREE_PAYMENTS_RETURN_URL="https://www.example.org/{locale}/thanks/{donation}/",
    SIXDEGREE_PAYMENTS_CANCEL_URL="https://www.example.org/{locale}/cancelled/{donation}/",
    SIXDEGREE_PAYMENTS_CHOICE_URL="https://www.example.org/{locale}/gifts/{donation}/choice/",
    SIXDEGREE_PUBLICATION_ALLOW_SQLITE=True,
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    INSTALLED_APPS=[
        *sys.argv[1:],
        "wagtail.users",
        "wagtail.snippets",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.search",
        "wagtail.admin",
        "wagtail.sites",
        "wagtail",
        "modelcluster",
        "taggit",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
)
django.setup()
call_command("check")
call_command("makemigrations", "--check", "--dry-run")
