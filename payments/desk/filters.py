"""Choices beside a list that leave some of its rows."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

STATE = _("State")


def one_of(choices: Iterable[tuple[str, Any]], label: Any = STATE, **more: Any) -> Any:
    """One of `choices`, as radio buttons; at first all."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, widget=forms.RadioSelect, empty_label=_("All"), **more
    )
