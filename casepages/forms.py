"""The forms of the officers' screens: a case file with its needs, and the consent beside it."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from casepages.actions import change_case_file, open_case_file, record_consent
from casepages.fields import AmountFormField
from casepages.models import CaseFile, ConsentRecord


class CaseFileForm(WagtailAdminModelForm):
    """A file and its needs, amounts typed in major units of the file's currency.

    Needs `for_user`; `save()` goes through the verbs, so that whoever saved is noted as a contributor.
    Also fit as `base_form_class` of an edit handler made of `CaseFile.panels`.
    """

    class Meta:
        model = CaseFile
        fields = ["case_number", "currency", "note"]
        widgets = {"case_number": forms.TextInput(attrs={"autocomplete": "off"})}
        formsets = {"needs": {"fields": ["category", "amount", "note"]}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in self.formsets["needs"].forms:
            self._tell_currency(form.fields["amount"])

    def save(self, commit: bool = True) -> CaseFile:
        case_file: CaseFile = super().save(commit=False)
        if not commit:
            return case_file
        verb = change_case_file if case_file.pk else open_case_file
        return verb(case_file, by=self.for_user)

    def _tell_currency(self, amount: AmountFormField) -> None:
        typed = self.data.get(self.add_prefix("currency"), "") if self.is_bound else ""
        amount.currency = typed or self.instance.currency


class ConsentForm(WagtailAdminModelForm):
    """A new consent record; given the file it begins with what the last record says.

    `ConsentForm(data, case_file=file_or_None, for_user=user)`; `save(case_file=file)` where the file was
    opened in the same request. `has_changed()` tells whether there is anything new to record.
    """

    class Meta:
        model = ConsentRecord
        fields = [
            *("given_on", "expires_on", "explained_by"),
            *("under_18", "assented_on", "guardian_consented_on", "guardian"),
            *("locales", "channels", "note"),
        ]

    def __init__(self, *args: Any, case_file: CaseFile | None = None, **kwargs: Any) -> None:
        last = case_file.consent if case_file and case_file.pk else None
        if last:
            said = {name: getattr(last, name) for name in self._meta.fields}
            kwargs["initial"] = {**said, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if case_file:
            self.instance.case_file = case_file

    def save(self, commit: bool = True, case_file: CaseFile | None = None) -> ConsentRecord:
        record: ConsentRecord = super().save(commit=False)
        if case_file:
            record.case_file = case_file
        return record_consent(record, by=self.for_user) if commit else record
