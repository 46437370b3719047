"""Fields of this app: encrypted text, lists of vocabulary slugs, money typed in major units."""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from casepages import money
from casepages.encryption import seal, unseal
from casepages.vocabulary import Choices

TYPED_AMOUNT = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that is plain in memory and a Fernet token in the database, in dumps and in serialised data.

    It can be read but not searched: every look-up but `isnull` raises FieldError.
    """

    SEALED = "fernet:"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text) if text else text

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return unseal(value) if value else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return unseal(text.removeprefix(self.SEALED)) if text and text.startswith(self.SEALED) else text

    def value_to_string(self, obj: models.Model) -> str:
        text = self.value_from_object(obj)
        return f"{self.SEALED}{seal(text)}" if text else ""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched.")
        return super().get_lookup(lookup_name)


class VocabularyListField(models.JSONField):
    """A list of slugs out of one vocabulary, in the vocabulary's order, ticked in a form."""

    def __init__(self, *args: Any, vocabulary: Callable[[], Choices], **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(*args, **{"default": list, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "vocabulary": self.vocabulary}

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        known = [slug for slug, _label in self.vocabulary()]
        if not isinstance(value, list) or [entry for entry in value if entry not in known]:
            raise ValidationError(
                _("Choose only from: %(known)s."), code="vocabulary", params={"known": ", ".join(known)}
            )

    def formfield(self, **kwargs: Any) -> Any:
        return VocabularyListFormField(
            choices=self.vocabulary,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )


class VocabularyListFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Collection[str] | None) -> list[str]:
        ticked = super().clean(value)
        choices: Any = self.choices
        return [slug for slug, _label in choices if slug in ticked]


class MinorUnitsField(models.PositiveBigIntegerField):  # type: ignore[type-arg]
    """An amount in the minor units of a currency that stands elsewhere; forms type and show major units."""

    def formfield(self, **kwargs: Any) -> Any:
        known = {"label", "help_text", "required", "initial", "disabled"}
        given = {key: value for key, value in kwargs.items() if key in known}
        return AmountFormField(**{"label": capfirst(self.verbose_name), "help_text": self.help_text, **given})


class AmountFormField(forms.Field):
    """`325.00` in the form, 32500 in the model. The form that owns it sets `currency` before it is read."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    currency = ""
    largest = 10**11

    def prepare_value(self, value: Any) -> Any:
        return str(money.to_major(value, self.currency)) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        # 325,00 is three hundred in one country and thirty thousand in another: refused, never guessed.
        if not TYPED_AMOUNT.fullmatch(typed):
            raise self._not_an_amount()
        try:
            amount = money.to_minor(Decimal(typed.replace(",", "")), self.currency)
        except ValueError as error:
            raise self._not_an_amount() from error
        if not 0 < amount < self.largest:
            raise ValidationError(_("Type an amount above zero that could be the price of something."))
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True

    def _not_an_amount(self) -> ValidationError:
        example = f"{Decimal(325):.{money.decimals(self.currency)}f}"
        sentence = _("Type the amount in %(currency)s like this: %(example)s.")
        return ValidationError(sentence, params={"currency": self.currency, "example": example})
