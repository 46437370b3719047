"""What every environment shares. Secrets and addresses come from the environment (docs/operator.md)."""

from pathlib import Path

import dj_database_url
from environs import Env

from payments.currencies import TABLE
from sixdegree.settings.sign_in import *  # noqa: F403

env = Env()

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(env.str("DATA", str(ROOT / ".data"))).resolve()
PUBLIC_URL = env.str("PUBLIC_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")

# Only development and tests may be served without asking `check --deploy` first.
SERVE_UNCHECKED = False
# Addresses whose X-Forwarded-For is believed.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
DEBUG = False

INSTALLED_APPS = [
    "sixdegree",
    "home",
    "review",
    "search",
    "casepages",
    "publication",
    "storymap",
    "payments",
    "wagtailgeowidget",
    "wagtail.contrib.simple_translation",
    "sixdegree.staff.apps.StaffUsersConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "ninja",  # its documentation page loads from a CDN unless its own static files are installed
    "corsheaders",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "sixdegree.redirects.QuietRedirectMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sixdegree.staff.enrolment.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last: it turns the answer of whoever guessed too often into the lock-out page.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sixdegree.urls"
WSGI_APPLICATION = "sixdegree.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
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

# An empty DATABASE_URL is as good as none.
DATABASES = {
    "default": dj_database_url.parse(env.str("DATABASE_URL", "") or f"sqlite:///{DATA / 'sixdegree.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Web and worker write beside each other: wait for the lock instead of failing at an upgrade of it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia"), ("th", "ไทย"), ("zh-hans", "简体中文")]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
BUILT = {name: ROOT / "site" / "frontends" / name / "dist" for name in ("lite", "six")}
STATICFILES_DIRS = [("lite", BUILT["lite"])] if BUILT["lite"].is_dir() else []
MEDIA_URL = "/staff/media/"
MEDIA_ROOT = DATA / "media"

WAGTAIL_SITE_NAME = "Sixdegree"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
# Law 7: an editor's browser tells nobody outside.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Ways round the sign-off that Wagtail opens by default.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILAPI_SEARCH_ENABLED = False
WAGTAILAPI_DOCS_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_RECENT_EDITS_LIMIT = 5
WAGTAIL_FINISH_WORKFLOW_ACTION = "review.workflow.finish"

# Failures go to stderr, with no query string and no body.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A 404 or 410 is an answer, and its path may name a case.
        "django.request": {"level": "ERROR"},
    },
}

LOGIN_URL = "wagtailadmin_login"
SIXDEGREE_REVIEW_REAUTHENTICATION = "sixdegree.staff.reauthentication.StaffReauthentication"
SIXDEGREE_PAYMENTS_REAUTHENTICATION = SIXDEGREE_REVIEW_REAUTHENTICATION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
# Any origin reads and gives; a donor signs in from our own and from registered front ends alone
# (`sixdegree.origins`). Cookies act in neither.
CORS_URLS_REGEX = r"^/api/v1/(?!donors/)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_HEADERS = [
    "accept",
    "content-type",
    "idempotency-key",
    "if-none-match",
    "x-begun",
    "x-proof-of-work",
    "x-session-token",
]
CORS_EXPOSE_HEADERS = ["etag", "link", "retry-after"]

