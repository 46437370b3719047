"""Development and the demo: keys made once into `DATA/keys.json`, mail written into `DATA/mail`."""

import os
from pathlib import Path

from sixdegree import keys

for _name, _value in keys.load_or_make(
    Path(os.environ.get("DATA") or Path(__file__).resolve().parents[3] / ".data").resolve() / "keys.json"
).items():
    os.environ.setdefault(_name, _value)
os.environ.setdefault("STRIPE_API_BASE", f"http://127.0.0.1:{int(os.environ.get('PORT') or 8000) + 1}")
os.environ.setdefault("CHECKOUT_ORIGIN", os.environ["STRIPE_API_BASE"])

from sixdegree.settings.base import *  # noqa: E402, F403
from sixdegree.settings.base import DATA, STATIC_ROOT, env  # noqa: E402

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY")
SERVE_UNCHECKED = True
# The demo's people sign in with a password alone; who sets a second factor up is asked for it.
SECOND_FACTOR_REQUIRED = False
SIXDEGREE_PAYMENTS_ALLOW_SANDBOX = True
# Everybody who tries it gives from this one machine.
SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 300
SIXDEGREE_PUBLICATION_ALLOW_SQLITE = True
# A front end under development lives on this machine, without TLS.
SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_HTTP = SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_PRIVATE = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_FILE_PATH.mkdir(parents=True, exist_ok=True)
DEFAULT_FROM_EMAIL = "Sixdegree <sixdegree@localhost>"

# Straight from the apps' folders: nobody has to collect static files to try it.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
