"""A Wagtail project of somebody else, as `wagtail start` makes one, with the lines that our README adds."""

# ruff: noqa: E402, F811  the README's lines stand where it tells a reader to put them

import os
from pathlib import Path

import environs

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "the host's"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "host.urls"
WSGI_APPLICATION = "host.wsgi.application"
DATABASES = {"default": environs.Env().dj_db_url("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_ROOT = BASE_DIR / "media"
MEDIA_URL = "/media/"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WAGTAIL_SITE_NAME = "Host"
WAGTAILADMIN_BASE_URL = "https://www.example.org"

INSTALLED_APPS = [
    "home",
    "search",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
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
]

# From the README: begin
# settings.py, at its end
import os

INSTALLED_APPS = [
    "review",
    "casepages",
    "publication",
    "storymap",
    "payments",
    "wagtailgeowidget",
    "ninja",
    *INSTALLED_APPS,
]

# review: a finished workflow publishes no story by itself, and nobody outside learns who works on one
WAGTAIL_FINISH_WORKFLOW_ACTION = "review.workflow.finish"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILAPI_SEARCH_ENABLED = False
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False

# casepages: currencies with their decimals; the keys of case numbers and of protected terms
SIXDEGREE_CASEPAGES_CURRENCIES = {"USD": 2}
SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = os.environ["ENCRYPTION_KEYS"].split(",")
SIXDEGREE_CASEPAGES_LOOKUP_KEY = os.environ["LOOKUP_KEY"]
SIXDEGREE_CASEPAGES_TERM_KEYS = os.environ["TERM_KEYS"].split(",")

# payments: the programme is all that the provider and a donor's bank are told
SIXDEGREE_PAYMENTS_CURRENCIES = ["USD"]
SIXDEGREE_PAYMENTS_PROGRAMME = "Our programme"
SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = os.environ["STRIPE_SECRET_KEY"]
SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = os.environ["STRIPE_WEBHOOK_SECRETS"].split(",")
SIXDEGREE_PAYMENTS_DONOR_KEY = os.environ["DONOR_KEY"]
SIXDEGREE_PAYMENTS_PROOF_KEY = os.environ["PROOF_KEY"]
SIXDEGREE_PAYMENTS_RETURN_URL = "https://www.example.org/{locale}/thanks/{donation}/"
SIXDEGREE_PAYMENTS_CANCEL_URL = "https://www.example.org/{locale}/cancelled/{donation}/"
SIXDEGREE_PAYMENTS_CHOICE_URL = "https://www.example.org/{locale}/gifts/{donation}/choice/"
# From the README: end

# The provider of this rehearsal is the sandbox.
SIXDEGREE_PAYMENTS_STRIPE_API_BASE = os.environ.get("STRIPE_API_BASE", "http://127.0.0.1:9")
