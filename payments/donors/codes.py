"""The mailed code: allauth's own process, for an address whose account is opened once the code is right."""

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest

from payments.donors import actions, limits, mails, sessions
from payments.failures import place_of
from payments.mails.letter import send
from payments.models import DonorAccount
from payments.outbox import Undeliverable

logger = logging.getLogger(__name__)


class DonorCode(LoginCodeVerificationProcess):
    """Begun for any address alike: one of staff gets a mail without a code, and nobody else is told."""

    @classmethod
    def begin(cls, request: HttpRequest, email: str, locale: str) -> None:
        """Raises TooManyCodes."""
        limits.count(email, request.META.get("REMOTE_ADDR", ""))
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email))
        stage.state.update(initiated_by_user=True, locale=locale)
        sessions.begin(request)
        process = cls(stage)
        process.send()
        process.persist()

    @classmethod
    def resume(cls, stage: Any) -> "DonorCode | None":
        process: DonorCode | None = cls(stage).abort_if_invalid()
        return process

    @classmethod
    def pending(cls, request: HttpRequest) -> "DonorCode | None":
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls.resume(stage) if stage else None

    @property
    def email(self) -> str:
        return str(self.state["email"])

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """An address that the mail server refuses is answered as any other: a refusal would tell it apart."""
        locale = self.state["locale"]
        registers = actions.may_register(email)
        message = (
            mails.code(email, self.generate_code(), locale) if registers else mails.no_code(email, locale)
        )
        try:
            send(message)
        except (Undeliverable, SMTPRecipientsRefused, SMTPDataError) as error:
            logger.warning("the mail server did not take the mail with a code: %s", place_of(error))

    def finish(self, redirect_url: str | None = None) -> None:
        account: DonorAccount = actions.open_account(self.email, self.state["locale"])
        clear_login(self.request)
        sessions.sign_in(self.request, account)
        record_authentication(self.request, account.user, method="code")
