"""Stories are plain text: a blank line begins a new paragraph, nothing else is markup."""

import re


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line, none empty."""
    return [
        " ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()
    ]
