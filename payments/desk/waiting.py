"""What waits for a finance officer: a line for each thing, with the way to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from payments import readers
from payments.actions.monthly import ending, forgetting
from payments.desk import reading
from payments.money import spoken


@dataclass(frozen=True)
class Waits:
    """`more` says what the line leaves out; `serious` where money is lost by waiting."""

    text: str
    url: str
    more: str = ""
    serious: bool = False


def waits() -> Iterator[Waits]:
    for part in (
        _disputes,
        _events,
        _differences,
        _refunds,
        _payments,
        _answers,
        _monthly_gifts,
        _customers,
        _mails,
        _promises,
    ):
        yield from part()


def _disputes() -> Iterator[Waits]:
    open_ones = reading.unanswered()
    if count := open_ones.count():
        text = ngettext(
            "%(count)d dispute has no answer yet.", "%(count)d disputes have no answer yet.", count
        )
        first = open_ones.exclude(evidence_due_by=None).first()
        due = first.evidence_due_by if first else None
        more = gettext("The first must be answered until %(due)s.") if due else ""
        when = {"due": f"{due:%Y-%m-%d %H:%M} UTC"} if due else {}
        yield Waits(text % {"count": count}, reverse("payments_desk:disputes"), more % when, serious=True)


def _events() -> Iterator[Waits]:
    if count := readers.events_set_aside():
        text = ngettext(
            "%(count)d event of the payment provider fits nothing here and was set aside.",
            "%(count)d events of the payment provider fit nothing here and were set aside.",
            count,
        )
        more = gettext("Try it again, or close it with a note.")
        yield Waits(text % {"count": count}, reverse("payments_desk:events"), more)


def _differences() -> Iterator[Waits]:
    """Of the newest comparison with the provider's records."""
    run = reading.reconciliations().first()
    if run is None:
        return
    address = reverse("payments_desk:reconciliation", args=[run.pk])
    if run.failed:
        yield Waits(gettext("The last reconciliation failed."), address, gettext("It is tried again."))
    elif count := len(run.findings):
        text = ngettext(
            "%(count)d difference from the provider's records needs a person.",
            "%(count)d differences from the provider's records need a person.",
            count,
        )
        yield Waits(text % {"count": count}, address, serious=True)


def _refunds() -> Iterator[Waits]:
    if count := reading.failed_refunds().count():
        text = ngettext("%(count)d refund failed.", "%(count)d refunds failed.", count)
        more = gettext("Ask for it again, or reach the donor another way.")
        yield Waits(text % {"count": count}, f"{reverse('payments_desk:refunds')}?state=failed", more)


def _payments() -> Iterator[Waits]:
    if count := reading.unsettled().count():
        text = ngettext(
            "%(count)d payment has been under way for more than an hour.",
            "%(count)d payments have been under way for more than an hour.",
            count,
        )
        more = gettext("The worker asks about each every minute. If it does not run, call the operator.")
        yield Waits(text % {"count": count}, f"{reverse('payments_desk:donations')}?state=reserved", more)


def _answers() -> Iterator[Waits]:
    if stuck := list(reading.stuck_answers()):
        text = ngettext(
            "%(count)d donor's choice of what becomes of a gift could not be carried out yet.",
            "%(count)d donors' choices of what becomes of a gift could not be carried out yet.",
            len(stuck),
        )
        more = gettext("A dispute of the gift, or a fund that is not open, holds it up. It is tried again.")
        named = reading.by_reference(stuck[0].payload["donation"])
        gift = reverse("payments_desk:donation", args=[named])
        yield Waits(text % {"count": len(stuck)}, gift, more)


def _monthly_gifts() -> Iterator[Waits]:
    if count := ending.overdue().count():
        text = ngettext(
            "%(count)d monthly gift was ended here and goes on at the provider.",
            "%(count)d monthly gifts were ended here and go on at the provider.",
            count,
        )
        more = gettext("Cancel it there, before another month is charged, and call the operator.")
        yield Waits(text % {"count": count}, reverse("payments_desk:monthly_gifts"), more, serious=True)


def _customers() -> Iterator[Waits]:
    if overdue := list(forgetting.overdue()):
        text = ngettext(
            "%(count)d donor was erased here and is a customer of the provider still.",
            "%(count)d donors were erased here and are customers of the provider still.",
            len(overdue),
        )
        more = gettext("Delete the customer of %(subscription)s there, and call the operator.")
        more %= {"subscription": overdue[0].payload["subscription"]}
        yield Waits(text % {"count": len(overdue)}, reverse("payments_desk:monthly_gifts"), more)


def _mails() -> Iterator[Waits]:
    if count := readers.mails_given_up():
        text = ngettext(
            "%(count)d mail to a donor could not be delivered.",
            "%(count)d mails to donors could not be delivered.",
            count,
        )
        more = gettext("The address may be mistyped, or its mailbox gone. No further try is made by itself.")
        yield Waits(text % {"count": count}, reverse("payments_desk:mails"), more)


def _promises() -> Iterator[Waits]:
    if open_ones := [spoken(row["sum"], row["currency"]) for row in reading.promised()]:
        text = gettext("The fund has promised %(amounts)s to closed campaigns.")
        yield Waits(text % {"amounts": ", ".join(open_ones)}, reverse("payments_desk:fund"))
