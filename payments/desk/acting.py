"""A verb of the desk as a screen: its form, a page that names what will happen, the proof of who does it."""

import logging
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from payments import conf, reauthentication
from payments.actions.settlement import Mismatch, NotSettledYet
from payments.desk import once
from payments.desk.frame import Frame
from payments.desk.standing import Movers, unstored
from payments.exceptions import Refusal
from payments.gateway import GatewayError

logger = logging.getLogger(__name__)

CONFIRMED = "confirmed"
UNCERTAIN = _(
    "The payment provider did not answer as expected, so it is not known yet whether this was done."
    " Look at its state in a minute, before you do it again."
)


class AtConfirming(forms.Form):
    """What is asked on the second page alone; a file cannot be carried there."""


@unstored
class ActView(Frame, Movers, TemplateView):
    """First the form; then what it would do, in a sentence with its amount, and the proof of who asks.

    Nothing is kept between the two pages: the second carries the first's answers, which are checked again.
    """

    template_name = "sixdegree_payments/desk/act.html"
    form_class: type[forms.Form] = forms.Form
    confirming_class: type[forms.Form] = AtConfirming
    button: Any = _("Go on")
    serious = False
    explanation: Any = ""

    def form(self, data: Any = None) -> forms.Form:
        return self.form_class(data)

    def warning(self) -> str:
        """What is to be known before it is done, on both pages; "" for nothing."""
        return ""

    def sentence(self, form: forms.Form) -> str:
        """What will happen, with the amount."""
        raise NotImplementedError

    def confirm_button(self, form: forms.Form) -> str:
        """The same in few words, on the button that does it."""
        raise NotImplementedError

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        """Does it and returns the sentence that says so. Raises a Refusal."""
        raise NotImplementedError

    def back(self) -> str:
        """The address to return to, done or not."""
        raise NotImplementedError

    @property
    def by(self) -> str:
        return str(self.request.user.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": self.form(),
            "explanation": self.explanation,
            "warning": self.warning(),
            "button": self.button,
            "serious": self.serious,
            "back": self.back(),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if not request.POST.get(CONFIRMED):
            return self._ask(form, self.confirming_class(), _confirm_form(request))
        proof = _confirm_form(request, request.POST)
        at_confirming = self.confirming_class(request.POST, request.FILES)
        # Both are looked at, so that one page names all that is missing.
        if not all([at_confirming.is_valid(), proof is None or proof.is_valid()]):
            return self._ask(form, at_confirming, proof)
        if not once.spend(request.POST[CONFIRMED]):
            messages.warning(
                request, gettext("It was confirmed before. See what came of it before you do it again.")
            )
            return redirect(self.back())
        try:
            done = self.act(form, at_confirming)
        except Refusal as refusal:
            messages.error(request, refusal.detail)
            return self.render_to_response(self.get_context_data(form=form))
        except (GatewayError, Mismatch, NotSettledYet):
            logger.exception("what the desk was asked to do did not come to its end")
            messages.error(request, UNCERTAIN)
            return redirect(self.back())
        messages.success(request, done)
        return redirect(self.back())

    def _ask(self, form: forms.Form, at_confirming: forms.Form, proof: forms.Form | None) -> HttpResponse:
        for field in form.fields.values():
            field.widget = field.hidden_widget()
        told = {
            "form": form,
            "at_confirming": at_confirming,
            "proof": proof,
            "sentence": self.sentence(form),
            "button": self.confirm_button(form),
            "once": {"name": CONFIRMED, "token": once.token()},
        }
        return self.render_to_response(self.get_context_data(**told))


def _confirm_form(request: HttpRequest, data: Any = None) -> reauthentication.ConfirmForm | None:
    """None where the session proved itself minutes ago."""
    asks: reauthentication.PasswordReauthentication = import_string(conf.reauthentication())(request)
    if reauthentication.proved_at(asks, conf.reauthentication_age()):
        return None
    return reauthentication.ConfirmForm(asks, data)
