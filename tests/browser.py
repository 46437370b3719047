"""Which browser the suite drives."""

import os
import shutil

# Draws the same pages with some two thirds of the work or less, and sets none aside whole for the way back.
SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser")


def browser_path(*, whole: bool = False) -> str | None:
    """The one named in BROWSER, else the lightest that is installed; `whole` asks for one without a lack."""
    names = WHOLE if whole else (SHELL, *WHOLE)
    return os.environ.get("BROWSER") or next(filter(None, map(shutil.which, names)), None)
