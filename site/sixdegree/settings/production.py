"""Production: every secret from the environment, PostgreSQL, HTTPS. It refuses to start half protected."""

from sixdegree.settings.base import *  # noqa: F403
from sixdegree.settings.base import env

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
# Without one, a mail server that accepts and says nothing stops the worker for good.
EMAIL_TIMEOUT = EMAIL_CONFIG.get("EMAIL_TIMEOUT") or 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")

# The usual arrangement: a proxy beside the server ends TLS.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", ["127.0.0.1", "::1"])
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# A reviewer new or changed today signs tomorrow: the others have read of it by then.
SIXDEGREE_REVIEW_COOLING_SECONDS = env.int("COOLING_SECONDS", 86_400)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
