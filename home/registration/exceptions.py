from typing import Any

from publication.exceptions import Refusal


class RegistrationRefused(Refusal):
    type = "registration-refused"
    title = "Not registered"

    def __init__(self, detail: str, status: int = 422, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.status = status
