"""The consent's part of a case file's form."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import ObjectList

from casepages.forms import ConsentForm
from casepages.models import CaseFile, ConsentRecord

PREFIX = "consent"


@cache
def consent_handler() -> Any:
    return ObjectList(ConsentRecord.panels, base_form_class=ConsentForm).bind_to_model(ConsentRecord)


def bound_consent_panel(request: HttpRequest, case_file: CaseFile | None) -> Any:
    """The panel with its form: what the last record says, or what was just typed."""
    handler = consent_handler()
    form = handler.get_form_class()(
        request.POST if request.method == "POST" else None,
        case_file=case_file,
        for_user=request.user,
        prefix=PREFIX,
    )
    return handler.get_bound_panel(request=request, instance=form.instance, form=form)
