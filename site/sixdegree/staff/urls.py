"""The screens of the second factor, beside Wagtail's own below `admin/`. No other of allauth's is mounted."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sixdegree.staff.views import SetUpView, SignInView

urlpatterns = decorate_urlpatterns(
    [
        path("login/", SignInView.as_view(), name="account_login"),
        path("second-factor/", base.index, name="mfa_index"),
        path("second-factor/code/", base.authenticate, name="mfa_authenticate"),
        path("second-factor/confirm/", base.reauthenticate, name="mfa_reauthenticate"),
        path("second-factor/password/", account.reauthenticate, name="account_reauthenticate"),
        path("second-factor/set-up/", SetUpView.as_view(), name="mfa_activate_totp"),
        path("second-factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
        path(
            "second-factor/recovery-codes/",
            recovery_codes.view_recovery_codes,
            name="mfa_view_recovery_codes",
        ),
        path(
            "second-factor/recovery-codes/new/",
            recovery_codes.generate_recovery_codes,
            name="mfa_generate_recovery_codes",
        ),
    ],
    never_cache,
)
