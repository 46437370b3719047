"""What a stranger may write into the parameters of these routes, and how much of it."""

from typing import Annotated

from ninja import Query
from pydantic import StringConstraints

from payments.parameters import Text

Short = Annotated[Text, StringConstraints(max_length=100)]
Cursor = Annotated[Text, StringConstraints(max_length=500)]
Codes = Annotated[list[Short], Query(max_length=100)]
Locale = Annotated[
    Short | None, Query(description="Without it, the source locale. Never taken from the browser.")
]
