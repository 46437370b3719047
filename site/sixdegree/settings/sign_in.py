"""How staff sign in: allauth for the second factor, axes for the count of wrong answers. Donors by a code."""

from datetime import timedelta

# Nobody without one reaches the admin. Only development and tests turn it off: `check --deploy`.
SECOND_FACTOR_REQUIRED = True

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    # Carries donors' sessions; nobody signs in through it.
    "payments.donors.backends.DonorBackend",
]
ACCOUNT_ADAPTER = "sixdegree.staff.adapters.StaffAccount"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {"login": "sixdegree.staff.forms.SignInForm"}
# Against guesses from many addresses, which axes counts apart: wide, so that a stranger locks nobody out.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "100/h/key", "reauthenticate": "100/h/user"}
MFA_ADAPTER = "sixdegree.staff.adapters.StaffFactors"
MFA_FORMS = {
    "authenticate": "sixdegree.staff.forms.SignInCodeForm",
    "reauthenticate": "sixdegree.staff.forms.ConfirmCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A clock half a minute off is no reason to lock a person out; a code opens one thing once all the same.
MFA_TOTP_TOLERANCE = 1

# Donors' codes: eight letters, ten minutes, three tries. The switch for codes of allauth's own stays off.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
HEADLESS_CLIENTS = ("app",)
HEADLESS_ADAPTER = "payments.donors.headless.DonorAdapter"
HEADLESS_TOKEN_STRATEGY = "payments.donors.strategies.DonorTokens"  # noqa: S105

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# By person and address together: one address does not close an office, one name does not close a colleague.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "sixdegree.staff.lockout.page"
AXES_DISABLE_ACCESS_LOG = True
# Of what was posted nothing is kept that opens anything or tells of a case: see `sixdegree.staff.attempts`.
AXES_HANDLER = "sixdegree.staff.attempts.Attempts"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
