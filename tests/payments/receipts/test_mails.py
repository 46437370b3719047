"""Mails about receipts: the same words in two forms, the document with them, no case, nobody who watches."""

import re

import pytest
from django.core import mail

from payments import conf, gateway
from payments.actions import receipts
from payments.actions.monthly import ending, months
from payments.donors.actions import choose, erase, open_account
from payments.mails import monthly
from payments.models import DonorIdentity, Receipt
from payments.worker import tick
from tests.payments.conftest import WEAVER, gives_and_pays
from tests.payments.monthly import begins, fails

pytestmark = pytest.mark.django_db

SUBJECTS = {"en": "your receipt", "id": "tanda terima Anda", "th": "ใบเสร็จของคุณ", "zh-hans": "您的收据"}


def sent():
    tick()
    tick()
    return mail.outbox


def html(message):
    [(content, kind)] = message.alternatives
    assert kind == "text/html"
    return content


@pytest.mark.parametrize("language", SUBJECTS)
def test_the_donor_is_thanked_in_their_language_with_the_document(provider, weaver, language):
    donation = gives_and_pays(provider, 2_500, "amina@example.org", language=language)
    [message] = sent()
    assert message.to == ["amina@example.org"] and SUBJECTS[language] in message.subject
    [(name, content, kind)] = message.attachments
    assert (name, kind) == (f"receipt-{donation.receipts.get()}.pdf", "application/pdf")
    assert content.startswith(b"%PDF")
    for form in [message.body, html(message)]:
        for expected in ["USD\N{NO-BREAK SPACE}25", "Sixdegree", str(donation.receipts.get()), donation.pk]:
            assert expected in form
    assert ("Thank you" in html(message)) == (language == "en")


DEAR = {
    "en": "Dear Amina Said,",
    "id": "Kepada Amina Said,",
    "th": "เรียน คุณAmina Said",
    "zh-hans": "Amina Said，您好：",
}


@pytest.mark.parametrize("language", DEAR)
def test_who_chose_it_is_addressed_by_name_and_nobody_else(provider, weaver, language):
    donation = gives_and_pays(provider, 2_500, "amina@example.org", language=language)
    DonorIdentity.objects.filter(donor=donation.donor).update(name="Amina\n Said")
    account = open_account("amina@example.org", language)
    [before] = sent()
    assert "Amina" not in before.body + html(before)
    choose(account, by_name=True)
    mail.outbox.clear()
    receipts.resend(donation.pk)
    [after] = sent()
    for form in [after.body, html(after)]:
        assert DEAR[language] in form


def test_nothing_of_a_case_is_in_it_and_nothing_is_fetched(amina):
    [message] = sent()
    whole = message.message().as_string() + message.body + html(message)
    assert WEAVER not in whole
    assert re.findall(r"<(?:img|link|script|iframe|object)|url\(|@import|@font-face", html(message)) == []
    page = conf.return_url().format(locale="en", donation=amina.pk)
    assert set(re.findall(r"https?://[^\s\"<]+", html(message) + message.body)) == {page}


def test_what_the_dark_turns_it_turns_together(amina):
    """A colour that stays on a ground that changed cannot be read."""
    [message] = sent()
    dark = html(message).split("prefers-color-scheme:dark")[1].split("</style>")[0]
    for classed in set(re.findall(r'class="([^"]+)"', html(message))):
        assert any(f".{name}" in dark for name in classed.split()), classed


def test_words_of_others_stay_words(amina, settings):
    settings.SIXDEGREE_PAYMENTS_PROGRAMME = "<b>Hope & Co</b>"
    [message] = sent()
    assert "<b>" not in html(message) and "&lt;b&gt;Hope &amp; Co" in html(message)
    assert "<b>Hope & Co</b>" in message.body


def test_a_donor_without_an_address_gets_none(amina):
    DonorIdentity.objects.all().delete()
    assert sent() == []


def test_a_replacement_names_the_one_before_it_and_a_void_one_is_not_sent(amina):
    first = Receipt.objects.get()
    receipts.void(first, by="7", reason="Name misspelt", cause="mistake", replace=True)
    receipts.issue_due()
    [message] = sent()
    assert str(receipts.valid(amina.pk)) in message.subject
    assert f"replaces receipt {first}" in message.body
    assert "misspelt" not in message.body


def test_the_donor_is_told_that_a_receipt_is_void(amina):
    [_thanks] = sent()
    receipts.void(Receipt.objects.get(), by="7", reason="Our own test", cause="mistake", replace=False)
    message = sent()[-1]
    assert "no longer valid" in message.subject and "made out by mistake" in message.body
    assert "Our own test" not in message.body + html(message)


MONTHLY = {"en": "every month", "id": "setiap bulan", "th": "ทุกเดือน", "zh-hans": "每月"}


@pytest.mark.parametrize("language", MONTHLY)
def test_each_receipt_of_a_monthly_gift_leads_to_its_end(provider, fund, language):
    gift = begins(provider, fund, language=language)
    [message] = sent()
    end = re.search(rf"/{language}/monthly-gift/([^/]+)/", message.body)
    assert monthly.named_by(end[1]) == gift.pk
    assert MONTHLY[language] in message.body


def test_a_month_that_failed_is_told_in_generic_words_and_once(provider, fund):
    gift = begins(provider, fund)
    sent().clear()
    failed = fails(provider, gift)
    for _try in range(2):
        months.apply(gateway.retrieve_invoice(failed["id"]))
    [message] = sent()
    assert "did not go through" in message.subject
    assert "nothing was charged" in message.body
    for why in ("declin", "insufficient", "expired", "card"):
        assert why not in message.body.lower()
    assert monthly.named_by(re.search("/monthly-gift/([^/]+)/", message.body)[1]) == gift.pk


def test_the_end_of_a_monthly_gift_is_told(provider, fund):
    gift = begins(provider, fund)
    sent().clear()
    ending.end(gift.pk, by="staff-7")
    [message] = sent()
    assert "your monthly gift has ended" in message.subject
    assert "staff" not in message.body


def test_who_was_erased_is_written_to_no_more(provider, fund):
    gift = begins(provider, fund)
    erase(open_account("amina@example.org", "en"))
    mail.outbox.clear()
    assert sent() == []
    gift.refresh_from_db()
    assert gift.state == "ended"
