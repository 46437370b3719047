"""The demo with static files named by their hashes and compressed, as production serves them: for measuring.

Needs `collectstatic` first.
"""

from sixdegree.settings.dev import *  # noqa: F403

WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
