"""What people type as money, as integer minor units."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments.currencies import exponent
from payments.money import major, minor


class AmountField(forms.DecimalField):
    """Typed with the currency's decimals; its value is whole minor units above zero. `most` bounds it."""

    def __init__(self, currency: str, *, most: int | None = None, **kwargs: Any) -> None:
        self.currency = currency
        bounds = {"max_value": major(most, currency)} if most is not None else {}
        label = gettext_lazy("Amount in %(currency)s") % {"currency": currency}
        super().__init__(
            **{
                "label": label,
                "max_digits": 15,
                "decimal_places": exponent(currency),
                "min_value": major(1, currency),
                **bounds,
                **kwargs,
            }
        )

    def clean(self, value: Any) -> Any:
        units: Decimal | None = super().clean(value)
        return None if units is None else minor(units, self.currency)


def minor_units(units: Decimal, currency: str) -> int:
    """Of a field whose currency is typed beside it. Raises ValidationError."""
    try:
        return minor(units, currency)
    except ValueError as error:
        raise ValidationError(
            _("%(currency)s has %(count)d decimals. Write no more.")
            % {"currency": currency, "count": exponent(currency)}
        ) from error