CURRENCIES = [code.strip().upper() for code in env.list("CURRENCIES", ["USD", "EUR", "THB", "JPY"])]
# `check` names a code that payments does not know.
SIXDEGREE_CASEPAGES_CURRENCIES = {code: TABLE[code].exponent for code in CURRENCIES if code in TABLE}
SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS: list[str] = env.list("ENCRYPTION_KEYS", [])
SIXDEGREE_CASEPAGES_LOOKUP_KEY = env.str("LOOKUP_KEY", "")
SIXDEGREE_CASEPAGES_TERM_KEYS: list[str] = env.list("TERM_KEYS", [])
SIXDEGREE_PAYMENTS_CURRENCIES = CURRENCIES
SIXDEGREE_PAYMENTS_PREPARED_STATEMENTS = env.bool("PREPARED_STATEMENTS", True)
SIXDEGREE_PAYMENTS_MINIMUMS: dict[str, int] = env.dict("MINIMUMS", {}, subcast_values=int)
# The provider's fee by currency, which donors may cover: USD=2.9+30 is 2.9 % and 30 minor units.
SIXDEGREE_PAYMENTS_FEE_RATES: dict[str, str] = env.dict("FEE_RATES", {"USD": "2.9+30"})
SIXDEGREE_PAYMENTS_PROGRAMME = env.str("PROGRAMME", "Sixdegree")
SIXDEGREE_PAYMENTS_ISSUER = [
    part.strip() for part in env.str("RECEIPT_ISSUER", "").split("|") if part.strip()
]
SIXDEGREE_PAYMENTS_STRIPE_API_BASE = env.str("STRIPE_API_BASE", "https://api.stripe.com")
SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS: list[str] = env.list("STRIPE_WEBHOOK_SECRETS", [])
SIXDEGREE_PAYMENTS_CHECKOUT_ORIGIN = env.str("CHECKOUT_ORIGIN", "https://checkout.stripe.com")
SIXDEGREE_PAYMENTS_RETURN_URL = PUBLIC_URL + "/{locale}/thanks/{donation}/"
SIXDEGREE_PAYMENTS_CANCEL_URL = PUBLIC_URL + "/{locale}/cancelled/{donation}/"
SIXDEGREE_PAYMENTS_MY_GIVING_URL = PUBLIC_URL + "/{locale}/my-giving/"
SIXDEGREE_PAYMENTS_MONTHLY_GIFT_URL = PUBLIC_URL + "/{locale}/monthly-gift/{token}/"
SIXDEGREE_PAYMENTS_NO_MORE_MAILS_URL = PUBLIC_URL + "/{locale}/no-more-mails/{token}/"
SIXDEGREE_PAYMENTS_CHOICE_URL = PUBLIC_URL + "/{locale}/gifts/{donation}/choice/"
# Where donors come back to who gave through a front end: name=address. `make run` serves six itself.
SIXDEGREE_PAYMENTS_FRONT_ENDS: dict[str, str] = env.dict("FRONT_ENDS", {"six": f"{PUBLIC_URL}/six/"})
SIXDEGREE_PAYMENTS_DONOR_KEY = env.str("DONOR_KEY", "")
SIXDEGREE_PAYMENTS_DEGREE_KEYS: list[str] = env.list("DEGREE_KEYS", [])
SIXDEGREE_PAYMENTS_PROOF_KEY = env.str("PROOF_KEY", "")
SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = env.int("SNAPSHOT_GIFTS", 3)
SIXDEGREE_PAYMENTS_SNAPSHOT_SECONDS = env.int("SNAPSHOT_SECONDS", 86400)
# The general fund's campaign; `manage.py open_fund` creates it.
SIXDEGREE_PAYMENTS_FUND = env.str("FUND_CAMPAIGN", "general-fund")
SIXDEGREE_PUBLICATION_WEBHOOK_KEY = env.str("WEBHOOK_KEY", "")
# Empty: the index in the database answers alone.
SIXDEGREE_SEARCH_ELASTICSEARCH_URL = env.str("SEARCH_ELASTICSEARCH_URL", "")
SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = env.str("SEARCH_ELASTICSEARCH_INDEX", "sixdegree-cases")
SIXDEGREE_SEARCH_ELASTICSEARCH_API_KEY = env.str("SEARCH_ELASTICSEARCH_API_KEY", "")
SIXDEGREE_SEARCH_ELASTICSEARCH_CA = env.str("SEARCH_ELASTICSEARCH_CA", "")
SIXDEGREE_HOME_PUBLIC_URL = PUBLIC_URL
# Addresses of those who wish for news: with keys of their own, or else with those of case numbers.
SIXDEGREE_HOME_REGISTRATION_KEYS: list[str] = (
    env.list("REGISTRATION_KEYS", []) or SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS
)
SIXDEGREE_PUBLICATION_EXIT_URL = env.str("EXIT_URL", "https://www.wikipedia.org/")
SIXDEGREE_REVIEW_CARD_CONTACT = env.str("CARD_CONTACT", "")
# Part of every ETag: name the deployed commit, so that a new template shows at once.
SIXDEGREE_PUBLICATION_BUILD = env.str("BUILD", "0.1.0")
