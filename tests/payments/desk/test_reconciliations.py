"""The nightly comparison with the provider's records, as finance reads it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from payments.models import Reconciliation

pytestmark = pytest.mark.django_db
FINDING = {"kind": "unknown", "subject": "ch_9", "sentence": "Charge ch_9 names no gift of ours."}


def a_run(**told):
    now = timezone.now()
    return Reconciliation.objects.create(
        **{"since": now, "until": now, "started_at": now, "compared": 12, **told}
    )


def at(run):
    return reverse("payments_desk:reconciliation", args=[run.pk])


def test_nobody_but_a_finance_officer_is_answered(closed_to):
    listing = reverse("payments_desk:reconciliations")
    closed_to(listing, reverse("payments_desk:reconciliations_results"), at(a_run()))


def test_before_the_first_comparison_it_says_so(desk):
    assert "not compared with the provider" in desk("reconciliations")
    assert "Compared with the provider" not in desk("overview")


def test_books_that_agree_leave_nothing_to_do(desk):
    run = a_run(repaired=2)
    assert "The books agree" in desk("reconciliations")
    assert re.search(r"Compared with the provider's records on .* \(UTC\): 12 of them", desk("overview"))
    assert "Nothing waits for you." in desk("overview")
    assert at(run) in desk("reconciliations")


def test_what_differs_waits_and_stands_in_its_own_words(desk):
    run = a_run(findings=[FINDING])
    assert "1 difference from the provider" in desk("overview")
    assert at(run) in desk("overview")
    page = desk("reconciliation", run.pk)
    assert FINDING["sentence"] in page and "1 to look at" in page


def test_a_gift_that_differs_is_named_by_its_reference(gift, desk):
    told = f"The provider does not know it: donation-{gift.pk}-checkout"
    run = a_run(findings=[{"kind": "stuck", "subject": gift.pk, "sentence": told}])
    failed = a_run(failed=told)
    for page in (desk("reconciliation", run.pk), desk("reconciliation", failed.pk), desk("reconciliations")):
        assert gift.reference in page and gift.pk not in page


def test_a_later_comparison_that_agrees_ends_it(desk):
    a_run(findings=[FINDING])
    a_run()
    assert "Nothing waits for you." in desk("overview")


def test_one_that_failed_says_why(desk):
    run = a_run(failed="the provider is out of reach")
    assert "The last reconciliation failed." in desk("overview")
    assert "the provider is out of reach" in desk("reconciliation", run.pk)
