"""Typst: templates of ours, fonts of ours, and data that reaches them as data alone."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

DATA = Path(__file__).parent / "data"

TypstError = typst.TypstError


def pdf(template: str, data: dict[str, Any], made_at: datetime) -> bytes:
    """The same template, data and time give the same bytes.

    Raises TypstError, also for a sign that none of our fonts has: PDF/UA wants every sign to be readable.
    """
    return typst.compile(
        DATA / f"{template}.typ",
        format="pdf",
        pdf_standards="ua-1",
        font_paths=[DATA / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        timestamp=int(made_at.timestamp()),
    )


def pdf_naming(template: str, data: dict[str, Any], name: str, made_at: datetime) -> bytes:
    """With a person's name where our fonts have its signs, else without."""
    if name:
        try:
            return pdf(template, {**data, "name": name}, made_at)
        except TypstError:
            return pdf(template, data, made_at)
    return pdf(template, data, made_at)
