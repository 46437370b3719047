"""The test suite: keys that protect nothing, mail in memory."""

import os

from sixdegree.settings.base import *  # noqa: F403

SECRET_KEY = "tests only, protects nothing"
SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = ["jHk7m4q1vUu0Yk0m3m2oJtY3l1kqk3s8n0m2b4v6c8E="]
SIXDEGREE_SEARCH_ELASTICSEARCH_URL = ""  # the tests of it set it
SIXDEGREE_HOME_REGISTRATION_KEYS = ["k1VnQy0m3m2oJtY3l1kqk3s8n0m2b4v6c8EjHk7m4q0="]
SIXDEGREE_CASEPAGES_LOOKUP_KEY = "look-up key of the tests"
SIXDEGREE_PUBLICATION_WEBHOOK_KEY = "webhook key of the tests"
SIXDEGREE_CASEPAGES_TERM_KEYS = ["term key of the tests, protects nothing"]
SIXDEGREE_PAYMENTS_DONOR_KEY = "donor key of the tests"
# The provider of the suite is many tests' at once: nothing there agrees with one test's books.
SIXDEGREE_PAYMENTS_RECONCILE_HOUR = None
SIXDEGREE_PAYMENTS_PROOF_KEY = "proof key of the tests"
SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = "sk_test_suite"
SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = ["whsec_suite"]
SIXDEGREE_PAYMENTS_CHECKOUT_ORIGIN = "http://127.0.0.1:9"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SERVE_UNCHECKED = True
SECOND_FACTOR_REQUIRED = False
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F405
    DATABASES["default"].pop("OPTIONS", None)  # noqa: F405
SIXDEGREE_PUBLICATION_ALLOW_SQLITE = True
# For the attacks alone: a page type that nothing guards, and what a careless host has besides.
INSTALLED_APPS += [  # noqa: F405
    "django.contrib.sitemaps",
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "tests.attacks",
]
