"""What the public may write into a parameter: here, since every app with routes stands on this one."""

from typing import Annotated

from pydantic import StringConstraints

# PostgreSQL's text holds no NUL, and fails at one instead of finding nothing.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
